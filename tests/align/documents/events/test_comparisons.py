"""Comparisons of documents: what brings two of them closer, and what does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.documents.events.comparisons import (
    CROSS_SCORES,
    EN,
    WITHIN_SCORES,
    ZH,
    Comparisons,
    DocumentCollection,
    telling,
)

QUAKE_ZH = ["日本东北部发生强烈地震。", "地震造成三座桥梁倒塌。"]
BUDGET_ZH = ["市议会批准了新的预算。", "预算将用于修建学校。"]
FINAL_ZH = ["球队在决赛中获胜。", "数千名球迷庆祝胜利。"]
QUAKE_EN = ["A strong earthquake struck northeastern Japan.", "Three bridges collapsed in it."]
BUDGET_EN = ["The city council approved a new budget.", "The budget will pay for schools."]
FINAL_EN = ["The team won the final.", "Thousands of fans celebrated the victory."]
BAKERY_EN = ["A bakery in the old town closed.", "Its owner is retiring after forty years."]
CHINESE = [QUAKE_ZH, BUDGET_ZH, FINAL_ZH]
ENGLISH = [QUAKE_EN, BUDGET_EN, FINAL_EN, BAKERY_EN]


def table(found, names):
    """Each compared pair of documents with its scores by name."""
    pairs = zip(found.first.tolist(), found.second.tolist(), strict=True)
    rows = (dict(zip(names, row, strict=True)) for row in found.scores.tolist())
    return dict(zip(pairs, rows, strict=True))


def within(side, *documents):
    zh, en = (documents, ()) if side == ZH else ((), documents)
    return table(DocumentCollection(zh, en).within(side), WITHIN_SCORES)


@pytest.fixture(scope="module")
def across():
    return table(DocumentCollection(CHINESE, ENGLISH).across(), CROSS_SCORES)


@pytest.mark.parametrize("score", [name for name in CROSS_SCORES if name != "best name"])
@pytest.mark.parametrize("zh", range(3))
def test_the_report_of_the_same_event_scores_highest(across, zh, score):
    own = across[zh, 3 + zh][score]
    assert own > max((row[score] for pair, row in across.items() if pair[0] == zh
                      and pair[1] != 3 + zh), default=0.0)  # fmt: skip


def test_a_shared_name_is_told_apart_from_shared_words(across):
    """Japan is a name; schools and victories are none."""
    assert across[0, 3]["best name"] > 0.5
    assert across[1, 4]["best name"] == across[2, 5]["best name"] == 0.0


def test_scores_do_not_depend_on_the_order_of_documents(across):
    turned = table(DocumentCollection(CHINESE[::-1], ENGLISH[::-1]).across(), CROSS_SCORES)
    renumbered = {(2 - zh, 3 + 6 - en): row for (zh, en), row in turned.items()}
    assert renumbered.keys() == across.keys()
    for pair, row in renumbered.items():
        assert list(row.values()) == pytest.approx(list(across[pair].values()), abs=1e-4)


@pytest.mark.parametrize(("zh", "en"), [(CHINESE, []), ([], ENGLISH), ([], [])])
def test_without_one_language_nothing_is_compared_across(zh, en):
    found = DocumentCollection(zh, en).across()
    assert found.scores.shape == (0, len(CROSS_SCORES))
    assert found.lengths.shape == (0, 2)


RARE = "Mayor Haugland spoke about buses."
FREQUENT = "The president spoke about buses."


@pytest.mark.parametrize("score", ["words", "shared", "words at large", "best name"])
def test_a_rare_name_brings_documents_closer_than_a_frequent_word(score):
    rare = within(EN, [RARE], ["Haugland travels to a conference."], ["Rain fell."])[0, 1]
    frequent = within(EN, [FREQUENT], ["The president travels to a conference."], ["Rain fell."])
    assert rare[score] > frequent[0, 1][score]


def test_a_chinese_name_counts_on_its_own():
    texts = ["特朗普谈到公交车。", "特朗普出席会议。", "总统谈到天气。", "总统出席会议。"]
    found = within(ZH, *([text] for text in texts))
    assert found[0, 1]["best name"] > 0.5
    assert found[2, 3]["best name"] == 0.0


def test_a_word_of_all_documents_brings_two_closer_than_none_but_less_than_one_of_few():
    texts = ["报告谈到地震和桥梁。", "报告谈到地震和学校。", "报告谈到预算。", "报告谈到球队。"]
    found = within(ZH, *([text] for text in texts))
    assert found[0, 1]["words"] > found[0, 2]["words"] >= 0.0
    assert found[0, 1]["shared"] > found[0, 2]["shared"]


@pytest.mark.parametrize(("side", "text"), [(ZH, QUAKE_ZH), (EN, QUAKE_EN)])
def test_a_document_and_its_copy_are_as_close_as_can_be(side, text):
    row = within(side, text, text, BUDGET_ZH if side == ZH else BUDGET_EN)[0, 1]
    assert [row["words"], row["pieces"], row["words at large"]] == pytest.approx([1.0] * 3)


def test_pieces_tell_word_order_from_word_choice():
    """The same words beside each other count; the same words in another order do not."""
    same, other = ["Council approves budget."], ["Budget approves council."]
    found = within(EN, same, same, other)
    assert found[0, 2]["words"] == pytest.approx(found[0, 1]["words"])
    assert found[0, 2]["pieces"] < found[0, 1]["pieces"]


def test_two_words_for_one_thing_are_seen_through_the_other_language():
    en = [["An earthquake struck the island."], ["The quake on the island was strong."],
          ["The team on the island lost the match."]]  # fmt: skip
    found = table(DocumentCollection(CHINESE, en).within(EN), WITHIN_SCORES)
    assert found[3, 4]["translated"] > found[3, 5]["translated"]


def test_lengths_are_sorted_whichever_language_is_shorter():
    found = DocumentCollection(
        [QUAKE_ZH[:1], [*BUDGET_ZH, *BUDGET_ZH]], [QUAKE_EN, BUDGET_EN[:1]]
    ).across()
    assert {(0, 2), (1, 3)} <= set(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert (found.lengths[:, 0] < found.lengths[:, 1]).all()


def test_a_long_document_is_as_long_as_those_of_the_training_data():
    long = [f"The bridge over river {k} fell into the water." for k in range(400)]
    _, longest = DocumentCollection([], [long, QUAKE_EN]).within(EN).lengths[0]
    assert longest == pytest.approx(np.log(181.0))


def scored(*rows):
    """Comparisons of three Chinese documents, each with three English ones, by one score."""
    first, second = np.divmod(np.arange(9), 3)
    scores = np.array(rows, float).reshape(9, 1)
    return Comparisons(first, second + 3, scores, np.zeros((9, 2)))


USUAL = np.array([[1.0, 1.0]])


def test_a_pair_stands_out_against_the_other_pairs_of_its_documents():
    """Five is much where the others have nought, and little where the others have four."""
    alone = scored(5, 0, 0, 0, 0, 0, 0, 0, 0).features(USUAL)[0, 0]
    among = scored(5, 4, 4, 4, 4, 4, 4, 4, 4).features(USUAL)[0, 0]
    assert alone > among > 0


def test_a_lone_pair_is_held_against_the_training_data():
    lone = Comparisons(np.array([0]), np.array([1]), np.array([[3.0]]), np.zeros((1, 2)))
    assert lone.features(USUAL)[0] == pytest.approx([2.0, 0.0, 0.0, 0.0])
    assert lone.features(np.array([[0.0, 3.0]]))[0, 0] == pytest.approx(1.0)


@given(st.lists(st.floats(0, 5), min_size=9, max_size=9), st.permutations(range(9)))
def test_features_belong_to_the_pair_whatever_the_order(scores, order):
    found = scored(*scores)
    turned = Comparisons(
        found.first[order], found.second[order], found.scores[order], found.lengths[order]
    )
    expected = found.features(USUAL)[order]
    assert turned.features(USUAL) == pytest.approx(expected, abs=1e-6)


@given(st.integers(1, 99), st.integers(1, 100), st.floats(0, 0.05), st.floats(1e-6, 0.05))
def test_a_word_tells_less_the_more_documents_have_it_here_or_at_large(count, more, share, rest):
    weights = telling(np.array([count, count + more, count]), 200, np.array([share, share, share]))
    common = telling(np.array([count]), 200, np.array([share + rest]))
    assert weights[0] == weights[2] > weights[1] >= 0
    assert weights[0] >= common[0]
