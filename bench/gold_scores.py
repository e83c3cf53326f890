"""Beads of whole corpora against their gold: what `bench/beads.py` and `bench/compare.py` share."""

from collections.abc import Mapping
from pathlib import Path

from align_data import CORPORA, Text, lines

from align.file_pairs.bead_files import FileBead
from align.file_pairs.scoring import Score, score_beads


def strict(
    folder: Path, corpus: str, beads: Mapping[str, list[FileBead]], texts: list[Text]
) -> Score:
    """Strict counts over a corpus; the Bible's beads are merged by verse, as its gold is.

    Args:
        folder: holds the corpora.
        corpus: one of them.
        beads: by text, their sides as in the files: source left, target right.
        texts: the corpus.
    """
    scores = []
    for text in texts:
        gold = [FileBead(b.zh, b.en) for b in text.gold]
        mine = beads[text.name]
        if CORPORA[corpus] == "en":
            mine = [FileBead(b.right, b.left) for b in mine]
        if (folder / corpus / "src.verse").is_file():
            verses = [lines(folder / corpus / f"{s}.verse") for s in ("tgt", "src")]
            mine = merged(mine, verses[0], verses[1])
        scores.append(score_beads(mine, gold))
    return Score(
        sum(s.right for s in scores), sum(s.proposed for s in scores), sum(s.gold for s in scores)
    )


def merged(beads: list[FileBead], left: list[str], right: list[str]) -> list[FileBead]:
    """Neighbouring beads that lie in one verse, joined."""
    result: list[FileBead] = []
    last = None
    for bead in beads:
        verses = {left[i] for i in bead.left} | {right[j] for j in bead.right}
        verse = verses.pop() if len(verses) == 1 else None
        if verse is not None and verse == last:
            before = result.pop()
            bead = FileBead(before.left + bead.left, before.right + bead.right)
        result.append(bead)
        last = verse
    return result
