"""Machine translations as evidence: sacrebleu's values, and which side they translate."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics import BLEU

from align.vectors.pivot import Pivot, read_pivot
from corpus.errors import InputError
from corpus.model import Language

ZH = [
    "双方签署了十二项合作文件。",
    "会谈持续了两个小时。",
    "他说：“谢谢！”",
    "随后代表团前往上海。",
]
EN = [
    "The two sides signed 12 cooperation documents.",
    "Their talks went on for two hours, and he thanked his hosts.",
    "The delegation then left for Shanghai.",
]
INTO_ZH = [
    "双方 签署 了 12 份 合作 文件 。",
    "他们的会谈持续了两个小时，他感谢了东道主。",
    "代表团随后前往上海。",
]
INTO_EN = [
    "Both sides signed twelve cooperation documents.",
    "The talks lasted two hours.",
    'He said: "Thank you!"',
    "Then the delegation went to Shanghai.",
]
GOLD = np.array([[0, 1, 0, 1], [1, 2, 1, 1], [3, 1, 2, 1]])
WRONG = np.array([[1, 1, 0, 1], [3, 1, 1, 1], [0, 2, 2, 1]])
SPANS = st.tuples(st.integers(0, 3), st.integers(1, 4), st.integers(0, 2), st.integers(1, 3))


def by_sacrebleu(language, translations, sentences):
    """What sacrebleu itself says, its tokenizer having seen each sentence."""
    tokenized = BLEU(tokenize="zh" if language is Language.ZH else "13a").tokenizer
    one, other = (
        " ".join(tokenized(t.lower()) for t in side) for side in (translations, sentences)
    )
    metric = BLEU(tokenize="none", max_ngram_order=2, effective_order=True)
    return metric.sentence_score(one, [other]).score


def test_other_processes_can_have_it():
    pivot = Pivot(INTO_ZH, ZH, Language.ZH)
    copy = pickle.loads(pickle.dumps(pivot))  # noqa: S301  (ours)
    assert (copy.similarities(GOLD) == pivot.similarities(GOLD)).all()


@given(SPANS)
def test_the_values_are_sacrebleus(span):
    i, m, j, n = span
    zh, en = slice(i, i + m), slice(j, j + n)
    beads = np.array([span])
    into_zh = Pivot(INTO_ZH, ZH, Language.ZH)
    assert into_zh.similarities(beads) == [by_sacrebleu(Language.ZH, INTO_ZH[en], ZH[zh])]
    into_en = Pivot(INTO_EN, EN, Language.EN)
    assert into_en.similarities(beads) == [by_sacrebleu(Language.EN, INTO_EN[zh], EN[en])]


@given(st.lists(st.text("会谈。，the a.1", max_size=9), min_size=1, max_size=3), st.data())
def test_the_values_are_sacrebleus_for_any_text(sentences, data):
    translations = data.draw(
        st.lists(st.text("会谈。，the a.1", max_size=9), min_size=1, max_size=3)
    )
    bead = np.array([[0, len(sentences), 0, len(translations)]])
    pivot = Pivot(translations, sentences, Language.ZH)
    assert pivot.similarities(bead) == [by_sacrebleu(Language.ZH, translations, sentences)]


@pytest.mark.parametrize("translations", [INTO_ZH, INTO_EN])
def test_the_side_that_is_translated_is_found(tmp_path, translations):
    path = tmp_path / "mt.txt"
    path.write_text("\n".join(translations) + "\n", "utf-8")
    pivot = read_pivot(path, ZH, EN)
    assert pivot.similarities(GOLD).min() > pivot.similarities(WRONG).max()


def test_how_words_are_written_does_not_matter():
    shouted = Pivot([text.upper() for text in INTO_EN], EN, Language.EN)
    assert (shouted.similarities(GOLD) == Pivot(INTO_EN, EN, Language.EN).similarities(GOLD)).all()


def test_an_empty_line_is_no_translation(tmp_path):
    path = tmp_path / "mt.txt"
    path.write_text("\n".join(["", *INTO_ZH[1:]]), "utf-8")
    similarities = read_pivot(path, ZH, EN).similarities(GOLD)
    assert similarities[0] == 0.0
    assert (similarities[1:] > 0).all()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("\n".join(INTO_ZH[:2]), r"mt\.txt: 2 lines for 3 English sentences; give one line for"),
        ("\n".join([*INTO_EN, "More."]), r"mt\.txt: 5 lines for 4 Chinese sentences"),
        ("1\n2\n3\n", r"mt\.txt: holds no translations"),
        ("", r"mt\.txt: holds no translations"),
    ],
)
def test_translations_that_fit_neither_side(tmp_path, content, reason):
    path = tmp_path / "mt.txt"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=reason):
        read_pivot(path, ZH, EN)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"nowhere: cannot be read"):
        read_pivot(tmp_path / "nowhere", ZH, EN)
