"""How Chinese terms are read, and what a person means who types a reading.

readings("务实外交") -> (Reading("wushiwaijiao", (("wu", 4), ("shi", 2), …)),)
query("wù shí wàijiāo") == query("wu4shi2wai4jiao1") -> Query("wushiwaijiao", {1: 4, 4: 2, …})

Readings are CC-CEDICT's: of the longest words that a term is made of, so that 银行 is read
*yinhang* and 行人 *xingren*.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from pathlib import Path

from corpus.language.conversion import to_simplified
from corpus.language.dictionary import dictionary_version, entries
from corpus.support.cache import derived

_MOST_READINGS = 16
"""Readings kept of one term: four characters of which each has two. More have only strings of rare
characters, for which no reading is likely anyway."""

_FORMAT = "2"
_SYLLABLE = re.compile(r"([a-zü]+)([1-5])")
_MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_UMLAUT = "\u0308"

Syllables = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a term.

    Attributes:
        syllables: letters (ü as v) and tone, 1 to 5; 0 for Latin letters and figures.
    """

    syllables: Syllables

    @property
    def sound(self) -> str:
        """The letters alone, run together."""
        return "".join(letters for letters, _ in self.syllables)

    @property
    def initials(self) -> str:
        """The first letter of each syllable."""
        return "".join(letters[0] for letters, _ in self.syllables)

    def __str__(self) -> str:
        return " ".join(f"{letters}{tone or ''}" for letters, tone in self.syllables)

    @classmethod
    def parse(cls, text: str) -> "Reading":
        """The reading that `str` shows."""
        parts = (re.fullmatch(r"(.*?)([1-5]?)", part) for part in text.split())
        return cls(tuple((part[1], int(part[2] or 0)) for part in parts if part and part[1]))


@dataclass(frozen=True, slots=True)
class Query:
    """A reading as typed.

    Attributes:
        sound: its letters, run together.
        tones: where a tone was given: at which letter of the sound.
    """

    sound: str
    tones: tuple[tuple[int, int], ...]

    def agrees(self, reading: Reading) -> bool:
        """Whether every tone that was typed is that of the syllable under it."""
        tones = [tone for letters, tone in reading.syllables for _ in letters]
        return all(at < len(tones) and tones[at] == tone for at, tone in self.tones)


def query(text: str) -> Query | None:
    """What was typed, if it can be a reading: letters with tone marks, tone figures or neither."""
    sound: list[str] = []
    tones: list[tuple[int, int]] = []
    for char in unicodedata.normalize("NFD", text.lower().replace("u:", "v")):
        if char in _MARKS and sound:
            tones.append((len(sound) - 1, _MARKS[char]))
        elif char == _UMLAUT and sound and sound[-1] == "u":
            sound[-1] = "v"
        elif char in "012345" and sound:
            tones.append((len(sound) - 1, int(char) or 5))
        elif char.isascii() and char.isalpha():
            sound.append(char)
        elif char not in " -'’·":
            return None
    return Query("".join(sound), tuple(tones)) if sound else None


def readings(term: str) -> tuple[Reading, ...]:
    """The likely readings of a term, in either script; none if a character has none."""
    parts = list(_parts(to_simplified(unicodedata.normalize("NFKC", term)).lower()))
    if not any(tone for ways in parts for way in ways for _, tone in way):
        return ()
    combined = islice(product(*parts), _MOST_READINGS)
    return tuple(
        Reading(tuple(syllable for part in ways for syllable in part)) for ways in combined
    )


def dictionary_reading(pinyin: str) -> Reading:
    """The reading that an entry of the dictionary has (``lu:4 Shi1``)."""
    return Reading(tuple(_syllables(pinyin)))


def _parts(text: str) -> Iterator[tuple[Syllables, ...]]:
    """The readings of each stretch of a text: longest words first, from the left."""
    known, longest = _words()
    at = 0
    while at < len(text):
        for size in range(min(longest, len(text) - at), 0, -1):
            ways = known.get(text[at : at + size])
            if ways:
                yield tuple(tuple(_syllables(way)) for way in ways.split("|"))
                at += size
                break
        else:
            if text[at].isascii() and text[at].isalnum():
                yield (((text[at], 0),),)
            elif text[at].isalnum():
                yield ()
            at += 1


def _syllables(pinyin: str) -> Iterator[tuple[str, int]]:
    for part in pinyin.lower().replace("u:", "ü").split():
        found = _SYLLABLE.fullmatch(part)
        if found:
            yield found[1].replace("ü", "v"), int(found[2])
        elif part.isalnum():
            yield part, 0


def is_headword(word: str) -> bool:
    """Whether the dictionary has a Simplified word."""
    return word.lower() in _words()[0]


@cache
def _words() -> tuple[dict[str, str], int]:
    """By simplified headword its readings, joined by a bar; and the length of the longest."""
    version = f"{_FORMAT}-{dictionary_version()}"
    path = derived("dictionary-readings", version, _build) / "readings.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    known = dict(line.split("\t") for line in lines if line)
    return known, max(map(len, known))


def _build(folder: Path) -> None:
    found: dict[str, dict[str, None]] = {}
    for entry in entries():
        found.setdefault(entry.simplified.lower(), {})[entry.pinyin.lower()] = None
    with (folder / "readings.txt").open("w", encoding="utf-8", newline="\n") as stream:
        for word, ways in found.items():
            stream.write(f"{word}\t{'|'.join(ways)}\n")
