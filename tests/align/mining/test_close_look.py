"""What the closer look sees: the ends of sentences, links of words, their order."""

from pathlib import Path

import numpy as np
import pytest

from align.mining.close_look import CLOSE_FEATURES, close_rows
from align.mining.features import Targets
from glossary.lexicon.evidence import gather_evidence

ZH = [
    "法院裁定该公司违反反垄断法，首席执行官周五宣布辞职。",
    "地震摧毁了医院和学校。",
    "大坝。",
]
EN = [
    "The court ruled that the company had violated antitrust law, and the chief executive "
    "announced his resignation on Friday.",
    "The court ruled that the company had violated antitrust law.",
    "The chief executive announced his resignation on Friday.",
    "The earthquake destroyed hospitals and schools.",
    "Schools and hospitals destroyed the earthquake.",
    "Dam, dam, dam!",
    "",
]


DATA = Path(__file__).parents[2] / "data" / "mining"


@pytest.fixture(scope="module")
def look():
    """Feature of a pair, by its name; among other sentences, so that no word is frequent."""
    zh, en = (
        own + [line.split("\t")[1] for line in (DATA / name).read_text("utf-8").splitlines()]
        for own, name in ((ZH, "zh.tsv"), (EN, "en.tsv"))
    )
    evidence = gather_evidence(zh, en)
    pairs = [(0, 0), (0, 1), (0, 2), (1, 3), (1, 4), (1, 6), (2, 5)]
    i, j = (np.array(side, np.int32) for side in zip(*pairs, strict=True))
    rows = close_rows(evidence, Targets(evidence, len(zh), len(en)), i, j)
    assert rows.shape == (len(pairs), len(CLOSE_FEATURES))
    return lambda pair, name: float(rows[pairs.index(pair), CLOSE_FEATURES.index(name)])


@pytest.mark.parametrize(
    ("half", "end"), [((0, 1), "words: end unsaid"), ((0, 2), "words: start unsaid")]
)
def test_half_a_translation_leaves_one_end_unsaid(look, half, end):
    assert look(half, end) > look((0, 0), end) + 0.5
    assert look(half, "words: share of the longer end") > 0.3
    assert look(half, "links, zh: gap at an end") > look((0, 0), "links, zh: gap at an end") + 0.5


def test_the_clause_without_counterpart_is_said_least(look):
    assert look((0, 1), "words: first clause said") > look((0, 1), "words: last clause said")
    assert look((0, 2), "words: first clause said") < look((0, 2), "words: last clause said")


def test_linked_words_in_another_order_are_less_alike(look):
    assert look((1, 3), "links: in order") > look((1, 4), "links: in order")


def test_one_word_does_not_stand_for_two(look):
    assert look((2, 5), "links, zh: linked") > 0.5
    assert look((2, 5), "links, en: linked") < 0.5


def test_a_sentence_without_words_links_to_nothing(look):
    assert look((1, 6), "links: strength") == 0.0
