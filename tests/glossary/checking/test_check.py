import time

import pytest

from corpus.errors import UsageError
from corpus.model import Language, SentencePair
from glossary.checking.check import TermRule, check, check_pairs
from glossary.entries import ConceptEntry, Status, TermPair
from tmx import unit_from_pair, write, write_pairs


def glossary(*rows):
    """Entries of (zh, en, status) rows; a row that starts with an id joins that concept."""
    return [
        ConceptEntry(
            str(number), tuple(TermPair(zh, en, status=status) for zh, en, status in pairs)
        )
        for number, pairs in enumerate(rows)
    ]


APPROVED, PREFERRED, FORBIDDEN = Status.APPROVED, Status.PREFERRED, Status.FORBIDDEN
ENTRIES = glossary(
    [("务实外交", "pragmatic diplomacy", APPROVED), ("务实外交", "practical diplomacy", FORBIDDEN)],
    [("外交部长", "minister of foreign affairs", APPROVED)],
    [("中国", "China", APPROVED)],
    [("中国特色社会主义", "socialism with Chinese characteristics", APPROVED)],
    [("谈判", "negotiate", APPROVED), ("谈判", "negotiation", APPROVED)],
    [("韩国", "South Korea", APPROVED), ("韩国", "Korea", FORBIDDEN)],
    [("决策者", "policymaker", APPROVED)],
)


def findings(*pairs, entries=ENTRIES, **options):
    numbered = enumerate((SentencePair(*pair) for pair in pairs), 1)
    return check_pairs(numbered, entries, **options)


def said(found):
    return [(f.unit, f.rule, f.text) for f in found]


def test_a_term_without_its_translation_is_named_with_its_place():
    (found,) = findings(("好。", "Good."), ("他强调务实外交。", "He stressed foreign policy."))

    assert (found.unit, found.rule, found.language) == (2, TermRule.MISSING, Language.ZH)
    assert (found.start, found.end, found.text) == (3, 7, "务实外交")
    assert found.term == "务实外交"
    assert found.expected == ("pragmatic diplomacy",)
    assert found.reason == "务实外交: pragmatic diplomacy expected, and not found"


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("務實外交。", "Pragmatic Diplomacy."),  # script, case
        ("外交部长说", "the ministers of foreign affairs said"),
        ("外交部长说", "the foreign affairs minister said"),  # another order
        ("谈判开始", "They negotiated."),
        ("谈判开始", "The negotiators met."),  # of the same family
        ("韩国总统", "the South Korean president"),
        ("中国经济", "the Chinese economy"),
        ("坚持中国特色社会主义", "Upholding socialism with distinctly Chinese characteristics"),
        ("坚持中国特色社会主义", "Upholding socialism with Chinese characteristics"),  # not China
        ("决策者", "policy-makers"),
        ("决策者", "policy makers"),
        ("韩国", "the Republic of South Korea"),  # Korea is part of the agreed term
        ("其中国家五个", "five states among them"),  # 其中 and 国家, no 中国
        ("你好", "Hello, practical diplomacy!"),  # forbidden for a term that is not there
    ],
)
def test_no_false_alarm_for_other_forms(zh, en):
    assert findings((zh, en)) == []


def test_a_term_that_makes_up_a_longer_word_with_others_is_found():
    entries = glossary(
        [("东盟", "ASEAN", APPROVED)],
        [("外交", "diplomacy", APPROVED)],
        [("合作", "cooperation", APPROVED)],
    )

    assert said(findings(("东盟国家", "some countries"), entries=entries)) == [
        (1, TermRule.MISSING, "东盟")
    ]
    assert findings(("外交官来了", "The envoy came."), entries=entries) == []
    assert findings(("合作伙伴", "partners"), entries=entries) == []


def test_a_forbidden_translation_is_named_where_it_stands():
    (found,) = findings(("务实外交。", "It is practical diplomacy."))

    assert (found.rule, found.language) == (TermRule.FORBIDDEN, Language.EN)
    assert (found.start, found.end, found.text) == (6, 25, "practical diplomacy")
    assert found.reason == "务实外交: practical diplomacy is forbidden; use pragmatic diplomacy"


def test_forbidden_beside_the_agreed_term_is_found_too():
    assert said(findings(("韩国和韩国人", "South Korea and Korea"))) == [
        (1, TermRule.FORBIDDEN, "Korea")
    ]


def test_a_word_may_be_forbidden_whatever_it_translates():
    entries = glossary([("", "utilize", FORBIDDEN)])

    assert said(findings(("使用", "It utilizes it."), entries=entries)) == [
        (1, TermRule.FORBIDDEN, "utilizes")
    ]


def test_a_forbidden_spelling_of_the_agreed_term_is_told_from_it():
    entries = glossary([("一个中国", "one-China", APPROVED), ("一个中国", "One China", FORBIDDEN)])

    assert findings(("一个中国", "the one-China policy"), entries=entries) == []
    assert said(findings(("一个中国", "the One China policy"), entries=entries)) == [
        (1, TermRule.FORBIDDEN, "One China")
    ]


SYNONYMS = glossary([("大韩民国", "ROK", APPROVED), ("大韩民国", "Republic of Korea", APPROVED)])


def test_one_term_rendered_in_two_ways_is_inconsistent_where_it_is_rarer():
    found = findings(
        ("大韩民国", "the ROK"),
        ("大韩民国", "the Republic of Korea"),
        ("大韩民国", "the ROK"),
        ("大韩民国", "the Republic of Korea (ROK)"),
        entries=SYNONYMS,
    )

    assert said(found) == [(2, TermRule.INCONSISTENT, "Republic of Korea")]
    assert found[0].reason == "大韩民国: Republic of Korea; ROK is used elsewhere"


def test_the_preferred_term_is_the_one_to_keep_to():
    entries = glossary(
        [("大韩民国", "ROK", APPROVED), ("大韩民国", "Republic of Korea", PREFERRED)]
    )
    found = findings(
        ("大韩民国", "ROK"), ("大韩民国", "ROK"), ("大韩民国", "Republic of Korea"), entries=entries
    )

    assert [f.unit for f in found] == [1, 2]
    assert found[0].expected == ("Republic of Korea", "ROK")


def test_verb_and_noun_of_one_family_are_consistent():
    pairs = [
        ("谈判开始", "They negotiate."),
        ("谈判", "The negotiation."),
        ("谈判", "Negotiations"),
    ]

    assert findings(*pairs) == []


def test_consistent_use_of_one_agreed_term_is_no_fault():
    assert findings(("大韩民国", "ROK"), ("大韓民國", "ROK"), entries=SYNONYMS) == []


def test_where_the_source_has_two_names_the_target_may_have_two():
    entries = glossary([("大韩民国", "ROK", APPROVED), ("韩国", "South Korea", APPROVED)])

    assert (
        findings(
            ("韩国", "South Korea"),
            ("韩国", "South Korea"),
            ("大韩民国（韩国）", "the ROK"),
            entries=entries,
        )
        == []
    )


def test_terms_of_one_concept_stand_for_each_other():
    entries = glossary([("韩国", "South Korea", APPROVED), ("大韩民国", "ROK", APPROVED)])

    assert findings(("韩国", "the ROK"), entries=entries) == []


def test_extracted_pairs_are_expected_only_if_asked_for():
    entries = [
        ConceptEntry("a", (TermPair("务实", "pragmatic", score=0.9, probability=0.9),)),
        ConceptEntry("b", (TermPair("外交", "diplomacy", score=0.9, probability=0.2),)),
        ConceptEntry("b", (TermPair("强调", "stress", score=0.1, probability=0.9),)),
        ConceptEntry("c", (TermPair("韩国", "Korea", status=APPROVED),)),
    ]

    assert findings(("务实外交", "a policy"), entries=entries) == []
    assert said(findings(("强调务实外交", "a policy"), entries=entries, candidates=True)) == [
        (1, TermRule.MISSING, "务实")
    ]
    with pytest.raises(UsageError, match="--candidates"):
        findings(("务实外交", "a policy"), entries=entries[:3])


def test_english_may_be_the_source():
    (found,) = findings(("他很务实", "pragmatic diplomacy"), source=Language.EN)

    assert (found.rule, found.language, found.text) == (
        TermRule.MISSING, Language.EN, "pragmatic diplomacy"
    )  # fmt: skip
    assert findings(("務實外交", "pragmatic diplomacy"), source=Language.EN) == []


def test_files_are_checked_with_the_numbers_of_their_units(tmp_path):
    pairs = [
        SentencePair("", "alone"),
        SentencePair("务实外交", "policy"),
        SentencePair("好", "good"),
    ]
    write(tmp_path / "m.tmx", map(unit_from_pair, pairs), source="en-US", target="zh-CN")
    write_pairs(tmp_path / "p.tsv", pairs[1:])

    assert check(tmp_path / "m.tmx", ENTRIES) == []  # English is the source there
    (found,) = check(tmp_path / "m.tmx", ENTRIES, source=Language.ZH)
    assert found.text == "务实外交"
    assert [f.unit for f in check(tmp_path / "p.tsv", ENTRIES)] == [1]


def test_a_forbidden_term_that_another_pair_has_too_is_found_once():
    entries = glossary(
        [("互信", "mutual trust", APPROVED)], [("互信", "mutual respect", FORBIDDEN)]
    )

    found = findings(("互信", "mutual respect"), entries=entries, source=Language.EN)

    assert said(found) == [(1, TermRule.FORBIDDEN, "互信")]


def test_a_concept_of_many_thousand_terms_costs_no_more_than_as_many_concepts():
    """All are known as they stand, the first of them in other forms, too."""
    entries = glossary([("互信", f"trust number {n}", APPROVED) for n in range(20_000)])
    started = time.process_time()
    found = findings(
        ("双方互信。", "They have trust number 19876."),
        ("双方互信。", "They trusted number 7."),
        ("双方互信。", "They have nothing."),
        entries=entries,
    )
    assert time.process_time() - started < 20
    assert [(f.unit, f.rule) for f in found] == [(1, TermRule.INCONSISTENT), (3, TermRule.MISSING)]
    assert len(found[-1].expected) == 20_000
    assert found[-1].reason.endswith("trust number 9 … (19,990 more) expected, and not found")


@pytest.mark.parametrize("en", ["A chip.", "Two microchips."])
def test_any_of_several_terms_in_a_cell_will_do(en):
    for cell in ("chip; microchip", "chip/microchip"):
        entries = glossary([("芯片", cell, APPROVED)])
        assert not findings(("芯片。", en), entries=entries)
        missing = said(findings(("芯片。", "A crisp."), entries=entries))
        assert missing == [(1, TermRule.MISSING, "芯片")]


def test_each_of_several_terms_in_a_cell_is_asked_for():
    entries = glossary([("央行、中央银行", "central bank", APPROVED)])
    pairs = [("央行说", "the bank said"), ("中央银行说", "the central bank said")]
    assert said(findings(*pairs, entries=entries)) == [(1, TermRule.MISSING, "央行")]


@pytest.mark.parametrize("source", Language)
def test_what_is_not_translated_stays_to_the_letter(source):
    pair = TermPair("DataHub", "DataHub", status=APPROVED, do_not_translate=True)
    pairs = [("打开DataHub。", "Open DataHub."), ("打开DataHub。", "Open datahub.")]
    pairs += [("打开数据中心。", "Open DataHub."), ("打开DataHub。", "Open the data hub.")]
    found = findings(*pairs, entries=[ConceptEntry("c", (pair,))], source=source)
    assert [f.unit for f in found] == ([2, 4] if source is Language.ZH else [3])
