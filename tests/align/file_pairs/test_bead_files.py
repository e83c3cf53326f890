"""Bead files: what is written is read again, and what others write."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.file_pairs.bead_files import FileBead, read_beads, write_beads
from corpus.errors import InputError

INDICES = st.lists(st.integers(0, 99), max_size=4).map(tuple)
BEADS = st.lists(st.builds(FileBead, INDICES, INDICES, st.none()), max_size=8)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


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
    with pytest.raises(InputError, match="is not text"):
        read_beads(binary)
    with pytest.raises(InputError, match="cannot be read"):
        read_beads(tmp_path / "none.align")
