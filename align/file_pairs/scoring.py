"""Strict precision, recall and F1 of beads against gold.

score_beads(proposed, gold) -> Score
score_paths(auto_folder, gold_folder) -> (Score of all, {stem: Score})

A bead is right if the gold file of the same name holds one with the same indices on both sides.
Null beads count like others; counts are summed over files before dividing (micro-average), as in
the published tables of sentence aligners evaluated on aligner-eval.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from align.file_pairs.bead_files import SUFFIX, FileBead, read_beads
from corpus.errors import InputError, UsageError


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of beads, and the ratios that follow."""

    right: int
    proposed: int
    gold: int

    @property
    def precision(self) -> float:
        """Right of the proposed; 0 if none was proposed."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """Right of the gold; 0 if there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score_beads(proposed: Iterable[FileBead], gold: Iterable[FileBead]) -> Score:
    """Strict counts of one file against its gold."""
    mine = [(bead.left, bead.right) for bead in proposed]
    theirs = [(bead.left, bead.right) for bead in gold]
    wanted = set(theirs)
    return Score(sum(bead in wanted for bead in mine), len(mine), len(theirs))


def score_paths(proposed: str | Path, gold: str | Path) -> tuple[Score, dict[str, Score]]:
    """Score a file against a file, or a folder against a folder of the same file names.

    Returns:
        The sum, and the score of each file by stem.

    Raises:
        UsageError: a file against a folder, or different files.
        InputError: a file that cannot be read.
    """
    proposed, gold = Path(proposed), Path(gold)
    for path, other in ((proposed, gold), (gold, proposed)):
        if not path.exists():
            raise InputError(path, f"no such {'folder' if other.is_dir() else 'file'}")
    if proposed.is_dir() != gold.is_dir():
        raise UsageError(f"{proposed} and {gold}: give two files or two folders")
    if not gold.is_dir():
        if not read_beads(gold):
            raise InputError(gold, "holds no beads to score by")
        score = score_beads(read_beads(proposed), read_beads(gold))
        return score, {gold.stem: score}
    mine, theirs = _stems(proposed), _stems(gold)
    if not theirs:
        raise InputError(gold, f"holds no {SUFFIX} files")
    odd = sorted(mine ^ theirs)
    if odd:
        raise UsageError(
            f"{proposed} and {gold} hold different files; in one only: "
            + ", ".join(stem + SUFFIX for stem in odd)
        )
    names = {stem: stem + SUFFIX for stem in sorted(theirs)}
    scores = {
        stem: score_beads(read_beads(proposed / name), read_beads(gold / name))
        for stem, name in names.items()
    }
    total = Score(
        sum(s.right for s in scores.values()),
        sum(s.proposed for s in scores.values()),
        sum(s.gold for s in scores.values()),
    )
    return total, scores


def _stems(folder: Path) -> set[str]:
    return {
        path.name.removesuffix(SUFFIX) for path in folder.iterdir() if path.name.endswith(SUFFIX)
    }
