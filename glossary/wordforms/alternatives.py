"""Several terms in one cell: which are sure to be, and which may be.

sure_terms("chip; microchip", "芯片") -> ("chip", "microchip")
sure_terms("美国联邦储备委员会（美联储）", "Federal Reserve") -> ("美国联邦储备委员会", "美联储")
possible_terms("input/output", "输入") -> ("input", "output")
apart(pair) -> a pair for each Chinese and each English term that is sure
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product

from corpus.language.han import HAN, HAN_CHARACTER
from glossary.entries import TermPair

_SURE = re.compile(r"\s*[;；|｜]\s*|\s+/\s+")
"""What hardly any term has in it, and lists have between terms."""
_UNSURE = re.compile(r"\s*[/／、，]\s*")
"""What stands within terms, too: 经济、社会及文化权利, input/output."""
_MARKS = re.compile("[;；|｜/、（(]")
"""What stands in every cell of several terms."""
_COMMA = re.compile(r"\s*,\s+")
_AND = re.compile(r"\b(?:and|or)\b")
_MOST_WORDS = 3
"""Words of an English term before or behind a comma that may part terms; clauses have more."""
_ENTITY = re.compile(r"&#?\w+;")
_LISTED = re.compile(r"[,;/|、，；／｜&]|\b(?:and|or)\b|[和与及或]")
"""What a list has on the other side, too, if it is one thing: beating, smashing and looting."""
_BRACKETS = re.compile(r"(?P<outer>.*\S)\s*[（(](?P<inner>[^（()）]+)[）)]")
_ACRONYM = re.compile(rf"[^\W\d_{HAN}][\w&.-]*")
_LEAST = 2
"""Han characters of a Chinese term in a list; English ones have letters, and one more of them."""


def sure_terms(text: str, other: str) -> tuple[str, ...]:
    """The terms that a cell lists, or the cell as it is where that is not sure.

    Semicolons, vertical bars and spaced slashes part terms. So does 、 between English terms and
    between forms of one Chinese word (央行、中央银行), unless the other side is a list, too. A
    short form in brackets behind the full one is a term of its own.

    Args:
        text: what stands in the cell.
        other: the cell of the other language.
    """
    if _ENTITY.search(text):
        return (text,)
    parts = [part for part in _SURE.split(text) if part]
    if len(parts) > 1 and all(map(_is_closed, parts)):
        return tuple(dict.fromkeys(each for part in parts for each in sure_terms(part, other)))
    parts = _listed_forms(text, other)
    if len(parts) > 1:
        return tuple(parts)
    bracket = _BRACKETS.fullmatch(text)
    if bracket and _is_short_form(bracket["inner"].strip(), bracket["outer"], other):
        return bracket["outer"], bracket["inner"].strip()
    return (text,)


def possible_terms(text: str, other: str) -> tuple[str, ...]:
    """All that a cell may list; the cell alone where it is one term by its looks.

    Args:
        text: what stands in the cell.
        other: the cell of the other language.
    """
    sure = sure_terms(text, other)
    if len(sure) > 1:
        return sure
    bracket = _BRACKETS.fullmatch(text)
    if bracket and all(len(HAN_CHARACTER.findall(part)) >= _LEAST for part in bracket.groups()):
        return bracket["outer"], bracket["inner"].strip()
    return tuple(_unsure_parts(text, other) or _between_commas(text, other)) or (text,)


def lines_apart(pair: TermPair) -> list[TermPair]:
    """A pair for each Chinese and each English line of the cells of a table; as `apart` does."""
    terms = [*product(_lines(pair.zh), _lines(pair.en))]
    return [pair] if len(terms) == 1 else _with_terms(pair, terms)


def _lines(text: str) -> list[str]:
    return [*dict.fromkeys(filter(None, map(str.strip, text.splitlines())))] or [""]


def apart(pair: TermPair) -> list[TermPair]:
    """A pair for each Chinese and each English term that its cells are sure to list.

    The evidence stands at the first.
    """
    if not _MARKS.search(pair.zh + pair.en):
        return [pair]
    terms = product(sure_terms(pair.zh, pair.en), sure_terms(pair.en, pair.zh))
    return _with_terms(pair, terms)


def _with_terms(pair: TermPair, terms: Iterable[tuple[str, str]]) -> list[TermPair]:
    found = [replace(pair, zh=zh, en=en) for zh, en in terms]
    return [found[0], *(replace(each, contexts=()) for each in found[1:])]


def _listed_forms(text: str, other: str) -> list[str]:
    """What 、 parts: English terms, forms of one Chinese word, or a short form and the full one."""
    if "、" not in text:
        return []
    if not HAN_CHARACTER.search(text):
        parts = [part for part in re.split(r"\s*、\s*", text) if part]
        return parts if all(map(_is_closed, parts)) and not _LISTED.search(other) else []
    parts = _unsure_parts(text, other)
    if parts:
        return parts if all(_share(a, b) for a, b in combinations(parts, 2)) else []
    synonyms = [part for part in _SURE.split(other) if part]
    parts = _unsure_parts(text, max(synonyms, key=len, default=""))
    alone = not any(map(_LISTED.search, synonyms))
    return parts if alone and all(_is_shorter(a, b) for a, b in combinations(parts, 2)) else []


def _between_commas(text: str, other: str) -> list[str]:
    """What commas part of English terms in small letters: no place with its province, no clause."""
    parts = _COMMA.split(text)
    if len(parts) < _LEAST or HAN_CHARACTER.search(text) or _LISTED.search(other):
        return []
    terms = all(_is_term(part) and len(part.split()) <= _MOST_WORDS for part in parts)
    small = all(part[0].islower() and not _AND.search(part) for part in parts if part)
    return parts if terms and small else []


def _is_shorter(a: str, b: str) -> bool:
    """Whether one of two Chinese terms has the characters of the other, in order, and more."""
    short, long = sorted((a, b), key=len)
    whole = iter(long)
    return len(short) < len(long) and all(each in whole for each in short)


def _unsure_parts(text: str, other: str) -> list[str]:
    parts = _UNSURE.split(text)
    return (
        parts if len(parts) > 1 and not _LISTED.search(other) and all(map(_is_term, parts)) else []
    )


def _is_term(part: str) -> bool:
    """Whether a part has the length of a term: no TCP/IP, km/h, 24/7."""
    if HAN_CHARACTER.search(part):
        return len(HAN_CHARACTER.findall(part)) >= _LEAST and _is_closed(part)
    return sum(map(str.islower, part)) > _LEAST and _is_closed(part)


def _is_closed(part: str) -> bool:
    return sum(part.count(mark) for mark in "(（[【《「") == sum(
        part.count(m) for m in ")）]】》」"
    )


def _share(a: str, b: str) -> bool:
    return not set(HAN_CHARACTER.findall(a)).isdisjoint(HAN_CHARACTER.findall(b))


def _is_short_form(inner: str, outer: str, other: str) -> bool:
    """Whether what stands in brackets is a short form of what stands before them."""
    if HAN_CHARACTER.search(inner):
        whole = iter(outer)
        shorter = _LEAST <= len(inner) < len(HAN_CHARACTER.findall(outer))
        return shorter and all(each in whole for each in inner)
    if not _ACRONYM.fullmatch(inner) or not any(map(str.isupper, inner)):
        return False
    if HAN_CHARACTER.search(outer):
        return bool(re.search(rf"(?<!\w){re.escape(inner)}(?!\w)", other))
    return any(inner == made for made in _short_forms(outer))


def _short_forms(outer: str) -> Iterator[str]:
    """Initials with and without small words, and beginnings of the words."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", outer)
    yield "".join(word[0] for word in words)
    yield "".join(word[0] for word in words).upper()
    yield "".join(word[0] for word in words if word[0].isupper())
    for word in words:
        yield from (word[:length] for length in range(_LEAST + 1, len(word)))
