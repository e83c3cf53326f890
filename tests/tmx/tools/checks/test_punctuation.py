import pytest

from tmx.tools.checks import punctuation
from tmx.units.unit import Variant


def say(check, zh, en):
    return check(Variant("zh-CN", zh), Variant("en-US", en))


@pytest.mark.parametrize(
    ("zh", "en", "mark"),
    [
        ("世卫组织（WHO说", "the WHO (World Health Organization) said", "（"),
        ("读《论语", "read the Analects", "《"),
        ("他来了）。", "He came.", "）"),
        ("他来了。", "He came [late.", "["),
        ("【快讯 他来了", "Breaking: he came", "【"),
    ],
)
def test_a_bracket_without_partner_is_named(zh, en, mark):
    assert f"has {mark} without" in say(punctuation.unpaired_brackets, zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("世卫组织（WHO)说", "the WHO (see above)"),
        ("a) 第一；b) 第二", "1) first; 2) second"),
        ("（未完", "(to be continued"),
        ("好 :)", "Good :-)"),
        ("他（在《论语》（第三章）里）说", "he (in chapter 3 (Rule 6)) said"),
    ],
)
def test_brackets_that_pair_or_number_items_are_no_fault(zh, en):
    assert not say(punctuation.unpaired_brackets, zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("他说：“好。", "He said it was good."),
        ("被称为”冠状病毒“的病毒", "the coronavirus"),
        ("他说：「好。", "He said it was good."),
        ("好。", 'He said "good.'),
    ],
)
def test_a_quotation_mark_without_partner_is_seen(zh, en):
    assert say(punctuation.unpaired_quotes, zh, en)


def test_apostrophes_and_inches_are_no_quotation_marks():
    en = 'The workers’ 6" pipes don’t fit, ’98 or not.'
    assert not say(punctuation.unpaired_quotes, "工人的六英寸管子装不上。", en)
    assert not say(punctuation.unpaired_quotes, "他说“COVID-19”。", 'He said "COVID-19".')


def test_a_quotation_of_several_sentences_is_no_fault_where_segments_are_sentences():
    assert say(punctuation.unpaired_quotes, "他说：“好。", "He nodded.")
    assert not say(punctuation.mixed_quotes, "他说：“好。", "He nodded.")
    assert say(punctuation.mixed_quotes, "他说。", 'He said "now”.')
    assert say(punctuation.mixed_quotes, "“他说：“好。", "He nodded.")


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("他来了。", "He came.", False),
        ("他来了。”", 'He came."', False),
        ("他来了？", "Did he come?", False),
        ("他来了……", "He came...", False),
        ("他来了；", "He came.", False),
        ("他来了？！", "Did he come?", False),
        ("他来了！？”", "Did he come!", False),
        ("他来了⋯⋯", "He came...", False),
        ("他来了⋯⋯", "He came?", True),
        ("他来了！", "Did he come?", True),
        ("他来了。", "Did he come?", True),
        ("他来了", "He came.", True),
        ("如下：", "As follows.", True),
    ],
)
def test_ends_are_compared_by_what_they_mean(zh, en, fault):
    assert bool(say(punctuation.different_ends, zh, en)) is fault


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("他来了,又走了。", "He came and went.", True),
        ("他来了.", "He came.", True),
        ("他来了。", "He came。", True),
        ("他来了。", "He came（late）.", True),
        ("3:30，A, B和a.b.c。", "3:30, A, B and a.b.c.", False),
        ("由J. K. 罗琳写的", "written by J. K. Rowling’s “hand”", False),
    ],
)
def test_marks_have_the_width_of_their_language(zh, en, fault):
    assert bool(say(punctuation.other_width, zh, en)) is fault


def test_white_space_at_an_edge_is_named_by_its_side():
    assert "Chinese side" in say(punctuation.edge_space, "他来了。\u3000", "He came.")
    assert "Chinese and the English" in say(punctuation.edge_space, " 他", "He ")
    assert not say(punctuation.edge_space, "他", "He")
