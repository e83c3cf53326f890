"""How often cleaning takes a line that has a counterpart in the other language.

python bench/cleaning.py FOLDER [ERRORS]     FOLDER: development texts (align/, terms/, real/, …)

Every collection becomes documents of about 40 lines, a line a paragraph, and these are cleaned
together, all of them and by twelves, as documents of one outlet and of unknown ones. What is
taken of lines that the gold pairs with others is a false removal; those that end like a sentence
are counted by themselves. Prints a line per collection, with the sum last, and so many of the
lines taken.
"""

import lzma
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from align_data import CORPORA, load

from corpus.cleaning.furniture import furniture
from corpus.model import Document, Language, Script

SIZE = 40
"""Pairs of lines in a document."""
GROUP = 12
"""Documents of a small collection, in which a share of the documents is soon reached."""
ENDS = tuple("。！？!?….”」』’\"'；;")


class Line(NamedTuple):
    """A line of one side, and whether the gold pairs it with something."""

    text: str
    paired: bool


Sides = tuple[list[Line], list[Line]]


def aligned(folder: Path) -> Iterator[tuple[str, list[Sides]]]:
    """The corpora with beads: cut where a bead ends."""
    for corpus in CORPORA:
        texts: list[Sides] = []
        for text in load(folder / "align", corpus):
            zh: list[Line] = []
            en: list[Line] = []
            for bead in text.gold:
                zh += [Line(text.zh[i], bool(bead.en)) for i in bead.zh]
                en += [Line(text.en[i], bool(bead.zh)) for i in bead.en]
                if len(zh) >= SIZE:
                    texts.append((zh, en))
                    zh, en = [], []
            texts.append((zh, en))
        yield corpus, texts


def parallel(folder: Path) -> Iterator[tuple[str, list[Sides]]]:
    """The collections with a counterpart for every line."""
    yield "tico", _cut(_columns((folder / "terms/tico/corpus.tsv").read_text("utf-8")))
    with lzma.open(folder / "open/statutes.tsv.xz", "rt", encoding="utf-8") as stream:
        yield "statutes", _cut(_columns(stream.read())[1:])
    with lzma.open(folder / "open/tatoeba.txt.xz", "rt", encoding="utf-8") as stream:
        yield "tatoeba", _cut([(zh, en) for en, zh in _columns(stream.read())])
    for name in ("dev-cn", "dev-tw"):
        mined = folder / "mining" / name
        zh, en = (
            dict(_columns((mined / f"zh-en.{side}").read_text("utf-8"))) for side in ("zh", "en")
        )
        gold = _columns((mined / "zh-en.gold").read_text("utf-8"))
        yield name, _cut([(zh[a], en[b]) for a, b in gold])
    for name in ("real/news", "real/encyclopaedia"):
        texts = []
        files = zip(
            *(sorted((folder / name / side).iterdir()) for side in ("zh", "en")), strict=True
        )
        for pair in files:
            sides = [
                [Line(line, True) for line in file.read_text("utf-8").splitlines() if line.strip()]
                for file in pair
            ]
            texts.append((sides[0], sides[1]))
        yield name, texts


def _columns(text: str) -> list[tuple[str, str]]:
    """The first two columns of each line."""
    rows = (line.split("\t") for line in text.split("\n") if "\t" in line)
    return [(row[0], row[1]) for row in rows]


def _cut(pairs: Sequence[tuple[str, str]]) -> list[Sides]:
    """Documents of `SIZE` pairs."""
    return [
        (
            [Line(zh, True) for zh, _ in pairs[at : at + SIZE]],
            [Line(en, True) for _, en in pairs[at : at + SIZE]],
        )
        for at in range(0, len(pairs), SIZE)
    ]


def taken(texts: Sequence[Sides], outlet: str) -> list[str]:
    """The paired lines that cleaning takes of the documents, all of them cleaned together."""
    lines: dict[str, list[Line]] = {}
    documents = []
    for number, sides in enumerate(texts):
        for language, side in zip(Language, sides, strict=True):
            found = [line for line in side if line.text.strip()]
            key = f"{number:06} {language}"
            lines[key] = found
            script = Script.HANS if language is Language.ZH else Script.LATN
            paragraphs = tuple(line.text.strip() for line in found)
            documents.append(Document(key, key, language, script, paragraphs, outlet=outlet))
    return [
        f"{reason}: {lines[key][index].text}"
        for key, reasons in furniture(documents).items()
        for index, reason in reasons.items()
        if lines[key][index].paired
    ]


def main(folder: Path, show: int) -> None:
    """Print the table."""
    total = all_taken = all_sentences = 0
    for name, texts in (*aligned(folder), *parallel(folder)):
        count = sum(line.paired for sides in texts for side in sides for line in side)
        for outlet, size in product(("", "某日报"), (len(texts), GROUP)):
            groups = [texts[at : at + size] for at in range(0, len(texts), size)]
            lost = [line for group in groups for line in taken(group, outlet)]
            sentences = [line for line in lost if line.endswith(ENDS)]
            print(
                f"{name:20} {'one outlet' if outlet else 'unknown':10} {size:5,} together"
                f" {count:8,} lines,"
                f" taken {len(lost):5,}, of them sentences {len(sentences):5,}"
            )
            for line in sorted(set(lost))[:show]:
                print(f"    {line[:150]}")
            total += count
            all_taken += len(lost)
            all_sentences += len(sentences)
    print(
        f"in 10,000 lines with a counterpart: taken {1e4 * all_taken / total:.2f},"
        f" of them sentences {1e4 * all_sentences / total:.2f}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
