"""Whether translations are told from other reports, and aligned when they are cut or in disorder.

    python bench/parallel.py BENCH [--only articles|passages]      BENCH holds `topics/`, …

Articles whole, and with one side shortened or its paragraphs in another order, all in one
collection with the rest; halves of articles that share no sentence, which are no translations; and
strangers. For the translations also strict precision and recall of the beads with two sides:
sentence k of an article stands opposite sentence k.

Then passages of 3 to 12 sentences (`passages.py`), cut otherwise than those that taught the
weights, and of `real/`, which taught nothing: each alone with its translation, alone with what is
none, and in collections of six texts of which only three are translated.
"""

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from news import Article, read_articles, read_news
from passages import Facing, facing, real_passages

from align.beads.reordered import align_in_any_order
from align.beads.text_pair import TextPair
from align.documents.pairing import survey
from align.options import MIN_SCORE

PARAGRAPH = 3  # sentences
Cut = Callable[[int, np.random.Generator], list[int]]


def whole(length: int, _random: np.random.Generator) -> list[int]:
    """All sentences."""
    return list(range(length))


def third(length: int, random: np.random.Generator) -> list[int]:
    """Two thirds of the sentences, any."""
    kept = random.permutation(length)[: max(1, length - length // 3)]
    return sorted(kept.tolist())


def stretch(length: int, random: np.random.Generator) -> list[int]:
    """All but a third that stands together."""
    start = int(random.integers(0, length - length // 3 + 1))
    return [*range(start), *range(start + length // 3, length)]


def swapped(length: int, _random: np.random.Generator) -> list[int]:
    """The second half first."""
    return [*range(length // 2, length), *range(length // 2)]


def shuffled(length: int, random: np.random.Generator) -> list[int]:
    """Paragraphs in any order."""
    starts = random.permutation(range(0, length, PARAGRAPH)).tolist()
    return [k for start in starts for k in range(start, min(start + PARAGRAPH, length))]


def disordered(length: int, random: np.random.Generator) -> list[int]:
    """Sentences in any order."""
    order: list[int] = random.permutation(length).tolist()
    return order


CUTS: dict[str, Cut] = {
    "whole": whole,
    "a third of one side's sentences cut": third,
    "a stretch of a third cut": stretch,
    "halves of one side swapped": swapped,
    "paragraphs of one side shuffled": shuffled,
    "sentences of one side shuffled": disordered,
}


def main() -> None:
    """Print a row per case."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--only", choices=["articles", "passages"])
    options = parser.parse_args()
    if options.only != "passages":
        of_articles(options.bench / "topics")
    if options.only != "articles":
        of_passages([*facing(options.bench, seed=2), *real_passages(options.bench / "real")])


def of_articles(folder: Path) -> None:
    """Articles, and parts of them."""
    articles = read_articles(folder)
    for name, cut in CUTS.items():
        for script in ("mainland", "taiwan"):
            translated(name, script, cut, articles)
    for name in ("half-cn", "halfb-cn", "half-tw", "gap-cn", "clusters"):
        data = read_news(folder / name)
        found = survey(
            {f"{k:03}": text for k, text in enumerate(data.zh)},
            {f"{k:03}": text for k, text in enumerate(data.en)},
        )
        print(
            f"{name}: {len(found.found)} document pairs with a common sentence of "
            f"{len(data.zh)} x {len(data.en)}, called parallel {len(found.translated)}"
        )


def translated(name: str, script: str, cut: Cut, articles: list[Article]) -> None:
    """How many articles are recognised, how many strangers too, and the beads' F1."""
    random = np.random.default_rng(1)
    orders = [cut(len(article.english), random) for article in articles]
    zh = [getattr(article, script) for article in articles]
    en = [[a.english[k] for k in order] for a, order in zip(articles, orders, strict=True)]
    keys = [f"{k:03}" for k in range(len(articles))]
    surveyed = survey(dict(zip(keys, zh, strict=True)), dict(zip(keys, en, strict=True)))
    found = surveyed.translated
    right = {(k, k) for k in range(len(articles))}
    beads = align_in_any_order(
        [TextPair(a, b) for a, b in zip(zh, en, strict=True)],
        [surveyed.found[k, k].en_order if (k, k) in found else () for k in range(len(articles))],
    )
    proposed = gold = hit = kept = wrong = 0
    for order, aligned in zip(orders, beads, strict=True):
        wanted = {(k, place) for place, k in enumerate(order)}
        made = {(bead.zh, bead.en) for bead in aligned if bead.zh and bead.en}
        proposed, gold = proposed + len(made), gold + len(wanted)
        hits = {((i,), (j,)) for i, j in wanted}
        hit += len(made & hits)
        high = {(bead.zh, bead.en) for bead in aligned if bead.score >= MIN_SCORE} & made
        kept, wrong = kept + len(high), wrong + len(high - hits)
    print(
        f"{name}, {script}: {len(found & right)} of {len(right)} recognised, "
        f"{len(found - right)} others; beads with two sides P {hit / max(1, proposed):.3f} "
        f"R {hit / gold:.3f}; of {kept} from {MIN_SCORE} on {wrong} wrong",
        flush=True,
    )


def of_passages(cases: list[Facing]) -> None:
    """How many of each kind are called translations."""
    total = Counter(case.kind for case in cases)
    alone = Counter(
        case.kind for case in cases if survey({"z": case.zh}, {"e": case.en}).translated
    )
    print("passages alone, called translations")
    for kind, count in sorted(total.items()):
        print(f"  {kind:44} {alone[kind]} of {count}", flush=True)
    asked = recognised = others = 0
    right = [case for case in cases if case.right]
    order = np.random.default_rng(3).permutation(len(right)).tolist()
    for at in range(0, len(order) - 8, 9):
        some = [right[k] for k in order[at : at + 9]]
        zh = {f"{k}": case.zh for k, case in enumerate(some[:6])}
        en = {f"{k}": case.en for k, case in enumerate(some) if k >= 3}
        found = survey(zh, en)
        called = {(found.zh[i], found.en[j]) for i, j in found.translated}
        wanted = {(f"{k}", f"{k}") for k in (3, 4, 5)}
        asked, recognised = asked + len(wanted), recognised + len(called & wanted)
        others += len(called - wanted)
    print(
        f"six texts a side, three translated: {recognised} of {asked} recognised, {others} others"
    )


if __name__ == "__main__":
    main()
