"""Kinds of words, from lists alone."""

from glossary.analysis.parts_of_speech import (
    CLASSES,
    chinese_classes,
    english_classes,
    part_of_speech,
)


def test_chinese_words_have_one_class_each():
    found = chinese_classes(["银行", "提高", "合作", "快速", "北京"])
    names = [CLASSES[row.argmax()] if row.any() else "" for row in found]
    assert names[0] == "noun"
    assert names[1] == "verb"
    assert names[2] == "verbal noun"
    assert names[4] == "name"


def test_english_words_have_the_classes_of_what_they_gloss():
    bank, unknown = english_classes(["bank", "qzxv"])
    assert bank[CLASSES.index("noun")] >= 0.5
    assert not unknown.any()
    assert bank.sum() <= 1.0001


def test_parts_of_speech_are_those_of_tbx():
    words = ["银行", "提高", "快速", "北京", "务实外交政策"]
    assert [part_of_speech(word) for word in words][:2] == ["noun", "verb"]
    assert part_of_speech("北京") == "properNoun"
    assert part_of_speech("务实外交政策") == ""


def test_a_simplified_word_is_not_converted_again():
    """乾 is Simplified in 乾坤; converted, it would be 干, a verb."""
    verb = CLASSES.index("verb")
    assert chinese_classes(["干"])[0, verb] == 1
    assert chinese_classes(["乾"])[0, verb] == 0
