"""Clauses that share a fixed expression: 一个中国政策 in one, "One-China" policy in the other.

    shared_expressions(zh_clauses, en_clauses) -> [(zh index, en index), ...]

Where two reports of one event say little alike, a fixed expression of the dictionary that each of
them uses in one place still tells which of their clauses belong together.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from corpus.conversion import to_simplified
from glossary.glosses import glosses
from glossary.running_text import english_form

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
    forms = [_form(clause) for clause in en]
    found = set()
    for expression, clauses in holders.items():
        phrases = _phrases()[expression]
        others = [k for k, form in enumerate(forms) if any(phrase in form for phrase in phrases)]
        if len(clauses) == len(others) == 1:
            found.add((clauses[0], others[0]))
    return sorted(found)


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    """The glosses of several words of each expression, as they stand in `_form`."""
    known = glosses()
    found = {}
    for headword, phrases in known.phrases.items():
        if len(headword) < LEAST_CHARACTERS or headword in known.names:
            continue
        split = [phrase.replace("-", " ").split() for phrase in phrases]
        if long := tuple(f" {' '.join(words)} " for words in split if len(words) >= LEAST_WORDS):
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
def _form(clause: str) -> str:
    """An English clause in the form in which glosses are kept, hyphens as spaces."""
    return f" {english_form(clause).replace('-', ' ')} "
