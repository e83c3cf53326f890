"""Persons' names that no dictionary lists, found by how they are read.

find_names(zh_texts, en_texts) -> set of (Chinese name, English name)
is_half_name(zh, en) -> bool             a whole Chinese name, and a surname or given name alone

Chinese names by pinyin: 赵乐际 is *Zhao Leji*; those with a hyphen by Wade-Giles, as Taiwan spells
them: 许文昭 is *Hsu Wen-chao*. Korean names, whose characters the Chinese press
reads in Chinese, by their Sino-Korean readings: 李在明 is read *i jae myeong* and written *Lee Jae
Myung*. Both orders of surname and given name count, and given names in one word or two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from itertools import product

from corpus.language.conversion import to_simplified
from corpus.language.han import HAN
from glossary.lexicon.dictionary.tables import dictionary_tables
from glossary.lexicon.names.syllables import character_syllables, spellings

_KOREAN_SURNAMES = """
金 kim gim; 李 lee yi rhee ri li; 朴 park bak pak; 崔 choi choe; 郑 jung chung jeong cheong;
姜 kang gang; 赵 cho jo; 尹 yoon yun; 张 jang chang; 林 lim im rim; 韩 han; 吴 oh o; 徐 seo suh;
申 shin sin; 权 kwon gwon; 黄 hwang; 安 ahn an; 宋 song; 柳 ryu yoo yu; 刘 yoo yu; 洪 hong;
全 jun jeon chun; 高 ko go koh; 文 moon mun; 孙 son sohn; 裴 bae pae; 曹 cho jo; 白 baek paik;
许 heo hur huh; 南 nam; 沈 sim shim; 卢 roh noh no ro; 河 ha; 郭 kwak gwak; 成 sung seong;
车 cha; 朱 joo ju chu; 禹 woo u; 具 koo ku gu; 罗 na ra; 闵 min; 陈 jin chin; 池 ji chi; 严 um eom;
蔡 chae; 元 won; 千 chun cheon; 方 bang pang; 孔 kong gong; 玄 hyun hyeon; 咸 ham; 卞 byun byeon;
廉 yum yeom; 杨 yang; 梁 yang; 魏 wi; 潘 ban; 任 im lim; 秋 choo chu; 都 do; 石 seok suk;
薛 seol sul
"""
"""Surnames with the spellings their bearers use."""

_LEAST_SYLLABLE = 0.5
"""Least likeness of a syllable to its reading: spellings are free, but half the letters stay."""
_LEAST_NAME = 0.7
"""Least mean likeness of a given name's syllables."""

_CAPITALISED = re.compile(r"[A-Z][a-z]+(?:[-‐][A-Za-z][a-z]+|['’][a-z]+)?")
_SEQUENCE = re.compile(rf"(?:{_CAPITALISED.pattern} ){{1,3}}{_CAPITALISED.pattern}")
_RUN = re.compile(rf"[{HAN}]+")
_SPELLINGS = [
    ("yeo", "yu"), ("eo", "u"), ("oo", "u"), ("woo", "u"), ("ou", "u"), ("ee", "i"),
    ("ae", "e"), ("gw", "kw"), ("sh", "s"), ("ch", "j"), ("k", "g"), ("t", "d"), ("p", "b"),
    ("l", "r"),
]  # fmt: skip
"""Ways to write the same Korean sound, brought to one."""

_WADE_GILES = """
ssu si; szu si; tzu zi ci; hs x; ts z c; ch zh ch j q; k g k; t d t; p b p; j r
"""
"""Initials of Wade-Giles that differ, with those of pinyin; newspapers leave the apostrophe out,
so *ch* may be any of four."""
_WADE_GILES_FINALS = """
ien ian; ung ong; eh e; ih i; uo e; o e uo; yu you; i yi; erh er; uei ui
"""
"""Finals that may differ; of the results only syllables of pinyin count."""


def find_names(zh_texts: Iterable[str], en_texts: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of a Chinese and an English name that are read alike, in texts on one subject.

    Args:
        zh_texts: in either script; the names come back Simplified.
        en_texts: the other side; the names come back as written, without a possessive *'s*.
    """
    wanted = sorted({name for text in en_texts for name in _english_names(text)})
    if not wanted:
        return set()
    spelled: dict[tuple[str, ...], set[str]] = defaultdict(set)
    by_surname: dict[str, set[str]] = defaultdict(set)
    surnames = _korean_surnames()
    for text in zh_texts:
        for name, syllables in _windows(to_simplified(text)):
            spelled[syllables].add(name)
            if len(name) in (2, 3) and name[0] in surnames:
                by_surname[name[0]].add(name)
    found = set()
    for name in wanted:
        parts = [part.lower() for part in re.split(r"[ \-‐]", name)]
        for ordered in _orders(parts):
            for given in spellings("".join(ordered[1:])):
                for zh in spelled.get((ordered[0], *given), ()):
                    found.add((zh, name))
            if "-" in name or "‐" in name:
                for syllables in product(*map(_from_wade_giles, ordered)):
                    found |= {(zh, name) for zh in spelled.get(syllables, ())}
            for surname in surnames:
                if ordered[0] in surnames[surname]:
                    found |= {(zh, name) for zh in by_surname[surname] if _korean(zh, ordered[1:])}
    return {pair for pair in found if not any(_within(pair, other) for other in found)}


def is_half_name(zh: str, en: str) -> bool:
    """Whether a Chinese name of two or three characters stands beside a half of it: 许文昭 = Hsu.

    Args:
        zh: Simplified.
        en: as written.
    """
    if len(zh) not in (2, 3) or zh[0] not in _surnames() or not _CAPITALISED.fullmatch(en):
        return False
    if en.lower() in _korean_surnames().get(zh[0], ()) or _spells(en, zh[0]):
        return True
    return len(zh) > 2 and _spells(en, zh[1:])  # of two, the second may be the name of a place


def _spells(en: str, zh: str) -> bool:
    """Whether a word is the reading of some characters, by pinyin or, with a hyphen, Wade-Giles."""
    wanted = [_pinyin().get(char, "") for char in zh]
    if en.lower() == "".join(wanted):
        return True
    parts = re.split("[-‐]", en.lower())
    return len(parts) == len(wanted) and all(
        syllable in _from_wade_giles(part) for syllable, part in zip(wanted, parts, strict=True)
    )


@cache
def _from_wade_giles(syllable: str) -> tuple[str, ...]:
    """The pinyin syllables that a Wade-Giles syllable without apostrophe may stand for."""
    initials, finals = _rules(_WADE_GILES), _rules(_WADE_GILES_FINALS)
    first = next((old for old in initials if syllable.startswith(old)), "")
    starts = initials[first] if first else ("",)
    rest = syllable.removeprefix(first)
    ways = {rest}
    for old, new in finals.items():
        if rest.endswith(old):
            ways |= {rest.removesuffix(old) + ending for ending in new}
    valid = frozenset(_pinyin().values())
    return tuple(sorted({start + way for start in starts for way in ways} & valid))


def _rules(table: str) -> dict[str, tuple[str, ...]]:
    rows = (row.split() for row in table.split(";"))
    return {old: tuple(new) for old, *new in rows}


def _within(pair: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a pair is a part of another, as 李在 Lee Jae of 李在明 Lee Jae Myung."""
    return pair != other and pair[0] in other[0] and pair[1] in other[1]


def _english_names(text: str) -> Iterator[str]:
    """Runs of two to four capitalised words, and the runs inside them."""
    for match in _SEQUENCE.finditer(text):
        words = [re.sub(r"['’]s$", "", word) for word in match.group().split()]
        for first in range(len(words)):
            for last in range(first + 2, min(len(words), first + 3) + 1):
                yield " ".join(words[first:last])


def _orders(parts: list[str]) -> list[list[str]]:
    """Surname first as written, and with the last word taken for the surname."""
    return [parts, [parts[-1], *parts[:-1]]]


def _windows(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Stretches of two to four characters that start with a surname, and their pinyin."""
    syllable_of = _pinyin()
    surnames = _surnames()
    for match in _RUN.finditer(text):
        run = match.group()
        for at in range(len(run) - 1):
            for size in (2, 3, 4):
                name = run[at : at + size]
                if len(name) == size and (name[0] in surnames or name[:2] in surnames):
                    yield name, tuple(syllable_of.get(char, "") for char in name)


def _korean(zh: str, given: Sequence[str]) -> bool:
    """Whether the given name spells the Korean readings of all characters but the first."""
    readings = [_readings().get(char, ()) for char in zh[1:]]
    if not all(readings):
        return False
    if len(given) == len(readings):
        likeness = [_likeness(word, found) for word, found in zip(given, readings, strict=True)]
        return min(likeness) >= _LEAST_SYLLABLE and sum(likeness) / len(likeness) >= _LEAST_NAME
    if len(given) == 1:
        joined = [""]
        for found in readings:
            joined = [start + reading for start in joined for reading in found]
        return _likeness(given[0], joined) >= _LEAST_NAME
    return False


def _likeness(word: str, readings: Iterable[str]) -> float:
    """Share of letters in common with the best reading, after spellings are normalised."""
    plain = _one_spelling(word)
    return max(
        SequenceMatcher(None, plain, _one_spelling(reading), autojunk=False).ratio()
        for reading in readings
    )


def _one_spelling(word: str) -> str:
    for spelling, one in _SPELLINGS:
        word = word.replace(spelling, one)
    return word


@cache
def _korean_surnames() -> dict[str, frozenset[str]]:
    lines = (line.split() for line in _KOREAN_SURNAMES.split(";"))
    return {char: frozenset(spellings) for char, *spellings in lines}


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Character -> its Sino-Korean readings."""
    found: dict[str, list[str]] = defaultdict(list)
    text = resources.files("glossary.analysis").joinpath("korean_readings.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            reading, characters = line.split("\t")
            for char in characters:
                found[char].append(reading)
    return {char: tuple(readings) for char, readings in found.items()}


@cache
def _pinyin() -> dict[str, str]:
    tables = dictionary_tables()
    return {chr(c): s for c, s in zip(tables.characters, tables.syllables, strict=True) if s}


@cache
def _surnames() -> frozenset[str]:
    _, flags = character_syllables()
    return frozenset(chr(code) for code in flags.nonzero()[0]) | frozenset(_korean_surnames())
