"""Where foreign names stand in Chinese text, whatever they spell: 弗雷斯诺 | 市中心.

    foreign_names(simplified, tokens) -> [(start, end)]
    nameliness() -> {character: how much likelier it is in foreign names}

A segmenter that does not know a name cuts it anywhere (弗雷斯 | 诺是). What holds it together is
its characters: those that foreign names are written with, and ordinary words are not.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from glossary.lexicon.dictionary.tables import chinese_frequency, dictionary_tables
from glossary.lexicon.names.learning import transliteration_tables
from glossary.wordforms.small_words import CHINESE_BARRIERS, CHINESE_STOP_WORDS

_LEAST = 0.5
"""Nameliness of each character of a name: 里, which other words have, too, has .9, 家 below .5."""
_BETWEEN = 1.5
"""Nameliness of both neighbours of a character that has less: 克里斯 | 多 | 夫."""
_MEAN = 1.5
"""Mean nameliness of a name: 桑托拉维尔 has 2.6, the dictionary's names rarely less than 2."""
_FOREIGN = 2.1
"""Mean nameliness of a rare word that is a part of names rather than a word: 斯特 in 芒斯特."""
_SHORTEST = 3
"""Characters of a name: two such characters beside each other are often none (西南, 华德)."""
_COMMON = 1e-6
"""Share of running words from which one that no dictionary has is one all the same."""
_RARE = 2e-5
"""Share up to which a word is rare: 克西 has 1e-6, 城市 4e-4."""
_DOT = "·"
_LINKS = CHINESE_BARRIERS | frozenset("的和与及或在由从对向")
"""What stands between names, never inside one."""
_GENERIC = frozenset("港市县州河山岛湾省区镇村湖郡堡城国族派")
"""What places and peoples are, behind their name: a part of it wherever it stands."""

Tokens = Sequence[tuple[str, int]]


def foreign_names(simplified: str, tokens: Tokens) -> list[tuple[int, int]]:
    """The start and end of each stretch that spells a foreign name, in their order.

    Args:
        simplified: a sentence in Simplified characters.
        tokens: the segmenter's words of it, with the start of each.
    """
    namely = nameliness()
    found = []
    for start, end in _stretches(_open(simplified, tokens)):
        parts = simplified[start:end].strip(_DOT).split(_DOT)
        letters = [namely.get(char, 0.0) for part in parts for char in part]
        if (
            len(letters) >= _SHORTEST
            and sum(letters) >= _MEAN * len(letters)
            and min(map(len, parts)) > 1  # else the rest of a part is hidden in a word
        ):
            begin = simplified.index(parts[0], start)
            stop = begin + len(_DOT.join(parts))
            found.append(_completed(simplified, begin, stop, tokens))
    return found


def _open(simplified: str, tokens: Tokens) -> list[bool]:
    """By character, whether it may be one of a foreign name."""
    ordinary, namely, frequency = _ordinary_words(), nameliness(), chinese_frequency()
    values = [_LEAST if char == _DOT else namely.get(char, 0.0) for char in simplified]
    barred = [True] * len(values)
    for word, start in tokens:
        stop = start + len(word)
        rare = frequency.get(word, 0.0) < _RARE
        part = rare and sum(values[start:stop]) >= _FOREIGN * len(word)
        if word not in CHINESE_STOP_WORDS and (word not in ordinary or part):
            barred[start:stop] = [False] * len(word)
    open_ = [value >= _LEAST and not bar for value, bar in zip(values, barred, strict=True)]
    for k in range(1, len(values) - 1):
        near = min(values[k - 1], values[k + 1])
        if not barred[k] and near >= _BETWEEN and open_[k - 1] and not barred[k + 1]:
            open_[k] = open_[k] or (simplified[k].isalpha() and simplified[k] not in _LINKS)
    return open_


def _stretches(open_: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for place, inside in enumerate([*open_, False]):
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            yield start, place
            start = None


def _completed(simplified: str, start: int, end: int, tokens: Tokens) -> tuple[int, int]:
    """The stretch as far as the words go that stand across its ends, with what it is (…港)."""
    frequency, headwords = chinese_frequency(), _headwords()
    own = start, end
    for word, first in tokens:
        last = first + len(word)
        inside = min(last, own[1]) - max(first, own[0])
        if not 0 < inside < len(word):
            continue
        if inside > 1:  # 爱 | 荷华, 奥密克 | 戎
            start = min(start, first) if word in frequency else start
            ends = (
                z
                for z in range(last, end, -1)
                for a in range(first, end - 1)
                if simplified[a:z] in headwords
            )
            end = next(ends, end)
        elif frequency.get(word, 0.0) >= _COMMON:  # 周二 behind a name
            start, end = (last, end) if first < own[0] else (start, first)
    if (simplified[end : end + 1], end) in tokens and simplified[end] in _GENERIC:
        end += 1
    return start, end


@cache
def nameliness() -> dict[str, float]:
    """By character, how much likelier it is in foreign names than elsewhere (logarithm)."""
    tables = transliteration_tables()
    return dict(zip(map(chr, tables.characters.tolist()), tables.nameliness.tolist(), strict=True))


@cache
def _ordinary_words() -> frozenset[str]:
    words, tables = dictionary_tables().zh_words, transliteration_tables()
    return frozenset(words[k] for k in tables.ordinary.nonzero()[0].tolist())


@cache
def _headwords() -> frozenset[str]:
    tables = dictionary_tables()
    return frozenset(tables.zh_words[: tables.headwords])
