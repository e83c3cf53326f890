"""Strict F1 on the project's own gold alignments does not fall.

``tests/data/gold/floors.json`` holds a floor for each text and for all of them (counts summed, then
divided), and a digest of the texts and alignments that they were measured on. A floor lies some
three beads below what was reached (one in the text of four sentences; two points for all), so that
a few beads that tip over with new weights do not break the build.

Floors may only be raised: when the aligner has become better, put the figure that the failing or
passing test prints (``pytest -s``) less the margin into the file. Whoever changes a text or an
alignment measures before and after, and renews the digest in the same commit.
"""

import hashlib
import json
from pathlib import Path

import pytest

from align.beads.collection import align_documents
from align.file_pairs.bead_files import FileBead, read_beads
from align.file_pairs.scoring import Score, score_beads

FOLDER = Path(__file__).parents[1] / "data" / "gold"
FLOORS = json.loads((FOLDER / "floors.json").read_text("utf-8"))
NAMES = sorted(path.name for path in (FOLDER / "src").iterdir())


def digest():
    """Of every text and alignment, with its name."""
    found = hashlib.sha256()
    for part in ("src", "tgt", "gold"):
        for path in sorted((FOLDER / part).iterdir()):
            found.update(f"{part}/{path.name}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def lines(path):
    return path.read_text("utf-8").splitlines()


@pytest.fixture(scope="module")
def scores():
    pairs = [(lines(FOLDER / "src" / name), lines(FOLDER / "tgt" / name)) for name in NAMES]
    found = {}
    for name, beads in zip(NAMES, align_documents(pairs), strict=True):
        mine = [FileBead(bead.zh, bead.en) for bead in beads]
        found[name] = score_beads(mine, read_beads(FOLDER / "gold" / f"{name}.align"))
    return found


def test_the_floors_belong_to_these_texts():
    assert digest() == FLOORS["digest"]
    assert sorted(FLOORS["files"]) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_text_falls_below_its_floor(scores, name):
    print(f"{name}: F1 {scores[name].f1:.4f}, floor {FLOORS['files'][name]}")  # noqa: T201  (shown by pytest -s)
    assert scores[name].f1 >= FLOORS["files"][name]


def test_the_sum_of_all_texts_does_not_fall_below_its_floor(scores):
    total = Score(
        sum(score.right for score in scores.values()),
        sum(score.proposed for score in scores.values()),
        sum(score.gold for score in scores.values()),
    )
    print(f"all: F1 {total.f1:.4f}, floor {FLOORS['all']}")  # noqa: T201  (shown by pytest -s)
    assert total.f1 >= FLOORS["all"]


def test_the_gold_holds_every_sentence_once_in_order():
    for name in NAMES:
        beads = read_beads(FOLDER / "gold" / f"{name}.align")
        assert [i for bead in beads for i in bead.left] == list(
            range(len(lines(FOLDER / "src" / name)))
        )
        assert [j for bead in beads for j in bead.right] == list(
            range(len(lines(FOLDER / "tgt" / name)))
        )
