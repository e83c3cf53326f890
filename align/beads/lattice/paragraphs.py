"""What paragraph breaks and headings say about where a bead may end.

Translators keep most paragraph breaks; editors do not. How far a document pair keeps them is seen
on its own first alignment: a break on both sides of a border then speaks for it, one on one side
only against it. Where one side has no breaks, nothing follows.
"""

import re
from collections.abc import Sequence

import numpy as np

from corpus.kernels.arrays import Doubles, Longs
from corpus.model import Language

_DOUBT = 10.0
"""Borders' worth of belief that breaks on the two sides have nothing to do with each other: a
short text must not make a rule of one coincidence."""

NO_EVIDENCE = np.zeros((2, 2))


_NUMERAL = "[0-9０-９一二三四五六七八九十百千零〇]{1,5}"
_HEADING = {
    Language.ZH: re.compile(
        rf"\s*(?:第{_NUMERAL}[章节節回卷部篇编編条條]|[一二三四五六七八九十]{{1,3}}、|"
        rf"[（(]{_NUMERAL}[）)]|[0-9０-９]{{1,3}}(?:\.[0-9]{{1,2}})*[．.、](?!\d)|§)"
    ),
    Language.EN: re.compile(
        r"\s*(?:(?:Chapter|Section|Part|Book|Volume|Article)\s+(?:\d|[IVXLC]+\b|[A-Z][a-z]+\b)|"
        r"[(]\d{1,3}[)]|\d{1,3}(?:\.\d{1,2})*\.\s|[IVXLC]{1,6}\.\s|§)"
    ),
}


def breaks(sentences: Sequence[str], language: Language, paragraphs: Sequence[int]) -> Longs:
    """1 where a paragraph or a numbered section begins, by border; none at both ends.

    Args:
        sentences: of one document; an empty one parts paragraphs, too.
        language: of the sentences.
        paragraphs: number of the paragraph of each; empty where nothing is known of them.

    Returns:
        Shape (sentences + 1,).
    """
    found = np.zeros(len(sentences) + 1, np.int64)
    heading = _HEADING[language]
    empty = True
    for i, text in enumerate(sentences):
        found[i] = empty or bool(heading.match(text))
        empty = not text.strip()
    if len(paragraphs):
        numbers = np.asarray(paragraphs)
        found[1:-1] |= numbers[1:] != numbers[:-1]
    found[[0, -1]] = 0
    return found


def break_log_ratios(zh: Longs, en: Longs, nodes: Longs) -> Doubles:
    """Log-likelihood ratio of a border by whether a paragraph begins there in zh, and in en.

    Pointwise mutual information over the borders of an alignment, smoothed towards independence.

    Args:
        zh: breaks of the Chinese side.
        en: of the English side.
        nodes: shape (k, 2): borders of a first alignment.

    Returns:
        Shape (2, 2): by break in zh, by break in en.
    """
    inner = (nodes[:, 0] > 0) & (nodes[:, 0] < len(zh) - 1)
    inner &= (nodes[:, 1] > 0) & (nodes[:, 1] < len(en) - 1)
    if not inner.any() or not zh.any() or not en.any():
        return NO_EVIDENCE
    together = np.zeros((2, 2))
    np.add.at(together, (zh[nodes[inner, 0]], en[nodes[inner, 1]]), 1.0)
    shares = [np.array([1.0 - side[1:-1].mean(), side[1:-1].mean()]) for side in (zh, en)]
    independent = np.maximum(np.outer(*shares), 1e-9)  # a side of breaks only
    expected = independent * together.sum()
    ratios: Doubles = np.log((together + _DOUBT * independent) / (expected + _DOUBT * independent))
    return ratios
