"""Collections of news as large as you like: development articles cut, recombined and dated.

    python bench/made_coverage.py BENCH COUNT OUT.jsonl

Each event tells passages of three articles, with figures of its own (the same in both languages),
on a day of its own. It is covered by two to five documents: some are translations of each other,
most tell different halves of the event. Events come at a steady rate of some `_A_DAY` documents a
day, so a larger collection is a longer time of news, and not more of the same days.
"""

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from news import Article, read_articles

_A_DAY = 100
_PASSAGE = (2, 7)
"""Sentences of a passage, the second number not included: an event has 6 to 18, as news has."""
_TRANSLATED = 0.3
"""Share of the events of which a Chinese document has a translation."""
_FIGURE = re.compile(r"\d{2,}")


class Made(NamedTuple):
    """A document of a made collection.

    Attributes:
        id: ``zh-000012-0``: its language, event and number there; files and rows are called so.
        text: one paragraph: lines that stand in many documents would be taken for page furniture.
        language: ``zh-CN`` or ``en``.
        date: as ISO.
        event: the number of its event.
    """

    id: str
    text: str
    language: str
    date: str
    event: int

    def row(self) -> str:
        """A line of JSON, as `duizhao run` reads it."""
        fields = {name: value for name, value in self._asdict().items() if name != "event"}
        return json.dumps(fields, ensure_ascii=False)


def made_coverage(bench: Path, count: int, *, seed: int = 0) -> Iterator[Made]:
    """So many documents, in the order of their events.

    A smaller collection of the same seed is the beginning of a larger one.

    Args:
        bench: the folder of development data.
        count: of the documents.
        seed: another one makes other events.
    """
    articles = [each for each in read_articles(bench / "topics") if len(each.english) >= 3]
    made = 0
    event = 0
    while made < count:
        for document in _covered(articles, event, seed, made):
            if made < count:
                yield document
                made += 1
        event += 1


def _covered(articles: list[Article], event: int, seed: int, before: int) -> list[Made]:
    """The documents of one event."""
    random = np.random.default_rng([seed, event])
    zh, en = [], []
    for number in random.choice(len(articles), 3, replace=False).tolist():
        article = articles[number]
        length = min(int(random.integers(*_PASSAGE)), len(article.english))
        first = int(random.integers(len(article.english) - length + 1))
        zh += article.mainland[first : first + length]
        en += article.english[first : first + length]
    figures = str.maketrans("0123456789", "".join(map(str, random.permutation(10))))
    zh, en = (
        [_FIGURE.sub(lambda found: found[0].translate(figures), text) for text in side]
        for side in (zh, en)
    )
    day = date(2015, 1, 1) + timedelta(before // _A_DAY)
    half = len(zh) // 2
    parts = [("zh-CN", zh[:half]), ("en", en[half:]), ("zh-CN", zh[half:]), ("en", en[:half])]
    if random.random() < _TRANSLATED:
        parts = [("zh-CN", zh), ("en", en), *parts]
    documents = []
    for number, (language, sentences) in enumerate(parts[: int(random.integers(2, 6))]):
        key = f"{language[:2]}-{event:06}-{number}"
        published = day + timedelta(int(random.integers(3)))
        text = ("" if language == "zh-CN" else " ").join(sentences)
        documents.append(Made(key, text, language, published.isoformat(), event))
    return documents


def main() -> None:
    """Write a collection as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for document in made_coverage(options.bench, options.count):
            out.write(document.row() + "\n")


if __name__ == "__main__":
    main()
