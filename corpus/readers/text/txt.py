"""Plain text: a line is a paragraph, unless it was broken by width."""

import re
from collections.abc import Iterator, Mapping

from corpus.errors import InputError
from corpus.language.identification import language_of
from corpus.model import Document, Language
from corpus.readers.bilingual import documents
from corpus.readers.decoding import decode
from corpus.readers.documents import headline, lines, width
from corpus.readers.refusals import TERMS, are_terms
from corpus.readers.wrapping import joined, unwrapped

_ENDS = tuple('。！？!?.…;；:："”』」’）)')
_INDENT = re.compile(r"\u3000|[ \t]{2,}")
# A file is wrapped if of the lines that are not the last of their paragraph nearly all reach
# about the same width, that of a page, and most break off inside a sentence.
_PAGE_WIDTH = range(40, 121)
_NEARLY_ALL = 0.85
_MOST = 0.6
_ABOUT = 0.7
_FEWEST_LINES = 3


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The document of a text file, or the two of a bilingual one.

    Raises:
        DecodingError, InputError: it cannot be used.
    """
    raw = lines(decode(data))
    if _holds_terms(raw):
        raise InputError(origin, TERMS)
    paragraphs = _paragraphs(raw)
    yield from documents(origin, headline(paragraphs), paragraphs, metadata)


def _holds_terms(raw: list[str]) -> bool:
    """Whether it is a glossary as OmegaT has them: a term, a tab, its translation."""
    filled = [line for line in raw if line.strip() and not line.startswith("#")]
    pairs = [cells[:2] for line in filled if len(cells := line.split("\t")) > 1]
    two = [pair for pair in pairs if {language_of([cell]) for cell in pair} == set(Language)]
    return len(two) > _NEARLY_ALL * len(filled) and are_terms(two)


def _paragraphs(raw: list[str]) -> list[str]:
    """The paragraphs, wrapped ones joined again."""
    blocks = _blocks(raw)
    inner = [line for block in blocks for line in block[:-1]]
    if not _wrapped(inner):
        return [paragraph for block in blocks for paragraph in unwrapped(block)]
    return [joined(block) for block in blocks]


def _blocks(raw: list[str]) -> list[list[str]]:
    """Lines that belong together: up to an empty line, or one that is indented."""
    blocks: list[list[str]] = []
    fresh = True
    for line in raw:
        text = line.strip()
        if not text:
            fresh = True
        elif fresh or _INDENT.match(line):
            blocks.append([text])
            fresh = False
        else:
            blocks[-1].append(text)
    return blocks


def _wrapped(inner: list[str]) -> bool:
    """Whether lines that are followed by another of their block were broken by width."""
    if len(inner) < _FEWEST_LINES:
        return False
    widths = sorted(map(width, inner))
    page = widths[int(_NEARLY_ALL * (len(widths) - 1))]
    wide = sum(width >= _ABOUT * page for width in widths)
    open_ended = sum(not line.endswith(_ENDS) for line in inner)
    return (
        page in _PAGE_WIDTH
        and widths[-1] in _PAGE_WIDTH
        and wide >= _NEARLY_ALL * len(inner)
        and open_ended >= _MOST * len(inner)
    )
