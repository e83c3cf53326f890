"""Foreign names in Chinese text, found by their characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.segmentation import plain_segmenter
from glossary.lexicon.names.spelled import foreign_names


def names(text):
    tokens = [(word, start) for word, _, start in plain_segmenter().tagged_tokens(text)]
    return [text[start:end] for start, end in foreign_names(text, tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工程师库尔捷诺夫说，大桥通车。", ["库尔捷诺夫"]),
        ("市长从瓦兰尼亚出发。", ["瓦兰尼亚"]),  # 从 stands in one token with the name
        ("弗雷斯诺是座城市，弗雷斯诺市中心很小。", ["弗雷斯诺", "弗雷斯诺"]),
        ("塔利维尔港周二关闭。", ["塔利维尔港"]),
        ("作家克里斯多夫·赖斯获奖。", ["克里斯多夫·赖斯"]),  # 多 stands between
        ("爱荷华州下雪。", ["爱荷华州"]),  # the rest of a known word
        ("塔纳格里森与朱蒙维尔", ["塔纳格里森", "朱蒙维尔"]),
        ("洪水淹没西南城市，居民撤离。", []),
        ("他的儿子在银行工作。", []),
    ],
)
def test_a_name_ends_where_ordinary_words_begin(text, expected):
    assert names(text) == expected


@given(st.text(alphabet="库尔诺夫维斯·的说在市港洪水多，a1", max_size=40))
def test_stretches_are_in_order_apart_and_within_the_text(text):
    tokens = [(word, start) for word, _, start in plain_segmenter().tagged_tokens(text)]
    found = foreign_names(text, tokens)
    bounds = [place for stretch in found for place in stretch]
    assert bounds == sorted(bounds)
    assert all(0 <= start < end <= len(text) for start, end in found)
