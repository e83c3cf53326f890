"""Passages of 3 to 12 beads and their translations, and passages that only look like one.

`train_translations.py` learns from them, `parallel.py` gives them to the tool. Magazine, academic
and literary texts and the Bible with their gold beads, news (sentence k opposite sentence k), and
statutes (article by article). As texts of a user are, some have sentences joined, sentences left
out, or a by-line on one side.
"""

import lzma
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from align_data import load
from news import read_articles, read_news

FOLDS = 5
ALIGNED = ("mag", "aca", "mac-dev")
HALVES = ("half-cn", "halfb-cn", "half-tw", "gap-cn")
STATUTES, VERSES, MOST = 150, 80, 60
LONGEST = 12
_ZH_LINES = ("（完）", "来源：江海日报", "记者 王芳 报道", "责任编辑：李明", "延伸阅读")
_EN_LINES = ("Advertisement", "By John Smith", "Share this article", "Photo: Tom Li", "Read more")


class Passage(NamedTuple):
    """A stretch of a text and its translation.

    Attributes:
        source: what kind of text.
        group: texts that must not stand in training and test at once.
        text: of which it is a part.
        zh, en: the sentences.
    """

    source: str
    group: str
    text: str
    zh: list[str]
    en: list[str]


@dataclass(frozen=True)
class Facing:
    """Two passages, and whether one translates the other.

    Attributes:
        kind: what the pair is a case of.
        fold: for cross-validation.
    """

    kind: str
    fold: int
    zh: list[str]
    en: list[str]
    right: bool


def facing(bench: Path, seed: int = 1) -> list[Facing]:
    """The pairs to learn from and to judge; `seed` chooses the passages."""
    random = np.random.default_rng(seed)
    passages = list(_passages(bench, random))
    found = []
    for own in passages:
        for kind, (zh, en) in (("", (own.zh, own.en)), (", changed", _changed(own, random))):
            found.append(Facing(f"translation{kind}: {own.source}", _fold(own), zh, en, True))
        for kind, other in _rivals(own, passages, random):
            found.append(Facing(f"{kind}: {own.source}", _fold(own), own.zh, other.en, False))
    return [*found, *_halves(bench / "topics")]


def _fold(passage: Passage) -> int:
    return zlib.crc32(passage.group.encode()) % FOLDS


def _passages(bench: Path, random: np.random.Generator) -> Iterator[Passage]:
    for number, article in enumerate(read_articles(bench / "topics")):
        chinese = article.taiwan if number % 2 else article.mainland
        for at, size in _cuts(len(article.english), random):
            rows = slice(at, at + size)
            yield Passage("news", article.event, str(number), chinese[rows], article.english[rows])
    for corpus in ALIGNED:
        for text in load(bench / "align", corpus):
            for at, size in _cuts(len(text.gold), random)[:MOST]:
                beads = text.gold[at : at + size]
                zh = [text.zh[i] for i in sorted(i for bead in beads for i in bead.zh)]
                en = [text.en[j] for j in sorted(j for bead in beads for j in bead.en)]
                if min(len(zh), len(en)) > 2:  # not where one side has a long gap
                    name = f"{corpus} {text.name}"
                    yield Passage(corpus, name, name, zh, en)
    yield from _verses(bench / "align" / "bible", random)
    yield from _statutes(bench / "open" / "statutes.tsv.xz", random)


def _cuts(count: int, random: np.random.Generator) -> list[tuple[int, int]]:
    cuts = []
    at = 0
    while count - at >= 3:
        size = min(int(random.integers(3, LONGEST + 1)), count - at)
        cuts.append((at, size))
        at += size
    return cuts


def _verses(folder: Path, random: np.random.Generator) -> Iterator[Passage]:
    sides = []
    for side in ("src", "tgt"):
        verses = (folder / f"{side}.verse").read_text("utf-8").splitlines()
        lines = (folder / side / "003").read_text("utf-8").splitlines()
        rows = zip(verses, lines, strict=False)  # the verses go on
        sides.append({v: [t for _, t in own] for v, own in groupby(rows, lambda row: row[0])})
    english, chinese = sides
    both = [verse for verse in english if verse in chinese]
    for at in random.choice(len(both) - LONGEST, VERSES, replace=False).tolist():
        verses = both[at : at + int(random.integers(3, LONGEST + 1))]
        zh, en = ([t for v in verses for t in side[v]] for side in (chinese, english))
        yield Passage("bible", f"bible {at // 200}", f"{at}", zh, en)


def _statutes(path: Path, random: np.random.Generator) -> Iterator[Passage]:
    with lzma.open(path, "rt", encoding="utf-8") as stream:
        rows = [line.rstrip("\n").split("\t") for line in stream][1:]
    for at in random.choice(len(rows) - LONGEST, STATUTES, replace=False).tolist():
        zh: list[str] = []
        en: list[str] = []
        headed = random.random() < 0.5
        first = int(random.integers(1, 200))
        for number, (chinese, english) in enumerate(rows[at : at + int(random.integers(3, 13))]):
            if headed:
                zh.append(f"第 {first + number} 條")
                en.append(f"Article {first + number}")
            zh += [part for part in re.split("(?<=。)", chinese) if part]
            en += [part for part in re.split(r"(?<=\.) (?=[A-Z])", english) if part]
        yield Passage("statutes", f"statutes {at // 40}", f"{at}", zh, en)


def _changed(own: Passage, random: np.random.Generator) -> tuple[list[str], list[str]]:
    """With sentences joined or left out, and a line that is no text, on either side."""
    zh, en = list(own.zh), list(own.en)
    if len(zh) > 4 and random.random() < 0.6:
        at = int(random.integers(len(zh) - 1))
        zh[at : at + 2] = [re.sub("[。.]$", "，", zh[at]) + zh[at + 1]]
    if len(en) > 4 and random.random() < 0.4:
        at = int(random.integers(len(en) - 1))
        en[at : at + 2] = [re.sub(r"\.$", " and", en[at]) + " " + en[at + 1]]
    for side, lines in ((zh, _ZH_LINES), (en, _EN_LINES)):
        if len(side) > 5 and random.random() < 0.35:
            side.pop(int(random.integers(len(side))))
        if random.random() < 0.3:
            side.insert(len(side) if random.random() < 0.5 else 0, str(random.choice(lines)))
    return zh, en


def _rivals(
    own: Passage, passages: list[Passage], random: np.random.Generator
) -> Iterator[tuple[str, Passage]]:
    """Passages that do not translate it: of the same text, event, kind, and of any."""
    others: defaultdict[str, list[Passage]] = defaultdict(list)
    for other in passages:
        if other.source == own.source and other.text == own.text:
            others["same text"] += [other] * (other is not own)
        elif other.group == own.group:
            near = own.source in ("bible", "statutes")
            if not near or abs(int(other.text) - int(own.text)) > LONGEST:
                others["same event"].append(other)
        elif other.source == own.source:
            others["stranger"].append(other)
        else:
            others["stranger of another kind"].append(other)
    for kind, found in others.items():
        for at in random.choice(len(found), min(2, len(found)), replace=False).tolist():
            yield kind, found[at]


def _halves(folder: Path) -> Iterator[Facing]:
    """Parts of an article, or of one event, that share no sentence."""
    for name in HALVES:
        data = read_news(folder / name)
        zh, events = len(data.zh), data.events
        for i in range(zh):
            fold = zlib.crc32(str(events[i]).encode()) % FOLDS
            for j in np.flatnonzero(events[zh:] == events[i])[:3].tolist():
                pair = data.zh[i][:LONGEST], data.en[j][:LONGEST]
                yield Facing("the other half: news", fold, *pair, right=False)


def real_passages(folder: Path) -> list[Facing]:
    """The beginnings of articles that taught nothing: news line by line, and an encyclopaedia."""
    random = np.random.default_rng(3)
    found = []
    for name in ("news", "encyclopaedia"):
        sides = []
        for side, ends in (("zh", "(?<=[。！？])"), ("en", r"(?<=[.!?]) (?=[A-Z])")):
            texts = [path.read_text("utf-8") for path in sorted((folder / name / side).iterdir())]
            lines = [[line for line in text.splitlines() if line.strip()][:2] for text in texts]
            sides.append(
                [[s for line in text for s in re.split(ends, line) if s] for text in lines]
            )
        for k, zh in enumerate(sides[0]):
            found.append(Facing(f"translation: real {name}", 0, zh, sides[1][k], right=True))
            for other in set(random.choice(len(sides[1]), 3, replace=False).tolist()) - {k}:
                kind = f"stranger: real {name}"
                found.append(Facing(kind, 0, zh, sides[1][other], right=False))
    return found
