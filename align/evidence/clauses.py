"""The clauses of a sentence, and what says that two clauses correspond."""

import re
from dataclasses import dataclass

from corpus.language.han import HAN
from corpus.model import Language


@dataclass(frozen=True, slots=True, order=True)
class Fragment:
    """A clause of a Chinese and one of an English sentence that say the same.

    Attributes:
        zh: index of the Chinese sentence in its document.
        zh_span: begin and end of the clause in that sentence, in characters.
        en: index of the English sentence.
        en_span: the same of its clause.
        score: probability that the clauses correspond, 0 to 1.
    """

    zh: int
    zh_span: tuple[int, int]
    en: int
    en_span: tuple[int, int]
    score: float


LEAST_WORDS = {Language.ZH: 6, Language.EN: 4}
"""Shorter clauses (Han characters, words) join their neighbour: 他说 is no news."""

_BORDERS = {
    Language.ZH: re.compile(
        r"[，；：。！？]+[”」』’）]*|(?<![0-9A-Za-z])[,;:!?]+[”」』’）\"]*|——|(?=[“「『（])"
    ),
    Language.EN: re.compile(
        r"[,;:](?=[\s”\"’])[”\"’]*\s*|\s*—\s*|\s+–\s+|(?<=[.!?])\s+|"
        r"\s+(?=(?:while|whereas|although|though|because|unless|but)\s)"
    ),
}
_SIZES = {
    Language.ZH: re.compile(rf"[{HAN}]|[A-Za-z0-9.]+"),
    Language.EN: re.compile(r"[\w'’-]+"),
}


def clauses(text: str, language: Language) -> list[tuple[int, int]]:
    """Begin and end of each clause of a sentence, in characters; in order.

    Together they are all of the sentence, but for the space around them.
    """
    ends = sorted({match.end() for match in _BORDERS[language].finditer(text)} | {len(text)})
    found: list[tuple[int, int]] = []
    begin = 0
    for end in ends:
        if len(_SIZES[language].findall(text, begin, end)) >= LEAST_WORDS[language]:
            found.append((begin, end))
            begin = end
    if begin < len(text):
        last = found.pop()[0] if found else 0
        found.append((last, len(text)))
    return [_trimmed(text, *span) for span in found if text[slice(*span)].strip()]


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int]:
    """The span without space at its ends."""
    clause = text[begin:end]
    return begin + len(clause) - len(clause.lstrip()), begin + len(clause.rstrip())
