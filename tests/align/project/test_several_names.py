"""Concepts that the documents of a topic name in several ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.project.several_names import several_names
from corpus.model import Topic
from glossary.entries import ConceptEntry, Status, TermPair


def pair(zh, en, score=0.9, probability=0.9, status=Status.CANDIDATE):
    return TermPair(zh, en, score, probability, status=status)


KOREA = ConceptEntry("korea", (pair("韩国", "South Korea"), pair("大韩民国", "ROK")))
TEXTS = {
    "z": ["韩国总统来访。", "韩国企业期待。", "大韩民国政府表示欢迎。"],
    "e": ["The ROK hopes for more."],
    "f": ["South Korea agreed.", "The ROK said so.", "The ROK agreed."],
}
TOPICS = (Topic(1, ("e", "f", "z")),)


def found(entries=(KOREA,), texts=TEXTS, topics=TOPICS):
    """Per topic: concept, Chinese terms and English terms with their counts by document."""
    return {
        number: [
            (
                each.concept,
                {term: dict(counts) for term, counts in each.zh.items()},
                {term: dict(counts) for term, counts in each.en.items()},
            )
            for each in namings
        ]
        for number, namings in several_names(entries, topics, texts).items()
    }


def test_each_term_says_how_often_which_documents_use_it():
    zh = {"韩国": {"z": 2}, "大韩民国": {"z": 1}}
    en = {"ROK": {"e": 1, "f": 2}, "South Korea": {"f": 1}}
    assert found() == {1: [("korea", zh, en)]}


def test_the_most_frequent_term_comes_first():
    ((_, zh, en),) = found()[1]
    assert list(zh) == ["韩国", "大韩民国"]
    assert list(en) == ["ROK", "South Korea"]


def test_of_equally_frequent_terms_the_first_by_its_characters():
    texts = {"z": ["韩国和大韩民国。"], "e": ["South Korea, or the ROK."]}
    ((_, zh, en),) = found(texts=texts, topics=(Topic(1, ("e", "z")),))[1]
    assert list(zh) == ["大韩民国", "韩国"]
    assert list(en) == ["ROK", "South Korea"]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        (["韩国总统来访。"], ["South Korea agreed."]),  # one name on each side
        (["韩国、南韩和大韩民国。"], ["Nothing was agreed."]),  # no English name
        (["没有消息。"], ["South Korea, or the ROK, or Republic of Korea."]),  # no Chinese name
    ],
)
def test_a_concept_without_a_choice_is_not_told(zh, en):
    korea = ConceptEntry("korea", (*KOREA.pairs, pair("南韩", "Republic of Korea")))
    assert found((korea,), {"z": zh, "e": en}, (Topic(1, ("e", "z")),)) == {}


def test_forms_of_a_word_and_scripts_of_one_are_one_term():
    """It is shown as the first pair has it, even where another pair is surer."""
    entry = ConceptEntry("policy", (pair("政策", "policy", 0.6), pair("方針", "policies", 0.9)))
    texts = {"z": ["政策與方針。", "方针不变。"], "e": ["A policy, or policies."]}
    ((_, zh, en),) = found((entry,), texts, (Topic(1, ("e", "z")),))[1]
    assert zh == {"方針": {"z": 2}, "政策": {"z": 1}}
    assert en == {"policy": {"e": 2}}


def test_a_term_that_stands_only_inside_a_longer_one_is_not_counted_on_its_own():
    longer = ConceptEntry("north", (pair("北大韩民国", "North ROK"), pair("北韩", "DPRK")))
    texts = {"z": ["北大韩民国与韩国。"], "e": ["The North ROK and South Korea."]}
    assert found((KOREA, longer), texts, (Topic(1, ("e", "z")),)) == {}
    assert found((KOREA,), texts, (Topic(1, ("e", "z")),))


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (pair("大韩民国", "ROK", status=Status.APPROVED, score=0.0, probability=0.0), True),
        (pair("大韩民国", "ROK", score=0.26, probability=0.51), True),
        (pair("大韩民国", "ROK", score=0.24), False),  # mostly everyday words
        (pair("大韩民国", "ROK", probability=0.49), False),  # rather wrong than right
        (pair("大韩民国", "ROK", status=Status.SUGGESTED), False),
        (pair("大韩民国", "ROK", status=Status.DEPRECATED), False),
        (pair("大韩民国", "ROK", status=Status.REJECTED), False),
    ],
)
def test_doubtful_and_unwanted_pairs_name_nothing(second, told):
    entry = ConceptEntry("korea", (KOREA.pairs[0], second))
    assert bool(found((entry,))) is told


def test_a_topic_of_one_document_has_no_choice():
    texts = {"z": ["韩国（South Korea, ROK）与大韩民国。"]}
    assert found(texts=texts, topics=(Topic(1, ("z",)),)) == {}


def test_no_entries():
    assert found(()) == {}


OTHER = ConceptEntry("talks", (pair("会谈", "talks"), pair("磋商", "consultation")))
MANY = TEXTS | {"y": ["会谈开始。", "磋商结束。"], "g": ["The talks ended."]}


@given(st.permutations(["e", "f", "g", "y", "z"]))
def test_the_order_of_documents_changes_nothing(order):
    expected = found((KOREA, OTHER), MANY, (Topic(1, tuple(sorted(order))),))
    assert found((KOREA, OTHER), MANY, (Topic(1, tuple(order)),)) == expected
    assert [concept for concept, _, _ in expected[1]] == ["korea", "talks"]
    turned = found((OTHER, KOREA), MANY, (Topic(1, tuple(order)),))
    assert [concept for concept, _, _ in turned[1]] == ["talks", "korea"]
