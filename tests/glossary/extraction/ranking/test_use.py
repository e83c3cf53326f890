"""The use of a stretch of words in its own language: what makes a term, and what speaks against."""

import numpy as np
import pytest

from glossary.analysis.tokens import chinese_text, english_text
from glossary.extraction.ranking.use import ENGLISH_USE, USE, chinese_use, english_use
from glossary.extraction.word_alignment.candidates import find_candidates

PAIRS = (
    ("非处方药是他的。", "The over-the-counter drugs are for the"),
    ("经济合作很重要。", "Economic cooperation matters."),
    ("双方谈到了经济合作。", "Both sides spoke of economic cooperation."),
    ("他们将推动经济合作论坛。", "They will promote the economic cooperation forum."),
    ("论坛由渔民举办，芯片由工厂制造。", "Fishermen hold the forum; factories make chips."),
    ("“芯片”很贵，“双边关系”也是。", "“Chips” are dear, and so are “bilateral relations”."),
    ("务实外交的目标是芯片。", "The goal of pragmatic diplomacy is chips."),
    ("双边关系的目标没有变。", "The goal of bilateral relations has not changed."),
)


def use(pairs):
    """By term of either language its use, by name of the column."""
    zh, en = chinese_text([zh for zh, _ in pairs]), english_text([en for _, en in pairs])
    found = find_candidates(zh, en)
    chinese = chinese_use(zh, found.zh_terms, found.zh_hashes)
    english = english_use(en, found.en_terms, found.en_hashes)
    assert chinese.shape == (len(found.zh_terms), len(USE))
    assert english.shape == (len(found.en_terms), len(USE) + len(ENGLISH_USE))
    return {
        term: dict(zip((*USE, *ENGLISH_USE), row, strict=False))
        for terms, rows in ((found.zh_terms, chinese), (found.en_terms, english))
        for term, row in zip(terms, rows.tolist(), strict=True)
    }


@pytest.fixture(scope="module")
def terms():
    return use(PAIRS)


@pytest.mark.parametrize(
    ("term", "count"),
    [
        ("经济合作", 3), ("经济", 3), ("合作", 3), ("芯片", 3), ("论坛", 2), ("外交", 1),
        ("economic cooperation", 3), ("forum", 2), ("chip", 3), ("diplomacy", 1),
        ("bilateral relation", 2),
    ],
)  # fmt: skip
def test_a_term_is_counted_wherever_it_stands_also_inside_a_longer_one(terms, term, count):
    assert terms[term]["frequency"] == pytest.approx(np.log1p(count))


@pytest.mark.parametrize("term", ["论坛芯片", "芯片双边关系", "forum factory"])
def test_no_term_crosses_a_mark(terms, term):
    assert term not in terms


@pytest.mark.parametrize(
    ("part", "whole"), [("合作", "经济合作"), ("cooperation", "economic cooperation")]
)
def test_what_stands_only_inside_a_longer_term_has_one_neighbour(terms, part, whole):
    """Free use shows in the variety of neighbours: none before 合作 but 经济."""
    assert (terms[part]["left"], terms[part]["left share"]) == (0.0, 1.0)
    assert terms[whole]["left"] > 0.5
    assert terms[whole]["left share"] < 0.5


@pytest.mark.parametrize(
    ("term", "left", "right"),
    [("经济合作", 1 / 3, 1 / 3), ("经济", 1 / 3, 1.0), ("双边关系", 0.0, 0.5),
     ("芯片", 1 / 3, 1 / 3)],
)  # fmt: skip
def test_the_largest_share_of_a_neighbour_leaves_out_the_ends_of_sentences(
    terms, term, left, right
):
    assert terms[term]["left share"] == pytest.approx(left)
    assert terms[term]["right share"] == pytest.approx(right)


@pytest.mark.parametrize(("rare", "common"), [("芯片", "目标"), ("fisherman", "factory")])
def test_a_word_that_is_rare_in_the_language_at_large_is_weirder_here(terms, rare, common):
    assert terms[rare]["background"] < terms[common]["background"]
    assert terms[rare]["weirdness"] > terms[common]["weirdness"]


def test_the_rarest_word_of_a_term_counts_on_its_own(terms):
    row = terms["pragmatic diplomacy"]
    words = [terms["pragmatic"]["background"], terms["diplomacy"]["background"]]
    assert row["rarest background"] == pytest.approx(min(words))
    assert row["background"] == pytest.approx(sum(words) / 2)


@pytest.mark.parametrize(
    ("term", "column", "value"),
    [
        ("推动", "as verb", 1.0), ("论坛", "as verb", 0.0),
        ("promote", "as verb", 1.0), ("forum", "as verb", 0.0),
        ("推动经济合作", "first as verb", 1.0), ("经济合作", "first as verb", 0.0),
        ("论坛", "last noun", 1.0), ("经济", "nouns", 1.0), ("推动", "verbs", 1.0),
        ("economic", "first adjectival", 1.0), ("economic cooperation", "last adjectival", 0.0),
        ("forum", "last ing", 0.0), ("changed", "last ed", 1.0),
        ("论坛", "listed", 2.0), ("经济合作", "listed", 0.0),
        ("diplomacy", "listed", 1.0), ("pragmatic diplomacy", "listed", 0.0),
        ("goal of pragmatic diplomacy", "stop inside", 0.25), ("goal", "stop inside", 0.0),
        ("双边关系", "set off", 0.5), ("芯片", "set off", 1 / 3), ("论坛", "set off", 0.0),
        ("bilateral relation", "set off", 0.5), ("chip", "set off", 1 / 3),
        ("forum", "noun before", 0.5),  # the forum, not: economic cooperation forum
        ("目标", "noun before", 1.0), ("推动", "verb before", 1.0), ("promote", "verb before", 1.0),
        ("双边关系", "noun behind", 0.5), ("goal", "noun behind", 1.0),
        ("目标", "verb behind", 0.5), ("pragmatic diplomacy", "verb behind", 1.0),
        ("经济合作", "noun before", 0.0),  # 的 ends the sentence before
        ("economic cooperation", "noun before", 2 / 3),  # of, the; not: for the | Economic …
        ("推动经济合作", "first verb", 1.0), ("推动经济合作", "last verbal noun", 1.0),
        ("over the counter drug", "opens with stop", 1.0), ("drug", "opens with stop", 0.0),
        ("芯片", "length", np.log(2)), ("economic cooperation", "length", np.log(2)),
    ],
)  # fmt: skip
def test_words_and_their_neighbours_tell_the_kind_of_a_stretch(terms, term, column, value):
    assert terms[term][column] == pytest.approx(value)


def test_the_use_does_not_depend_on_the_order_of_the_text(terms):
    found = use(PAIRS[::-1])
    assert found.keys() == terms.keys()
    for term, row in terms.items():
        assert list(found[term].values()) == pytest.approx(list(row.values()), abs=1e-5), term


def test_no_terms():
    text, words = chinese_text(["好。"]), english_text(["Good."])
    nothing = np.zeros(0, np.int64)
    assert chinese_use(text, [], nothing).shape == (0, len(USE))
    assert english_use(words, [], nothing).shape == (0, len(USE) + len(ENGLISH_USE))
