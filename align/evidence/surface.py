"""Surface features of sentences: length, end mark, quotation, punctuation marks inside.

surface(sentences, language) -> Surface     arrays over one document's sentences
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from align.evidence.kernels import (
    COLON,
    ELLIPSIS,
    EXCLAMATION,
    FULL_STOP,
    OTHER,
    QUESTION,
    QUOTES,
)
from corpus.kernels.arrays import Doubles, Longs
from corpus.language.sentences.attributions import is_attribution
from corpus.model import Language

_ENDS = {
    "。": FULL_STOP, ".": FULL_STOP, "．": FULL_STOP,
    "?": QUESTION, "？": QUESTION,
    "!": EXCLAMATION, "！": EXCLAMATION,
    ":": COLON, "：": COLON, ",": COLON, "，": COLON, "—": COLON, "-": COLON, "–": COLON,
    "…": ELLIPSIS,
}  # fmt: skip
_OPENING = "“「『"
_CLOSING = "”」』"
_MARKS = [
    re.compile("[?？]"),
    re.compile("[!！]"),
    re.compile('[“”「」"]'),
    re.compile("[;；]"),
    re.compile("[(（]"),
]
_LAST = re.compile(r"[\"'“”‘’「」『』）)》\]\s]+$")
# A single quote opens speech before a letter and after nothing, a space, a dash or a bracket;
# it closes speech after a mark of punctuation. Everything else is an apostrophe.
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s—–(\[“\"-])|^)['‘](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[.,!?…—;:-])['’](?!\w)")
_TOKEN = re.compile(r"[“”「」『』\"]")
_MANY_LINES = 0.6
"""Share of sentences without an end mark above which that says nothing: subtitles, tables."""
_RARE_SPEECH = 0.02
"""Share of sentences inside speech below which quotation says nothing about a document."""


class Surface(NamedTuple):
    """Arrays with one element, or row, per sentence.

    Attributes:
        length: letters, digits and Han characters, float64.
        end: class of the last mark, as `align.evidence.kernels` numbers them.
        marks: shape (n, 5): how many ? ! quotes ; ( it holds.
        opens: 1 where it starts with an opening quote.
        closes: 1 where it ends with a closing quote.
        inside: 1 where speech is still open after it.
        balance: opening minus closing quotes.
        line: 1 where no mark of punctuation ends it (a heading, a by-line, （完）), if most
            sentences of the document have one.
        quoted: 1 where it is nothing but quotation, and that ends with it (it may begin before).
        said: 1 where it says who spoke, and nothing else, behind one that is `quoted`.
        speech: 1 if the document has enough speech for `inside` to mean something, in one
            element.
    """

    length: Doubles
    end: Longs
    marks: Longs
    opens: Longs
    closes: Longs
    inside: Longs
    balance: Longs
    line: Longs
    quoted: Longs
    said: Longs
    speech: Longs

    def part(self, where: range) -> "Surface":
        """The surface of some sentences of the document."""
        rows = slice(where.start, where.stop)
        return Surface(
            self.length[rows], self.end[rows], self.marks[rows], self.opens[rows],
            self.closes[rows], self.inside[rows], self.balance[rows], self.line[rows],
            self.quoted[rows], self.said[rows], self.speech,
        )  # fmt: skip


def surface(sentences: Sequence[str], language: Language) -> Surface:
    """The surface of one document's sentences, in order."""
    n = len(sentences)
    single = language is Language.EN and _single_style(sentences)
    length = np.zeros(n)
    end, opens, closes, inside, balance, line, quoted, said = np.zeros((8, n), np.int64)
    marks = np.zeros((n, len(_MARKS)), np.int64)
    open_ = 0
    for i, text in enumerate(sentences):
        text = text.strip()
        length[i] = sum(map(str.isalnum, text))
        bare = _LAST.sub("", text)
        if bare.endswith(("...", "。。。")):
            end[i] = ELLIPSIS
        elif bare:
            end[i] = _ENDS.get(bare[-1], OTHER)
            line[i] = bare[-1].isalnum()
        for k, pattern in enumerate(_MARKS):
            marks[i, k] = len(pattern.findall(text))
        started = open_
        events = _quotes(text, single)
        for at, step in events:
            if step == 0:  # a straight quote: turns the state
                step = -1 if open_ else 1
            open_ = 1 if step > 0 else 0
            balance[i] += step
            if step > 0 and at <= 1:
                opens[i] = 1
            if step < 0 and at >= len(text) - 2:
                closes[i] = 1
        if events and started and opens[i] and balance[i] > 0:
            balance[i] = 1
        inside[i] = open_
        quoted[i] = _is_quotation(text, events)
        if single:
            marks[i, QUOTES] += len(events)
    for after in (np.flatnonzero(quoted[:-1]) + 1).tolist():
        said[after] = is_attribution(sentences[after], language)
    speech = np.array([int(n > 0 and inside.mean() >= _RARE_SPEECH)], np.int64)
    if line.sum() > _MANY_LINES * n:
        line[:] = 0
    return Surface(
        length, end, marks, opens, closes, inside, balance, line, quoted, said, speech
    )  # fmt: skip


def _single_style(sentences: Sequence[str]) -> bool:
    """Whether speech stands between single quotes (British books) rather than double ones."""
    double = sum(len(re.findall('[“"]', text)) for text in sentences)
    single = sum(len(_SINGLE_OPEN.findall(text.strip())) for text in sentences)
    return single > 2 * double


def _is_quotation(text: str, events: Sequence[tuple[int, int]]) -> bool:
    """Whether the last of its quotation marks ends a sentence, and only a first one is before."""
    if not events or events[-1][0] < len(text) - 2 or events[-1][1] > 0:
        return False
    return len(events) == 1 or (len(events) == 2 and events[0][0] <= 1)


def _quotes(text: str, single: bool) -> list[tuple[int, int]]:
    """(position, +1 opening / -1 closing / 0 either) of each quotation mark of the style."""
    if single:
        found = [(m.start(), 1) for m in _SINGLE_OPEN.finditer(text)]
        found += [(m.start(), -1) for m in _SINGLE_CLOSE.finditer(text)]
        return sorted(found)
    return [
        (m.start(), 1 if m[0] in _OPENING else -1 if m[0] in _CLOSING else 0)
        for m in _TOKEN.finditer(text)
    ]
