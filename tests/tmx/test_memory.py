import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from corpus.model import Language, SentencePair
from tmx.memory import Memory
from tmx.postings import Postings

PAIRS = [
    SentencePair(
        "韩国总统周四抵达北京。", "South Korea's president arrived in Beijing on Thursday."
    ),
    SentencePair("韩国总统周五抵达东京。", "South Korea's president arrived in Tokyo on Friday."),
    SentencePair("務實外交受到關注。", "Pragmatic diplomacy draws attention."),
    SentencePair("价格上涨３％。", "Prices rose 3%."),
]


@pytest.fixture(scope="module")
def memory():
    return Memory(PAIRS)


@pytest.mark.parametrize(
    "text", ["务实外交受到关注。", "務實外交受到關注。", "\u3000務實外交受到關注。\n"]
)
def test_the_same_text_is_found_in_either_script(memory, text):
    (match,) = memory.exact(text)
    assert (match.percent, match.suggestion) == (100, PAIRS[2].en)


def test_the_same_text_is_found_in_either_language(memory):
    (match,) = memory.exact("Prices rose 3%.")
    assert (match.source, match.text, match.suggestion) == (Language.EN, PAIRS[3].en, PAIRS[3].zh)


def test_a_match_says_how_much_need_not_be_edited(memory):
    matches = memory.matches("韩国总统周四抵达东京。", threshold=50)
    # 11 characters: 四 for 五; 北 for 东 (京 stays)
    assert [(match.percent, match.pair) for match in matches] == [(90, PAIRS[0]), (90, PAIRS[1])]
    (best,) = memory.matches("Korea's president arrived in Beijing on Thursday.", limit=1)
    assert (best.percent, best.pair) == (88, PAIRS[0])  # 1 of 9 words and marks


def test_width_and_case_alone_are_no_full_match(memory):
    assert [match.percent for match in memory.matches("价格上涨3%。")] == [99]
    assert [match.percent for match in memory.matches("prices rose 3%.")] == [99]


def test_limit_and_threshold_hold(memory):
    assert len(memory.matches("韩国总统周四抵达东京。", limit=1)) == 1
    assert memory.matches("韩国总统周四抵达东京。", threshold=91) == []
    assert memory.matches("", threshold=1) == memory.matches("zebra", threshold=1) == []


def test_concordance_finds_what_contains_the_text(memory):
    assert memory.concordance("务实外交") == [PAIRS[2]]
    assert memory.concordance("总统周") == PAIRS[:2]
    assert memory.concordance("pragmatic diplo") == [PAIRS[2]]
    assert memory.concordance("PRESIDENT arrived", limit=1) == PAIRS[:1]
    assert memory.concordance("iplomacy") == memory.concordance("外交务实") == []


def test_the_same_pair_twice_is_kept_once():
    assert len(Memory([*PAIRS, *PAIRS])) == len(PAIRS)


TEXTS = st.lists(st.text("中国外交部x", max_size=8), max_size=8)


@settings(deadline=None)
@given(TEXTS, st.text("中国外交部x", min_size=1, max_size=8), st.integers(1, 100))
def test_no_similar_segment_is_missed(texts, wanted, threshold):
    found = {n: bound for bound, n in Postings(texts).similar(wanted, threshold / 100)}
    for number, text in enumerate(texts):
        similarity = Levenshtein.normalized_similarity(text, wanted)
        if text and similarity >= threshold / 100:
            assert found[number] >= similarity - 1e-9
