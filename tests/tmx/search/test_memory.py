import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

import tmx
from corpus.model import Kind, Language, SentencePair
from tmx.search.memory import Memory
from tmx.search.tokens import form, normal, split

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
    assert memory.exact("价格上涨3%。") == []


def test_a_full_match_comes_before_one_that_differs_in_width():
    memory = Memory([SentencePair("涨３％。", "Up 3 %."), SentencePair("涨3%。", "Up 3%.")])
    assert [m.percent for m in memory.matches("涨3%。", limit=1)] == [100]
    assert [m.suggestion for m in memory.matches("涨3%。")] == ["Up 3%.", "Up 3 %."]


def test_limit_and_threshold_hold(memory):
    assert len(memory.matches("韩国总统周四抵达东京。", limit=1)) == 1
    assert memory.matches("韩国总统周四抵达东京。", threshold=91) == []
    assert memory.matches("", threshold=1) == memory.matches("zebra", threshold=1) == []


def test_the_language_of_a_query_can_be_given():
    memory = Memory([SentencePair("OPEC+", "OPEC plus")])
    assert memory.matches("OPEC+") == []
    assert [m.percent for m in memory.matches("OPEC+", source=Language.ZH)] == [100]
    assert memory.concordance("PEC", source=Language.ZH)[0].text == "OPEC+"


def found(memory, text, **options):
    return [context.pair for context in memory.concordance(text, **options)]


def test_concordance_finds_what_contains_the_text(memory):
    assert found(memory, "务实外交") == [PAIRS[2]]
    assert found(memory, "总统周") == PAIRS[:2]
    assert found(memory, "pragmatic diplo") == [PAIRS[2]]
    assert found(memory, "PRESIDENT arrived", limit=1) == PAIRS[:1]
    assert found(memory, "iplomacy") == found(memory, "外交务实") == found(memory, "") == []
    assert found(memory, "attention. Prices") == found(memory, "。务") == []  # not across segments


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("务实外交", "務實外交"),
        ("上涨3", "上涨３"),
        ("PRAGMATIC Diplo", "Pragmatic diplo"),
        ("rose 3 %", "rose 3%"),
        ("3", "3"),
    ],
)
def test_concordance_says_where_the_text_stands(memory, query, shown):
    (context,) = memory.concordance(query)
    assert context.text[context.start : context.end] == shown


def test_concordance_marks_no_part_of_a_word():
    (context,) = Memory([SentencePair("甲乙", "It had at a time had a")]).concordance("a time")
    assert context.text[context.start : context.end] == "a time"


def test_concordance_marks_all_where_accents_combine():
    (context,) = Memory([SentencePair("是", "un cafe\u0301 noir")]).concordance("café")
    assert (context.start, context.end) == (0, len(context.text))


def test_concordance_gives_the_units_around(memory):
    (context,) = memory.concordance("Tokyo", context=2)
    assert (context.before, context.after) == (tuple(PAIRS[:1]), tuple(PAIRS[2:]))


def test_the_same_pair_twice_is_kept_once():
    assert len(Memory([*PAIRS, *PAIRS])) == len(PAIRS)


def test_what_is_known_of_a_pair_is_kept():
    pair = SentencePair("是", "Yes", 0.5, Kind.COMPARABLE, "外交", "a.txt", "b.txt", (1, 2), (3,))
    assert Memory([pair]).exact("是")[0].pair == pair


def test_several_memories_answer_in_order_of_trust(tmp_path):
    checked, raw = tmp_path / "checked.tmx", tmp_path / "raw.tmx"
    tmx.write_pairs(checked, [SentencePair("双方同意。", "Both sides agreed.")])
    tmx.write_pairs(
        raw,
        [
            SentencePair("双方同意。", "Both agree."),
            SentencePair("双方同意。", "Both sides agreed."),
        ],
    )
    memory = Memory.open(raw, checked)
    assert [m.suggestion for m in memory.exact("双方同意。")] == [
        "Both agree.",
        "Both sides agreed.",
    ]
    memory = Memory.open(checked, raw)
    matches = memory.exact("双方同意。")
    assert [m.suggestion for m in matches] == ["Both sides agreed.", "Both agree."]
    assert [m.memory for m in matches] == [str(checked), str(raw)]
    assert [c.memory for c in memory.concordance("同意")] == [str(checked), str(raw)]
    assert len(memory.matches("双方同意。", limit=1)) == 1


def test_a_memory_without_units_answers_nothing(tmp_path):
    tmx.write(tmp_path / "empty.tmx", [])
    for memory in (Memory([]), Memory.open(tmp_path / "empty.tmx")):
        assert len(memory) == 0
        assert memory.matches("中国") == memory.exact("中国") == memory.concordance("中国") == []


def test_long_segments_are_compared_as_short_ones_are():
    long = "".join(map(chr, range(0x4E00, 0x4E00 + 5000)))
    memory = Memory([SentencePair(long, "long"), SentencePair(long[:3000], "part")])
    found = memory.matches(long[:4000] + "x" * 1000, threshold=50)
    assert [(match.percent, match.suggestion) for match in found] == [(80, "long"), (60, "part")]


# Few characters, so that texts are often alike; of both scripts, widths and cases, with marks,
# apostrophes and spaces.
ZH = st.text("中国國外交部x３3，, \u3000𠮷", min_size=1, max_size=12)
EN = st.lists(
    st.sampled_from(["the", "The", "talks", "talk", "don't", "3", "３", ",", "é", "_"]), max_size=9
).map(" ".join)
MEMORIES = st.lists(st.tuples(ZH, EN), max_size=25).map(
    lambda texts: [SentencePair(zh, en) for zh, en in dict.fromkeys(texts)]
)


def plain_percent(text, other, language):
    """The match by its definition."""
    if form(text, language) == form(other, language):
        return 100
    a, b = (list(split(normal(each, language), language)) for each in (text, other))
    longest = max(len(a), len(b))
    return min(99, 100 * (longest - Levenshtein.distance(a, b)) // longest) if a and b else 0


# As few at once as in a large memory, in which there are many times more.
@pytest.fixture(scope="module", autouse=True)
def small_portions():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tmx.search.side._BLOCK", 3)
        patch.setattr("tmx.search.index._BATCH", 5)
        patch.setattr("tmx.search.signatures._BATCH", 4)
        patch.setattr("tmx.search.phrases._SLICE", 6)
        patch.setattr("tmx.search.phrases._FREQUENT", 4)
        patch.setattr("tmx.search.phrases._PORTION", 2)
        patch.setattr("tmx.search.phrases._STEP", 7)
        yield


@settings(max_examples=200, deadline=None)
@given(MEMORIES, st.data(), st.integers(1, 100), st.integers(1, 30))
def test_matches_are_those_of_a_scan_over_all_units(pairs, data, threshold, limit):
    language = data.draw(st.sampled_from(Language))
    text = data.draw(ZH if language is Language.ZH else EN)
    sides = [pair.zh if language is Language.ZH else pair.en for pair in pairs]
    percents = [plain_percent(text, side, language) for side in sides]
    places = sorted(range(len(pairs)), key=lambda place: -percents[place])
    expected = [(percents[p], pairs[p]) for p in places if percents[p] >= threshold][:limit]
    if not normal(text, language):
        expected = []
    matches = Memory(pairs).matches(text, limit=limit, threshold=threshold, source=language)
    assert [(match.percent, match.pair) for match in matches] == expected


@settings(max_examples=200, deadline=None)
@given(MEMORIES, st.data())
def test_contexts_are_those_of_a_scan_over_all_units(pairs, data):
    language = data.draw(st.sampled_from(Language))
    text = data.draw(ZH if language is Language.ZH else EN)
    tokens = split(normal(text, language), language)

    def stands_in(other):
        others = split(normal(other, language), language)
        for start in range(len(others) - len(tokens) + 1):
            *whole, last = others[start : start + len(tokens)]
            if whole == list(tokens[:-1]) and (
                last.startswith(tokens[-1]) if language is Language.EN else last == tokens[-1]
            ):
                return True
        return False

    expected = [
        pair
        for pair in pairs
        if tokens and stands_in(pair.zh if language is Language.ZH else pair.en)
    ]
    assert found(Memory(pairs), text, limit=99, source=language) == expected
