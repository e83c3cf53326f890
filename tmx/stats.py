"""What is in a memory.

stats(path) -> Stats
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tmx.duplicates import Duplicates
from tmx.languages import primary
from tmx.read import header, read
from tmx.units import pair_from_unit


@dataclass(frozen=True, slots=True)
class LanguageStats:
    """Segments of one language code that have words.

    Attributes:
        segments: how many.
        characters: without white space.
        words: runs between white space; of no meaning for Chinese.
        longest: characters of the longest segment.
    """

    segments: int
    characters: int
    words: int
    longest: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What is in a memory, in units if not said otherwise.

    Attributes:
        source: srclang, as written.
        pairs: with Chinese and English words.
        repeated: whose source and target an earlier one has.
        contradicting: whose source an earlier one has, with another target.
        languages: by code, as written, most segments first.
        topics: pairs by x-topic, most first.
        mean_score: of the pairs, to three decimals; 1 where no score is written.
    """

    units: int
    source: str
    pairs: int
    repeated: int
    contradicting: int
    languages: Mapping[str, LanguageStats]
    topics: Mapping[str, int]
    mean_score: float


def stats(path: str | Path) -> Stats:
    """Count a memory in one pass; memory use grows by 20 bytes a unit.

    Raises:
        InputError: it cannot be read.
    """
    source = header(path).source
    units = pairs = 0
    total = 0.0
    segments: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    words: Counter[str] = Counter()
    longest: dict[str, int] = {}
    topics: Counter[str] = Counter()
    duplicates = Duplicates()
    for unit in read(path):
        units += 1
        filled = [(v.language, v.text.strip()) for v in unit.variants if v.text.strip()]
        for code, text in filled:
            split = text.split()
            segments[code] += 1
            characters[code] += sum(map(len, split))
            words[code] += len(split)
            longest[code] = max(longest.get(code, 0), len(text))
        if len(filled) > 1:
            # The header's language first; the rest as they stand
            filled.sort(key=lambda item: primary(item[0]) != primary(source))
            duplicates.add(filled[0][1], filled[1][1])
        pair = pair_from_unit(unit)
        if pair:
            pairs += 1
            total += pair.score
            topics[pair.topic] += bool(pair.topic)
    return Stats(
        units=units,
        source=source,
        pairs=pairs,
        repeated=len(duplicates.repeated()),
        contradicting=len(duplicates.contradicting()),
        languages={
            code: LanguageStats(count, characters[code], words[code], longest[code])
            for code, count in segments.most_common()
        },
        topics={topic: count for topic, count in topics.most_common() if count},
        mean_score=round(total / pairs, 3) if pairs else 0.0,
    )
