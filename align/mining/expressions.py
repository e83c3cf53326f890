"""Clauses that share a fixed expression: 一个中国政策 in one, "One-China" policy in the other.

    shared_expressions(zh_clauses, en_clauses) -> [(zh index, en index), ...]

Where two reports of one event say little alike, a fixed expression of the dictionary that each of
them uses in one place still tells which of their clauses belong together.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from corpus.language.conversion import to_simplified
from glossary.analysis.glosses import glosses
from glossary.analysis.tokens import english_form

LEAST_CHARACTERS = 4
LEAST_WORDS = 2
"""Shorter headwords and glosses are words like others, which the lexical model weighs. Names are
left out, too: reports name the same persons and places wherever they speak of an event."""


def shared_expressions(zh: Sequence[str], en: Sequence[str]) -> list[tuple[int, int]]:
    """The clauses of two documents that share an expression no other clause of them uses.

    Args:
        zh: clauses of the Chinese document.
        en: clauses of the English one.

    Returns:
        (index into `zh`, index into `en`), in order, each once.
    """
    holders: dict[str, list[int]] = {}
    for k, clause in enumerate(zh):
        for expression in _expressions(clause):
            holders.setdefault(expression, []).append(k)
    words = [_words(clause) for clause in en]
    by_start: dict[tuple[str, ...], set[int]] = {}
    for k, (forms, _) in enumerate(words):
        for start in pairwise(forms):
            by_start.setdefault(start, set()).add(k)
    found = set()
    for expression, clauses in holders.items():
        others = {
            k
            for phrase in _phrases()[expression]
            for k in by_start.get(phrase[:2], ())
            if _says(words[k], phrase)
        }
        if len(clauses) == len(others) == 1:
            found.add((clauses[0], others.pop()))
    return sorted(found)


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The glosses of several words of each expression, in the normal form of `_words`."""
    known = glosses()
    found = {}
    for headword, phrases in known.phrases.items():
        if len(headword) < LEAST_CHARACTERS or headword in known.names:
            continue
        split = [tuple(phrase.replace("-", " ").split()) for phrase in phrases]
        if long := tuple(words for words in split if len(words) >= LEAST_WORDS):
            found[headword] = long
    return found


@lru_cache(maxsize=1 << 16)  # a document stands in several pairs
def _expressions(clause: str) -> frozenset[str]:
    known = _phrases()
    text = to_simplified(clause)
    return frozenset(
        text[begin:end]
        for begin in range(len(text))
        for end in range(begin + LEAST_CHARACTERS, min(len(text), begin + _longest()) + 1)
        if text[begin:end] in known
    )


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


@lru_cache(maxsize=1 << 16)
def _words(clause: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """The words of an English clause in normal form, hyphens apart; which have a capital."""
    parts = clause.replace("-", " ").split()
    found = [(english_form(part), any(map(str.isupper, part))) for part in parts]
    found = [(form, capital) for form, capital in found if form]
    return tuple(form for form, _ in found), tuple(capital for _, capital in found)


def _says(clause: tuple[tuple[str, ...], tuple[bool, ...]], phrase: tuple[str, ...]) -> bool:
    """Whether a phrase stands in a clause, other than as a name or part of one: capitals all along.

    National Security Advisor says nothing of national security.
    """
    words, capitals = clause
    size = len(phrase)
    return any(
        words[at : at + size] == phrase and not all(capitals[at : at + size])
        for at in range(len(words) - size + 1)
    )
