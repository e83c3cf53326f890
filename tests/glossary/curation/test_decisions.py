import sqlite3

import pytest

from corpus.errors import InputError
from glossary.curation.applied import curated
from glossary.curation.decisions import standing_decisions
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary, write_glossary

EXTRACTED = [
    ConceptEntry("a", (TermPair("务实外交", "pragmatic diplomacy", 0.9, 0.9),)),
    ConceptEntry("b", (TermPair("互信", "mutual respect", 0.8, 0.4),)),
]


@pytest.fixture
def connection():
    made = sqlite3.connect(":memory:")
    yield made
    made.close()


def edit(path, zh, status):
    lines = path.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    for row in rows:
        row[5] = status if row[0] == zh else row[5]
    path.write_text("\n".join(map("\t".join, rows)) + "\n", "utf-8")


def statuses(path):
    return {p.zh: p.status for entry in read_glossary(path) for p in entry.pairs}


def run(connection, path, *, edited):
    """What a run does: take what was edited, write the glossary again."""
    decided = standing_decisions(connection, [path] if edited else [])
    write_glossary(path, curated(EXTRACTED, [decided]))


def test_an_edited_output_is_read_back_and_holds_from_then_on(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)

    edit(path, "互信", "rejected")
    run(connection, path, edited=True)
    path.unlink()
    run(connection, path, edited=False)  # it is written anew

    assert statuses(path) == {"务实外交": Status.CANDIDATE, "互信": Status.REJECTED}


def test_a_decision_that_is_taken_back_does_not_return(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)
    edit(path, "务实外交", "approved")
    run(connection, path, edited=True)
    edit(path, "务实外交", "candidate")
    run(connection, path, edited=True)

    assert statuses(path)["务实外交"] is Status.CANDIDATE


def test_an_edited_output_that_cannot_be_read_changes_nothing(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)
    edit(path, "互信", "rejected")
    run(connection, path, edited=True)
    edit(path, "互信", "splendid")

    with pytest.raises(InputError, match="splendid"):
        standing_decisions(connection, [path])
    assert [e.pairs[0].zh for e in standing_decisions(connection)] == ["互信"]


def given_run(connection, path, *glossaries, edited=()):
    """What a run does with glossaries that are given to it."""
    decided = standing_decisions(connection, edited, glossaries)
    write_glossary(path, curated(EXTRACTED, [decided, *glossaries]))
    return statuses(path)


def entry(status, zh="互信", en="mutual respect"):
    return ConceptEntry("x", (TermPair(zh, en, status=status),))


def test_what_a_given_glossary_decided_holds_without_it(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    first = given_run(connection, path, [entry(Status.REJECTED)])
    assert given_run(connection, path) == first
    assert first["互信"] is Status.REJECTED


def test_a_given_glossary_that_changed_its_mind_counts(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    given_run(connection, path, [entry(Status.REJECTED)])
    assert given_run(connection, path, [entry(Status.PREFERRED)])["互信"] is Status.PREFERRED
    assert given_run(connection, path)["互信"] is Status.PREFERRED


def test_an_edit_since_holds_against_the_glossary_that_is_given_again(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    given_run(connection, path, [entry(Status.APPROVED)])
    edit(path, "互信", "forbidden")
    again = given_run(connection, path, [entry(Status.APPROVED)], edited=[path])
    assert again["互信"] is Status.FORBIDDEN
    assert given_run(connection, path, [entry(Status.APPROVED)])["互信"] is Status.FORBIDDEN
    edit(path, "互信", "candidate")
    assert given_run(connection, path, edited=[path])["互信"] is Status.CANDIDATE
