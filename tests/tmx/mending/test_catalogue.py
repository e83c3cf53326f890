"""What mending puts right, and what it must leave alone."""

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.errors import UsageError
from tmx.mending.catalogue import KINDS, chosen, mended
from tmx.units.markup import escape
from tmx.units.unit import Variant

ALL = tuple(KINDS.values())


def put_right(zh, en, *left):
    return mended(Variant("zh-CN", zh), Variant("en-US", en), chosen(left))


@pytest.mark.parametrize("text", [" ", "\u3000", "，\u3000", "，", "⋯", ". "])
def test_long_runs_take_time_in_proportion(text):
    """Ten times the text: ten times the seconds, where a square would be a hundred."""

    def seconds(length):
        begun = time.process_time()
        put_right("好。", "é" + text * length + "a")
        return time.process_time() - begun

    short, long = (min(seconds(length) for _ in range(3)) for length in (1000, 10_000))
    assert long < 40 * short + 0.05


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("市 政府 将 继续 修建 海边 步道 。", "市政府将继续修建海边步道。"),
        ("會 議 於 昨 日 結 束", "會議於昨日結束"),
        ("步道 在 2027 年 开放 ， 长 42 公里", "步道在2027年开放，长42公里"),
        ("第一章　总则", "第一章　总则"),  # a heading
        ("面包 牛奶 鸡蛋 蜂蜜", "面包 牛奶 鸡蛋 蜂蜜"),  # a list
        ("第三条 经营者应当标明价格。", "第三条 经营者应当标明价格。"),
        ("他走了 ， 没有回头 。", "他走了，没有回头。"),
        ("用 GitHub 托管代码", "用 GitHub 托管代码"),
    ],
)
def test_chinese_that_was_cut_into_words_is_joined(before, after):
    assert put_right(before, "It is so.").zh.text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("雨停了,船开了;快走!", "雨停了，船开了；快走！"),
        ("这是什么?!", "这是什么？！"),
        ("“快走!”, 他说.", "“快走！”，他说。"),
        ("增长了5%,其中一半来自出口.", "增长了5%，其中一半来自出口。"),
        ("访问了NASA,然后回国.", "访问了NASA，然后回国。"),
        ("时间:10:30,比分3:2,共1,000人", "时间：10:30，比分3:2，共1,000人"),
        ("版本3.5.1", "版本3.5.1"),
        ("笑一个:)", "笑一个:)"),
        ("见https://a.example/路?x=1,2", "见https://a.example/路?x=1,2"),
        ("写信给 a.b@c.example, 谢谢", "写信给 a.b@c.example, 谢谢"),
        ("共{0}个文件,请稍候", "共{0}个文件，请稍候"),
        ("域名是政府.cn", "域名是政府.cn"),
        ("第5次会议㈠;第6次①, 完", "第5次会议㈠；第6次①，完"),
        ("选择安装…, 然后 按 Enter 键.", "选择安装…，然后 按 Enter 键。"),
        ("安装… , 然后用 GitHub , 再退出", "安装…，然后用 GitHub，再退出"),
        ("水位上升（見圖2),又降", "水位上升（見圖2），又降"),
        ("水位(见图2）上升（见1）", "水位（见图2）上升（见1）"),
        ("1)甲(乙)丙", "1)甲(乙)丙"),
        ("（笑一个:)", "（笑一个:)"),
        ("结果（图 (Fig.33）和（表1--3).3）表明", "结果（图 (Fig.33）和（表1--3).3）表明"),
        ("结果（图 (Fig.33）表明", "结果（图 (Fig.33）表明"),
    ],
)
def test_ascii_marks_in_chinese(before, after):
    assert put_right(before, "It is so.").zh.text == after


def test_a_full_stop_within_ends_a_sentence_only_where_the_translation_has_as_many():
    report = "秘书处提交了报告.委员会审议了报告.大会随后休会."
    said = "The Secretariat submitted a report. The Committee considered it. The Assembly rose."
    assert put_right(report, said).zh.text == report.replace(".", "。")
    name = "前任船长约翰.史密斯昨天抵达新港."
    english = "The former captain John Smith arrived in Newport yesterday."
    assert put_right(name, english).zh.text == "前任船长约翰.史密斯昨天抵达新港。"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wait，please！Who is it？", "Wait, please! Who is it?"),
        ("the WHO（its full name）said：yes。", "the WHO (its full name) said: yes."),
        ("at 10：30，1，000 people", "at 10:30, 1,000 people"),
        ("apples、pears，plums", "apples, pears, plums"),
        ("He fell silent⋯⋯", "He fell silent…"),
        ("He waited……", "He waited…"),
        ("x1, ⋯, xn are numbers", "x1, ⋯, xn are numbers"),  # mathematics
        ("The sign said “出口，左转”.", "The sign said “出口，左转”."),
        ("It ended ， he said.", "It ended, he said."),
    ],
)  # fmt: skip
def test_full_width_marks_and_ellipses_in_english(before, after):
    assert put_right("是这样。", before).en.text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("他沉默了⋯⋯", "他沉默了……"),
        ("“等等⋯”她说", "“等等……”她说"),
        ("他沉默了...", "他沉默了……"),
        ("走了。。。", "走了……"),
        ("他沉默了…", "他沉默了…"),
        ("a1,⋯,an都是数", "a1,⋯,an都是数"),
    ],
)
def test_ellipses_in_chinese(before, after):
    assert put_right(before, "It is so.").zh.text == after


def test_width_of_figures():
    found = put_right(
        "２０２７年增长３．５％，达１，２００人，ＷＨＯ说", "In ２０２７ it grew by 3.5%"
    )
    assert found.zh.text == "2027年增长3.5%，达1,200人，WHO说"
    assert found.en.text == "In 2027 it grew by 3.5%"
    times = put_right("會議：１２：３０至14：３０，比分３：２", "From １２：３０ on")
    assert times.zh.text == "會議：12:30至14:30，比分3:2"
    assert times.en.text == "From 12:30 on"


@pytest.mark.parametrize(
    ("zh", "en", "after"),
    [
        ("（见附件", "(see the annex)", "（见附件）"),
        ("（见附件。", "(See the annex).", "（见附件）。"),
        ("（见附件。", "(See the annex.)", "（见附件。）"),
        ("见附件三的说明）。", "(See the note in annex III).", "（见附件三的说明）。"),
        ("（见附件", "see the annex", "（见附件"),
        ("（见附件", "(see) the annex", "（见附件"),  # its end is not at the end
        ("1）见附件", "(1) see the annex", "1）见附件"),  # a number of an item
        ("（甲）（见附件", "(see the annex)", "（甲）（见附件"),
    ],
)
def test_a_bracket_that_the_other_side_has(zh, en, after):
    assert put_right(zh, en).zh.text == after


def test_a_bracket_lost_in_english():
    assert put_right("（见附件）。", "(see the annex.").en.text == "(see the annex)."


def test_doubled_words_are_left_to_a_person():
    found = put_right("谢谢，谢谢你的的帮助", "He had had the the book.")
    assert found.kinds == ()


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_can_be_left_out(name):
    zh = " 我 们 在 海 边 , 等 了１０分钟⋯⋯（见附件"
    en = " We waited，１０ minutes⋯⋯ (see the annex)"
    every = put_right(zh, en)
    assert set(every.kinds) == set(KINDS)
    without = put_right(zh, en, name)
    assert set(without.kinds) == set(KINDS) - {name}
    assert (without.zh.text, without.en.text) != (every.zh.text, every.en.text)
    assert put_right(zh, en, *KINDS) == (Variant("zh-CN", zh), Variant("en-US", en), ())


def test_an_unknown_kind_is_named():
    with pytest.raises(UsageError, match="no kind of mending 'mark'; there are edge-space, spaces"):
        chosen(["marks,mark"])


MARKS = "。，、；：？！,.;:?! 　()（）[]［］“”\"⋯….％%-'<>{}&@/"
WHOLE = (
    "...",
    "{0}",
    "<b>",
    "⋯⋯",
    "https://a.example/x?y=1",
    " 的 ",
    "&nbsp;",
    "1,000",
    "１，０００",
)
PIECES = st.sampled_from([*"海边的在人们０９３3５5ＡaZ", *MARKS, *WHOLE, "word", "海 边 的 人 们"])
TEXTS = st.lists(PIECES, max_size=14).map("".join)
ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40)


def letters(text):
    return [c for c in unicodedata.normalize("NFKC", text) if c.isalnum()]


@given(TEXTS, TEXTS)
@example("海.海", "A. A.")
def test_mending_twice_is_mending_once(zh, en):
    once = put_right(zh, en)
    again = mended(once.zh, once.en, ALL)
    assert (again.zh, again.en, again.kinds) == (once.zh, once.en, ())


@given(TEXTS, TEXTS)
def test_no_letter_and_no_digit_is_lost(zh, en):
    found = put_right(zh, en)
    assert letters(found.zh.text) == letters(zh)
    assert letters(found.en.text) == letters(en)


@given(TEXTS, ASCII)
def test_english_in_ascii_is_only_trimmed_and_given_brackets(zh, en):
    assert put_right(zh, en, "brackets").en.text == (en.strip() or en)
    assert put_right(zh, en, "brackets", "edge-space").en.text == en


TAGS = (
    '<bpt i="1">&lt;b&gt;</bpt>', '<ept i="1">&lt;/b&gt;</ept>', '<ph x="2">{0},，</ph>',
    "<it>&lt;i></it>", "<ph/>",
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(TAGS), TEXTS), min_size=1, max_size=5), TEXTS)
def test_inline_markup_stands_where_it_stood(parts, other):
    source = "".join(tag + escape(text) for tag, text in parts)
    words = "".join(text for _, text in parts)
    found = mended(Variant("zh-CN", words, source), Variant("en-US", other), ALL).zh
    tags = re.compile(r"<(?:bpt|ept|ph|it)\b[^>]*>(?:[^<]*</(?:bpt|ept|ph|it)>)?")
    plain = [tag.replace("&lt;i>", "&lt;i&gt;") for tag in tags.findall(source)]
    if found.markup != source:
        assert tags.findall(found.markup) == plain
    assert letters(found.text) == letters(words)
    text = re.sub(r"&(lt|gt|amp);", lambda m: {"lt": "<", "gt": ">", "amp": "&"}[m[1]],
                  tags.sub("", found.markup))  # fmt: skip
    assert text == found.text


def test_a_thing_at_an_edge_keeps_its_space():
    shown = "<ph>{0}</ph> files"
    bold, end = '<bpt i="1"/>', '<ept i="1"/>'
    zh = Variant("zh-CN", " 个文件, 已删除", "<ph>{0}</ph> 个文件, 已删除")
    en = Variant("en-US", " files， deleted ", f"{shown}{bold}， deleted{end} ")
    found = mended(zh, en, ALL)
    assert found.zh.markup == "<ph>{0}</ph> 个文件，已删除"
    assert found.en.markup == f"{shown}{bold}, deleted{end}"
    assert (found.zh.text, found.en.text) == (" 个文件，已删除", " files, deleted")


@pytest.mark.parametrize("markup", ["雨<b停了", "雨</ph>停了", "雨&nbsp;停了", "雨\x00<ph/>停了"])
def test_markup_that_is_none_is_named(markup):
    with pytest.raises(UsageError, match="markup that is not well-formed"):
        mended(Variant("zh-CN", "雨停了", markup), Variant("en-US", "The rain stopped."), ALL)
