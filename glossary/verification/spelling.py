"""Whether a name stands in a text as it is spelled, or in a near spelling.

stands("Lu Minzhe", "Lu Minzhe said") -> True      ("Lu Minzhen", the same) -> False
is_same("power battery", "Power Batteries") -> True
near_name("陆敏哲", "Lu Minzhen", "Lu Minzhe said") -> "Lu Minzhe"

Common nouns may be inflected, and be another word of their family. A name has one spelling.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from corpus.language.frequencies import word_frequencies
from glossary.wordforms.derivation import are_related
from glossary.wordforms.families import family
from glossary.wordforms.inflection import lemma
from glossary.wordforms.pinyin import readings

_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_PARTICLES = "a an the of and or to in on for with by at from de la du van von"
_SMALL = frozenset(_PARTICLES.split())
_MORE = 2
"""Words that a near spelling may have more than the name: *Ruolan* is *Ruo Lan*."""
_LETTERS_AN_ERROR = 6
"""Letters of a name for each that may be wrong in it; at least one may, from `_LEAST` on."""
_LEAST = 5


def stands(term: str, text: str) -> bool:
    """Whether all names of an English term are in a text, each as it is spelled.

    True of a term without any. A name is a capitalised word; one that is a common word may stand
    there in another form of its family: *South Korean*.
    """
    there = {word.lower() for word in _words(text)}
    for word in _words(term):
        low = word.lower()
        if not _is_name(word) or not there.isdisjoint((low, f"{low}s", low.removesuffix("s"))):
            continue
        if not any(_are_common(low, other) and _alike(low, other) for other in there):
            return False
    return True


def is_same(term: str, other: str) -> bool:
    """Whether two English terms are one but for order, inflection and parts of speech."""
    kin = family(term)
    if not kin or kin != family(other):
        return False
    mine, theirs = ([w.lower() for w in _words(text)] for text in (term, other))
    mine = [word for word in mine if word not in _SMALL]
    return stands(term, other) and all(any(_alike(a, b) for b in theirs) for a in mine)


def near_name(zh: str, en: str, text: str) -> str:
    """What stands in an English text for a name that is spelled nearly so; empty if nothing does.

    That is what has the same letters in other words, or is read as the Chinese name, or has hardly
    a letter else; but *Iraq*, a common word as well, is not *Iran*.
    """
    names = [word for word in _words(en) if word.lower() not in _SMALL]
    if not names or not all(map(_is_name, names)):
        return ""
    own = _letters(en)
    sounds = {reading.sound.replace("v", "u") for reading in readings(zh)}
    best = (len(own), "")
    for stretch in _stretches(text, len(names) + _MORE):
        letters = _letters(stretch)
        if letters == own or letters in sounds:
            return stretch
        if len(own) >= _LEAST and not _has_common(names, stretch):
            wrong = _distance(own, letters)
            if wrong <= max(1, len(own) // _LETTERS_AN_ERROR):
                best = min(best, (wrong, stretch))
    return best[1]


def _words(text: str) -> list[str]:
    return _WORD.findall(_POSSESSIVE.sub("", unicodedata.normalize("NFKC", text)))


def _is_name(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _letters(text: str) -> str:
    return "".join(_words(text)).lower()


def _alike(word: str, other: str) -> bool:
    return are_related(lemma(word), lemma(other))


def _stretches(text: str, most: int) -> Iterator[str]:
    """The stretches of capitalised words, without marks but hyphens and points in them."""
    found = [*_WORD.finditer(text)]
    for first, match in enumerate(found):
        for last in found[first : first + most]:
            stretch = text[match.start() : last.end()]
            if not _is_name(last[0]) and not stretch[-len(last[0]) - 1 :].startswith("-"):
                break
            if re.search(r"[^\w\s.'’·-]", stretch):
                break
            if _is_name(match[0]):
                yield stretch


def _has_common(names: list[str], stretch: str) -> bool:
    """Whether a name that the stretch has not is a common word."""
    there = {word.lower() for word in _words(stretch)}
    return any(name.lower() in _common() for name in names if name.lower() not in there)


def _are_common(*words: str) -> bool:
    return all(word in _common() for word in words)


@cache
def _common() -> frozenset[str]:
    """Words of general English: one in a million words and more frequent."""
    return frozenset(word_frequencies("en", common=True))


def _distance(word: str, other: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(word, other)
