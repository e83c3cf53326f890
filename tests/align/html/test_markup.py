"""Whatever was read from outside is shown as text, and terms are found in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from align.html.markup import attribute, highlighter, marked, probability, text, tongue
from corpus.model import Language


@given(st.text(st.characters(exclude_categories=["C"])))
def test_text_and_attributes_come_back_as_they_were(value):
    (element,) = html.fragments_fromstring(f'<p title="{attribute(value)}">{text(value)}</p>')
    assert element.get("title") == value
    assert element.text_content() == value


@pytest.mark.parametrize(("value", "shown"), [(0.7999, "0.79"), (0.29, "0.29"), (1.0, "1.00")])
def test_a_probability_never_seems_to_reach_a_threshold_that_it_is_below(value, shown):
    assert probability(value) == shown


def test_the_language_of_a_short_text():
    assert tongue("海岸日报") == "zh-Hans"
    assert tongue("Coast & Harbour") == "en"


@pytest.mark.parametrize(
    ("terms", "language", "value", "shown"),
    [
        (["双边关系"], Language.ZH, "雙邊關係應改善", "<mark>雙邊關係</mark>應改善"),
        (["关系", "双边关系"], Language.ZH, "双边关系", "<mark>双边关系</mark>"),
        (["arms race"], Language.EN, "Arms-races & races", "<mark>Arms-races</mark> &amp; races"),
        (["state"], Language.EN, "the state\u2019s estate", "the <mark>state\u2019s</mark> estate"),
        ([""], Language.EN, "a < b", "a &lt; b"),
    ],
)
def test_terms_are_marked(terms, language, value, shown):
    assert highlighter(terms, language)(value) == shown


def test_stretches_are_marked():
    assert marked("a<b>c", [(0, 1), (4, 5)]) == "<mark>a</mark>&lt;b&gt;<mark>c</mark>"
