import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning.endings import parted
from corpus.readers.registry import read_bytes
from corpus.single import segment_file


@pytest.mark.parametrize(
    "expected",
    [
        ["据介绍，工程将于三月开工。", "（完）"],
        ["开工。", "【责任编辑：王芳】"],
        ["他说：“好。”", "（記者 王小明）"],
        ["开工。", "（完）", "（责任编辑：王芳）"],
        ["（原标题：新厂投用）", "江海市周二宣布开工。"],
        ["He left on Monday.", "(Reporting by Jane Roe; Editing by John Roe)"],
        ["开工。", "责任编辑：王芳"],
        ["他来了。（他是医生。）"],
        ["Sales rose. (See table 3.)"],
        ["外長會見記者。（圖／某報提供）"],
        ["（三）总则"],
        ["（完）"],
        ["他（王芳）来了。"],
    ],
)
def test_what_belongs_to_the_page_is_parted(expected):
    assert parted("".join(expected)) == expected


@given(st.text(alphabet="开工。（完）()【责任编辑：王芳】 a."))
def test_nothing_is_lost(text):
    pieces = parted(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(pieces) or not text


def test_no_sentence_has_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("新厂投用\n\n江海市周二宣布，新厂将于下月投用。（完）\n", "utf-8")
    assert [s.text for s in segment_file(path)[1]] == [
        "新厂投用",
        "江海市周二宣布，新厂将于下月投用。",
    ]
    (document,) = read_bytes("a.txt", path.read_bytes())
    assert document.paragraphs[-1] == "（完）"
