"""Near misses: almost a term of the topic, and another thing."""

import pytest

from align.project.near_misses import near_misses
from corpus.model import Topic
from glossary.entries import ConceptEntry, Status, TermPair

POLICY = ConceptEntry("policy", (TermPair("一个中国政策", "One-China policy"),))
ONE_CHINA = ConceptEntry("one china", (TermPair("一个中国", "One-China"),))
TERMS = (POLICY, ONE_CHINA)
ZH = "他尊重一个中国政策。"
EN = "He respects the One-China policy."
TOPIC = (Topic(1, ("z", "e")),)


def found(zh, en=EN, entries=TERMS, topics=TOPIC):
    """Per topic what stands beside each term: concept, Chinese counts, English counts."""
    texts = {"z": [zh] if isinstance(zh, str) else zh, "e": [en] if isinstance(en, str) else en}
    return {
        number: [
            (each.concept, dict_of(each.zh), dict_of(each.en)) for each in namings
        ]
        for number, namings in near_misses(entries, topics, texts).items()
    }  # fmt: skip


def dict_of(side):
    return {term: dict(counts) for term, counts in side.items()}


def test_another_head_behind_the_same_beginning_stands_beside_the_term():
    zh = [ZH, "北京坚持一个中国原则。", "一个中国原则不变。"]
    assert found(zh) == {
        1: [
            (
                "policy",
                {"一个中国政策": {"z": 1}, "一个中国原则": {"z": 2}},
                {"One-China policy": {"e": 1}},
            )
        ]
    }


def test_an_english_head_counts_in_any_form_and_is_shown_as_first_written():
    en = [EN, "The One-China principles matter.", "One-China principle, he said."]
    ((_, _, english),) = found(ZH, en)[1]
    assert english == {"One-China policy": {"e": 1}, "One-China principles": {"e": 2}}


def test_scripts_are_one():
    ((_, chinese, _),) = found([ZH, "北京堅持一個中國原則。"])[1]
    assert chinese == {"一个中国政策": {"z": 1}, "一個中國原則": {"z": 1}}


def test_each_document_is_counted_by_itself():
    texts = {"z": [ZH], "t": ["一个中国原则。", ZH], "e": [EN]}
    ((naming,),) = near_misses(TERMS, (Topic(1, ("e", "t", "z")),), texts).values()
    assert dict_of(naming.zh) == {
        "一个中国政策": {"z": 1, "t": 1},
        "一个中国原则": {"t": 1},
    }


@pytest.mark.parametrize(
    "zh",
    [
        ZH,
        "他尊重一个中国政策。只有一个中国，原则不变。",  # parted by a comma
        "他尊重一个中国政策。世上只有一个中国存在。",  # no noun behind it
        "北京坚持一个中国原则。",  # the term itself is nowhere
    ],
)
def test_there_is_no_near_miss(zh):
    assert found(zh) == {}


def test_a_mark_between_beginning_and_head_parts_them_unless_it_is_a_quotation_mark():
    assert found(ZH, [EN, "Of the One-China, principles are left."]) == {}
    assert found(ZH, [EN, "The “One-China” principle is left."])


def test_a_term_whose_head_is_no_noun_has_none():
    entries = (ConceptEntry("x", (TermPair("一个中国坚持", "One-China upheld"),)), ONE_CHINA)
    assert found("一个中国坚持。一个中国原则。", "One-China upheld.", entries) == {}


MISS = ZH + "北京坚持一个中国原则。"


def test_the_term_must_stand_in_both_languages():
    assert found(MISS)
    assert found(MISS, "He respects China.") == {}


def test_what_is_a_term_itself_is_no_near_miss():
    own = ConceptEntry("principle", (TermPair("一个中国原则", "One-China principle"),))
    assert found(MISS, entries=(*TERMS, own)) == {}


@pytest.mark.parametrize(
    "entries",
    [
        (POLICY,),  # the beginning is no pair
        (POLICY, ConceptEntry("x", (TermPair("一个中国", "One-China", status=Status.REJECTED),))),
        (
            ConceptEntry("x", (TermPair("韩国总统", "South Korean president"),)),
            ConceptEntry("y", (TermPair("韩国", "South Korean"),)),  # one word has too many heads
        ),
        (),
    ],
)
def test_the_beginning_must_be_a_pair_of_two_words_and_more(entries):
    zh = MISS + "韩国总统来访。韩国企业期待。"
    assert found(zh, EN + " The South Korean president came.", entries) == {}


def test_a_topic_of_one_document_has_none():
    assert found([MISS, EN], topics=(Topic(1, ("z", "e")),))
    assert found([MISS, EN], topics=(Topic(1, ("z",)), Topic(2, ("e",)))) == {}


def test_topics_are_told_apart():
    topics = (Topic(1, ("z", "e")), Topic(2, ("y", "f")))
    texts = {"z": [MISS], "e": [EN], "y": [ZH], "f": [EN]}
    assert list(near_misses(TERMS, topics, texts)) == [1]


def test_namings_keep_the_order_of_the_entries():
    other = (
        ConceptEntry("cooperation", (TermPair("区域经济合作", "regional economic cooperation"),)),
        ConceptEntry("economy", (TermPair("区域经济", "regional economic"),)),
    )
    zh = MISS + "双方谈到区域经济合作。区域经济政策没有变。"
    en = EN + " They discussed regional economic cooperation."
    assert [concept for concept, _, _ in found(zh, en, (*other, *TERMS))[1]] == [
        "cooperation",
        "policy",
    ]
    assert [concept for concept, _, _ in found(zh, en, (*TERMS, *other))[1]] == [
        "policy",
        "cooperation",
    ]
