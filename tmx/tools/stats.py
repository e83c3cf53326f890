"""What is in a memory.

stats(path) -> Stats
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.language.identification import script_of
from corpus.support.progress import track
from tmx.formats.tmx.read import header, read
from tmx.tools.groups import latest_date
from tmx.units.duplicates import Duplicates
from tmx.units.languages import primary
from tmx.units.unit import TranslationUnit, pair_from_unit

_BANDS = 10  # of scores


@dataclass(frozen=True, slots=True)
class LanguageStats:
    """Segments of one language code that have words.

    Attributes:
        segments: how many.
        characters: without white space.
        words: runs between white space; of no meaning for Chinese.
        mean: characters of a segment, white space included, to one decimal.
        median: the same of the middle segment.
        longest: the same of the longest.
    """

    segments: int
    characters: int
    words: int
    mean: float
    median: int
    longest: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a memory, in units if not said otherwise.

    Attributes:
        source: srclang, as written.
        pairs: with Chinese and English words.
        repeated: whose source and target an earlier one has.
        contradicting: whose source an earlier one has, with another target.
        one_sided: with words in fewer than two languages.
        marked: with inline codes.
        noted: with notes.
        languages: by code, as written, most segments first.
        scripts: Chinese segments by the script of their characters, Hans or Hant.
        topics: pairs by x-topic, most first.
        scores: pairs by x-score in steps of a tenth ("0.9" is 0.9 to 1), lowest first; those
            without a score are in none.
        mean_score: of the pairs, to three decimals; 1 where no score is written.
        years: by year of change or creation, earliest first; units without a date are in none.
    """

    units: int
    source: str
    pairs: int
    repeated: int
    contradicting: int
    one_sided: int
    marked: int
    noted: int
    languages: Mapping[str, LanguageStats]
    scripts: Mapping[str, int]
    topics: Mapping[str, int]
    scores: Mapping[str, int]
    mean_score: float
    years: Mapping[str, int]


def stats(path: str | Path) -> Stats:
    """Count a memory in one pass; memory use grows by 20 bytes a unit.

    Raises:
        InputError: it cannot be read.
    """
    counts = _Counts(header(path).source)
    for unit in track(read(path), "counting"):
        counts.add(unit)
    return counts.result()


class _Counts:
    def __init__(self, source: str) -> None:
        self._source = source
        self._units: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._characters: Counter[str] = Counter()
        self._lengths: dict[str, Counter[int]] = {}
        self._scripts: Counter[str] = Counter()
        self._topics: Counter[str] = Counter()
        self._scores: Counter[str] = Counter()
        self._years: Counter[str] = Counter()
        self._total = 0.0
        self._duplicates = Duplicates()

    def add(self, unit: TranslationUnit) -> None:
        """Count one unit."""
        filled = [(v.language, v.text.strip()) for v in unit.variants if v.text.strip()]
        for code, text in filled:
            split = text.split()
            self._lengths.setdefault(code, Counter())[len(text)] += 1
            self._characters[code] += sum(map(len, split))
            self._words[code] += len(split)
            if primary(code) == "zh":
                self._scripts[script_of(text)] += 1
        several = len({primary(code) for code, _ in filled}) > 1
        if len(filled) > 1:
            # The header's language first; the rest as they stand
            filled.sort(key=lambda item: primary(item[0]) != primary(self._source))
            self._duplicates.add(filled[0][1], filled[1][1])
        units = self._units
        units["all"] += 1
        units["one-sided"] += not several
        units["marked"] += any(variant.markup for variant in unit.variants)
        units["noted"] += bool(unit.notes) or any(variant.notes for variant in unit.variants)
        date = latest_date(unit)
        if date:
            self._years[str(date)[:4]] += 1
        pair = pair_from_unit(unit)
        if pair:
            units["pairs"] += 1
            self._total += pair.score
            self._topics[pair.topic] += bool(pair.topic)
            if any(name == "x-score" for name, _ in unit.properties):
                band = min(int(pair.score * _BANDS), _BANDS - 1)
                self._scores[f"{band / _BANDS}"] += 1

    def result(self) -> Stats:
        """The counts, put in order."""
        units = self._units
        segments = {code: lengths.total() for code, lengths in self._lengths.items()}
        return Stats(
            units=units["all"],
            source=self._source,
            pairs=units["pairs"],
            repeated=len(self._duplicates.repeated()),
            contradicting=len(self._duplicates.contradicting()),
            one_sided=units["one-sided"],
            marked=units["marked"],
            noted=units["noted"],
            languages={
                code: self._language(code)
                for code in sorted(segments, key=segments.__getitem__, reverse=True)
            },
            scripts=dict(self._scripts.most_common()),
            topics={topic: count for topic, count in self._topics.most_common() if count},
            scores=dict(sorted(self._scores.items())),
            mean_score=round(self._total / units["pairs"], 3) if units["pairs"] else 0.0,
            years=dict(sorted(self._years.items())),
        )

    def _language(self, code: str) -> LanguageStats:
        lengths = self._lengths[code]
        segments = lengths.total()
        mean = sum(length * count for length, count in lengths.items()) / segments
        return LanguageStats(
            segments,
            self._characters[code],
            self._words[code],
            round(mean, 1),
            _median(lengths),
            max(lengths),
        )


def _median(lengths: Counter[int]) -> int:
    """The length of the middle segment, the lower one of two."""
    left = (lengths.total() + 1) // 2
    for length in sorted(lengths):
        left -= lengths[length]
        if left <= 0:
            return length
    return 0
