"""Bead files, and strict F1 counted by hand."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.file_pairs.scoring import (
    FileBead,
    Score,
    read_beads,
    score_beads,
    score_paths,
    write_beads,
)
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


@given(BEADS)
def test_what_is_written_is_read_again(tmp_path_factory, beads):
    stream = io.StringIO()
    write_beads(stream, beads)
    path = write(tmp_path_factory.mktemp("beads") / "x.align", stream.getvalue())
    assert read_beads(path) == beads


def test_scores_have_three_decimals():
    stream = io.StringIO()
    write_beads(stream, [FileBead((0,), (0, 1), 0.87349), FileBead((), (2,), None)])
    assert stream.getvalue() == "[0]:[0, 1]:0.873\n[]:[2]\n"


def test_forms_that_other_tools_write_are_read(tmp_path):
    path = write(
        tmp_path / "x.align", "\ufeff[0 , 1] : [ 2 ] : -1e-3 \r\n[]:[3]:nan\r\n[4]:[5]:.5\n"
    )
    first, second, third = read_beads(path)
    assert (first.left, first.right, first.score) == ((0, 1), (2,), -0.001)
    assert (second.left, second.right) == ((), (3,))
    assert third.score == 0.5


def test_empty_lines_are_passed_over(tmp_path):
    path = tmp_path / "x.align"
    path.write_bytes(b"\xef\xbb\xbf[0]:[0]\r\n\r\n[1]:[1]\r\n\r\n")
    assert [bead.left for bead in read_beads(path)] == [(0,), (1,)]


@pytest.mark.parametrize(
    "line",
    ["[0]", "[0]:[1", "[0]-[1]", "[0]:[1]:high", "[-1]:[0]", "[０]:[1]", "0:1", "[0,]:[1]"],
)
def test_a_bad_line_is_named_with_its_number(tmp_path, line):
    path = write(tmp_path / "x.align", f"[0]:[0]\n{line}\n[1]:[1]\n")
    with pytest.raises(InputError) as caught:
        read_beads(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:2: not a bead of the form [0]:[0, 1]")
    assert "\n" not in message


def test_files_that_cannot_be_read_are_named(tmp_path):
    binary = tmp_path / "x.align"
    binary.write_bytes(b"[0]:[0]\n\xff\xfe\n")
    with pytest.raises(InputError, match="not UTF-8"):
        read_beads(binary)
    with pytest.raises(InputError, match="cannot be read"):
        read_beads(tmp_path / "none.align")
    with pytest.raises(InputError, match="no such file"):
        score_paths(tmp_path / "none.align", binary)


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
