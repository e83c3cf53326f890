"""Normal forms for matching: what two spellings of one term have in common.

normal_zh("中國特色 社會主義") -> "中国特色社会主义"      width, script, case, spaces
normal_en("Two-State Solutions") -> "two state solution"    width, case, hyphens, plurals
units(text) -> list[Unit]                                   the same, with offsets into the text

A *unit* is one Han character, one Latin word or number, or a mark that matters: no term is found
across a comma. Spaces, hyphens, middle dots and quotation marks only separate units.
"""

import re
import unicodedata
from typing import NamedTuple

from corpus.language.conversion import normal_form, to_simplified
from corpus.language.han import HAN, HAN_CHARACTER
from corpus.model import Language
from glossary.wordforms.inflection import lemma, singular

__all__ = [
    "Unit",
    "fold",
    "headword",
    "key",
    "language_of",
    "lemma",
    "normal_en",
    "normal_zh",
    "singular",
    "units",
]

SEPARATORS = r"\s\-‐‑‒–—·・‧•/_'\"‘’“”«»‹›「」『』《》〈〉\xad\u200b-\u200f\u2060\ufeff"
"""White space, and the marks that stand between the parts of a term, for a regular expression."""

WORD = re.compile(
    r"(?:[A-Za-z]\.)+[A-Za-z](?:\.|(?![^\W_]))"  # U.S., D.C, p.m.
    rf"|[^\W_{HAN}]+(?:['’][^\W\d_{HAN}]+)?"
)
_UNIT = re.compile(
    rf"(?P<han>[{HAN}])"
    rf"|(?P<word>{WORD.pattern})"
    r"|(?P<paragraph>\n\s*\n)"
    rf"|(?P<mark>[^{SEPARATORS}])"
)
_POSSESSIVE = re.compile("['’][sS]$")
EDGE_MARKS = frozenset(",.;:!?…。、\n")

_EVERYDAY_WORDS = """
act aids all am an are as at be can care do fast go he ice in is it may me my no on or salt so
start to us we who wise
"""
_SPELLED_LIKE_WORDS = frozenset(map(str.upper, _EVERYDAY_WORDS.split()))
"""Acronyms that are everyday words in small letters: they are matched in capitals only."""


class Unit(NamedTuple):
    """One unit of a text.

    Attributes:
        form: its normal form: character (`corpus.language.conversion.normal_form`), singular in
            lower case, or the mark.
        base: what it is an inflection of (negotiated: negotiate); `form` where it is none.
        start: offset of its first character in the text as given.
        end: offset behind its last.
    """

    form: str
    base: str
    start: int
    end: int


def units(text: str) -> list[Unit]:
    """The units of a text, in order; linear in its length."""
    folded, offsets = fold(text)
    folded = normal_form(folded)
    found = []
    for match in _UNIT.finditer(folded):
        kind, start, end = match.lastgroup, match.start(), match.end()
        form = base = match.group()
        if kind == "word":
            end -= len(form) - len(_POSSESSIVE.sub("", form))
            form, base = word_forms(form)
        elif kind == "paragraph":
            form = base = "\n"
        if offsets:
            start, end = offsets[start], max(offsets[end], offsets[end - 1] + 1)
        found.append(Unit(form, base, start, end))
    return found


def term_units(term: str) -> list[Unit]:
    """The units of a term: as `units`, without sentence marks at its ends."""
    found = units(term)
    while found and found[-1].form in EDGE_MARKS:
        found.pop()
    while found and found[0].form in EDGE_MARKS:
        del found[0]
    return found


def normal_zh(text: str) -> str:
    """The normal form of a Chinese term: width, Simplified, lower case, no separators."""
    return "".join(unit.form for unit in term_units(text))


def headword(term: str) -> str:
    """A Chinese term as the dictionary writes it: width, Simplified, lower case, no separators.

    原著 and 隨著 are 原著 and 随着 here, where `normal_zh` has one character for both.
    """
    folded, _ = fold(term)
    parts = "".join(folded[unit.start : unit.end] for unit in term_units(folded))
    return to_simplified(parts).lower()


def normal_en(text: str) -> str:
    """The normal form of an English term: width, lower case, singular, a space between units."""
    return " ".join(unit.form for unit in term_units(text))


def key(text: str) -> str:
    """The loosest normal form, of either language: base forms in lower case, run together."""
    return "".join(unit.base for unit in term_units(text)).lower()


def language_of(text: str) -> Language:
    """Chinese if there is a Han character, else English: for a term, not for a document."""
    return Language.ZH if HAN_CHARACTER.search(text) else Language.EN


def word_forms(word: str) -> tuple[str, str]:
    """Normal form and base form of a word, as `Unit` has them."""
    if "." in word:  # U.S.
        word = word.replace(".", "")
        form = word if word in _SPELLED_LIKE_WORDS else word.lower()
        return form, form
    if word.isdigit():
        return word, word
    if word in _SPELLED_LIKE_WORDS:
        return word, word
    word = word.replace("’", "'")
    return singular(word), lemma(word)


def fold(text: str) -> tuple[str, list[int] | None]:
    """The text in NFC, with each character in NFKC, and where each and its end were in the text.

    Whatever stands beside it, a text is folded alike. The offsets are None where nothing moved. An
    ellipsis is left alone: it is frequent, and no part of a term.
    """
    if text.isascii():
        return text, None
    if unicodedata.is_normalized("NFC", text):
        folded = text.translate(_width)
        if len(folded) == len(text):  # no character folds to nothing, so each stayed in place
            return folded, None
        offsets = [at for at, char in enumerate(text) for _ in _width[ord(char)]]
        return folded, [*offsets, len(text)]
    parts, offsets = [], []
    for cluster in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFC", cluster.group()).translate(_width)
        parts.append(part)
        offsets += [cluster.start()] * len(part)
    return "".join(parts), [*offsets, len(text)]


class _Width(dict[int, str]):
    """A table for `str.translate`: each character's NFKC form, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = unicodedata.normalize("NFKC", chr(code))
        return self[code]


_CLUSTER = re.compile(r"(?s).[\u0300-\u036f\u3099\u309a]*")
_width = _Width({ord("…"): "…"})
