import pytest

from corpus.errors import UsageError
from corpus.model import Kind, SentencePair
from tmx.units.unit import (
    TranslationUnit,
    Variant,
    one_target_each,
    pair_from_unit,
    segtype,
    unit_from_pair,
)

PAIR = SentencePair(
    "两国将扩大经贸合作。",
    "The two countries will expand trade.",
    0.8754,
    Kind.COMPARABLE,
    "韩国 外交",
    "news/zh/1.txt",
    "news/en/1.html",
    (3, 4),
    (5,),
)


def test_a_unit_says_where_its_pair_comes_from():
    unit = unit_from_pair(PAIR)
    assert [v.language for v in unit.variants] == ["zh-CN", "en-US"]
    assert dict(unit.properties) == {
        "x-score": "0.875",
        "x-kind": "comparable",
        "x-topic": "韩国 外交",
        "x-document-zh": "news/zh/1.txt",
        "x-document-en": "news/en/1.html",
        "x-sentences-zh": "3 4",
        "x-sentences-en": "5",
    }


def test_source_comes_first_in_either_direction():
    unit = unit_from_pair(PAIR, "en-GB", "zh-TW")
    assert unit.segments == {"en-GB": PAIR.en, "zh-TW": PAIR.zh}


def test_a_pair_is_restored_with_three_decimals_of_its_score():
    restored = pair_from_unit(unit_from_pair(PAIR))
    assert restored is not None
    assert restored.score == 0.875
    assert (restored.zh, restored.en, restored.kind) == (PAIR.zh, PAIR.en, Kind.COMPARABLE)
    assert (restored.zh_ids, restored.en_document) == ((3, 4), "news/en/1.html")


@pytest.mark.parametrize("score", ["", "high", "17", "-1", "nan"])
def test_what_another_tool_wrote_as_score_does_no_harm(score):
    unit = TranslationUnit((Variant("zh", "是"), Variant("en", "yes")), (("x-score", score),))
    assert pair_from_unit(unit) == SentencePair("是", "yes")


def test_a_unit_without_one_of_the_languages_is_no_pair():
    assert pair_from_unit(TranslationUnit((Variant("zh", "是"), Variant("de", "ja")))) is None
    assert pair_from_unit(TranslationUnit((Variant("zh", "是"), Variant("en", " ")))) is None


def test_codes_must_be_one_chinese_and_one_english():
    with pytest.raises(UsageError, match="zh-CN and en-US"):
        unit_from_pair(PAIR, "zh-CN", "zh-TW")


def test_the_best_translation_of_a_source_is_kept_in_place():
    pairs = [
        SentencePair("你好", "Hello", 0.5),
        SentencePair("再见", "Goodbye", 0.9),
        SentencePair(" 你好", "Hi", 0.8),
        SentencePair("再见", "Bye", 0.9),
    ]
    assert [pair.en for pair in one_target_each(pairs)] == ["Hi", "Goodbye"]
    assert len(one_target_each(pairs, "en-US")) == 4


def test_several_sentences_in_a_segment_make_paragraphs():
    assert segtype([PAIR, SentencePair("是", "yes")]) == "paragraph"
    assert segtype([SentencePair("是", "yes", zh_ids=(3,), en_ids=(4,))]) == "sentence"
