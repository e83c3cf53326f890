from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.conversion import convert
from corpus.language.han import HAN_CHARACTER
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scanning.scan import Scanner
from glossary.scanning.whole_words import _between_han, whole_words


def found(text, *terms):
    pairs = (TermPair(term, "x", status=Status.APPROVED) for term in terms)
    scanner = Scanner(ConceptEntry(str(n), (pair,)) for n, pair in enumerate(pairs))
    return [occurrence.text for occurrence in scanner.scan(text)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("国会", "中国会继续支持。"),
        ("国会", "他是中国会计师。"),
        ("北约", "在西北约二十公里处。"),
        ("美的", "这是完美的一天。"),
        ("人大", "其他人大多同意。"),
        ("金", "现金和基金都不够。"),
        ("气", "天气和气候变了。"),
        ("合作", "两国是合作伙伴。"),
        ("金", "以现金支付。请支付现金。他付现金。"),
        ("港", "香港机场很大，船已进港。"),
        ("美的", "中美的关系变了。"),
    ],
)
@pytest.mark.parametrize("script", ["s2t", "t2s"])
def test_no_term_comes_about_where_words_meet_or_inside_one(term, text, script):
    assert found(convert(text, script), term) == []


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("国会", "国会通过了法案。"),
        ("北约", "北约秘书长访问了西北。"),
        ("美的", "美的集团公布了业绩。"),
        ("美的", "他和美的合作。"),
        ("真的", "如果真的是事实。"),
        ("港", "各港都满了。"),
        ("现金", "以现金支付。"),
        ("机场", "香港机场很大。"),
        ("人大", "今年人大开幕。"),
        ("金", "金、银、铜都涨了。"),
        ("县", "该县的税很低。"),
        ("氧", "水中的氧不够。"),
        ("东盟", "东盟国家签了协议。"),
        ("模型", "大模型训练很贵。"),
        ("大模型", "大模型训练很贵。"),
        ("智驾", "高阶智驾功能上线。"),
        ("AI", "他谈AI技术。"),
        ("OpenHarmony", "基于OpenHarmony系统"),
        ("5G", "建设5G网络"),
        ("艾滋病（AIDS）", "防治艾滋病（AIDS）的药"),
        ("非典（SARS）", "防治非典（SARS）的药"),
    ],
)
def test_terms_that_are_words_stay_found(term, text):
    assert found(text, term) == [term]


def test_a_term_that_cuts_a_word_stands_in_no_others_way():
    assert found("中国会议很多。", "国会", "会议") == ["会议"]


WORDS = st.lists(
    st.sampled_from(
        [
            "现金",
            "基金",
            "天气",
            "中国",
            "会计师",
            "西北",
            "二十",
            "公里",
            "国会",
            "完美",
            "的",
            "会",
            "约",
            "金",
            ",",
            "AI",
            "。",
        ]
    ),
    max_size=8,
)


@given(WORDS)
def test_every_stretch_between_edges_of_words_is_whole(words):
    text = "，".join(words)
    edges = [*accumulate((len(word) + 1 for word in words), initial=0)]
    starts = np.array(edges[:-1], np.int32)
    ends = np.array([edge - 1 for edge in edges[1:]], np.int32)
    assert whole_words(text, starts, ends).all()


@pytest.mark.parametrize("text", ["", "a", "々〇𠮷三", "山b𠮷"])
def test_edges_are_looked_for_between_han_characters_only(text):
    expected = [
        0 < at < len(text) and all(map(HAN_CHARACTER.match, text[at - 1 : at + 1]))
        for at in range(len(text) + 1)
    ]
    assert _between_han(text).tolist() == expected
