"""What is in a memory.

stats(path) -> Stats
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul
from pathlib import Path

from corpus.language.identification import scripts_of
from corpus.model import Language, Script
from corpus.support.progress import track
from tmx.conversion.reading import header_of, read_units
from tmx.formats.records import OnLoss
from tmx.tools.groups import latest_date
from tmx.units.duplicates import Duplicates
from tmx.units.languages import primary, script_said
from tmx.units.unit import TranslationUnit, score_of

_BANDS = 10  # of scores
_BATCH = 1 << 8
"""Segments. With ten times as many, one in the other script would slow down too many others."""
_BOTH = frozenset(Language)


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
        mean_score: of the pairs that have one, to three decimals; None if none has.
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
    mean_score: float | None
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
    """What is counted of the segments of one language code, many at once, which is quicker."""

    def __init__(self, code: str) -> None:
        self.language = primary(code)
        self._said = script_said(code)
        self._lengths: Counter[int] = Counter()
        self._characters = self._words = 0
        self._scripts: Counter[Script] = Counter()
        self._texts: list[str] = []  # not counted yet

    def add(self, text: str) -> None:
        self._texts.append(text)
        if len(self._texts) == _BATCH:
            self._count()

    def _count(self) -> None:
        texts = self._texts
        self._lengths.update(map(len, texts))
        words = "\n".join(texts).split()
        self._characters += len("".join(words))
        self._words += len(words)
        if self.language == Language.ZH:
            self._scripts.update(scripts_of(texts, self._said))
        texts.clear()

    def result(self) -> LanguageStats:
        self._count()
        segments = self._lengths.total()
        return LanguageStats(
            segments,
            self._characters,
            self._words,
            round(sum(map(mul, self._lengths, self._lengths.values())) / segments, 1),
            _median(self._lengths),
            max(self._lengths),
        )

    def scripts(self) -> Counter[Script]:
        """Segments by script, none of another language."""
        self._count()
        return self._scripts


class _Codes(dict[str, _Code]):
    def __missing__(self, code: str) -> _Code:
        self[code] = _Code(code)
        return self[code]


class _Counts:
    def __init__(self, source: str) -> None:
        self._source = source
        self._first = primary(source)
        self._codes = _Codes()
        self._all = self._pairs = self._one_sided = self._marked = self._noted = 0
        self._topics: Counter[str] = Counter()
        self._scores: Counter[int] = Counter()
        self._years: Counter[str] = Counter()
        self._total = 0.0
        self._duplicates = Duplicates()

    def add(self, unit: TranslationUnit) -> None:
        """Count one unit."""
        filled: list[tuple[str, str]] = []  # language and text
        marked, noted, dated = False, bool(unit.notes), bool(unit.attributes)
        for language, text, markup, _, notes, attributes in unit.variants:
            if markup:
                marked = True
            if notes:
                noted = True
            if attributes:
                dated = True
            if text := text.strip():
                code = self._codes[language]
                code.add(text)
                filled.append((code.language, text))
        languages = {language for language, _ in filled}
        if len(filled) > 1:
            if filled[0][0] != self._first:  # the header's language first, the rest as they stand
                filled.sort(key=lambda item: item[0] != self._first)
            self._duplicates.add(filled[0][1], filled[1][1])
        self._all += 1
        self._one_sided += len(languages) < 2
        self._marked += marked
        self._noted += noted
        if dated and (date := latest_date(unit)):
            self._years[str(date)[:4]] += 1
        if languages.issuperset(_BOTH):
            self._pairs += 1
            known = dict(unit.properties)
            if topic := known.get("x-topic"):
                self._topics[topic] += 1
            if "x-score" in known:
                score = score_of(unit)
                self._total += score
                self._scores[min(int(score * _BANDS), _BANDS - 1)] += 1

    def result(self) -> Stats:
        """The counts, put in order."""
        languages = {code: each.result() for code, each in self._codes.items()}
        scripts: Counter[str] = Counter()
        for code in self._codes.values():
            scripts.update(code.scripts())
        scored = self._scores.total()
        return Stats(
            units=self._all,
            source=self._source,
            pairs=self._pairs,
            repeated=len(self._duplicates.repeated()),
            contradicting=len(self._duplicates.contradicting()),
            one_sided=self._one_sided,
            marked=self._marked,
            noted=self._noted,
            languages=dict(sorted(languages.items(), key=lambda item: -item[1].segments)),
            scripts=dict(scripts.most_common()),
            topics=dict(self._topics.most_common()),
            scores={f"{band / _BANDS}": count for band, count in sorted(self._scores.items())},
            mean_score=round(self._total / scored, 3) if scored else None,
            years=dict(sorted(self._years.items())),
        )


def _median(lengths: Counter[int]) -> int:
    """The length of the middle segment, the lower one of two."""
    left = (lengths.total() + 1) // 2
    for length in sorted(lengths):
        left -= lengths[length]
        if left <= 0:
            return length
    return 0
