"""Rows of tables, with what other programs put round them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.formats.records import plain_cell, records, safe_cell


def read(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, "utf-8")
    return list(records(path))


@given(st.text())
def test_a_cell_that_is_made_safe_is_read_as_it_was(text):
    assert plain_cell(safe_cell(text)) == text
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=2
        ).filter(lambda row: any(map(str.strip, row)) and not row[0].startswith("#")),
        min_size=1,
    )
)
def test_rows_of_csv_come_back(tmp_path_factory, rows):
    stream = io.StringIO()
    stream.write("zh,en\n")
    csv.writer(stream, lineterminator="\n").writerows([*map(safe_cell, row)] for row in rows)
    path = tmp_path_factory.mktemp("records") / "a.csv"
    path.write_text(stream.getvalue(), "utf-8", newline="")
    assert [list(fields) for _, fields in records(path)][1:] == rows


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_first_line_may_say_what_separates(tmp_path, mark):
    content = f"sep={mark}\n中文{mark}English\n改革{mark}reform\n"
    assert read(tmp_path, "a.csv", content) == [(2, ["中文", "English"]), (3, ["改革", "reform"])]


@pytest.mark.parametrize(
    ("name", "content", "rows"),
    [
        ("a.tsv", "# ours\n\nzh\ten\n# later\n一\tone\n", [["zh", "en"], ["一", "one"]]),
        ("a.tsv", "#zh\ten\n一\tone\n", [["zh", "en"], ["一", "one"]]),
        ("a.tsv", "# source\ttarget\nzh\ten\n一\tone\n", [["zh", "en"], ["一", "one"]]),
        ("a.tsv", "#MeToo\t我也是\n# x\n一\tone\n", [["#MeToo", "我也是"], ["一", "one"]]),
        ("a.tsv", "zh\ten\tnote\n# 一\t# one\n", [["zh", "en", "note"], ["# 一", "# one"]]),
        ("a.csv", '# by "us", 2026\nzh;en\n一;one\n', [["zh", "en"], ["一", "one"]]),
        (
            "a.tsv",
            "#UTX 1.20; en-GB/zh-HK; x\n#src\ttgt\n one\t一\n",
            [["en-GB", "zh-HK"], [" one", "一"]],
        ),
    ],
)
def test_comments_are_passed_over_and_rows_are_not(tmp_path, name, content, rows):
    assert [list(fields) for _, fields in read(tmp_path, name, content)] == rows
