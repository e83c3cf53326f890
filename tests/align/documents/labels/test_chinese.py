"""What a Chinese document mentions."""

import pytest

from align.documents.labels.chinese import chinese_mentions
from corpus.language.conversion import convert
from glossary.wordforms.small_words import CHINESE_STOP_WORDS


def counts(*sentences):
    return chinese_mentions(sentences, [[] for _ in sentences]).counts


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("库尔捷诺夫", ["工程师库尔捷诺夫说，大桥明年通车。"]),
        ("塔利维尔港", ["塔利维尔港发生火灾。", "火灾后，塔利维尔港关闭两天。"]),
        ("埃斯玛·戈兰德", ["演员埃斯玛·戈兰德获奖。", "埃斯玛·戈兰德今年三十岁。"]),
        ("莱姆科维奇州", ["洪水淹没了莱姆科维奇州的农田。"]),
    ],
)  # fmt: skip
def test_a_foreign_name_is_whole_and_no_part_of_it_counts(name, sentences):
    found = counts(*sentences)
    assert name in found
    assert not [form for form in found if form != name and (form in name or name in form)]


def test_no_small_word_and_no_word_of_every_report_counts():
    found = counts("记者从水务局了解到，今天上午目前情况正常。", "他们表示，水务局的工作没有问题。")
    assert "水务局" in found
    assert not CHINESE_STOP_WORDS & {*found}
    assert not {"记者", "情况", "问题", "工作", "上午"} & {*found}


def test_a_rare_word_grows_by_the_character_that_always_stands_beside_it():
    found = counts("栉水母会发光。", "一种栉水母很小。", "栉水母没有骨骼。", "人们研究栉水母。")
    assert "栉水母" in found
    assert "水母" not in found


def test_an_unknown_word_counts_if_it_returns_between_different_words():
    whole = counts("岩皮虫咬人。", "小心岩皮虫！", "农民消灭岩皮虫，果园得救。", "岩皮虫又来了。")
    assert not [form for form in whole if form in "岩皮虫" and form != "岩皮虫"]
    once = counts("岩皮虫咬人。")
    assert "岩皮" not in once


def test_traditional_text_counts_the_same_words_and_shows_its_own():
    sentences = ["港务局关闭码头。", "港务局的船只离开码头。"]
    traditional = [convert(text, "s2t") for text in sentences]
    plain = chinese_mentions(sentences, [[], []])
    found = chinese_mentions(traditional, [[], []])
    assert found.counts == plain.counts
    assert found.published["码头"] == "碼頭"
