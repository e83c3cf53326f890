"""Whether translations are told from other reports, and aligned when they are cut or in disorder.

    python bench/parallel.py BENCH         BENCH holds `topics/`

Articles whole, and with one side shortened or its paragraphs in another order, all in one
collection with the rest; halves of articles that share no sentence, which are no translations; and
strangers. For the translations also strict precision and recall of the beads with two sides:
sentence k of an article stands opposite sentence k.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from news import Article, read_articles, read_news

from align.beads.reordered import align_in_any_order
from align.beads.text_pair import TextPair
from align.documents.pairing import survey

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


CUTS: dict[str, Cut] = {
    "whole": whole,
    "a third of one side's sentences cut": third,
    "a stretch of a third cut": stretch,
    "halves of one side swapped": swapped,
    "paragraphs of one side shuffled": shuffled,
}


def main() -> None:
    """Print a row per case."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    folder = parser.parse_args().bench / "topics"
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
    proposed = gold = hit = 0
    for order, aligned in zip(orders, beads, strict=True):
        wanted = {(k, place) for place, k in enumerate(order)}
        made = {(bead.zh, bead.en) for bead in aligned if bead.zh and bead.en}
        proposed, gold = proposed + len(made), gold + len(wanted)
        hit += len(made & {((i,), (j,)) for i, j in wanted})
    print(
        f"{name}, {script}: {len(found & right)} of {len(right)} recognised, "
        f"{len(found - right)} others; beads with two sides P {hit / max(1, proposed):.3f} "
        f"R {hit / gold:.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
