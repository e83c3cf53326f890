import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UsageError
from corpus.language.conversion import convert
from corpus.model import SentencePair
from glossary.curation.applied import curated
from glossary.curation.decisions import (
    create,
    dump,
    entries_of,
    put_back,
    replaced,
    stored_decisions,
)
from glossary.curation.merge import pair_key
from glossary.curation.operations import change
from glossary.curation.remarks import remarked
from glossary.curation.sheet import TermSheet
from glossary.entries import Category, ConceptEntry, Status, TermPair, concept_id

SHOWN = SentencePair("他谈务实外交。", "He spoke of pragmatic diplomacy.")
VISIT = ConceptEntry(
    "v",
    (
        TermPair("访问", "visit", 0.9, 0.9, 5, category=Category.TERM),
        TermPair("访问", "trip", 0.6, 0.5, 2, category=Category.TERM),
    ),
    "外交",
)
ATTEND = ConceptEntry("a", (TermPair("出席", "travel", 0.5, 0.4, 1),), "外交", note="of the texts")
POLICY = ConceptEntry(
    "p",
    (
        TermPair("务实外交", "pragmatic diplomacy", 0.8, 0.9, 3, contexts=(SHOWN, SHOWN)),
        TermPair("務實外交", "pragmatic diplomacy", 0.8, 0.9, 3),
    ),
)
EXTRACTED = [VISIT, POLICY, ATTEND]


def after(*operations, extracted=EXTRACTED):
    """The sheet after some operations."""
    sheet = TermSheet(extracted, [])
    for operation in operations:
        sheet.put(change(sheet, operation))
    return sheet


def statuses(sheet):
    return {
        (p.zh, p.en): p.status.value
        for entry in sheet.concepts.values()
        for p in entry.pairs
        if p.status is not Status.CANDIDATE
    }


def run_again(sheet, extracted):
    """What the next run makes of it."""
    standing = [*sheet.standing.values()]
    return curated(remarked(extracted, standing), [standing])


REJECT = {"kind": "reject", "concepts": ["a"], "note": "another event"}


def test_a_concept_is_accepted_by_its_best_pair_in_either_script():
    assert statuses(after({"kind": "accept", "concepts": ["v", "p"]})) == {
        ("访问", "visit"): "approved",
        ("务实外交", "pragmatic diplomacy"): "approved",
        ("務實外交", "pragmatic diplomacy"): "approved",
    }


def test_a_concept_is_rejected_with_all_its_pairs_and_the_reason_is_kept():
    sheet = after({"kind": "reject", "concepts": ["v", "a"], "note": "another event"})
    assert statuses(sheet) == {
        ("访问", "visit"): "rejected",
        ("访问", "trip"): "rejected",
        ("出席", "travel"): "rejected",
    }
    assert sheet.concepts["a"].pairs[0].note == "another event"
    assert sheet.concepts["a"].note == "of the texts"


def test_a_rejected_pair_does_not_come_back_in_another_concept_script_or_spelling():
    sheet = after(REJECT)
    other = ConceptEntry(
        "o", (TermPair("参加", "attend", 0.9), TermPair("出席", "Travel", 0.9), ATTEND.pairs[0])
    )
    traditional = TermPair(convert("访问", "s2t"), "trip", 0.9)
    sheet.put(change(sheet, {"kind": "reject", "pairs": [["v", "访问", "trip"]]}))
    found = run_again(sheet, [other, ConceptEntry("n", (traditional,))])

    good = {p.en.lower() for e in found for p in e.pairs if p.status is not Status.REJECTED}
    assert good == {"attend"}


def test_only_the_pair_that_is_named_is_rejected():
    assert statuses(after({"kind": "reject", "pairs": [["v", "访问", "trip"]]})) == {
        ("访问", "trip"): "rejected"
    }


def test_one_rendering_is_preferred_at_a_time_and_stands_first():
    def choose(en):
        return {"kind": "choose", "concept": "v", "zh": "访问", "en": en}

    sheet = after(choose("visit"), choose("trip"))
    assert statuses(sheet) == {("访问", "trip"): "preferred", ("访问", "visit"): "approved"}
    assert sheet.concepts["v"].pairs[0].en == "trip"


def test_the_renderings_of_a_term_in_both_scripts_are_those_of_one_term():
    both = ConceptEntry("p", (*POLICY.pairs, TermPair("務實外交", "realist diplomacy")))
    first = {"kind": "choose", "concept": "p", "zh": "务实外交", "en": "pragmatic diplomacy"}
    second = {"kind": "choose", "concept": "p", "zh": "務實外交", "en": "realist diplomacy"}
    sheet = after(first, second, extracted=[both])
    chosen = {pair for pair, status in statuses(sheet).items() if status == "preferred"}
    assert chosen == {("務實外交", "realist diplomacy")}


def test_candidate_takes_a_decision_back_and_nothing_is_left_of_it():
    sheet = after(REJECT, {"kind": "status", "status": "candidate", "concepts": ["a"]})
    assert sheet.standing == {}
    assert sheet.concepts == {entry.id: entry for entry in EXTRACTED}


def test_another_spelling_stays_the_same_pair():
    to = {"kind": "edit", "concept": "v", "zh": "访问", "en": "visit", "to": {"en": "Visit"}}
    sheet = after(to)
    assert statuses(sheet) == {("访问", "Visit"): "approved"}
    assert sheet.concepts["v"].pairs[0].frequency == 5


def test_where_a_term_is_put_right_the_wrong_pair_is_rejected():
    to = {"kind": "edit", "concept": "a", "zh": "出席", "en": "travel", "to": {"en": "attend"}}
    sheet = after(to)
    assert statuses(sheet) == {("出席", "attend"): "approved", ("出席", "travel"): "rejected"}
    assert statuses(TermSheet([], sheet.standing.values())) == statuses(sheet)


def test_a_term_that_a_person_put_in_leaves_no_trace_when_it_is_put_right_again():
    def edit(old, new):
        edited = {"kind": "edit", "concept": "a", "zh": "出席", "en": old}
        return {**edited, "to": {"en": new}}

    sheet = after(edit("travel", "atend"), edit("atend", "attend"))
    assert statuses(sheet) == {("出席", "attend"): "approved", ("出席", "travel"): "rejected"}


def test_the_evidence_goes_with_a_decision_and_outlives_the_texts():
    sheet = after({"kind": "accept", "concepts": ["p"]})
    (entry,) = run_again(sheet, [])
    assert entry.pairs[0].contexts == (SHOWN,)


def test_a_pair_can_be_added_to_a_concept_or_alone():
    sheet = after(
        {"kind": "add", "concept": "v", "zh": "访问", "en": "state visit"},
        {"kind": "add", "zh": "互信", "en": "mutual trust"},
        {"kind": "add", "zh": "出席", "en": "Travel"},
    )
    assert statuses(sheet) == {
        ("访问", "state visit"): "approved",
        ("互信", "mutual trust"): "approved",
        ("出席", "Travel"): "approved",
    }
    assert len(sheet.concepts) == len(EXTRACTED) + 1


def test_what_is_named_noted_and_defined_needs_no_decision():
    sheet = after(
        {"kind": "name", "category": "work", "pairs": [["v", "访问", "trip"]]},
        {"kind": "describe", "concept": "a", "definition": "to be there"},
        {"kind": "keep", "do_not_translate": True, "concepts": ["p"]},
    )
    assert statuses(sheet) == {}
    again = {entry.id: entry for entry in run_again(sheet, EXTRACTED)}
    assert again == sheet.concepts
    assert [pair.category for pair in again["v"].pairs] == [Category.TERM, Category.WORK]
    assert (again["a"].definition, again["a"].note) == ("to be there", "of the texts")
    assert all(pair.do_not_translate for pair in again["p"].pairs)


def test_a_definition_that_is_taken_out_again_leaves_nothing():
    def describe(text):
        return {"kind": "describe", "concept": "a", "definition": text}

    assert after(describe("to be there"), describe("")).standing == {}


def test_a_note_of_the_texts_can_be_taken_out():
    sheet = after({"kind": "describe", "concept": "a", "note": ""})
    sheet.put(change(sheet, {"kind": "accept", "concepts": ["a"]}))
    assert sheet.concepts["a"].note == ""


def test_merged_concepts_stay_one_whatever_is_decided_about_them():
    merge = {"kind": "merge", "concepts": ["v", "a"]}
    for more in ([], [REJECT | {"concepts": ["v"]}], [{"kind": "accept", "concepts": ["v"]}]):
        sheet = after(merge, *more)
        assert [*sheet.concepts] == ["v", "p"] or [*sheet.concepts] == ["p", "v"]
        (home,) = (e for e in run_again(sheet, EXTRACTED) if e.id == "v")
        assert {pair.en for pair in home.pairs} == {"visit", "trip", "travel"}
    sheet = after({"kind": "accept", "concepts": ["a"]}, merge)
    assert statuses(sheet) == {("出席", "travel"): "approved"}
    assert "a" not in sheet.concepts


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        ({}, "no operation None"),
        ({"kind": "explode"}, "no operation 'explode'"),
        ({"kind": ["accept"]}, "no operation"),
        ({"kind": "accept"}, "accept needs concepts"),
        ({"kind": "accept", "concepts": []}, "accept needs concepts"),
        ({"kind": "accept", "concepts": "v"}, "accept needs concepts"),
        ({"kind": "accept", "concepts": ["x"]}, "no concept 'x'"),
        ({"kind": "accept", "concepts": [["v"]]}, "no concept"),
        ({"kind": "accept", "pairs": [["v", "访问", "tour"]]}, "is no pair of its concept"),
        ({"kind": "accept", "pairs": [["v", "访问"]]}, "concept, zh and en"),
        ({"kind": "status", "status": "good", "concepts": ["v"]}, "no status 'good'"),
        ({"kind": "status", "status": ["x"], "concepts": ["v"]}, "no status"),
        ({"kind": "name", "category": "thing", "concepts": ["v"]}, "no category 'thing'"),
        ({"kind": "keep", "do_not_translate": 1, "concepts": ["v"]}, "true or false"),
        ({"kind": "merge", "concepts": ["v", "v"]}, "two concepts"),
        ({"kind": "describe", "concept": "v", "note": 3}, "note is no text"),
        ({"kind": "describe", "concept": "v", "note": "x" * 2001}, "2,001 characters"),
        ({"kind": "add", "zh": "互信", "en": " \n "}, "the English term is empty"),
        ({"kind": "add", "zh": "互信", "en": "互信"}, "to be the English term"),
        ({"kind": "edit", "concept": "v", "zh": "访问", "en": "visit"}, "edit needs"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(operation, reason):
    with pytest.raises(UsageError, match=reason) as error:
        change(TermSheet(EXTRACTED, []), operation)
    assert "\n" not in str(error.value)


def test_what_is_typed_becomes_a_line_of_text():
    sheet = after({"kind": "add", "zh": " 互\u0000信 ", "en": "mutual\n trust\ud800"})
    assert statuses(sheet) == {("互信", "mutual trust"): "approved"}


@pytest.mark.parametrize("rare", ["\U0002ebf0", "\U000323b0", "\U00033479", "\ue000"])
def test_characters_younger_than_python_and_of_the_user_stay(rare):
    sheet = after({"kind": "add", "zh": f"陈{rare}", "en": "Chen Lei"})
    assert statuses(sheet) == {(f"陈{rare}", "Chen Lei"): "approved"}


@pytest.mark.parametrize("none", ["\x85", "\x7f", "\udfff", "\ufdd0", "\ufffe", "\U0002ffff"])
def test_what_no_text_has_goes(none):
    sheet = after({"kind": "add", "zh": f"互{none}信", "en": "trust"})
    assert statuses(sheet) == {("互信", "trust"): "approved"}


# Any sequence of operations, on any concepts

ZH = ["访问", "訪問", "出席", "会谈", "會談", "务实"]
EN = ["visit", "Visits", "trip", "talks", "attend"]
TERM_PAIRS = st.builds(
    TermPair,
    st.sampled_from(ZH),
    st.sampled_from(EN),
    score=st.sampled_from([0.3, 0.6, 0.9]),
    status=st.sampled_from([Status.CANDIDATE, Status.SUGGESTED]),
    category=st.sampled_from([None, Category.TERM]),
)


@st.composite
def extractions(draw):
    """Concepts in which no two pairs of terms are the same but for the script."""
    seen = set()
    found = []
    for pairs in draw(st.lists(st.lists(TERM_PAIRS, min_size=1, max_size=3), max_size=5)):
        new = [p for p in pairs if pair_key(p) not in seen and not seen.add(pair_key(p))]
        if new:
            found.append(ConceptEntry(concept_id(new[0].zh, new[0].en), tuple(new)))
    return found


@st.composite
def operations(draw, sheet):
    """Something that can be done to a sheet, or cannot."""
    ids = [*sheet.concepts]
    some = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3))
    concept = sheet.concepts[some[0]]
    pair = draw(st.sampled_from(concept.pairs))
    named = {"concept": concept.id, "zh": pair.zh, "en": pair.en}
    terms = {"zh": draw(st.sampled_from(ZH)), "en": draw(st.sampled_from(EN))}
    targets = draw(st.sampled_from([{"concepts": some}, {"pairs": [[*named.values()]]}]))
    text = draw(st.sampled_from(["", "what it is"]))
    return draw(
        st.sampled_from(
            [
                {"kind": "status", "status": draw(st.sampled_from([*Status])), **targets},
                {"kind": "reject", "note": text, **targets},
                {"kind": "choose", **named},
                {"kind": "edit", **named, "to": {**terms, "note": text}},
                {"kind": "add", **terms},
                {"kind": "add", **terms, "concept": concept.id},
                {"kind": "name", "category": draw(st.sampled_from([*Category])), **targets},
                {"kind": "keep", "do_not_translate": draw(st.booleans()), **targets},
                {"kind": "describe", "concept": concept.id, "definition": text, "domain": text},
                {"kind": "merge", "concepts": some},
            ]
        )
    )


@settings(max_examples=60, deadline=None)
@given(extractions().filter(bool), st.data())
def test_undo_after_do_is_the_identity_and_the_sheet_shows_what_the_next_run_makes(extracted, data):
    with closing(sqlite3.connect(":memory:")) as connection:  # a draw may end the example
        create(connection)
        sheet = TermSheet(extracted, [])
        log = []
        states = []
        for _ in range(data.draw(st.integers(1, 6))):
            operation = data.draw(operations(sheet))
            states.append((dump(connection), dict(sheet.concepts)))
            try:
                changes = change(sheet, operation)
            except UsageError:
                states.pop()
                continue
            before, new = replaced(connection, changes)
            shown = sheet.put(changes)
            log.append(json.loads(json.dumps([before, new])))  # as a log keeps it
            assert [*sheet.standing.values()] == unordered(sheet, stored_decisions(connection))
            assert sheet.concepts == made_anew(sheet, extracted)
            unchanged = states[-1][1].keys() - shown
            assert all(sheet.concepts[key] == states[-1][1][key] for key in unchanged)
            said = [pair_key(p) for e in stored_decisions(connection) for p in e.pairs]
            assert len(said) == len(set(said)), "one pair is said to be in two concepts"
        end = dump(connection), dict(sheet.concepts)
        for (before, _), state in zip(reversed(log), reversed(states), strict=True):
            put_back(connection, before)
            sheet.put(entries_of(before))
            assert (dump(connection), sheet.concepts) == state
        for _, new in log:
            put_back(connection, new)
            sheet.put(entries_of(new))
        assert (dump(connection), sheet.concepts) == end


def made_anew(sheet, extracted):
    return {entry.id: entry for entry in run_again(sheet, extracted)}


def unordered(sheet, entries):
    """The entries in the order of the sheet's."""
    by_id = {entry.id: entry for entry in entries}
    return [by_id[identity] for identity in sheet.standing]


@settings(max_examples=40, deadline=None)
@given(extractions().filter(bool), extractions(), st.data())
def test_a_rejected_pair_never_comes_back(extracted, later, data):
    sheet = TermSheet(extracted, [])
    identity = data.draw(st.sampled_from([*sheet.concepts]))
    pair = data.draw(st.sampled_from(sheet.concepts[identity].pairs))
    sheet.put(change(sheet, {"kind": "reject", "pairs": [[identity, pair.zh, pair.en]]}))
    other_script = [
        replace(e, pairs=tuple(replace(p, zh=convert(p.zh, "s2t")) for p in e.pairs)) for e in later
    ]
    for found in (later, other_script):
        for entry in run_again(sheet, found):
            for each in entry.pairs:
                assert pair_key(each) != pair_key(pair) or each.status is Status.REJECTED
