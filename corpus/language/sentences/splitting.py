"""Sentence segmentation for Chinese and English, by rules.

split(text, language, quotations) -> [(start, end)]    offsets in characters; nothing is rewritten
segment(document, furniture, quotations) -> (Sentence, …)

A line break always ends a sentence: a paragraph is a unit of meaning, and flattening a document
before splitting costs several points of accuracy.
"""

from collections.abc import Container, Iterator

from corpus.language.sentences.chinese import ends as ends_in_chinese
from corpus.language.sentences.english import ends as ends_in_english
from corpus.model import Document, Language, Quotations, Sentence


def split(
    text: str, language: Language, quotations: Quotations = Quotations.PARTED
) -> list[tuple[int, int]]:
    """The sentences of a text as half-open ranges of characters.

    Whether quotations in Chinese are parted is a convention (`Quotations`).

    The ranges are in order, do not overlap, carry no white space at their ends, and together
    hold every character that is not white space.
    """
    chinese = language is Language.ZH
    ranges = []
    line_start = 0
    for line in text.split("\n"):
        start = 0
        found = ends_in_chinese(line, quotations) if chinese else ends_in_english(line)
        for end in (*found, len(line)):
            piece = line[start:end]
            stripped = piece.strip()
            if stripped:
                first = line_start + start + len(piece) - len(piece.lstrip())
                ranges.append((first, first + len(stripped)))
            start = end
        line_start += len(line) + 1
    return ranges


def segment(
    document: Document,
    furniture: Container[int] = (),
    quotations: Quotations = Quotations.PARTED,
) -> tuple[Sentence, ...]:
    """The sentences of a document.

    Args:
        document: what to segment.
        furniture: indices of paragraphs that are page furniture
            (`corpus.cleaning.furniture.furniture`) and have no sentences.
        quotations: whether those in Chinese are parted.
    """
    text = document.text
    return tuple(
        Sentence(document.id, index, paragraph, start, text[start:end])
        for index, (paragraph, start, end) in enumerate(_places(document, furniture, quotations))
    )


def _places(
    document: Document, furniture: Container[int], quotations: Quotations
) -> Iterator[tuple[int, int, int]]:
    """Paragraph, start and end in `Document.text` of every sentence."""
    offset = 0
    for number, paragraph in enumerate(document.paragraphs):
        if number not in furniture:
            for start, end in split(paragraph, document.language, quotations):
                yield number, offset + start, offset + end
        offset += len(paragraph) + 1
