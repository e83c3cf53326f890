"""Whether a translation is somewhere in a sentence, in another order or another spelling.

is_rendered("minister of foreign affairs", "The foreign affairs minister said …") -> True
family("infection") == family("infected") -> True
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.language.han import HAN_CHARACTER
from corpus.model import Language
from glossary.wordforms.derivation import are_related
from glossary.wordforms.normal import language_of, normal_zh, term_units, units

_WORDS = "a an the of and or to in on for with by at from as 's 的 之"
_FUNCTION_WORDS = frozenset(_WORDS.split())
_SHORTEST_IN_CHINESE = 4
"""Characters of the shortest Chinese term that may be in another order: 外交 is no 交外."""
_SHORTEST_REORDERED = 2
"""Words of the shortest English one."""
_SHORTEST_RUN_TOGETHER = 5
"""Characters of the shortest term that may be written as more words or fewer: *a I* is no AI."""
_STRETCH = 2
"""How many times as long as the term the stretch may be that holds its words: as many words may
stand between them, as in *socialism with distinct and modern Chinese characteristics*."""

_STEM = 5
"""Letters at the beginning that words of one family share: *negotiate* and *negotiation*."""


def family(term: str) -> tuple[str, ...]:
    """A key that translations share if they are variants of each other, not a choice of words.

    English ones that differ in word order, inflection or part of speech are one family; Chinese
    ones that differ in script.
    """
    if language_of(term) is Language.ZH:
        return (normal_zh(term),)
    words = (unit.base.lower() for unit in term_units(term))
    return tuple(sorted(word[:_STEM] for word in words if word not in _FUNCTION_WORDS))


def is_rendered(term: str, sentence: str) -> bool:
    """Whether the words of a term stand near each other, or run together or apart otherwise.

    Function words do not count, nor does inflection (`glossary.wordforms.normal`). What stands
    there as one word may be two, and the other way round: *policymaker*, *policy-maker*. An English
    word may be another of its family: *South Korean*, *succeeds*.
    """
    wanted = [unit.base.lower() for unit in term_units(term)]
    found = [unit.base.lower() for unit in units(sentence)]
    if any(_runs(found, "".join(wanted))) or _near(found, wanted, _SHORTEST_REORDERED):
        return True
    return language_of(term) is Language.EN and _near(_as_wanted(found, wanted), wanted, 1)


def _as_wanted(found: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The words that are found, each as the wanted one to which it is related, if there is one."""
    content = [word for word in dict.fromkeys(wanted) if word not in _FUNCTION_WORDS]
    return [next((w for w in content if are_related(w, word)), word) for word in found]


def _runs(found: Sequence[str], wanted: str) -> Iterator[bool]:
    """By unit: whether the units from there on, run together, make up the word."""
    for start in range(len(found) if len(wanted) >= _SHORTEST_RUN_TOGETHER else 0):
        rest = wanted
        for unit in found[start:]:
            if not rest.startswith(unit):
                break
            rest = rest[len(unit) :]
            if not rest:
                yield True
                break


def _near(found: Sequence[str], term: Sequence[str], least: int) -> bool:
    """Whether a stretch of the sentence holds all content words, in any order.

    Not of terms that have fewer than `least` of them.
    """
    content = [unit for unit in term if unit not in _FUNCTION_WORDS]
    if any(map(HAN_CHARACTER.search, content)):
        least = _SHORTEST_IN_CHINESE
    if len(content) < least:
        return False
    wanted = Counter(content)
    size = _STRETCH * len(term)
    for start in range(len(found)):
        if found[start] in wanted and not wanted - Counter(found[start : start + size]):
            return True
    return False
