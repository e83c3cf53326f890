"""Strict F1, counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.file_pairs.bead_files import FileBead
from align.file_pairs.scoring import Score, score_beads, score_paths
from corpus.errors import InputError, UsageError

INDICES = st.lists(st.integers(0, 99), max_size=4).map(tuple)
BEADS = st.lists(st.builds(FileBead, INDICES, INDICES, st.none()), max_size=8)

GOLD = "[0]:[0]\n[1]:[1, 2]\n[2]:[]\n[3, 4]:[3]\n[]:[4]\n"
# Right: the first, the null bead, the last. Wrong: 1-1 for 1-2, and what follows from it.
PROPOSED = (
    "[0]:[0]:0.98\n[1]:[1]:0.5\n[2]:[]:0.41\n[]:[2]:0.3\n[3]:[3]:0.6\n[4]:[]:0.2\n[]:[4]:0.7\n"
)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_f1_as_counted_by_hand(tmp_path):
    gold, proposed = write(tmp_path / "g.align", GOLD), write(tmp_path / "p.align", PROPOSED)
    total, files = score_paths(proposed, gold)
    assert total == files["g"] == Score(right=3, proposed=7, gold=5)
    assert total.precision == pytest.approx(3 / 7)
    assert total.recall == pytest.approx(3 / 5)
    assert total.f1 == pytest.approx(2 * 3 / (7 + 5))


def test_folders_are_summed_before_dividing(tmp_path):
    for name, text in (("a", GOLD), ("b", "[0]:[0]\n")):
        write(tmp_path / "gold" / f"{name}.align", text)
    write(tmp_path / "auto" / "a.align", PROPOSED)
    write(tmp_path / "auto" / "b.align", "[0]:[0]\n")
    write(tmp_path / "auto" / "notes.txt", "not looked at")
    total, files = score_paths(tmp_path / "auto", tmp_path / "gold")
    assert total == Score(4, 8, 6)
    assert files == {"a": Score(3, 7, 5), "b": Score(1, 1, 1)}


def test_nothing_proposed_or_nothing_in_the_gold_is_no_division_by_zero():
    bead = FileBead((0,), (0,))
    assert score_beads([], [bead]).f1 == 0.0
    assert score_beads([bead], []).f1 == 0.0
    assert score_beads([], []).f1 == 0.0


def test_partial_overlap_and_another_order_earn_nothing():
    gold = [FileBead((0, 1), (0,))]
    assert score_beads([FileBead((0,), (0,))], gold).right == 0
    assert score_beads([FileBead((1, 0), (0,))], gold).right == 0
    assert score_beads([FileBead((0,), (0, 1))], gold).right == 0


@given(BEADS, BEADS)
def test_precision_of_one_is_recall_of_the_other(first, second):
    """Holds where no bead stands twice in a file, as in any alignment."""
    first, second = list(dict.fromkeys(first)), list(dict.fromkeys(second))
    forth, back = score_beads(first, second), score_beads(second, first)
    assert forth.right == back.right
    assert forth.precision == back.recall
    assert 0.0 <= forth.f1 <= 1.0


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        score_paths(tmp_path / "none.align", write(tmp_path / "gold.align", GOLD))


def test_folders_must_hold_the_same_files(tmp_path):
    write(tmp_path / "gold" / "a.align", GOLD)
    write(tmp_path / "auto" / "b.align", GOLD)
    with pytest.raises(UsageError, match=r"a\.align, b\.align"):
        score_paths(tmp_path / "auto", tmp_path / "gold")
    with pytest.raises(UsageError, match="two files or two folders"):
        score_paths(tmp_path / "auto" / "b.align", tmp_path / "gold")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"holds no \.align files"):
        score_paths(tmp_path / "auto", tmp_path / "empty")
