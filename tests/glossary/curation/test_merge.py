import pytest

from glossary.curation.merge import merge
from glossary.entries import ConceptEntry, Status, TermPair

APPROVED, REJECTED = Status.APPROVED, Status.REJECTED


def entry(identity, *pairs, **fields):
    return ConceptEntry(
        identity, tuple(TermPair(zh, en, status=s) for zh, en, s in pairs), **fields
    )


def shown(entries):
    return [(e.id, [(p.zh, p.en, p.status) for p in e.pairs]) for e in entries]


def test_what_both_have_comes_out_once_as_the_first_has_it():
    ours = [entry("a", ("韩国", "South Korea", APPROVED), definition="a state")]
    theirs = [
        entry(
            "x",
            ("韓國", "south korea", REJECTED),
            ("韩国", "ROK", APPROVED),
            definition="other",
            note="n",
        ),
        entry("y", ("外交", "diplomacy", APPROVED)),
    ]

    merged = merge([ours, theirs])

    assert shown(merged) == [
        ("a", [("韩国", "South Korea", APPROVED), ("韩国", "ROK", APPROVED)]),
        ("y", [("外交", "diplomacy", APPROVED)]),
    ]
    assert (merged[0].definition, merged[0].note) == ("a state", "n")


def test_a_term_with_two_meanings_stays_two_concepts():
    ours = [entry("a", ("外交", "diplomacy", APPROVED))]
    theirs = [entry("b", ("外交", "foreign affairs", APPROVED))]

    assert len(merge([ours, theirs])) == 2


def test_a_pair_that_the_trusted_glossary_rejects_stays_rejected():
    merged = merge(
        [
            [entry("a", ("互信", "mutual respect", REJECTED))],
            [entry("b", ("互信", "mutual respect", APPROVED))],
        ]
    )

    assert shown(merged) == [("a", [("互信", "mutual respect", REJECTED)])]


def test_an_entry_between_two_concepts_doubles_neither():
    ours = [entry("a", ("韩国", "ROK", APPROVED)), entry("b", ("南韩", "South Korea", APPROVED))]
    theirs = [
        entry(
            "c",
            ("南韩", "South Korea", APPROVED),
            ("韩国", "ROK", APPROVED),
            ("韩国", "Korea", APPROVED),
        )
    ]

    assert shown(merge([ours, theirs])) == [
        ("a", [("韩国", "ROK", APPROVED), ("韩国", "Korea", APPROVED)]),
        ("b", [("南韩", "South Korea", APPROVED)]),
    ]


def test_an_id_that_is_taken_is_replaced():
    merged = merge([[entry("1", ("一", "one", APPROVED))], [entry("1", ("二", "two", APPROVED))]])

    assert [e.pairs[0].en for e in merged] == ["one", "two"]
    assert len({e.id for e in merged}) == 2


def test_merging_a_glossary_with_itself_changes_nothing():
    entries = [entry("a", ("韩国", "South Korea", APPROVED), ("韩国", "ROK", REJECTED), note="n")]

    assert merge([entries, entries]) == entries


def test_one_glossary_may_approve_one_spelling_and_forbid_another():
    entries = [
        entry("a", ("一个中国", "one-China", APPROVED), ("一个中国", "One China", Status.FORBIDDEN))
    ]

    assert merge([entries]) == entries
    assert merge([[], entries, [entry("b", ("一个中国", "one China", APPROVED))]]) == entries


@pytest.mark.parametrize("status", [status for status in Status if status.is_decided])
def test_a_decision_stands_above_what_nobody_decided_on(status):
    candidate = ConceptEntry("a", (TermPair("出口", "exports", 0.9, 0.8, 3),))
    decided = ConceptEntry("b", (TermPair("出口", "exports", status=status),))
    for glossaries in ([[candidate], [decided]], [[decided], [candidate]], [[candidate, decided]]):
        (entry,) = merge(glossaries)
        assert [pair.status for pair in entry.pairs] == [status]
