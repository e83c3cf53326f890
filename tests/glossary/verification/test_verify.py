"""What sentence pairs say of a list: right pairs are shown, planted wrong ones refuted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import SentencePair
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.verification.verify import Verdict, verify

NOUNS = {
    "港口": "harbour",
    "渔船": "fishing boat",
    "灯塔": "lighthouse",
    "码头": "pier",
    "潮汐表": "tide table",
    "海关": "customs office",
}
FRAMES = [
    ("昨天市长参观了{}。", "The mayor visited the {} yesterday."),
    ("居民们希望保留{}。", "Residents want to keep the {}."),
    ("{}明年将重新开放。", "The {} will reopen next year."),
    ("报告没有提到{}。", "The report does not mention the {}."),
]
PAIRS = [
    SentencePair(zh.format(noun), en.format(name))
    for noun, name in NOUNS.items()
    for zh, en in FRAMES
]


def verdicts(*pairs, **more):
    rows = [(TermPair(zh, en, status=Status.APPROVED), None) for zh, en in pairs]
    return [each.verdict for each in verify(rows, PAIRS, **more)]


def test_right_pairs_are_shown_with_where_and_how_often():
    found = verify([(TermPair(zh, en), 7) for zh, en in NOUNS.items()], PAIRS)
    assert {each.verdict for each in found} == {Verdict.SHOWN}
    for each in found:
        assert each.line == 7
        assert each.zh_count == each.en_count == each.together == len(FRAMES)
        assert each.aligned >= 2
        assert each.contexts
        assert all(each.zh in pair.zh and each.en in pair.en for pair in each.contexts)


@settings(max_examples=20, deadline=None)
@given(st.permutations([*NOUNS.values()]))
def test_no_wrong_pair_is_shown_and_no_right_one_refuted(names):
    found = dict(zip(NOUNS, verdicts(*zip(NOUNS, names, strict=True)), strict=True))
    for noun, name in zip(NOUNS, names, strict=True):
        assert found[noun] is not (Verdict.REFUTED if NOUNS[noun] == name else Verdict.SHOWN)


def test_a_wrong_pair_is_refuted_by_what_the_texts_have_instead():
    (found,) = verify([(TermPair("灯塔", "watchtower"), None)], PAIRS)
    assert found.verdict is Verdict.REFUTED
    assert found.instead[0].text == "lighthouse"
    assert "lighthouse" in found.reason
    assert all("灯塔" in pair.zh for pair in found.contexts)


def test_a_part_of_a_term_is_not_the_term():
    assert verdicts(("潮汐", "tide table")) != [Verdict.SHOWN]


def test_what_is_not_in_the_texts_is_unseen():
    (found,) = verify([(TermPair("宇宙飞船", "lighthouse"), None)], PAIRS)
    assert found.verdict is Verdict.UNSEEN
    assert found.reason == "宇宙飞船 is not in the texts; for lighthouse they have 灯塔"


@pytest.mark.parametrize(
    ("en", "verdict"), [("Yingde", Verdict.SHOWN), ("Yingkou", Verdict.REFUTED)]
)
def test_what_only_comparable_documents_have_counts(en, verdict):
    entry = ConceptEntry("c", (TermPair("英德城", "Yingde", 0.9, 0.9, 3),))
    assert verdicts(("英德城", en), extracted=[entry]) == [verdict]


def test_no_text_decides_nothing():
    (found,) = verify([(TermPair("灯塔", "lighthouse"), None)], [])
    assert found.verdict is Verdict.UNSEEN


PERSONS = [
    SentencePair(
        "港务局局长陆敏哲昨天表示，灯塔将重新开放。",
        "Lu Minzhe, head of the port authority, said the lighthouse would reopen.",
    ),
    SentencePair(
        "陆敏哲说，居民们希望保留码头。", "Residents want to keep the pier, Lu Minzhe said."
    ),
    SentencePair("渔船昨天停在白沙湾。", "The fishing boat lay in Baishawan yesterday."),
]


@pytest.mark.parametrize(
    ("zh", "wrong", "right"),
    [
        ("陆敏哲", "Lu Minzhen", "Lu Minzhe"),
        ("陆敏哲", "Lu Minzh", "Lu Minzhe"),
        ("陆敏哲", "Lu Min Zhe", "Lu Minzhe"),
        ("白沙湾", "Baishawang", "Baishawan"),
        ("白沙湾", "Baisha Wan", "Baishawan"),
    ],
)
def test_a_misspelt_name_is_refuted_with_the_right_spelling(zh, wrong, right):
    rows = [(TermPair(zh, wrong), None), (TermPair(zh, right), None)]
    misspelt, spelt = verify(rows, [*PAIRS, *PERSONS])
    assert misspelt.verdict is Verdict.REFUTED
    assert misspelt.together == misspelt.aligned == 0
    assert misspelt.instead[0].text == right
    assert spelt.together == sum(zh in pair.zh for pair in PERSONS)
    assert spelt.verdict is not Verdict.REFUTED


def test_what_is_shown_is_aligned_somewhere():
    known = [*NOUNS.items(), ("灯塔", "LH"), ("海关", "customs office building"), ("潮汐表", "TT")]
    for each in verify([(TermPair(zh, en), None) for zh, en in known], PAIRS):
        assert each.aligned or each.verdict is not Verdict.SHOWN
