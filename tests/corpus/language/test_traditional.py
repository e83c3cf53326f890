import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.language.conversion import to_simplified
from corpus.language.traditional import to_traditional

WORDS = (
    ("一个", "一個"), ("中国", "中國"), ("政策", "政策"), ("百年", "百年"), ("历史", "歷史"),
    ("被", "被"), ("发射", "發射"), ("政府", "政府"), ("干预", "干預"), ("发布", "發布"),
    ("体制", "體制"), ("造成", "造成"), ("成长", "成長"), ("历程", "歷程"), ("干扰", "干擾"),
    ("头发", "頭髮"), ("台风", "颱風"), ("小丑", "小丑"), ("只会", "只會"), ("控制", "控制"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("一个中国政策", "一個中國政策"),
        ("这座城有百年历史", "這座城有百年歷史"),
        ("卫星被发射", "衛星被發射"),
        ("政府干预市场", "政府干預市場"),
        ("修改并发布", "修改並發布"),
        ("体制造成浪费", "體制造成浪費"),
        ("这只会更贵", "這只會更貴"),
        ("这只猫和一只鸟", "這隻貓和一隻鳥"),
        ("走了两万里和几十里", "走了兩萬里和幾十里"),
        ("它的成长历程", "它的成長歷程"),
        ("埃里克森和范先生", "埃里克森和范先生"),
        ("在湖里", "在湖裏"),
        ("不准入内", "不准入內"),
        ("“不准动！”你不准走，也不准说", "“不准動！”你不准走，也不准說"),
        ("时间不准", "時間不準"),
        ("公布分布式布局", "公布分布式布局"),
        ("发布会散布消息", "發布會散布消息"),
        ("十分布满灰尘", "十分佈滿灰塵"),
        ("部署和公布栏", "部署和公布欄"),
        ("不准时", "不準時"),
        ("测不准原理", "測不準原理"),
    ],
)
def test_no_phrase_cuts_a_word_in_two(simplified, traditional):
    assert to_traditional(simplified, "s2t") == traditional


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_words_are_converted_as_words_wherever_they_stand(words):
    text = "，".join(simplified for simplified, _ in words)
    assert to_traditional(text, "s2t") == "，".join(traditional for _, traditional in words)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="中国个一发干里后只台面并系历了着的。a \n", max_size=20))
@pytest.mark.parametrize("conversion", ["s2t", "s2tw", "s2hk"])
def test_the_words_are_the_same_in_the_other_script(conversion, text):
    converted = to_traditional(text, conversion)
    assert len(converted) == len(text)
    assert to_simplified(converted) == to_simplified(text)
