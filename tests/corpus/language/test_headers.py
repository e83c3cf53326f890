import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.headers import Name, are_headers, named, without_headers

HEADERS = [
    ("原文", "译文"),
    ("序号", "中文", "英文", "备注"),
    ("No.", "Source", "Target"),
    ("Chinese", "English"),
    ("段落", "中文原文", "英文译文", "审校意见"),
    ("简体中文", "English (US)", "Status"),
]
TEXT = ["周一，新桥通车。", "The new bridge opened on Monday.", "英文", "Target"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Chinese (PRC)", Name("text", "zh", ("CN",))),
        ("英文译文", Name("text", "en", (), "target")),
        ("译文", Name("target")),
        ("备注", Name("note")),
        ("审校轮次", Name("")),
    ],
)
def test_a_name_says_role_and_language(name, says):
    assert named(name) == says


@pytest.mark.parametrize("cells", HEADERS)
@pytest.mark.parametrize("joint", ["\n", "\t", " | "])
def test_rows_of_names_are_left_out_wherever_they_stand(cells, joint):
    assert are_headers(cells)
    row = joint.join(cells).split("\n")
    assert without_headers([*TEXT[:2], *row, *TEXT[:2]]) == TEXT[:2] * 2


@pytest.mark.parametrize(
    "lines",
    [
        ["中文", "Chinese", "英文", "English"],  # a list of words
        ["Source", "The mayor said so."],
        ["备注", "状态"],
        ["原文", "原文"],
        ["中文和英文", "都要写。"],
    ],
)
def test_words_that_only_look_like_names_stay(lines):
    assert without_headers(lines) == lines


@given(st.lists(st.sampled_from([*TEXT, "", "一", "1"])))
def test_nothing_but_whole_rows_is_left_out(lines):
    kept = without_headers(lines)
    assert [line for line in kept if line not in TEXT[2:]] == [
        line for line in lines if line not in TEXT[2:]
    ]
