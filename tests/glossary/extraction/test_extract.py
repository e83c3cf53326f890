"""What a user sees of term extraction: right pairs, honest evidence, the same in any order."""

from dataclasses import replace
from typing import Any

import pytest

from corpus.errors import UsageError
from corpus.model import Kind, Language, SentencePair
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.extraction.extract import (
    CoverageGroup,
    CoverageSentence,
    extract_from_coverage,
    extract_from_pairs,
)

PAIRS = [
    SentencePair(
        "部长说，务实外交不是口号。", "Pragmatic diplomacy is no slogan, the minister said."
    ),
    SentencePair("务实外交要看国家利益。", "Pragmatic diplomacy looks to the national interest."),
    SentencePair("记者问，什么是务实外交？", "What is pragmatic diplomacy, reporters asked."),
    SentencePair("双方同意保护供应链。", "Both sides agreed to protect supply chains."),
    SentencePair("供应链关系到国家利益。", "The supply chain concerns the national interest."),
    SentencePair("部长星期二会见了徐敏赫。", "The minister met Seo Min-hyuk on Tuesday."),
    SentencePair("徐敏赫同意保护供应链。", "Seo Min-hyuk agreed to protect the supply chain."),
    SentencePair(
        "世界卫生组织（WHO）发表报告。", "The World Health Organization (WHO) published a report."
    ),
    SentencePair(
        "記者問，什麼是務實外交？", "What is pragmatic diplomacy, reporters wanted to know."
    ),
]

ZH = [
    "韩国总统李在明说，首尔尊重一个中国政策。",
    "分析人士认为，他的做法很务实，外交更加平衡。",
    "中韩双边关系符合两国的国家利益。",
    "军事同盟没有改变朝鲜半岛的局势。",
]
EN = [
    "President Lee Jae Myung of the Republic of Korea (ROK) arrived on Sunday.",
    "South Korea respects the one-China policy, he said in Seoul.",
    "The ROK wants pragmatic diplomacy, and pragmatic diplomacy needs patience.",
    "Bilateral relations serve the national interest on the Korean Peninsula.",
    "The military alliance remains.",
]
GROUP = CoverageGroup(
    "访问",
    [CoverageSentence(text, "a.txt", i) for i, text in enumerate(ZH)],
    [CoverageSentence(text, "b.txt", i) for i, text in enumerate(EN)],
)


def term_pairs(entries: list[ConceptEntry]) -> dict[tuple[str, str], TermPair]:
    return {(pair.zh, pair.en): pair for entry in entries for pair in entry.pairs}


@pytest.fixture(scope="module")
def parallel() -> list[ConceptEntry]:
    return extract_from_pairs(PAIRS)


@pytest.fixture(scope="module")
def comparable() -> list[ConceptEntry]:
    return extract_from_coverage([], [GROUP])


def test_terms_of_several_words_come_with_their_evidence(parallel: list[ConceptEntry]) -> None:
    pair = term_pairs(parallel)["务实外交", "pragmatic diplomacy"]
    assert pair.status is Status.CANDIDATE
    assert pair.frequency == 4
    assert 1 <= len(pair.contexts) <= 3
    assert all("外交" in c.zh and "diplomacy" in c.en for c in pair.contexts)
    assert ("供应链", "supply chain") in term_pairs(parallel)
    assert 0 <= pair.score <= 1
    assert 0 <= pair.probability <= 1


def test_both_scripts_are_terms_of_one_concept(parallel: list[ConceptEntry]) -> None:
    entry = next(e for e in parallel if any(p.zh == "务实外交" for p in e.pairs))
    assert {"务实外交", "務實外交"} <= {t.text for t in entry.terms(Language.ZH)}


def test_korean_name_is_found_by_its_reading(parallel: list[ConceptEntry]) -> None:
    assert ("徐敏赫", "Seo Min-hyuk") in term_pairs(parallel)


def test_a_title_is_no_part_of_a_name() -> None:
    pairs = [
        SentencePair("部长徐敏赫发表讲话。", "Minister Seo Min-hyuk gave a speech."),
        SentencePair("部长徐敏赫访问了工厂。", "Minister Seo Min-hyuk visited a factory."),
    ]
    found = term_pairs(extract_from_pairs(pairs))
    assert ("徐敏赫", "Seo Min-hyuk") in found
    assert not any(zh == "部长徐敏赫" for zh, _ in found)


def test_acronym_and_full_form_are_renderings_of_one_term(parallel: list[ConceptEntry]) -> None:
    found = term_pairs(parallel)
    assert ("世界卫生组织", "World Health Organization") in found
    assert ("世界卫生组织", "WHO") in found


def test_an_acronym_stands_for_its_whole_full_form() -> None:
    pairs = [
        SentencePair(
            "大韩民国总统访问了美国。", "The president of the Republic of Korea (ROK) came."
        ),
        SentencePair("大韩民国表示感谢。", "The Republic of Korea (ROK) gave thanks."),
    ]
    found = term_pairs(extract_from_pairs(pairs))
    assert ("大韩民国", "ROK") in found
    assert ("大韩民国总统", "ROK") not in found


def test_an_acronym_in_brackets_pairs_its_full_form_where_english_has_the_acronym_alone() -> None:
    pairs = [
        SentencePair("那年春天，非典型肺炎（SARS）蔓延全国。", "SARS spread that spring."),
        SentencePair("医院收治了非典型肺炎（SARS）患者。", "The hospital admitted SARS patients."),
        SentencePair("他研究流感。", "He studies influenza."),
    ]

    entries = extract_from_pairs(pairs)

    (pair,) = [p for e in entries for p in e.pairs if (p.zh, p.en) == ("非典型肺炎", "SARS")]
    assert pair.frequency == 2
    assert pair.probability > 0.5
    assert {context.zh for context in pair.contexts} == {pair.zh for pair in pairs[:2]}


def test_the_order_of_the_input_makes_no_difference(parallel: list[ConceptEntry]) -> None:
    assert extract_from_pairs(PAIRS[::-1]) == parallel


@pytest.mark.parametrize("given", ["abc", [("是。", "Yes.")]])
def test_other_things_than_sentence_pairs_are_refused_in_plain_words(given: Any) -> None:
    with pytest.raises(UsageError, match=r"a list of corpus\.SentencePair is expected"):
        extract_from_pairs(given)


def test_one_pair_and_none(parallel: list[ConceptEntry]) -> None:
    assert extract_from_pairs([]) == []
    assert extract_from_pairs(PAIRS[:1])
    assert extract_from_pairs([SentencePair("12。", "12."), SentencePair("", "")]) == []


def test_numbers_and_dates_are_no_terms() -> None:
    entries = extract_from_pairs(
        [
            SentencePair(
                "2026年3月12日，三百人参加了会议。", "On 12 March 2026, 300 people attended."
            )
        ]
    )
    for zh, en in term_pairs(entries):
        assert not zh[0].isdigit()
        assert zh != "三百"
        assert not en.isdigit()


def test_comparable_text_gives_candidates_with_both_sides(comparable: list[ConceptEntry]) -> None:
    found = term_pairs(comparable)
    for key in (
        ("李在明", "Lee Jae Myung"),
        ("朝鲜半岛", "Korean Peninsula"),
        ("一个中国政策", "one-China policy"),
        ("国家利益", "national interest"),
        ("双边关系", "Bilateral relations"),
        ("军事同盟", "military alliance"),
    ):
        zh, en = key
        key = next(k for k in found if k[0] == zh and k[1].lower() == en.lower())
        assert found[key].status is Status.CANDIDATE
        (context,) = found[key].contexts
        assert context.kind is Kind.COMPARABLE
        assert zh in context.zh
        assert en.lower() in context.en.lower()
        assert (context.zh_document, context.en_document) == ("a.txt", "b.txt")


def test_names_of_one_country_are_one_concept(comparable: list[ConceptEntry]) -> None:
    entry = next(e for e in comparable if any(p.zh == "韩国" for p in e.pairs))
    assert {"South Korea", "ROK", "Republic of Korea"} <= {t.text for t in entry.terms(Language.EN)}
    assert entry.domain == "访问"


def test_what_stands_in_no_chinese_sentence_is_only_suggested(
    comparable: list[ConceptEntry],
) -> None:
    last = comparable[-1]
    assert [(p.zh, p.en) for p in last.pairs] == [("务实外交", "pragmatic diplomacy")]
    assert last.pairs[0].status is Status.SUGGESTED
    assert last.pairs[0].frequency == 0
    assert "only the English side was seen" in last.note
    statuses = [pair.status for entry in comparable for pair in entry.pairs]
    assert statuses.count(Status.SUGGESTED) == 1


def test_parallel_evidence_wins_over_a_suggestion() -> None:
    entries = extract_from_coverage(PAIRS, [GROUP])
    pair = term_pairs(entries)["务实外交", "pragmatic diplomacy"]
    assert pair.status is Status.CANDIDATE
    assert pair.contexts[0].kind is Kind.PARALLEL


def test_documents_of_both_kinds_of_text_are_counted(comparable: list[ConceptEntry]) -> None:
    assert term_pairs(comparable)["李在明", "Lee Jae Myung"].documents == 1
    pairs = [
        replace(pair, zh_document=f"zh{place}.txt", en_document=f"en{place}.txt")
        for place, pair in enumerate(PAIRS)
    ]
    found = term_pairs(extract_from_coverage(pairs, [GROUP]))
    assert found["务实外交", "pragmatic diplomacy"].documents == 4


def test_coverage_is_independent_of_order(comparable: list[ConceptEntry]) -> None:
    turned = CoverageGroup(GROUP.topic, GROUP.zh[::-1], GROUP.en[::-1])
    assert extract_from_coverage([], [turned]) == comparable


def test_a_part_of_a_known_name_is_no_term() -> None:
    zh = ["各国关注地区局势，局势正在变化。", "他访问了美国和联合国安理会。"]
    en = ["He visited the United States and the United States Senate.", "Nothing else changed."]
    group = CoverageGroup(
        "局势",
        [CoverageSentence(text, "a.txt", i) for i, text in enumerate(zh)],
        [CoverageSentence(text, "b.txt", i) for i, text in enumerate(en)],
    )
    found = term_pairs(extract_from_coverage([], [group]))
    assert ("美国", "United States") in found
    assert not any(en in ("States", "United") for _, en in found)
