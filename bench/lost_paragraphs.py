"""Whether what cleaning takes from one side of a translation comes back, and nothing else.

    python bench/lost_paragraphs.py BENCH [SEED]        BENCH holds `topics/`, …

Every sentence of the articles in both languages is a paragraph. From each article two paragraphs
are taken, from either side, as furniture; between the others of either side stand paragraphs of
another article, most of them taken, too. Prints how many of those with a counterpart come back,
and how many of the strangers.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from news import read_articles

from align.project.lost_paragraphs import lost_paragraphs
from corpus.model import Document, Language, Script

LOST, STRANGERS = 2, 3
"""Paragraphs of an article that are taken; of another one that are put in."""
REASON = "in 9 documents"
STRANGER = -1

Line = tuple[str, int, bool]
"""A paragraph, its number in the article or `STRANGER`, and whether it is taken."""


def main() -> None:
    """Print both figures for each script of Chinese."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    options = parser.parse_args()
    articles = read_articles(options.bench / "topics")
    english = [article.english for article in articles]
    for name in ("mainland", "taiwan"):
        chinese = [getattr(article, name) for article in articles]
        print(f"{name}: {measured(chinese, english, options.seed)}", flush=True)


def measured(zh: Sequence[Sequence[str]], en: Sequence[Sequence[str]], seed: int) -> str:
    """How many paragraphs come back, in words."""
    random = np.random.default_rng(seed)
    documents: dict[str, Document] = {}
    furniture: dict[str, dict[int, str]] = {}
    wanted: dict[str, set[int]] = {}
    strangers = 0
    for k, sides in enumerate(zip(zh, en, strict=True)):
        size = min(map(len, sides))
        lost = random.choice(size, min(size, LOST), replace=False).tolist()
        side_of = {i: int(random.integers(2)) for i in lost}
        other = (zh[(k + 7) % len(zh)], en[(k + 7) % len(en)])
        foreign = random.permutation(min(map(len, other)))  # no line of it on both sides
        for n, (language, text) in enumerate(zip(Language, sides, strict=True)):
            lines: list[Line] = [(s, i, side_of.get(i) == n) for i, s in enumerate(text)]
            for j in foreign[n * STRANGERS : (n + 1) * STRANGERS].tolist():
                taken = bool(random.random() < 2 / 3)
                lines.insert(int(random.integers(len(lines) + 1)), (other[n][j], STRANGER, taken))
            key = f"{k:03}{language}"
            script = Script.HANS if language is Language.ZH else Script.LATN
            paragraphs = tuple(line[0] for line in lines)
            documents[key] = Document(key, key, language, script, paragraphs)
            furniture[key] = {at: REASON for at, line in enumerate(lines) if line[2]}
            wanted[key] = {at for at in furniture[key] if lines[at][1] != STRANGER}
            strangers += len(furniture[key]) - len(wanted[key])
    pairs = [(f"{k:03}zh", f"{k:03}en") for k in range(len(zh))]
    found = lost_paragraphs(pairs, documents, furniture)
    back = sum(len(found.get(key, set()) & some) for key, some in wanted.items())
    wrong = sum(map(len, found.values())) - back
    total = sum(map(len, wanted.values()))
    return f"{back} of {total} lost paragraphs come back, {wrong} of {strangers} strangers"


if __name__ == "__main__":
    main()
