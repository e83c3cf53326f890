"""The stretches of comparable text that may be terms, with all their places.

chinese_phrases(text, known, persons) -> phrases, by form
english_phrases(text, known) -> phrases, by form
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from glossary.analysis.boundaries import (
    is_chinese_term,
    is_english_term,
)
from glossary.analysis.glosses import Glosses, glosses
from glossary.analysis.published_forms import by_script, plain, published
from glossary.analysis.token_kernels import CAPITAL, FIRST, JOINT, NOTHING, OPENING
from glossary.analysis.tokens import ChineseText, EnglishText, content_words
from glossary.lexicon.dictionary.tables import chinese_frequency, english_frequency
from glossary.wordforms.small_words import ENGLISH_STOP_WORDS

LONGEST_ZH_WORDS = 4
LONGEST_EN_WORDS = 5
_RAREST = 1e-8
_COUNTRIES = """
中 china chinese sino; 华 china chinese sino; 韩 korea korean south rok; 美 us america american;
日 japan japanese; 朝 korea korean north dprk; 俄 russia russian; 英 britain british uk;
法 france french; 德 germany german; 欧 europe european eu; 印 india indian; 台 taiwan;
澳 australia australian; 加 canada canadian; 越 vietnam vietnamese; 菲 philippines philippine;
泰 thailand thai
"""
"""Countries in one character, as in 中韩, with their English names and adjectives."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch that may be a term, with all its places.

    Attributes:
        form: its normal form.
        units: types of its content words: numbers of Chinese words, or of English lemmas.
        words: its words in their normal form.
        places: number of the sentence of each occurrence.
        surfaces: as published, the most frequent form first.
        is_name: see `glossary.extraction.found_pair.FoundPair`.
        verb: share in which the dictionary has its words as verbs.
        rarity: powers of ten by which its rarest word is rarer than a common one (1e-4).
        has_stop: whether it has a stop word inside.
        quoted: whether it stands in quotation marks somewhere.
    """

    form: str
    units: tuple[int, ...]
    words: tuple[str, ...]
    places: tuple[int, ...]
    surfaces: tuple[str, ...]
    is_name: bool
    verb: float
    rarity: float
    has_stop: bool = False
    quoted: bool = False


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Country in one character -> its English words."""
    rows = (row.split() for row in _COUNTRIES.split(";"))
    return {char: tuple(forms) for char, *forms in rows}


def bound_characters(text: ChineseText) -> list[str]:
    """The first characters of words like 访华 that no dictionary has: 访 is a word of its own."""
    known = glosses().phrases
    return sorted({word[0] for word in text.types if _visits(word) and word not in known})


def _visits(word: str) -> bool:
    return len(word) == 2 and word[1] in countries() and word[0] not in countries()


def _units(text: ChineseText, bound: Sequence[str], first: int, last: int) -> tuple[int, ...]:
    """The words of a stretch as far as the dictionary knows them.

    A word of frequency lists alone (军事同盟) is taken apart; one made of countries (中韩) is each
    of them, and 访华 is 访 and 华. Behind the text's own types come `bound_characters`, then
    `countries`.
    """
    of_countries = list(countries())
    known = glosses().phrases
    behind = len(text.types) + len(bound)
    units: list[int] = []
    words, shorter = text.words[0][first:last], text.words[1][first:last]
    at = [*np.flatnonzero(words >= 0).tolist(), last - first]

    def add(number: int, beside: bool) -> None:
        """One word; a lone character is a country only beside another one."""
        word = text.types[number]
        if all(char in of_countries for char in word) and (len(word) > 1 or beside):
            units.extend(behind + of_countries.index(char) for char in word)
        elif _visits(word) and word not in known:
            units.append(len(text.types) + bound.index(word[0]))
            units.append(behind + of_countries.index(word[1]))
        else:
            units.append(number)

    for a, b in pairwise(at):
        word = text.types[words[a]]
        if word not in known and shorter[a] >= 0 and (b == last - first or shorter[b] >= 0):
            parts = [int(part) for part in shorter[a:b] if part >= 0]
            lone = [text.types[part] in of_countries for part in parts]
            for k, part in enumerate(parts):
                add(part, any(lone[max(0, k - 1) : k] + lone[k + 1 : k + 2]))
        else:
            add(int(words[a]), beside=False)
    return tuple(units)


def chinese_phrases(text: ChineseText, known: Glosses, persons: frozenset[str]) -> Iterator[Phrase]:
    """Runs of words whose edges may be a term's, by form."""
    may_open, may_close = text.edges
    frequency = chinese_frequency()
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    units: dict[str, tuple[int, ...]] = {}
    parts_of: dict[str, tuple[str, ...]] = {}
    bound = bound_characters(text)
    of_countries = countries()  # a lone 韩 is the end of something: 访韩
    words = text.words[0]
    for s in range(len(text.starts) - 1):
        at = [a for a in range(text.starts[s], text.starts[s + 1]) if words[a] >= 0]
        at.append(int(text.starts[s + 1]))
        for i in range(len(at) - 1):
            if not may_open[at[i]] or text.string(at[i], at[i + 1]) in of_countries:
                continue
            for k in range(i + 1, min(len(at), i + LONGEST_ZH_WORDS + 1)):
                if k > i + 1 and (text.gaps[at[i] + 1 : at[k]] >= OPENING).any():
                    break
                if not may_close[at[k] - 1]:
                    continue
                form = text.string(at[i], at[k])
                parts = tuple(text.types[words[a]] for a in at[i:k])
                if len(parts) > 1 and parts[-1] in persons:
                    continue  # a title and a name are two terms
                if is_chinese_term(form):
                    found[form].append((s, at[i], at[k]))
                    units.setdefault(form, _units(text, bound, at[i], at[k]))
                    parts_of.setdefault(form, parts)
    for form in sorted(found):
        parts = parts_of[form]
        surfaces = Counter(
            text.sentences[s][text.places[a, 0] : text.places[b - 1, 1]] for s, a, b in found[form]
        )
        own_verb = max(known.verbs.get(part, 0.0) for part in parts)
        yield Phrase(
            form=form,
            units=units[form],
            words=parts,
            places=tuple(s for s, _, _ in found[form]),
            surfaces=by_script(surfaces),
            is_name=form in known.names or form in persons,
            verb=known.verbs.get(form, own_verb),
            rarity=_rarity(frequency.get(part, _RAREST) for part in parts),
        )


def english_phrases(text: EnglishText, known: Glosses) -> Iterator[Phrase]:
    """Runs of words whose edges may be a term's, by form."""
    may_open, may_close = text.edges
    content = content_words(text)
    frequency = english_frequency()
    found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for s in range(len(text.starts) - 1):
        end = int(text.starts[s + 1])
        whole = _known_names(text, s, known)
        for a in range(int(text.starts[s]), end):
            if not may_open[a]:
                continue
            for b in range(a + 1, min(end, a + LONGEST_EN_WORDS) + 1):
                if b > a + 1 and text.gaps[b - 1] >= OPENING:
                    break
                if not may_close[b - 1] or (b < end and text.gaps[b] == JOINT):
                    continue
                form = text.string(a, b)
                if _within_name(a, b, whole) or _cut_name(text, s, b):
                    continue
                if is_english_term(form):
                    found[form].append((s, a, b))
    for form in sorted(found):
        places = found[form]
        _, a, b = places[0]
        lemmas = [int(text.lemmas[k]) for k in range(a, b) if content[k]]
        if not lemmas:
            continue
        base = text.lemma_names[lemmas[-1]]
        inflected = text.form_names[text.forms[b - 1]] != base
        yield Phrase(
            form=form,
            units=tuple(lemmas),
            words=tuple(form.split()),
            places=tuple(s for s, _, _ in places),
            surfaces=(published([_surface(text, *place) for place in places], form),),
            is_name=_is_name(text, places),
            verb=max(known.english_verbs.get(base, 0.0), float(inflected)),
            rarity=_rarity(frequency.get(text.lemma_names[k], _RAREST) for k in lemmas),
            has_stop=any(word in ENGLISH_STOP_WORDS for word in form.split()),
            quoted=any(_quoted(text, *place) for place in places),
        )


def _surface(text: EnglishText, s: int, a: int, b: int) -> tuple[str, bool]:
    """The words as written, without quotation marks, and whether they begin a sentence."""
    written = text.sentences[s][text.places[a, 0] : text.places[b - 1, 1]]
    return plain(written), bool(text.flags[a] & FIRST)


def _is_name(text: EnglishText, places: Sequence[tuple[int, int, int]]) -> bool:
    """Whether the first and last word have capitals wherever they stand within a sentence."""
    inside = [(a, b) for _, a, b in places if not text.flags[a] & FIRST]
    return bool(inside) and all(
        text.flags[a] & CAPITAL and text.flags[b - 1] & CAPITAL for a, b in inside
    )


def _known_names(text: EnglishText, s: int, known: Glosses) -> set[tuple[int, int]]:
    """Places of the names of several words that the dictionary has: first word, behind the last."""
    found = set()
    end = int(text.starts[s + 1])
    for a in range(int(text.starts[s]), end):
        if not text.flags[a] & CAPITAL:
            continue
        for b in range(a + 2, min(end, a + LONGEST_EN_WORDS) + 1):
            if text.gaps[b - 1] >= OPENING:
                break
            heads = known.headwords.get(text.string(a, b), ())
            if text.flags[b - 1] & CAPITAL and not known.names.keys().isdisjoint(heads):
                found.add((a, b))
    return found


def _within_name(a: int, b: int, names: set[tuple[int, int]]) -> bool:
    """Whether the words are a part of a name and none themselves: United | States."""
    return (a, b) not in names and any(c <= a and b <= d for c, d in names)


def _cut_name(text: EnglishText, s: int, end: int) -> bool:
    """Whether the next word goes on with a name: China Central | Television."""
    if end >= text.starts[s + 1] or text.gaps[end] != NOTHING:
        return False
    between = text.sentences[s][text.places[end - 1, 1] : text.places[end, 0]]
    return bool(text.flags[end - 1] & text.flags[end] & CAPITAL) and between == " "


def _quoted(text: EnglishText, s: int, a: int, b: int) -> bool:
    sentence = text.sentences[s]
    before = sentence[: text.places[a, 0]][-1:]
    after = sentence[text.places[b - 1, 1] :][:1]
    return before in _OPENING and after in _CLOSING and bool(before) and bool(after)


def _rarity(frequencies: Iterable[float]) -> float:
    """Powers of ten by which the rarest is rarer than 1e-4, at most 4; below 0 for commoner."""
    return max(-4.0 - math.log10(max(p, _RAREST)) for p in frequencies)


_OPENING, _CLOSING = frozenset("\"“‘'"), frozenset("\"”’'")
