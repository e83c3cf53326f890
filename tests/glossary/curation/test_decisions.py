import json
import sqlite3
from dataclasses import replace

import pytest

from corpus.errors import InputError
from glossary.curation.applied import curated
from glossary.curation.decisions import (
    dump,
    note_written,
    restore,
    standing_decisions,
    stored_decisions,
)
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import read_glossary, write_glossary
from glossary.project.record import record_of

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
    note_written(connection)


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
    note_written(connection)
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


def review(connection, *entries):
    """What a review does: decide in the project file, beside the outputs."""
    standing = [e for e in stored_decisions(connection) if e.id not in {new.id for new in entries}]
    restored = [json.loads(record_of(entry)) for entry in (*standing, *entries)]
    restore(connection, restored)


def test_what_a_review_decided_stands_beside_what_is_edited_in_an_older_output(
    tmp_path, connection
):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)
    review(connection, entry(Status.REJECTED))
    edit(path, "务实外交", "preferred")  # in the file that has 互信 as a candidate
    run(connection, path, edited=True)

    assert statuses(path) == {"务实外交": Status.PREFERRED, "互信": Status.REJECTED}


def test_an_old_row_of_an_edited_output_takes_nothing_back_that_a_review_decided(
    tmp_path, connection
):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)
    edit(path, "互信", "approved")
    run(connection, path, edited=True)
    review(connection, replace(stored_decisions(connection)[0], pairs=entry(Status.REJECTED).pairs))
    edit(path, "务实外交", "preferred")  # the row of 互信 still says approved
    run(connection, path, edited=True)

    assert statuses(path) == {"务实外交": Status.PREFERRED, "互信": Status.REJECTED}


def test_what_a_review_took_back_does_not_come_back_with_an_old_row(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)
    edit(path, "互信", "approved")
    run(connection, path, edited=True)
    restore(connection, [])
    edit(path, "务实外交", "preferred")
    run(connection, path, edited=True)

    assert statuses(path) == {"务实外交": Status.PREFERRED, "互信": Status.CANDIDATE}


def test_a_row_that_is_edited_after_a_review_is_the_newer_decision(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)
    review(connection, entry(Status.REJECTED))
    edit(path, "互信", "approved")
    run(connection, path, edited=True)

    assert statuses(path)["互信"] is Status.APPROVED


def test_what_a_review_decided_before_a_run_that_was_killed_survives_an_edit(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)
    review(connection, entry(Status.REJECTED))
    standing_decisions(connection)  # and killed, before anything is written
    edit(path, "务实外交", "preferred")
    run(connection, path, edited=True)

    assert statuses(path) == {"务实外交": Status.PREFERRED, "互信": Status.REJECTED}


def test_where_the_project_file_is_lost_restored_decisions_stand_above_the_output(
    tmp_path, connection
):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)
    anew = sqlite3.connect(":memory:")
    review(anew, entry(Status.REJECTED))
    run(anew, path, edited=True)  # as no run of this project file has written it
    anew.close()

    assert statuses(path)["互信"] is Status.REJECTED


def test_what_is_only_noted_stands_through_edits(tmp_path, connection):
    path = tmp_path / "glossary.tsv"
    run(connection, path, edited=False)
    noted = replace(entry(Status.CANDIDATE), definition="trust on both sides")
    review(connection, noted)
    edit(path, "务实外交", "preferred")
    run(connection, path, edited=True)

    assert noted in stored_decisions(connection)


def test_decisions_are_the_same_in_another_project(connection):
    noted = replace(entry(Status.CANDIDATE), definition="trust on both sides")
    rejected = TermPair("出席", "travel", status=Status.REJECTED, note="another event")
    review(connection, noted, ConceptEntry("y", (rejected,)))
    anew = sqlite3.connect(":memory:")
    restore(anew, dump(connection))

    assert dump(anew) == dump(connection)
    assert stored_decisions(anew)[1].pairs == (rejected,)
    anew.close()


@pytest.mark.parametrize("value", [None, 3, [], ["c", [["a"]]], ["c", [None], "", "", ""]])
def test_what_is_no_decision_is_refused_and_nothing_changes(connection, value):
    review(connection, entry(Status.REJECTED))
    before = dump(connection)

    with pytest.raises(ValueError, match="no decision about a term"):
        restore(connection, [value])
    assert dump(connection) == before
