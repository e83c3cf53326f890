"""Sets of news with the event of each document: as they are, sampled, and cut anew."""

import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.language.sentences.splitting import split
from corpus.model import Language

NEWS = ("half-cn", "halfb-cn", "half-tw", "gap-cn", "clusters")

SAMPLES = ((3, 6), (6, 4), (12, 2))
"""(events, how many samples of as many): a user's folder may hold three stories."""

SPARSE = (0.0, 0.1, 0.2)
"""Shares of the events of a sparse collection that are told in both languages."""
SPARSE_SETS = 24
"""Sparse collections of each kind."""
SPARSE_KINDS = ("sparse", "sparse, other news", "sparse, mixed")
"""Of the articles that teach, of others, and of both."""

_MARGIN = 0.06
"""Share of a text on either side of a cut that is left out where it may be in both parts."""

CUTS = 4
"""Times that the articles are cut anew for each kind of set, with all articles and with few."""


@dataclass(frozen=True)
class News:
    """Documents with the event of each, Chinese ones first.

    Attributes:
        kind: what it is a figure of: the set's name, or that of the samples or cuts like it.
        zh_names, en_names: of the files, where they were read from some.
    """

    name: str
    kind: str
    zh: list[list[str]]
    en: list[list[str]]
    events: NDArray[np.str_]
    zh_names: tuple[str, ...] = ()
    en_names: tuple[str, ...] = ()

    @property
    def sparse(self) -> bool:
        """Whether most of its documents have no counterpart."""
        return self.kind in SPARSE_KINDS

    @property
    def sampled(self) -> bool:
        """Whether it holds a few events of another set."""
        return "/" in self.name


@dataclass(frozen=True)
class Article:
    """One article whole: sentence k of each version says the same."""

    mainland: list[str]
    taiwan: list[str]
    english: list[str]
    event: str


def news_sets(folder: Path) -> Iterator[News]:
    """The sets whole, and samples of a few events of each."""
    for name in NEWS:
        data = read_news(folder / name)
        yield data
        for count, samples in SAMPLES:
            for number in range(samples):
                yield sampled_news(data, count, number)
                yield sampled_news(data, count, number, strangers=True)


def recut_news(folder: Path) -> Iterator[News]:
    """The same articles cut elsewhere, the languages dealt out anew: the sets have each only once.

    With all articles, and with one to four of an event: two events have a fifth of all articles.
    """
    articles = read_articles(folder)
    for number in range(CUTS):
        for few in (True, False):
            yield quarters(articles, number, few=few)
            yield halves(articles, number, few=few, gaps=False)
            yield halves(articles, number, few=few, gaps=True)


def sparse_news(topics: Path, others: Path) -> Iterator[News]:
    """Collections in which most documents have no counterpart.

    Args:
        topics: the folder of the sets.
        others: folder of news articles that none of them has, `zh` and `en`, line by line.
    """
    own, strange = read_articles(topics), read_translated(others)
    for kind, articles in zip(SPARSE_KINDS, (own, strange, [*own, *strange]), strict=True):
        for number in range(SPARSE_SETS):
            yield sparse(articles, number, kind)


def read_news(folder: Path) -> News:
    """One set of the topics folder."""
    events = _table(folder / "events.tsv")
    zh: list[tuple[str, list[str]]] = []
    en: list[tuple[str, list[str]]] = []
    for name in sorted(events):
        sentences = _lines(next(p for p in folder.glob(f"*/{name}")))
        chinese = sum("\u4e00" <= letter <= "\u9fff" for letter in "".join(sentences)) > 20
        (zh if chinese else en).append((name, sentences))
    return News(
        folder.name,
        folder.name,
        [sentences for _, sentences in zh],
        [sentences for _, sentences in en],
        np.array([events[name] for name, _ in (*zh, *en)]),
        tuple(name for name, _ in zh),
        tuple(name for name, _ in en),
    )


def sampled_news(data: News, count: int, number: int, *, strangers: bool = False) -> News:
    """Most documents of some events, chosen by number; of strangers only one of each event."""
    random = np.random.default_rng([count, number, zlib.crc32(data.name.encode())])
    names = np.unique(data.events)
    chosen = random.choice(names, count, replace=False)
    kept = np.isin(data.events, chosen)
    kept &= random.random(len(kept)) < 0.8
    if strangers:
        shuffled = random.permutation(np.flatnonzero(kept))
        _, first = np.unique(data.events[shuffled], return_index=True)
        kept = np.isin(np.arange(len(kept)), shuffled[first])
    zh = len(data.zh)
    length = 3 if number % 2 else None  # every other sample is of news in brief
    return News(
        f"{data.name}/{count}.{number}{'s' * strangers}",
        "samples, strangers" if strangers else "samples of few events",
        [data.zh[k][:length] for k in np.flatnonzero(kept[:zh])],
        [data.en[k][:length] for k in np.flatnonzero(kept[zh:])],
        data.events[kept],
    )


def read_articles(folder: Path) -> list[Article]:
    """The articles that all sets were cut from, in a fixed order."""
    versions: defaultdict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for name in ("full-cn", "full-tw"):
        for zh, en in _table(folder / name / "gold.tsv").items():
            english = tuple(_lines(folder / name / "en" / en))
            versions[english].append(_lines(folder / name / "zh" / zh))
    article_of = {line: article for article in versions for line in article}
    events = {}
    for file, event in _table(folder / "half-cn" / "events.tsv").items():
        if file.startswith("e"):
            events[article_of[_lines(folder / "half-cn" / "en" / file)[0]]] = event
    return [
        Article(mainland, taiwan, list(english), events[english])
        for english, (mainland, taiwan) in sorted(versions.items())
    ]


def read_translated(folder: Path) -> list[Article]:
    """Articles as two files of the same name; each of an event of its own."""
    articles = []
    for path in sorted((folder / "zh").iterdir()):
        chinese, english = (
            [
                text[a:b]
                for text in _lines(folder / side / path.name)
                for a, b in split(text, language)
            ]
            for side, language in (("zh", Language.ZH), ("en", Language.EN))
        )
        articles.append(Article(chinese, chinese, english, f"other {path.stem}"))
    return articles


def quarters(articles: list[Article], number: int, *, few: bool) -> News:
    """Like `clusters`: four pieces of each article, one zh-CN, one zh-TW, two English."""
    random = np.random.default_rng([1, number, few])
    zh, en, events = [], [], []
    for article in _chosen(articles, random, few=few):
        length = len(article.english)
        if length < 8:
            continue
        cuts = [round(length * k / 4) for k in range(5)]
        parts = [slice(a, b) for a, b in pairwise(cuts)]
        one, two, three, four = random.permutation(4).tolist()
        zh += [article.mainland[parts[one]], article.taiwan[parts[two]]]
        en += [article.english[parts[three]], article.english[parts[four]]]
        events += [article.event] * 2
    kind = f"clusters cut anew, {'few' if few else 'all'} articles"
    return News(f"{kind} {number}", kind, zh, en, np.array(events * 2))


def halves(articles: list[Article], number: int, *, few: bool, gaps: bool) -> News:
    """Like `half-…`: one part in Chinese, the rest in English; with gaps, some are missing."""
    random = np.random.default_rng([2, number, few, gaps])
    zh, en, zh_events, en_events = [], [], [], []
    for article in _chosen(articles, random, few=few):
        chinese = article.taiwan if number % 2 else article.mainland
        length = len(article.english)
        cut = max(1, min(length - 1, round(length * random.uniform(0.4, 0.6))))
        first, rest = slice(None, cut), slice(cut, None)
        of_zh, of_en = (first, rest) if random.random() < 0.5 else (rest, first)
        fate = random.random() if gaps else 1.0
        if fate >= 0.25:
            zh.append(chinese[of_zh])
            zh_events.append(article.event)
        if not 0.25 <= fate < 0.5:
            en.append(article.english[of_en])
            en_events.append(article.event)
    kind = f"{'gap' if gaps else 'half'} cut anew, {'few' if few else 'all'} articles"
    return News(f"{kind} {number}", kind, zh, en, np.array(zh_events + en_events))


def sparse(articles: list[Article], number: int, kind: str) -> News:
    """Pieces of articles as in `halves`, most events told in one language only.

    What a user has who compares the Chinese papers of some days with English ones of others.
    """
    random = np.random.default_rng([3, number, SPARSE_KINDS.index(kind)])
    share = random.choice(SPARSE)
    fate = {
        event: "both" if random.random() < share else ("zh", "en")[int(random.integers(2))]
        for event in sorted({article.event for article in articles})
    }
    zh, en, zh_events, en_events = [], [], [], []
    for article in _chosen(articles, random, few=True):
        chinese = article.taiwan if number % 2 else article.mainland
        cut = random.uniform(0.4, 0.6)
        # where sentences are not numbered alike, some in the middle are left out
        margin = _MARGIN * (len(chinese) != len(article.english))
        first, rest = (0.0, cut - margin), (cut + margin, 1.0)
        of_zh, of_en = (first, rest) if random.random() < 0.5 else (rest, first)
        if fate[article.event] != "en":
            zh.append(_part(chinese, *of_zh))
            zh_events.append(article.event)
        if fate[article.event] != "zh":
            en.append(_part(article.english, *of_en))
            en_events.append(article.event)
    return News(f"{kind} {number}", kind, zh, en, np.array(zh_events + en_events))


def _part(sentences: list[str], begin: float, end: float) -> list[str]:
    """The sentences between two shares of the text; one at least."""
    count = len(sentences)
    first = min(round(count * begin), count - 1)
    return sentences[first : max(first + 1, round(count * end))]


def _chosen(articles: list[Article], random: np.random.Generator, *, few: bool) -> list[Article]:
    """All articles, shuffled; a few: most events with one or two of theirs, some with up to 4."""
    shuffled = [articles[k] for k in random.permutation(len(articles))]
    if not few:
        return shuffled
    limit: defaultdict[str, int] = defaultdict(lambda: int(random.choice([1, 1, 1, 2, 2, 3, 4])))
    taken: defaultdict[str, int] = defaultdict(int)
    kept = []
    for article in shuffled:
        taken[article.event] += 1
        if taken[article.event] <= limit[article.event]:
            kept.append(article)
    return kept


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line.strip()]


def _table(path: Path) -> dict[str, str]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    return {row[0]: row[1] for row in rows}
