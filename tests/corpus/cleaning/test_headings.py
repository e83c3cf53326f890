import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning.furniture import furniture
from corpus.cleaning.headings import is_heading
from corpus.model import Document, Language, Script

HAN = [*"一二三四五六七八九十", "十一", "二十", "二十三", "一百零五"]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "IX", "X", "XII", "XIV", "XX", "XLII"]
ARABIC = [str(number) for number in range(1, 130)]
WORDS = ["Article", "Chapter", "Section", "Part", "PART", "Annex", "Schedule", "Appendix"]
numbers = st.sampled_from([*HAN, *ARABIC])
letters_and_numbers = st.sampled_from([*ROMAN, *ARABIC, "A", "B", "One", "Two"])
spaces = st.sampled_from(["", " ", "\u3000"])
names = st.sampled_from(["", "总则", "港口的管理", "General Provisions", "Leave and Pay", "附则"])

chinese_parts = st.builds(
    "第{0}{1}{0}{2}{3} {4}".format,
    st.sampled_from(["", " "]),
    numbers,
    st.sampled_from([*"章条條节節编編篇卷款项項"]),
    st.sampled_from(["", "之一", "之2"]),
    names,
)
enumerated = st.builds(
    "{0}{1}{2}".format,
    st.sampled_from(HAN).flatmap(
        lambda n: st.sampled_from([f"{n}、", f"（{n}）", f"({n})", n + "．"])
    ),
    spaces,
    names,
)
english_parts = st.builds(
    "{0} {1}{2} {3}".format,
    st.sampled_from(WORDS),
    letters_and_numbers,
    st.sampled_from(["", ".", ":", " –"]),
    names,
)
decimal = st.builds(
    "{}{} {}".format,
    st.lists(st.integers(1, 20), min_size=2, max_size=4).map(lambda n: ".".join(map(str, n))),
    st.sampled_from(["", "."]),
    names,
)
roman = st.builds("{}{} {}".format, st.sampled_from(ROMAN), st.sampled_from([".", "、"]), names)
paragraph_signs = st.builds("§{}{} {}".format, spaces, st.sampled_from(ARABIC), names)
attached = st.builds(
    "{}{} {}".format,
    st.sampled_from(["附件", "附錄", "附录", "附表"]),
    st.sampled_from(["", *HAN]),
    names,
)
headings = st.one_of(
    chinese_parts, enumerated, english_parts, decimal, roman, paragraph_signs, attached
)


@given(headings)
def test_a_numbered_heading_is_one_in_every_kind(line):
    assert is_heading(line)


@given(headings, st.integers(3, 12), st.sampled_from(["", "某报"]))
def test_a_numbered_heading_is_never_furniture(line, count, outlet):
    documents = [
        Document(
            f"d{number}",
            f"d{number}",
            Language.ZH,
            Script.HANS,
            (f"第{number}号议案", line, f"第{number}号港口应于每年{number}月公布预算。", line),
            outlet=outlet,
        )
        for number in range(count)
    ]
    for document, reasons in furniture(documents).items():
        assert not {1, 3} & set(reasons), document


@pytest.mark.parametrize(
    "line",
    [
        "1",
        "44",
        "- 3 -",
        "第3页",
        "iv",
        "2026.01.04 10:20",
        "3.5万阅读",
        "Share this article",
        "Part of the plan",
        "附近的人",
        "第一章写完了。",
        "",
    ],
)
def test_what_is_no_heading(line):
    assert not is_heading(line)
