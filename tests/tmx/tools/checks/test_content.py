import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.tools.checks import content
from tmx.tools.checks.catalogue import CHECKS, faults
from tmx.units.unit import Variant


def say(check, zh, en):
    return check(Variant("zh-CN", zh), Variant("en-US", en))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("出口增长3.5亿美元。", "Exports grew by $350 million."),
        ("２０２６年３月１日", "March 1, 2026"),
        ("三月一日", "1 March"),
        ("有1，800万种。", "There are eighteen million of them."),
        ("20 世纪 60 年代中期", "in the mid-1960s"),
        ("约三成的人", "about 30% of the people"),
        ("两个人", "2 people"),
        ("50万人", "half a million people"),
        ("20年来", "for two decades"),
        ("下午3点", "at 15:00"),
        ("98届", "the class of 1998"),
        ("1.1 什么是宇宙线？", "What are cosmic rays?"),
        ("2. 片厂", "The film studio"),
        ("3,000 多亿美元", "$300+ billion"),
        ("增长0.5", "grew by .5"),
        ("没有数字", "no figure at all"),
        ("0度", "zero degrees"),
        ("5月7日, 12.3万人", "On May 7, 123,000 people"),
        ("9月4日，160家企业", "On September 4, 160 companies"),
    ],
)
def test_figures_that_say_the_same_are_no_fault(zh, en):
    assert not say(content.different_numbers, zh, en)


@pytest.mark.parametrize(
    ("zh", "en", "detail"),
    [
        ("有35人受伤。", "53 people were hurt.", "35 in the Chinese"),
        ("有35人受伤。", "People were hurt.", "35 in the Chinese"),
        ("多人受伤。", "On May 7, 35 people were hurt.", "35 in the English"),
        ("出口35亿美元", "exports of $3.6 billion", "35亿 in the Chinese"),
        ("2019年", "in 2020", "2019年 in the Chinese"),
    ],
)
def test_a_figure_on_one_side_only_is_named(zh, en, detail):
    assert detail in say(content.different_numbers, zh, en)


def test_lengths_are_judged_by_what_translations_are_like():
    zh = "韩国总统徐敏赫周一下午乘专机抵达北京，开始对中国进行国事访问。"
    en = "South Korean President Seo Min-hyuk arrived in Beijing on Monday for a state visit."
    assert not say(content.length_ratio, zh, en)
    assert say(content.length_ratio, zh, "He came.")
    assert say(content.length_ratio, "他来访问了。", f"{en} {en} {en}")
    assert not say(content.length_ratio, "是", "Yes, indeed")
    assert not say(content.length_ratio, "WHO：COVID-19 Dashboard", "WHO: COVID-19 Dashboard")


def test_codes_are_compared_by_kind():
    zh = Variant("zh", "保存文件", '<bpt i="1">&lt;b></bpt>保存<ept i="1"/>文件')
    en = Variant("en", "Save the file", '<bpt i="2">&lt;b></bpt>Save<ept i="2"/> the file')
    assert not content.different_tags(zh, en)
    plain = Variant("en", "Save the file")
    assert content.different_tags(zh, plain) == "only in the Chinese: bpt ept"


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("共{0}个文件", "{0} files in all", False),
        ("共{0}个文件", "{1} files in all", True),
        ("<b>保存</b>", "<b>Save</b>", False),
        ("保存", "<b>Save</b>", True),
        ("%d个文件", "%d files", False),
        ("%s个文件", "%d files", True),
        ("增长50%", "a rise of 50% so far", False),
        ("研究与开发", "R&amp;D", True),
        ("若a<b且c>d", "if a<b and c>d", False),
    ],
)
def test_placeholders_in_the_words_are_compared(zh, en, fault):
    assert bool(say(content.different_tags, zh, en)) is fault


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("他来了。", "He came to the the meeting.", True),
        ("取得的的成就", "achievements", True),
        ("双方同意双方同意扩大贸易", "They agreed.", True),
        ("目的的确很明确，的的确确如此。", "It had had a very very clear aim.", False),
        ("现在在北京，天天研究研究。", "Now in Duran Duran's town.", False),
        ("她问了她的事。", "They asked her her business.", False),
    ],
)
def test_words_typed_twice_are_told_from_reduplication(zh, en, fault):
    assert bool(say(content.repeated_words, zh, en)) is fault


def test_a_segment_over_2000_characters_is_named():
    assert say(content.too_long, "字" * 2001, "word") == "2,001 characters"
    assert not say(content.too_long, "字" * 2000, "word")


@pytest.mark.parametrize("text", ["说明" * 20_001, "[(" * 20_000 + "]" * 20_000, "7,8 " * 2_000])
def test_a_segment_of_any_length_is_checked(text):
    assert "too-long" in dict(
        faults(Variant("zh-CN", text), Variant("en-US", text[1:]), CHECKS.values())
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_a_check(zh, en):
    faults(Variant("zh-CN", zh), Variant("en-US", en), CHECKS.values())


@given(st.text("0123456789.,万亿十百年月日第% aone-halfdecades", max_size=30), st.data())
def test_no_figure_breaks_a_check(zh, data):
    en = data.draw(st.text("0123456789.,%$ aone-halfdecades'", max_size=30))
    assert isinstance(say(content.different_numbers, zh, en), str)
