"""Sentences as words, lattice words, characters, lemmas, and what stands alike on both sides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.lexicon.dictionary.tables import dictionary_tables
from glossary.lexicon.names.english_names import EnglishNames
from glossary.lexicon.units import chinese_units, english_units


def read(zh, en=""):
    """Words, lattice words, characters and identity units of one Chinese sentence."""
    tables = dictionary_tables()
    english = english_units([en])
    units = chinese_units([zh], english, EnglishNames([en], english.types))
    first = len(tables.zh_words)
    row = units.words.row(0).tolist()
    return (
        [tables.zh_words[number] for number in row if number < first],
        {tables.zh_words[number] for number in units.lattice.row(0)},
        "".join(chr(tables.characters[number]) for number in units.characters.row(0)),
        [english.types[number - first] for number in row if number >= first],
    )


def words(zh):
    return read(zh)[0]


def lattice(zh):
    return read(zh)[1]


def identities(zh, en):
    return set(read(zh, en)[3])


def lemmas(en):
    units = english_units([en])
    return [units.types[number] for number in units.lemmas.row(0)]


def test_a_news_sentence_is_cut_into_words():
    assert words("韩国总统抵达北京，开始为期四天的访问。") == [
        "韩国", "总统", "抵达", "北京", "开始", "为期", "四天", "的", "访问",
    ]  # fmt: skip


def test_words_inside_words_and_across_their_borders_stand_in_the_lattice():
    assert words("市场合作") == ["市场", "合作"]
    assert lattice("市场合作") == {"场合"}
    assert words("共和国主席") == ["共和国", "主席"]
    assert lattice("共和国主席") == {"共和"}
    assert lattice("务实外交") == set()


def test_every_han_character_counts_and_nothing_else():
    assert read("第三次“会谈”，3个小时！")[2] == "第三次会谈个小时"


def test_traditional_text_has_the_units_of_simplified_text():
    traditional = read("臺灣半導體產業協會與歐盟官員會談", "EU")
    assert traditional == read("台湾半导体产业协会与欧盟官员会谈", "EU")
    assert "半导体" in traditional[0]


def test_full_width_forms_are_read_as_plain_ones():
    assert identities("参加ＷＴＯ会议的２０２４名代表", "2024 WTO delegates") == {"wto", "#2024"}


@pytest.mark.parametrize(
    ("zh", "en", "unit"),
    [
        ("损失三百万元", "a loss of 3 million yuan", "#3000000"),
        ("损失300万元", "a loss of three million yuan", "#3000000"),
        ("八万五千人", "85,000 people", "#85000"),
        ("增长2.5%", "up 2.5 percent", "#2.5"),
        ("加入OPEC", "to join OPEC", "opec"),
        ("使用5G网络", "a 5G network", "5g"),
    ],
)
def test_figures_and_latin_words_are_the_same_unit_on_both_sides(zh, en, unit):
    assert unit in identities(zh, en)


def test_figures_that_differ_are_no_identity():
    assert identities("损失三百万元", "a loss of 3 billion yuan") == set()


def test_names_spelled_in_pinyin():
    assert identities("习近平会见了来宾", "Xi Jinping met the guests") == {"xi", "jinping"}
    assert identities("青羊区的河流", "the rivers of Qingyang") == {"qingyang"}


def test_a_single_syllable_is_a_name_only_where_a_surname_stands():
    assert identities("赵先生来了", "Zhao is here") == {"zhao"}
    assert identities("照片来了", "Zhao is here") == set()


def test_a_word_that_is_not_capitalised_or_common_is_no_name():
    assert identities("习先生来了", "a xi particle") == set()
    assert identities("何先生来了", "He is here") == set()


def test_english_lemmas_and_figures():
    assert lemmas("Three ministers met 2,000 guests.") == [
        "three",
        "minister",
        "meet",
        "guest",
        "#3",
        "#2000",
    ]
    assert lemmas("") == []


@pytest.mark.parametrize(
    "text", ["", " ", "。！？", "😀😀", "\x00", "\n\r\n", "\u2028", "\U0003fffd", "\ud800"]
)
def test_sentences_without_words_are_empty_rows(text):
    assert read(text) == ([], set(), "", [])
    assert lemmas(text) == []


def test_each_sentence_keeps_its_row():
    zh = ["外交", "", "第一行\n第二行", "。", "务实"]
    english = english_units(["", "diplomacy"])
    units = chinese_units(zh, english, EnglishNames(["", "diplomacy"], english.types))
    tables = dictionary_tables()
    for rows in (units.words, units.lattice, units.characters):
        assert len(rows) == len(zh)
    assert [tables.zh_words[n] for n in units.words.row(4)] == ["务实"]
    assert len(units.words.row(1)) == len(units.words.row(3)) == 0
    assert len(units.characters.row(2)) == 6


def test_a_long_sentence_loses_nothing():
    """No cap on characters, words or lattice words."""
    once, many = read("中华人民共和国主席。"), read("中华人民共和国主席。" * 500)
    assert many[0] == once[0] * 500
    assert many[2] == once[2] * 500
    tables = dictionary_tables()
    english = english_units([""])
    units = chinese_units(
        ["中华人民共和国主席。" * 500], english, EnglishNames([""], english.types)
    )
    plain = chinese_units(["中华人民共和国主席。"], english, EnglishNames([""], english.types))
    assert len(units.lattice.tokens) == 500 * len(plain.lattice.tokens) > 0
    assert units.lattice.tokens.max() < tables.headwords


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("中华人民共和国主席务实，。 a3\n"), max_size=12), max_size=4)
)
def test_sentences_do_not_touch_each_other(zh):
    """The units of a sentence are those it has alone."""
    english = english_units([])
    names = EnglishNames([], english.types)
    together = chinese_units(zh, english, names)
    for i, text in enumerate(zh):
        alone = chinese_units([text], english, names)
        for rows, own in (
            (together.words, alone.words),
            (together.lattice, alone.lattice),
            (together.characters, alone.characters),
        ):
            assert rows.row(i).tolist() == own.row(0).tolist()
