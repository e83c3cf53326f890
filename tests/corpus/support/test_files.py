from hypothesis import given
from hypothesis import strategies as st

from corpus.support.files import tsv_line


@given(st.lists(st.text("务实 ab\t\r\n"), min_size=1, max_size=4))
def test_a_line_has_as_many_fields_as_were_given(fields):
    line = tsv_line(fields)

    assert line.endswith("\n")
    assert line.count("\n") == 1
    assert "\r" not in line
    assert line[:-1].split("\t") == [" ".join(_split(field)) for field in fields]


def _split(field):
    return field.replace("\t", "\n").replace("\r", "\n").split("\n")


def test_fields_may_be_numbers():
    assert tsv_line(["务实", 1, 0.5]) == "务实\t1\t0.5\n"
