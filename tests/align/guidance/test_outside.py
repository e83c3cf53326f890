"""Translations and vectors from elsewhere reach the alignment, by file and by folder."""

from pathlib import Path

import numpy as np
import pytest

from align.file_pairs.alignment import align_files
from align.file_pairs.bead_files import read_beads
from align.file_pairs.folders import align_folders
from align.file_pairs.scoring import score_beads
from align.options import Guidance
from corpus.errors import InputError, UsageError

GOLD = Path(__file__).parents[2] / "data" / "gold"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What an oracle would say of the gold set: folders of translations and of vectors."""
    root = tmp_path_factory.mktemp("told")
    for name in ("mt", "src", "tgt"):
        (root / name).mkdir()
    for path in sorted((GOLD / "gold").iterdir()):
        sides = [
            (GOLD / side / path.stem).read_text("utf-8").splitlines() for side in ("src", "tgt")
        ]
        translations = [""] * len(sides[0])
        beads = read_beads(path)
        vectors = [np.zeros((len(side), len(beads)), np.float32) for side in sides]
        for k, bead in enumerate(beads):
            vectors[0][list(bead.left), k] = 1.0
            vectors[1][list(bead.right), k] = 1.0
            for i in bead.left:
                translations[i] = " ".join(sides[1][j] for j in bead.right)
        (root / "mt" / f"{path.stem}.txt").write_text("\n".join(translations) + "\n", "utf-8")
        for name, rows in zip(("src", "tgt"), vectors, strict=True):
            np.save(root / name / f"{path.stem}.npy", rows)
    return root


def f1(guidance, sides=("src", "tgt")):
    """Strict F1 on the gold set, and what is missing."""
    alignments, missing = align_folders(
        *(GOLD / side for side in sides), lines=True, guidance=guidance
    )
    right = proposed = gold = 0
    for alignment in alignments:
        stem = alignment.left.path.stem
        beads = [
            b if sides[0] == "src" else type(b)(b.right, b.left) for b in alignment.file_beads()
        ]
        score = score_beads(beads, read_beads(GOLD / "gold" / f"{stem}.align"))
        right, proposed, gold = right + score.right, proposed + score.proposed, gold + score.gold
    return 2 * right / (proposed + gold), missing


def test_what_others_know_makes_the_alignment_better(told):
    alone, _ = f1(Guidance())
    vectors = told / "src", told / "tgt"
    for guidance in (Guidance(pivot=told / "mt"), Guidance(vectors=vectors)):
        better, missing = f1(guidance)
        assert better > alone
        assert missing == []
    both, _ = f1(Guidance(pivot=told / "mt", vectors=vectors))
    assert both > alone + 0.02


def test_the_order_of_the_sides_does_not_matter(told):
    one = f1(Guidance(pivot=told / "mt", vectors=(told / "src", told / "tgt")))
    other = f1(Guidance(pivot=told / "mt", vectors=(told / "tgt", told / "src")), ("tgt", "src"))
    assert one == other


def test_a_file_that_a_folder_lacks_is_named_and_the_pair_aligned_without(told, tmp_path):
    for stem in ("001", "002"):
        (tmp_path / f"{stem}.txt").write_bytes((told / "mt" / f"{stem}.txt").read_bytes())
    _, missing = f1(Guidance(pivot=tmp_path))
    assert missing == [
        f"{tmp_path}: no file with the stem {stem}" for stem in ("003", "004", "005")
    ]


def test_files_that_were_named_are_not_passed_over(told, tmp_path):
    pair = GOLD / "src" / "001", GOLD / "tgt" / "001"
    with pytest.raises(UsageError, match="no file with the stem 001"):
        align_files([pair], lines=True, guidance=Guidance(pivot=tmp_path))


@pytest.mark.parametrize(
    ("guidance", "reason"),
    [
        (Guidance(pivot=GOLD / "src" / "001"), r"001: is a file; .* a file STEM\.txt"),
        (Guidance(vectors=(GOLD, Path("no.npy"))), r"no\.npy: no such folder; .* STEM\.npy"),
    ],
)
def test_one_file_is_not_for_all_pairs(guidance, reason):
    pairs = [(GOLD / "src" / stem, GOLD / "tgt" / stem) for stem in ("001", "002")]
    with pytest.raises(UsageError, match=reason):
        align_files(pairs, lines=True, guidance=guidance)


def test_what_does_not_fit_is_named(told, tmp_path):
    pair = GOLD / "src" / "001", GOLD / "tgt" / "001"
    with pytest.raises(InputError, match=r"002\.txt: \d+ lines for \d+ Chinese sentences"):
        align_files([pair], lines=True, guidance=Guidance(pivot=told / "mt" / "002.txt"))
    vectors = told / "tgt" / "001.npy", told / "src" / "001.npy"
    with pytest.raises(InputError, match=r"001\.npy: \d+ x \d+ for \d+ sentences"):
        align_files([pair], lines=True, guidance=Guidance(vectors=vectors))
    for name in ("001.txt", "001.md"):
        (tmp_path / name).touch()
    with pytest.raises(UsageError, match="two files of one stem"):
        align_files([pair], lines=True, guidance=Guidance(pivot=tmp_path))


def test_the_commands(told, duizhao, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    vectors = "--vectors", told / "src", told / "tgt"
    folders = GOLD / "src", GOLD / "tgt"
    result = duizhao(
        "align", "batch", *folders, "-o", "out", "--lines", "--pivot", told / "mt", *vectors
    )
    assert (result.code, result.stderr) == (0, "")
    batch = (tmp_path / "out" / "001.align").read_text("utf-8")
    assert len(read_beads(tmp_path / "out" / "001.align")) == batch.count("\n")

    files = [folder / "001" for folder in folders]
    plain = duizhao("align", "pair", *files, "--lines", "--plot", "p.svg")
    assert plain.code == 0
    assert (tmp_path / "p.svg").read_text("utf-8").startswith("<svg ")
    pivot = duizhao("align", "pair", *files, "--lines", "--pivot", told / "mt" / "001.txt")
    assert (pivot.code, pivot.stdout != plain.stdout) == (0, True)
    wrong = duizhao("align", "pair", *files, "--lines", "--plot", "p.png")
    assert wrong.code == 2
    assert wrong.stderr == "duizhao: p.png: a plot is drawn as SVG; give it the suffix .svg\n"
