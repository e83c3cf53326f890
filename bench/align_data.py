"""Reads the alignment corpora that the bench scripts take as a folder: src/, tgt/, gold/."""

from dataclasses import dataclass
from pathlib import Path

from align.file_pairs.bead_files import read_beads
from corpus.model import Bead

CORPORA = {"mac-dev": "zh", "mag": "en", "aca": "en", "bible": "en"}
"""Corpus folder and the language of its src side."""


@dataclass(frozen=True)
class Text:
    """One document pair with its gold; bead sides are Chinese, English."""

    name: str
    zh: list[str]
    en: list[str]
    gold: list[Bead]


def load(folder: Path, corpus: str) -> list[Text]:
    """The document pairs of one corpus, by name."""
    texts = []
    for source in sorted((folder / corpus / "src").iterdir()):
        sides = [lines(folder / corpus / side / source.name) for side in ("src", "tgt")]
        gold = [
            Bead(*sides_)
            for sides_ in (
                (bead.left, bead.right)
                for bead in read_beads(folder / corpus / "gold" / f"{source.name}.align")
            )
        ]
        if CORPORA[corpus] == "en":
            sides.reverse()
            gold = [Bead(bead.en, bead.zh) for bead in gold]
        texts.append(Text(source.name, sides[0], sides[1], gold))
    return texts


def lines(path: Path) -> list[str]:
    """The sentences of a file, one a line."""
    found = path.read_text("utf-8").split("\n")
    return found[:-1] if found[-1] == "" else found
