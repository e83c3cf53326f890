"""What the places of a candidate pair tell of its borders."""

import numpy as np
import pytest

from glossary.analysis.tokens import chinese_text, english_text
from glossary.extraction.ranking.places import PLACES, evidence_of_places
from glossary.extraction.word_alignment.candidates import find_candidates

PAIRS = (
    ("经济合作很重要。", "Economic cooperation matters."),
    ("双方谈到经济合作。", "Both sides spoke of economic cooperation."),
    ("香港特别行政区政府表示欢迎。", "The Hong Kong government welcomed it."),
    ("世界卫生组织（世卫组织）发布了指南。", "The World Health Organization (WHO) gave guidance."),
    ("他们签署了区域经济合作协议。", "They signed the regional economic cooperation agreement."),
)


def places(pairs):
    """By term pair what its places tell, by name of the column."""
    zh, en = chinese_text([zh for zh, _ in pairs]), english_text([en for _, en in pairs])
    found = find_candidates(zh, en)
    table = np.stack([*evidence_of_places(zh, en, found)], axis=1)
    assert table.shape == (len(found), len(PLACES))
    assert np.isfinite(table).all()
    return {
        (found.zh_terms[a], found.en_terms[b]): dict(zip(PLACES, row, strict=True))
        for a, b, row in zip(found.zh.tolist(), found.en.tolist(), table.tolist(), strict=True)
    }


@pytest.fixture(scope="module")
def rows():
    return places(PAIRS)


COOPERATION = "经济合作", "economic cooperation"
REGIONAL = "区域经济合作", "regional economic cooperation"
HONG_KONG = "香港", "hong kong"
AGREEMENT = "经济合作协议", "economic cooperation agreement"


@pytest.mark.parametrize(
    ("term", "column", "value"),
    [
        (COOPERATION, "zh more before", 2 / 3),  # 谈到, 区域; nothing in the first sentence
        (COOPERATION, "zh more behind", 1 / 3),  # 协议; 很 opens no term
        (COOPERATION, "en more before", 1 / 3),  # regional; not of
        (COOPERATION, "en more behind", 2 / 3),  # matters, agreement
        (COOPERATION, "zh verb right before", 1 / 3),
        (COOPERATION, "zh noun right behind", 1 / 3),
        (COOPERATION, "zh noun right before", 1 / 3),
        (COOPERATION, "en noun right before", 1 / 3),
        (COOPERATION, "in capitals", 0.0),  # the first of a sentence says nothing
        (COOPERATION, "name cut behind", 0.0),
        (HONG_KONG, "in capitals", 1.0),
        (HONG_KONG, "name cut behind", 0.0),
        (HONG_KONG, "name cut before", 0.0),
        (("政府", "government"), "name cut before", 0.0),  # it has no capital itself
        (("香港", "hong"), "name cut behind", 1.0),
        (("香港", "kong"), "name cut before", 1.0),
        (("世界卫生组织", "world"), "name cut behind", 1.0),
        (("世界卫生组织", "world health organization"), "before acronym", 1.0),
        (("世界卫生组织", "world health organization"), "before bracket", 1.0),
        (("世卫组织", "organization"), "before bracket", 0.0),
        (HONG_KONG, "before bracket", 0.0),
        (HONG_KONG, "before acronym", 0.0),
        (COOPERATION, "length ratio", 0.0),
        (HONG_KONG, "length ratio", np.log(2 / 3)),  # one word and two, one added to each
        (("政府", "government"), "length ratio", np.log(1 / 2)),  # no whole word of the first cut
        (("经济合作协议", "cooperation agreement"), "length ratio", np.log(4 / 3)),
    ],
)
def test_words_and_marks_beside_a_term(rows, term, column, value):
    assert rows[term][column] == pytest.approx(value, abs=1e-6)


def test_brackets_that_open_the_next_sentence_are_not_behind_a_term():
    pairs = [("他去了世界卫生组织", "He went to the World Health Organization"),
             ("（世卫组织）表示欢迎", "(WHO) welcomed it")]  # fmt: skip
    row = places(pairs)["世界卫生组织", "world health organization"]
    assert (row["before bracket"], row["before acronym"]) == (0.0, 0.0)


def test_a_name_is_cut_where_a_small_word_goes_on_with_it():
    pairs = [("他在人民银行工作。", "He joined the People’s Bank of China last year.")]
    found = places([*pairs, ("他在人民银行工作。", "He runs the Bank of England.")])
    cut = {en: row["name cut behind"] for (_, en), row in found.items()}
    assert cut["bank"] == 1.0
    assert max(row["name cut behind"] for (_, en), row in found.items() if "china" in en) == 0.0


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (HONG_KONG, ("香港", "kong")),
        (REGIONAL, ("区域经济合作", "regional economic")),
        (AGREEMENT, ("经济合作协议", "cooperation agreement")),
    ],
)  # fmt: skip
def test_what_is_cut_off_shows_in_the_links_of_edges_and_neighbours(rows, whole, part):
    """A neighbour that is linked into the other side belongs to it; an unlinked edge does not."""
    assert rows[part]["most neighbour linked"] >= rows[whole]["most neighbour linked"]
    assert rows[part]["consistent"] < rows[whole]["consistent"]


def test_the_weaker_edges_and_the_closer_neighbours_are_summed_up(rows):
    sides = [f"{side} {place} linked" for side in ("zh", "en") for place in ("first", "last")]
    beside = [f"{side} {place} linked" for side in ("zh", "en") for place in ("before", "behind")]
    for row in rows.values():
        assert row["least edge linked"] == pytest.approx(min(row[name] for name in sides))
        assert row["most neighbour linked"] == pytest.approx(max(row[name] for name in beside))


ALONE = PAIRS[4]


def overlap(one, other):
    """Whether two Chinese terms of the lone sentence share a character."""
    a, b = ALONE[0].index(one), ALONE[0].index(other)
    return a < b + len(other) and b < a + len(one)


def holds(whole, part):
    """Whether one pair is part of another: each term of its term."""
    return whole != part and part[0] in whole[0] and f" {part[1]} " in f" {whole[1]} "


RELATIONS = {
    "over outer": lambda one, other: holds(other, one),
    "over inner": lambda one, other: holds(one, other),
    "over rival zh": lambda one, other: one[0] == other[0] and one[1] != other[1],
    "over rival en": lambda one, other: (
        one[1] == other[1] and one[0] != other[0] and overlap(one[0], other[0])
    ),
    "over crossing": lambda one, other: (
        overlap(one[0], other[0]) and one[0] not in other[0] and other[0] not in one[0]
    ),
}


@pytest.mark.parametrize("column", RELATIONS)
def test_a_pair_is_held_against_the_best_that_competes_for_its_words(column):
    """Above it where it is worse, itself where nothing competes; in a lone sentence."""
    found = places([ALONE])
    values = []
    for pair, row in found.items():
        rivals = [other["best s"] for key, other in found.items() if RELATIONS[column](pair, key)]
        assert row[column] == pytest.approx(row["best s"] - max(rivals, default=0.0), abs=1e-6)
        values.append(bool(rivals))
    assert 0 < sum(values) < len(values)


def test_counts_of_longer_and_shorter_pairs_are_held_against_its_own(rows):
    """经济合作 stands thrice, in 经济合作协议 once; 合作 stands as often as it does."""
    assert rows[COOPERATION]["outer count"] == pytest.approx(1 / 3)
    assert rows[AGREEMENT]["inner count"] == pytest.approx(np.log(4))
    assert rows["签署", "signed"]["outer count"] == 0.0


def test_places_do_not_depend_on_the_order_of_the_text(rows):
    turned = places(PAIRS[::-1])
    assert turned.keys() == rows.keys()
    for pair, row in rows.items():
        assert list(turned[pair].values()) == pytest.approx(list(row.values()), abs=1e-5), pair
