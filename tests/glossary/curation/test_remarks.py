from dataclasses import replace

from glossary.curation.applied import curated
from glossary.curation.remarks import remarked
from glossary.entries import Category, ConceptEntry, Status, TermPair

SEOUL = ConceptEntry("s", (TermPair("首尔", "Seoul", 0.9), TermPair("汉城", "Seoul", 0.7)), "外交")
TALKS = ConceptEntry("t", (TermPair("会谈", "talks", 0.8),), "外交", note="noun")
PARLEY = ConceptEntry("p", (TermPair("会晤", "parley", 0.6),), "会议", "a meeting")
EXTRACTED = [SEOUL, TALKS, PARLEY]


def test_nothing_said_changes_nothing():
    rejected = ConceptEntry("s", (TermPair("首尔", "Seoul", status=Status.REJECTED),))
    assert remarked(EXTRACTED, []) == EXTRACTED
    assert remarked(EXTRACTED, [rejected]) == EXTRACTED  # which is a decision


def test_a_note_and_a_definition_are_added_and_a_pair_is_told_what_it_names():
    said = replace(
        TALKS,
        pairs=(TermPair("會談", "Talks", category=Category.TERM, note="ask Lan"),),
        definition="formal",
        note="",
        domain="",
    )
    (entry,) = remarked([TALKS], [said])

    assert (entry.definition, entry.note, entry.domain) == ("formal", "noun", "外交")
    assert entry.pairs == (replace(TALKS.pairs[0], category=Category.TERM, note="ask Lan"),)


def test_concepts_that_were_put_together_stay_together_in_the_place_of_the_first():
    joined = ConceptEntry("j", (TALKS.pairs[0], PARLEY.pairs[0]))
    found = remarked(EXTRACTED, [joined])

    assert [entry.id for entry in found] == ["s", "j"]
    assert found[1].pairs == (*TALKS.pairs, *PARLEY.pairs)
    assert (found[1].domain, found[1].definition, found[1].note) == ("外交", "a meeting", "noun")


def test_of_concepts_that_were_put_together_one_pair_may_be_decided():
    approved = replace(PARLEY.pairs[0], status=Status.APPROVED)
    joined = ConceptEntry("j", (TALKS.pairs[0], approved))
    found = curated(remarked(EXTRACTED, [joined]), [[joined]])

    assert [(p.zh, p.status) for p in found[1].pairs] == [
        ("会晤", Status.APPROVED),
        ("会谈", Status.CANDIDATE),
    ]
    assert [entry.id for entry in found] == ["s", "j"]


def test_what_is_said_of_a_pair_that_is_not_found_any_more_waits():
    assert remarked([SEOUL], [TALKS]) == [SEOUL]
