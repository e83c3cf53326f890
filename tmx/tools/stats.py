"""What is in a memory.

stats(path) -> Stats
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.language.identification import script_of
from corpus.model import Language
from corpus.support.progress import track
from tmx.conversion.reading import header_of, read_units
from tmx.formats.records import OnLoss
from tmx.tools.groups import latest_date
from tmx.units.duplicates import Duplicates
from tmx.units.languages import primary, script_said
from tmx.units.unit import TranslationUnit, score_of

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


def stats(path: str | Path, on_loss: OnLoss | None = None) -> Stats:
    """Count a memory in one pass; memory use grows by 20 bytes a unit.

    Args:
        path: of a memory in any form that `convert` reads.
        on_loss: is told of segments that are no units.

    Raises:
        InputError: it cannot be read.
    """
    counts = _Counts(header_of(path).source)
    for unit in track(read_units(path, on_loss=on_loss), "counting"):
        counts.add(unit)
    return counts.result()


class _Code:
    """What is counted of the segments of one language code."""

    def __init__(self, code: str) -> None:
        self.language = primary(code)
        self.lengths: Counter[int] = Counter()
        self.characters = self.words = 0

    def add(self, text: str) -> None:
        words = text.split()
        self.lengths[len(text)] += 1
        self.characters += len(words[0]) if len(words) == 1 else sum(map(len, words))
        self.words += len(words)


class _Counts:
    def __init__(self, source: str) -> None:
        self._source = source
        self._first = primary(source)
        self._codes: dict[str, _Code] = {}
        self._all = self._pairs = self._one_sided = self._marked = self._noted = 0
        self._scripts: Counter[str] = Counter()
        self._topics: Counter[str] = Counter()
        self._scores: Counter[int] = Counter()
        self._years: Counter[str] = Counter()
        self._total = 0.0
        self._duplicates = Duplicates()

    def add(self, unit: TranslationUnit) -> None:
        """Count one unit."""
        filled: list[tuple[str, str]] = []  # language and text
        marked, noted = False, bool(unit.notes)
        for variant in unit.variants:
            marked |= bool(variant.markup)
            noted |= bool(variant.notes)
            if text := variant.text.strip():
                code = self._codes.get(variant.language)
                if code is None:
                    code = self._codes[variant.language] = _Code(variant.language)
                code.add(text)
                filled.append((code.language, text))
                if code.language == Language.ZH:
                    said = script_said(variant.language)
                    self._scripts[script_of(text, said)] += 1
        languages = {language for language, _ in filled}
        if len(filled) > 1:
            if filled[0][0] != self._first:  # the header's language first, the rest as they stand
                filled.sort(key=lambda item: item[0] != self._first)
            self._duplicates.add(filled[0][1], filled[1][1])
        self._all += 1
        self._one_sided += len(languages) < 2
        self._marked += marked
        self._noted += noted
        if date := latest_date(unit):
            self._years[str(date)[:4]] += 1
        if languages.issuperset(Language):
            self._pairs += 1
            known = dict(unit.properties)
            score = score_of(unit)
            self._total += score
            if topic := known.get("x-topic"):
                self._topics[topic] += 1
            if "x-score" in known:
                self._scores[min(int(score * _BANDS), _BANDS - 1)] += 1

    def result(self) -> Stats:
        """The counts, put in order."""
        segments = {code: each.lengths.total() for code, each in self._codes.items()}
        return Stats(
            units=self._all,
            source=self._source,
            pairs=self._pairs,
            repeated=len(self._duplicates.repeated()),
            contradicting=len(self._duplicates.contradicting()),
            one_sided=self._one_sided,
            marked=self._marked,
            noted=self._noted,
            languages={
                code: _language(self._codes[code])
                for code in sorted(segments, key=segments.__getitem__, reverse=True)
            },
            scripts=dict(self._scripts.most_common()),
            topics=dict(self._topics.most_common()),
            scores={f"{band / _BANDS}": count for band, count in sorted(self._scores.items())},
            mean_score=round(self._total / self._pairs, 3) if self._pairs else 0.0,
            years=dict(sorted(self._years.items())),
        )


def _language(code: _Code) -> LanguageStats:
    segments = code.lengths.total()
    mean = sum(length * count for length, count in code.lengths.items()) / segments
    return LanguageStats(
        segments,
        code.characters,
        code.words,
        round(mean, 1),
        _median(code.lengths),
        max(code.lengths),
    )


def _median(lengths: Counter[int]) -> int:
    """The length of the middle segment, the lower one of two."""
    left = (lengths.total() + 1) // 2
    for length in sorted(lengths):
        left -= lengths[length]
        if left <= 0:
            return length
    return 0
