from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.language.conversion import regional_variants
from corpus.model import Language
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scanning.scan import Scanner
from tests.glossary.scanning.plain_scan import plain_scan


def scanner(*pairs, whole_words=True):
    entries = (
        ConceptEntry(str(number), (TermPair(zh, en, status=Status.APPROVED),))
        for number, (zh, en) in enumerate(pairs)
    )
    return Scanner(entries, whole_words=whole_words)


SCANNER = scanner(
    ("中国", "China"),
    ("中国特色社会主义", "socialism with Chinese characteristics"),
    ("务实外交", "pragmatic diplomacy"),
    ("谈判", "negotiate"),
    ("建筑", "building"),
    ("美国", "US"),
    ("政策", "policy"),
    ("两国方案", "two-state solution"),
    ("人工智能", "AI"),
    ("重症急性呼吸综合征（SARS）", "SARS"),
)


VARIANTS = sorted({*regional_variants()})
SPELLED = scanner(*((f"{standard}山{standard}", "hill") for standard, _ in VARIANTS))


@pytest.mark.parametrize(("standard", "variant"), VARIANTS)
def test_a_term_is_found_in_every_regions_spelling(standard, variant):
    text = f"在{variant}山{standard}，在{standard}山{variant}"
    assert [o.text for o in SPELLED.scan(text)] == [text[1:4], text[6:9]]


def found(text, language=None):
    occurrences = SCANNER.scan(text, language)
    assert all(text[o.start : o.end] == o.text for o in occurrences)
    return [o.text for o in occurrences]


def test_occurrences_have_offsets_and_their_pairs():
    text = "他谈到务实外交和中国。"
    first, second = SCANNER.scan(text)

    assert (first.start, first.end, first.text) == (3, 7, "务实外交")
    assert [pair.en for pair in first.pairs] == ["pragmatic diplomacy"]
    assert first.language is Language.ZH
    assert second.text == "中国"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("坚持中国特色社会主义。", ["中国特色社会主义"]),  # and not 中国 inside it
        ("堅持中國特色社會主義。", ["中國特色社會主義"]),
        ("务实“外交”", ["务实“外交"]),
        ("务实，外交", []),
        ("重症急性呼吸综合征(SARS)", ["重症急性呼吸综合征(SARS)"]),
        ("用AI谈判", ["AI", "谈判"]),
        ("They negotiated new policies.", ["negotiated", "policies"]),
        ("The U.S. told us.", ["U.S."]),
        ("China's two-state\nsolutions", ["China", "two-state\nsolutions"]),
        ("Two State Solution", ["Two State Solution"]),
        ("He will build buildings", ["buildings"]),  # build is no building
        ("pragmatic. Diplomacy", []),
        ("pragmatic\n\ndiplomacy", []),
        ("Chinatown", []),
        ("", []),
    ],
)
def test_terms_are_found_in_every_form_and_nowhere_else(text, terms):
    assert found(text) == terms


def test_only_one_language_if_asked():
    text = "中国 and China"

    assert found(text, Language.ZH) == ["中国"]
    assert found(text, Language.EN) == ["China"]


def test_of_overlapping_terms_the_longest_stays_then_the_first():
    overlapping = scanner(
        ("国会", "parliament"),
        ("会议", "meeting"),
        ("会议员工", "meeting staff"),
        whole_words=False,
    )

    assert [o.text for o in overlapping.scan("国会议")] == ["国会"]
    assert [o.text for o in overlapping.scan("国会议员工")] == ["会议员工"]


def test_a_longer_term_that_fails_late_does_not_hide_a_shorter_one():
    assert found("中国特色菜") == ["中国"]


def test_the_closer_form_wins_between_two_terms():
    twins = scanner(("会议", "meeting"), ("遇见", "meet"))

    (occurrence,) = twins.scan("a meeting")
    assert occurrence.pairs[0].zh == "会议"


def test_rejected_pairs_are_not_found_and_forbidden_ones_come_last():
    entries = [
        ConceptEntry(
            "c",
            (
                TermPair("互信", "faith", status=Status.FORBIDDEN),
                TermPair("互信", "mutual trust", status=Status.PREFERRED),
                TermPair("尊重", "mutual trust", status=Status.REJECTED),
            ),
        )
    ]

    (occurrence,) = Scanner(entries).scan("互信与尊重")
    assert [pair.en for pair in occurrence.pairs] == ["mutual trust", "faith"]


def test_terms_without_words_are_passed_over():
    assert not scanner(("。", ""), ("", "...")).scan("好。 Good...")


@given(
    st.lists(
        st.sampled_from(["务实外交", "務實外交", "US", "policies", "他说", " the ", "，", "ﬁ", "½"])
    )
)
def test_occurrences_do_not_overlap_and_miss_no_planted_term(parts):
    text = "。".join(parts)
    occurrences = SCANNER.scan(text)

    assert all(a.end <= b.start for a, b in pairwise(occurrences))
    planted = [p for p in parts if p in ("务实外交", "務實外交", "US", "policies")]
    assert [o.text for o in occurrences] == planted


def test_a_doubtful_longer_candidate_does_not_hide_an_approved_term():
    entries = [
        ConceptEntry("a", (TermPair("务实外交", "pragmatic diplomacy", status=Status.APPROVED),)),
        ConceptEntry("b", (TermPair("说务实外交", "diplomacy", 0.9, 0.3),)),
        ConceptEntry("c", (TermPair("说务实", "pragmatic", 0.3, 0.9),)),
        ConceptEntry("d", (TermPair("国会议员", "member of parliament", 0.6, 0.6),)),
        ConceptEntry("e", (TermPair("国会", "parliament", status=Status.APPROVED),)),
    ]
    doubtful = Scanner(entries)

    assert [o.text for o in doubtful.scan("他说务实外交")] == ["务实外交"]
    assert [o.text for o in doubtful.scan("他说务实")] == ["说务实"]
    assert [o.text for o in doubtful.scan("国会议员")] == ["国会议员"]


def test_an_accent_in_one_text_changes_nothing_in_another():
    dotted = scanner(("", "to be… or not"))
    (found,), _ = dotted.scan_each(["to be… or not", "cafe\u0301"])

    assert found.text == "to be… or not"


WORDS = "US us U.S. D.C a.b.c policy Policies build building meetings met state two Lee's I’m x2"
MARKS = (
    "务 实 外 交 國 国 ’s ' - – · ， , 。 ( （ 《 ％ ﬁ ½ Ａ é e\u0301 … ㈱ 々 𠮷 \x00 _ # ٣ ß İ 3"
)
SPACES = [" ", "\n", "\n \n", "\r\n", "\u3000"]
PIECES = st.sampled_from([*WORDS.split(), *MARKS.split(), "COVID-19", *SPACES])
TEXTS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=12)
GLOSSARIES = st.lists(
    st.builds(
        TermPair,
        st.lists(PIECES, max_size=4).map("".join),
        st.lists(PIECES, max_size=4).map("".join),
        score=st.sampled_from([0.3, 0.8]),
        probability=st.sampled_from([0.3, 0.8]),
        status=st.sampled_from([Status.CANDIDATE, Status.APPROVED, Status.REJECTED]),
    ),
    max_size=6,
).map(lambda pairs: [ConceptEntry(str(n), (pair,)) for n, pair in enumerate(pairs)])


@settings(max_examples=300)
@given(GLOSSARIES, st.lists(TEXTS, max_size=4), st.sampled_from([None, *Language]), st.booleans())
def test_the_compiled_scan_finds_what_the_plain_one_finds(entries, texts, language, overlapping):
    fast = Scanner(entries, whole_words=False)
    for text, found in zip(
        texts, fast.scan_each(texts, language, overlapping=overlapping), strict=True
    ):
        expected = plain_scan(entries, text, language, overlapping=overlapping)
        assert [(o.start, o.end, o.language) for o in found] == expected
        assert all(o.text == text[o.start : o.end] for o in found)
        if not overlapping:
            assert list(fast.scan(text, language)) == found


@pytest.mark.parametrize(
    ("term", "text"),
    [("答复", "他的答覆"), ("乾隆", "乾隆皇帝"), ("干燥", "乾燥"), ("沉没成本", "沈沒成本")],
)
def test_scripts_meet_where_a_character_changes_in_some_words_only(term, text):
    (occurrence,) = scanner((term, ""), whole_words=False).scan(text)
    assert occurrence.text in text


def test_long_texts_are_scanned_in_parts_with_offsets_into_the_whole(monkeypatch):
    monkeypatch.setattr("glossary.scanning.scan._AT_ONCE", 10)
    text = "他谈到务实外交。\n\n" * 5

    assert [o.start for o in SCANNER.scan(text)] == [10 * n + 3 for n in range(5)]
    assert all(text[o.start : o.end] == "务实外交" for o in SCANNER.scan(text))
    assert SCANNER.scan("x" * 50 + " China")[0].start == 51


def test_words_are_told_apart_when_there_are_many_of_them():
    words = [f"word{number:x}y" for number in range(70_000)]  # more than the first table holds
    text = " ".join(words) + " China"

    assert found(text) == ["China"]
    assert found(text) == ["China"]
