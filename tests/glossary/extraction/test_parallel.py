"""Term pairs of parallel sentence pairs, with what is published of them."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import SentencePair
from glossary.extraction.parallel import (
    LEAST_BEST,
    LEAST_PROBABILITY,
    find_in_pairs,
    probable,
    strengths,
)


def pair(zh, en, zh_document="", en_document="", topic=""):
    return SentencePair(zh, en, zh_document=zh_document, en_document=en_document, topic=topic)


PAIRS = (
    pair("务实外交不是口号。", "Pragmatic diplomacy is no slogan.", "a", "x", "访问"),
    pair("部长说，务实外交要看国家利益。",
         "The minister said pragmatic diplomacy looks to the national interest.", "a", "y", "访问"),
    pair("什麼是務實外交？", "What is pragmatic diplomacy?", "b", "x", "会谈"),
    pair("双方同意保护供应链。", "Both sides agreed to protect supply chains.", "b", "z", "会谈"),
    pair("部长徐敏赫访问了工厂。", "Minister Seo Min-hyuk visited a factory.", "c", "z"),
    pair("香港政府表示欢迎。", "The Hong Kong government welcomed it.", "c", "z"),
    pair("他说香港下雨。", "He said it rained in Hong Kong.", "c", "z"),
)  # fmt: skip
DIPLOMACY = "务实外交", "pragmatic diplomacy"


def found(pairs, *options):
    return {(term.zh, term.en): term for term in find_in_pairs(pairs, *options)}


@pytest.fixture(scope="module")
def terms():
    return found(PAIRS)


def test_a_term_counts_the_sentence_pairs_and_documents_that_show_it(terms):
    term = terms[DIPLOMACY]
    assert term.frequency == 3
    assert term.documents == ({"a", "b"}, {"x", "y"})


def test_a_term_that_stands_twice_in_one_pair_is_counted_once():
    twice = pair("务实外交就是务实外交。", "Pragmatic diplomacy is pragmatic diplomacy.")
    assert found([twice])[DIPLOMACY].frequency == 1


def test_a_term_is_published_in_either_script_and_without_a_sentences_capital(terms):
    term = terms[DIPLOMACY]
    assert term.zh_surfaces == ("务实外交", "務實外交")
    assert term.en_surface == "pragmatic diplomacy"
    assert terms["供应链", "supply chain"].en_surface == "supply chains"


def test_capitals_within_a_sentence_make_a_name(terms):
    assert terms["香港", "hong kong"].is_name
    assert terms["香港", "hong kong"].en_surface == "Hong Kong"
    assert not terms[DIPLOMACY].is_name


def test_the_topic_is_that_of_most_pairs(terms):
    assert terms[DIPLOMACY].topic == "访问"
    assert found([replace(p, topic="") for p in PAIRS])[DIPLOMACY].topic == ""
    even = [replace(PAIRS[0], topic="会谈"), replace(PAIRS[1], topic="访问")]
    assert found(even)[DIPLOMACY].topic == "会谈"  # the first by its characters


def test_contexts_are_three_distinct_pairs_the_shorter_of_equally_good_ones_first():
    long = " ".join(["It was a long day, and nobody knew what to say about it."] * 4)
    zh_long = "那天很长，谁也不知道该说什么。" * 4
    pairs = [
        *PAIRS[:3],
        PAIRS[0],  # the same again
        pair(f"{zh_long}务实外交不是口号。", f"{long} Pragmatic diplomacy is no slogan."),
    ]
    contexts = found(pairs)[DIPLOMACY].contexts
    assert len(contexts) == len({(c.zh, c.en) for c in contexts}) == 3
    assert all(len(c.en) < 160 for c in contexts)


def test_a_name_is_found_by_its_reading_without_its_title(terms):
    assert ("徐敏赫", "seo min hyuk") in terms
    assert not any(zh == "部长徐敏赫" and "minister" in en for zh, en in terms)


def test_an_acronym_in_brackets_stands_for_the_full_form_before_it():
    pairs = [
        pair("非典型肺炎（SARS）蔓延。", "SARS spread.", "a", "x"),
        pair("医院收治了非典型肺炎（SARS）患者。", "The hospital had SARS patients.", "b", "x"),
    ]
    term = found(pairs)["非典型肺炎", "sars"]
    assert (term.en_surface, term.frequency, term.sure) == ("SARS", 2, True)
    assert term.probability == pytest.approx(0.9, abs=0.001)  # whatever the alignment says
    assert term.documents == ({"a", "b"}, {"x"})
    assert len(term.contexts) == 2


def test_words_that_a_user_gives_are_kept_whole():
    pairs = [pair("他们讨论芯片法案。", "They discussed the chips act.")] * 3
    kept = find_in_pairs(pairs, "termlike", ["芯片法案"])
    assert not any(term.zh in ("芯片", "法案") for term in kept)
    assert any(term.zh == "芯片法案" for term in kept)


def test_frequent_terms_come_earlier_in_the_order_by_frequency():
    def place(order, zh):
        return [term.zh for term in find_in_pairs([*PAIRS, *PAIRS[:3] * 2], order)].index(zh)

    assert place("frequent", "务实外交") <= place("termlike", "务实外交")
    strength = {
        order: found([*PAIRS, *PAIRS[:3] * 2], order)[DIPLOMACY].strength
        for order in ("termlike", "frequent")
    }
    assert strength["frequent"] - strength["termlike"] == pytest.approx(1.5 * np.log(9))


def test_terms_come_by_strength_and_have_probabilities(terms):
    listed = find_in_pairs(PAIRS)
    assert [term.strength for term in listed] == sorted((t.strength for t in listed), reverse=True)
    assert all(0 <= term.probability <= 1 for term in listed)


def test_the_order_of_the_pairs_changes_nothing(terms):
    assert list(found(PAIRS[::-1]).values()) == list(terms.values())


@pytest.mark.parametrize(
    "pairs", [[], [pair("", "Nothing.")], [pair("好。", " ")], [pair("。", "!")]]
)
def test_pairs_without_text_have_no_terms(pairs):
    assert find_in_pairs(pairs) == []


@pytest.mark.parametrize(
    ("probability", "kept"),
    [
        ([LEAST_BEST, LEAST_PROBABILITY], [True, True]),
        ([LEAST_BEST, LEAST_PROBABILITY / 2], [True, False]),
        ([LEAST_BEST / 2, LEAST_BEST / 2], [False, False]),  # no rendering of the term is probable
    ],
)
def test_a_rendering_is_shown_where_it_is_probable_and_so_is_its_term(probability, kept):
    candidates = SimpleNamespace(zh=np.array([0, 0]), zh_terms=["务实外交"])
    assert probable(candidates, np.array(probability)).tolist() == kept


ODDS = st.floats(-5, 5).map(lambda value: round(value, 3))
RENDERINGS = st.lists(st.tuples(st.integers(0, 2), ODDS, ODDS), min_size=1, max_size=8)


@given(RENDERINGS)
def test_the_best_rendering_of_a_term_keeps_its_termhood_and_leads(renderings):
    """By quality: log-odds of being right plus termhood; the others come behind by what they lack.

    The last of equals leads.
    """
    zh, termhood, right = (np.array(column) for column in zip(*renderings, strict=True))
    found = strengths(zh, termhood, right)
    for term in set(zh.tolist()):
        rows = np.flatnonzero(zh == term)
        quality = (right + termhood)[rows]
        best = rows[len(rows) - 1 - np.argmax(quality[::-1])]
        assert found[best] == termhood[best]
        others = rows[rows != best]
        assert (found[others] <= found[best] - 0.01 + 1e-9).all()
        assert (found[others] <= termhood[others] + 1e-9).all()
        lack = quality.max() - (right + termhood)[others]
        expected = np.minimum(termhood[others], termhood[best] - 0.01) - 0.2 * lack
        assert found[others] == pytest.approx(expected)


def test_a_better_rendering_leads_a_more_termlike_one():
    """Right by itself 3 against 0, termhood 1 against 2."""
    found = strengths(np.array([0, 0]), np.array([2.0, 1.0]), np.array([0.0, 3.0]))
    assert found[1] == 1.0 > found[0]
