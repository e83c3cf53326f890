"""Likelihood ratios of sentences given sentences: the dictionary's, and what beads teach."""

import numpy as np
import pytest

from glossary.lexicon.evidence import FLOOR, LearningBead, gather_evidence
from glossary.lexicon.ratio_kernels import add_ratios, span_log_ratios

DIPLOMACY_ZH = "韩国将继续奉行务实外交。"
DIPLOMACY_EN = "South Korea will continue to pursue pragmatic diplomacy."
FOOTBALL_EN = "The football match ended without a goal on Sunday evening."


def judge(direction, mass, source=0):
    """Log-likelihood ratios of every target sentence given one source sentence."""
    count = len(direction.target_starts) - 1
    found = span_log_ratios(direction, mass, source, 1, np.array([0]), np.array([count]))
    return found.values


def test_pragmatic_diplomacy_is_explained_better_than_a_football_match():
    evidence = gather_evidence(["务实外交"], ["pragmatic diplomacy", "football match"])
    good, bad = judge(evidence.lemmas, evidence.zh_mass)
    assert good > 0 > bad
    assert good - bad > 3


def test_both_directions_and_the_characters_prefer_the_translation():
    evidence = gather_evidence([DIPLOMACY_ZH], [DIPLOMACY_EN, FOOTBALL_EN])
    good, bad = judge(evidence.lemmas, evidence.zh_mass)
    assert good > bad + 5
    for direction in (evidence.words, evidence.characters):
        good, bad = (judge(direction, evidence.en_mass, source)[0] for source in (0, 1))
        assert good > bad + 1


def test_a_word_without_any_link_costs_the_logarithm_of_the_floor():
    evidence = gather_evidence(["。"], ["Goal"])
    assert judge(evidence.lemmas, evidence.zh_mass)[0] == pytest.approx(
        np.log(evidence.lemmas.floor), rel=1e-5
    )


def test_traditional_text_is_judged_like_simplified_text():
    simplified = gather_evidence([DIPLOMACY_ZH], [DIPLOMACY_EN])
    traditional = gather_evidence(["韓國將繼續奉行務實外交。"], [DIPLOMACY_EN])
    assert judge(traditional.lemmas, traditional.zh_mass)[0] == pytest.approx(
        judge(simplified.lemmas, simplified.zh_mass)[0]
    )


def test_figures_and_names_count():
    evidence = gather_evidence(
        ["赵乐际说损失达三百万元。"],
        ["Zhao put the loss at 3 million yuan.", "Smith put the loss at 5 million yuan."],
    )
    right, wrong = judge(evidence.lemmas, evidence.zh_mass)
    assert right > wrong + 3


def test_an_empty_sentence_has_no_mass_and_explains_nothing():
    evidence = gather_evidence(["", "外交"], ["", "diplomacy"])
    assert evidence.zh_mass.tolist()[0] == evidence.en_mass.tolist()[0] == 0.0
    assert judge(evidence.lemmas, evidence.zh_mass, 0)[1] < 0
    assert judge(evidence.lemmas, evidence.zh_mass, 1)[0] == 0.0


@pytest.mark.parametrize(("zh", "en"), [([], []), (["外交"], []), ([], ["diplomacy"])])
def test_collections_with_an_empty_side(zh, en):
    evidence = gather_evidence(zh, en).learnt([])
    assert len(evidence.zh_mass) == len(zh)
    assert len(evidence.en_mass) == len(en)


def test_backgrounds_have_a_floor():
    evidence = gather_evidence([DIPLOMACY_ZH], [DIPLOMACY_EN + " Zzyzx"])
    for background in (
        evidence.lemma_background,
        evidence.word_background,
        evidence.character_background,
    ):
        assert background.min() >= np.float32(FLOOR)
        assert background.max() <= 1


# What the run teaches: the brand Zorvex and its Chinese name are no pair in any dictionary.

PHONE_ZH = ["灵犀手机上市。", "灵犀手机降价。", "灵犀手机缺货。", "灵犀手机升级。"] * 3
PHONE_EN = [
    "The Zorvex phone is on sale.",
    "The Zorvex phone becomes cheaper.",
    "The Zorvex phone is out of stock.",
    "The Zorvex phone gets an update.",
] * 3
TAUGHT_ZH = [*PHONE_ZH, "外交部回应。"]
TAUGHT_EN = [*PHONE_EN, "The foreign ministry responded."]
SPREAD = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0]


def taught(folds):
    """The evidence before and after a lesson; a sentence whose fold is None stays away."""
    evidence = gather_evidence(TAUGHT_ZH, TAUGHT_EN)
    beads = [LearningBead([i], [i], 1.0, fold) for i, fold in enumerate(folds) if fold is not None]
    return evidence, evidence.learnt(beads)


@pytest.mark.parametrize(
    ("name", "mass"), [("lemmas", "zh_mass"), ("words", "en_mass"), ("characters", "en_mass")]
)
def test_learnt_tables_explain_what_the_dictionary_lacks(name, mass):
    before, after = taught(SPREAD)
    for sentence in range(len(PHONE_ZH)):
        old = judge(getattr(before, name), getattr(before, mass), sentence)[sentence]
        new = judge(getattr(after, name), getattr(after, mass), sentence)[sentence]
        assert new > old + 0.1


def test_a_fold_does_not_see_what_it_taught_itself():
    """All that names the phone is in one fold: its own sentences learn nothing of it."""
    before, after = taught([0] * len(PHONE_ZH) + [1])
    for sentence in range(len(PHONE_ZH)):
        assert judge(after.lemmas, after.zh_mass, sentence)[:-1] == pytest.approx(
            judge(before.lemmas, before.zh_mass, sentence)[:-1], rel=1e-5
        )


def test_a_sentence_that_taught_nothing_sees_every_fold():
    before, after = taught([None, *[0] * (len(PHONE_ZH) - 1), 1])
    old, new = (judge(evidence.lemmas, evidence.zh_mass)[0] for evidence in (before, after))
    assert new > old + 0.1


def test_the_evidence_that_teaches_is_left_as_it_was():
    before, after = taught(SPREAD)
    assert (before.lemmas.folds == -1).all()
    assert after.lemmas.folds.tolist() == SPREAD
    assert len(before.lemmas.learnt.targets) == 0 < len(after.lemmas.learnt.targets)


def plain_likelihood(direction, mass, run, units):
    """Of some target units given a run of source sentences, by the definition."""
    ratios = {}
    for sentence in run:
        for at in range(direction.source_starts[sentence], direction.source_starts[sentence + 1]):
            unit = direction.source_units[at]
            share = float(mass[sentence]) * float(direction.shares[at])
            for table in (direction.known, direction.learnt):
                fold = int(direction.folds[sentence])
                row = table.ratios[fold if 0 <= fold < len(table.ratios) - 1 else -1]
                for cell in range(table.starts[unit], table.starts[unit + 1]):
                    type_ = int(table.targets[cell])
                    ratios[type_] = ratios.get(type_, 0.0) + share * float(row[cell])
    total = max(1e-6, sum(float(mass[sentence]) for sentence in run))
    return sum(
        np.log(direction.floor + ratios.get(int(unit), 0.0) / total)
        for unit in direction.target_units[units]
    )


@pytest.mark.parametrize("name", ["lemmas", "words", "characters"])
def test_likelihoods_equal_a_plain_computation(name):
    _, evidence = taught([*SPREAD[:-1], None])
    direction = getattr(evidence, name)
    mass = evidence.zh_mass if name == "lemmas" else evidence.en_mass
    lows, highs = np.array([0, 1, 10, 3]), np.array([3, 3, 13, 3])  # the last row is empty
    found = span_log_ratios(direction, mass, 9, 3, lows, highs)
    expected, first, last = [], [], []
    for i, (low, high) in enumerate(zip(lows, highs, strict=True)):
        for m in range(1, min(3, len(lows) - i) + 1):
            for target in range(low, high):
                begin, end = direction.target_starts[target : target + 2]
                parts = (
                    (expected, slice(begin, end)),
                    (first, slice(begin, direction.first_ends[target])),
                    (last, slice(direction.last_starts[target], end)),
                )
                for values, units in parts[: 3 if m == 1 else 1]:
                    run = range(9 + i, 9 + i + m)
                    values.append(plain_likelihood(direction, mass, run, units))
    assert found.values == pytest.approx(expected, rel=1e-4, abs=1e-4)
    assert found.first == pytest.approx(first, rel=1e-4, abs=1e-4)
    assert found.last == pytest.approx(last, rel=1e-4, abs=1e-4)
    assert found.starts.tolist() == [0, 9, 15, 21, 21]
    assert found.clause_starts.tolist() == [0, 3, 5, 8, 8]
    twin = span_log_ratios.py_func(direction, mass, 9, 3, lows, highs)
    for mine, other in zip(found, twin, strict=True):
        assert mine == pytest.approx(other, rel=1e-4, abs=1e-5)


def test_a_sentence_of_one_clause_is_its_own_first_and_last():
    evidence = gather_evidence(["外交"], ["diplomacy", "", "first, second, and third"])
    found = span_log_ratios(evidence.lemmas, evidence.zh_mass, 0, 1, np.array([0]), np.array([3]))
    assert found.first[:2].tolist() == found.last[:2].tolist() == found.values[:2].tolist()
    assert found.first[2] > found.values[2] < found.last[2]


def test_a_figure_with_a_separator_is_not_cut_into_clauses():
    """As clauses “3,” and “000” it would be two figures, and neither the English one."""
    evidence = gather_evidence(["损失3,000元"], ["3,000", "3"])
    right, wrong = judge(evidence.lemmas, evidence.zh_mass)
    assert right > wrong + 0.5


def test_adding_ratios_names_what_it_touched():
    evidence = gather_evidence(TAUGHT_ZH, TAUGHT_EN)
    direction = evidence.lemmas
    ratios = np.zeros(direction.types, np.float32)
    touched = np.empty(direction.types, np.int32)
    count = add_ratios(direction, 0, 2.0, ratios, touched, 0)
    count = add_ratios(direction, 12, 1.0, ratios, touched, count)
    assert sorted(touched[:count].tolist()) == np.flatnonzero(ratios).tolist()
