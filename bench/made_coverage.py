"""Collections of news as large as you like: development articles cut, recombined and dated.

    python bench/made_coverage.py BENCH COUNT OUT.jsonl

Each event tells passages of three articles, with figures and people of its own (the same in both
languages), on a day of its own. It is covered by two to five documents: some are translations of
each other, most tell different halves of the event. Events come at a steady rate of some `_A_DAY`
documents a day, so a larger collection is a longer time of news, and not more of the same days. Of
some documents no date is known, and some come months late.
"""

import argparse
import itertools
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
_PEOPLE = 3
_SAID = 0.4
"""Share of the sentences that one of the event's people says: without, nothing but figures would
tell events apart, as the same articles come up again and again."""
_SURNAMES = """
王:Wang 李:Li 张:Zhang 刘:Liu 陈:Chen 杨:Yang 赵:Zhao 黄:Huang 周:Zhou 吴:Wu 徐:Xu 孙:Sun 马:Ma
朱:Zhu 胡:Hu 郭:Guo 何:He 高:Gao 林:Lin 罗:Luo 郑:Zheng 梁:Liang 谢:Xie 宋:Song 唐:Tang 许:Xu
"""
_GIVEN = """
明:ming 国:guo 志:zhi 强:qiang 丽:li 华:hua 文:wen 军:jun 海:hai 燕:yan 春:chun 梅:mei 建:jian
平:ping 晓:xiao 东:dong 玉:yu 兰:lan 永:yong 光:guang 红:hong 云:yun 立:li 新:xin 宝:bao 成:cheng
秀:xiu 英:ying 天:tian 福:fu 大:da 庆:qing 思:si 远:yuan 子:zi 涵:han 一:yi 鸣:ming 雪:xue 松:song
振:zhen 德:de 胜:sheng 嘉:jia 琪:qi 家:jia 豪:hao 美:mei 玲:ling 世:shi 杰:jie 金:jin 龙:long
"""
_UNDATED = 0.05
_LATE = 0.02
"""Shares of the documents."""


class Made(NamedTuple):
    """A document of a made collection.

    Attributes:
        id: ``zh-000012-0``: its language, event and number there; files and rows are called so.
        text: one paragraph: lines that stand in many documents would be taken for page furniture.
        language: ``zh-CN`` or ``en``.
        date: as ISO; empty if unknown.
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
    articles = _articles(bench)
    made = 0
    event = 0
    while made < count:
        for document in _covered(articles, event, seed, made):
            if made < count:
                yield document
                made += 1
        event += 1


def made_translations(bench: Path, *, seed: int = 0) -> Iterator[tuple[str, str]]:
    """A full report (zh, en) of each event in turn, without end."""
    articles = _articles(bench)
    for event in itertools.count():
        _, zh, en = _event(articles, event, seed)
        yield "".join(zh), " ".join(en)


def _articles(bench: Path) -> list[Article]:
    return [each for each in read_articles(bench / "topics") if len(each.english) >= 3]


def _event(
    articles: list[Article], event: int, seed: int
) -> tuple[np.random.Generator, list[str], list[str]]:
    """The sentences of one event in both languages, and what draws what is done with them."""
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
    return random, *_told(zh, en, random)


def _covered(articles: list[Article], event: int, seed: int, before: int) -> list[Made]:
    """The documents of one event."""
    random, zh, en = _event(articles, event, seed)
    day = date(2015, 1, 1) + timedelta(before // _A_DAY)
    half = len(zh) // 2
    parts = [("zh-CN", zh[:half]), ("en", en[half:]), ("zh-CN", zh[half:]), ("en", en[:half])]
    if random.random() < _TRANSLATED:
        parts = [("zh-CN", zh), ("en", en), *parts]
    documents = []
    for number, (language, sentences) in enumerate(parts[: int(random.integers(2, 6))]):
        key = f"{language[:2]}-{event:06}-{number}"
        fate = random.random()
        late = _UNDATED <= fate < _UNDATED + _LATE
        delay = int(random.integers(60, 300) if late else random.integers(3))
        published = "" if fate < _UNDATED else (day + timedelta(delay)).isoformat()
        text = ("" if language == "zh-CN" else " ").join(sentences)
        documents.append(Made(key, text, language, published, event))
    return documents


def _told(zh: list[str], en: list[str], random: np.random.Generator) -> tuple[list[str], list[str]]:
    """The sentences, some of them said by people of this event."""
    surnames, given = ([pair.split(":") for pair in text.split()] for text in (_SURNAMES, _GIVEN))
    people = []
    for _ in range(_PEOPLE):
        name = surnames[int(random.integers(len(surnames)))]
        one, two = (given[k] for k in random.choice(len(given), 2).tolist())
        people.append((name[0] + one[0] + two[0], f"{name[1]} {(one[1] + two[1]).capitalize()}"))
    speakers = [
        people[int(random.integers(_PEOPLE))] if random.random() < _SAID else None for _ in zh
    ]
    return (
        [f"{who[0]}表示，{text}" if who else text for who, text in zip(speakers, zh, strict=True)],
        [f"{who[1]} said: {text}" if who else text for who, text in zip(speakers, en, strict=True)],
    )


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
