"""Sentences that say who spoke and nothing else."""

import pytest

from corpus.language.sentences.attributions import is_attribution
from corpus.model import Language


@pytest.mark.parametrize(
    "sentence",
    [
        "他说。",
        "学生王敏说。",
        "李明笑着问道。",
        "她無奈地説。",
        "馆长赵明远表示。",
        " 记者问。 ",
        "他补充道",
    ],
)
def test_a_speaker_and_a_verb_of_speech(sentence):
    assert is_attribution(sentence, Language.ZH)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "。",
        "他说：",
        "他说，明年还会开。",
        "他离开了会场。",
        "他不知道。",
        "没有人回答。",
        "她笑了。",
        "她继续说着。",
        "她爱读小说。",
        "他进行了国事访问。",
        "“好。”他说。",
    ],
)
def test_more_or_something_else(sentence):
    assert not is_attribution(sentence, Language.ZH)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said.",
        "Wang Min asked.",
        "Said the mayor.",
        "said Zhao Mingyuan.",
        "She replied quietly.",
    ],
)
def test_a_speaker_and_a_verb_of_speech_in_english(sentence):
    assert is_attribution(sentence, Language.EN)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        ".",
        "He left.",
        "Wang Min laughed.",
        "He said it would open.",
        '"Yes," he said.',
        "Said.",
    ],
)
def test_more_or_something_else_in_english(sentence):
    assert not is_attribution(sentence, Language.EN)
