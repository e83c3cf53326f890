"""Topics, document pairs and beads in the project file, and what goes with a document."""

import pytest

from align.evidence.clauses import Fragment
from align.project import project_tables as tables
from corpus.model import Bead, DocumentPair, Kind, Topic
from corpus.store.project_file import Store
from tests.small_coverage import write

BEADS = (Bead((0,), (0, 1), 0.875), Bead((1,), (), 0.5))
MINED = (Bead((2,), (1,), 0.1 + 0.2),)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    with Store("corpus.sqlite") as store:
        store.add(["zh", "en"])
        store.segment()
        tables.create(store.connection)
        yield store


@pytest.fixture
def ids(store):
    return {document.origin: document.id for document in store.documents()}


@pytest.fixture
def filled(store, ids):
    visit, kiln, english, outlook, reel = (
        ids[name]
        for name in ("zh/visit.txt", "zh/kiln.txt", "en/visit.txt", "en/outlook.txt", "en/reel.txt")
    )
    pairs = [
        DocumentPair(visit, english, 0.99, Kind.PARALLEL, "the same, sentence by sentence"),
        DocumentPair(visit, outlook, 0.6, Kind.COMPARABLE, "same event"),
    ]
    topics = [
        Topic(1, (outlook, english, visit), "国事访问", "state visit"),
        Topic(2, (reel,)),
        Topic(3, (kiln,), "柴窑"),
    ]
    with store.transaction() as connection:
        tables.save_relations(connection, (pairs, topics))
        tables.save_beads(connection, {(visit, english): BEADS})
        tables.save_beads(connection, {(visit, outlook): MINED})
        for name in (tables.RELATIONS, tables.BEADS, tables.MINED):
            store.finish_stage(name, "done")
    return store, pairs, topics


def test_fragments_go_with_their_pair_and_are_found_anew(filled):
    store, pairs, topics = filled
    key = pairs[1].zh, pairs[1].en
    found = {
        key: (Fragment(1, (2, 9), 0, (0, 12), 0.1 + 0.2), Fragment(2, (0, 7), 0, (14, 30), 0.9))
    }
    with store.transaction() as connection:
        tables.save_fragments(connection, found)
        store.finish_stage(tables.FRAGMENTS, "done")
    assert tables.load_fragments(store.connection) == found
    with store.transaction() as connection:
        tables.save_relations(connection, (pairs[:1], topics))
    assert tables.load_fragments(store.connection) == {}
    assert store.stage(tables.FRAGMENTS) is None


def done(store):
    return [name for name in (tables.RELATIONS, tables.BEADS, tables.MINED) if store.stage(name)]


def test_what_is_saved_is_loaded(filled):
    store, pairs, topics = filled
    assert tables.load_relations(store.connection) == (pairs, topics)
    assert tables.load_beads(store.connection, Kind.PARALLEL) == {(pairs[0].zh, pairs[0].en): BEADS}
    assert tables.load_beads(store.connection, Kind.COMPARABLE) == {
        (pairs[1].zh, pairs[1].en): MINED
    }


def test_a_pair_that_stays_keeps_its_beads(filled):
    store, pairs, topics = filled
    with store.transaction() as connection:
        tables.save_relations(connection, (pairs[:1], topics))
    assert tables.load_beads(store.connection, Kind.PARALLEL) == {(pairs[0].zh, pairs[0].en): BEADS}
    assert tables.load_beads(store.connection, Kind.COMPARABLE) == {}
    assert done(store) == [tables.RELATIONS, tables.BEADS]


def test_with_a_document_go_its_pairs_and_beads_and_what_depends_on_all(filled, ids):
    store, pairs, topics = filled
    store.remove(ids["en/outlook.txt"])
    assert done(store) == [tables.BEADS]
    found, left = tables.load_relations(store.connection)
    assert found == pairs[:1]
    assert left[0].documents == topics[0].documents[1:]
    assert tables.load_beads(store.connection, Kind.COMPARABLE) == {}
    store.remove(ids["zh/visit.txt"])
    assert done(store) == []
    assert not store.connection.execute("SELECT 1 FROM beads").fetchone()


def test_a_stranger_leaves_the_beads_alone(filled, ids):
    store, _, topics = filled
    store.remove(ids["zh/kiln.txt"])
    assert done(store) == [tables.BEADS, tables.MINED]
    assert tables.load_relations(store.connection)[1] == topics[:2]


def test_creating_again_changes_nothing(filled):
    store, pairs, topics = filled
    before = store.connection.total_changes
    tables.create(store.connection)
    assert store.connection.total_changes == before
    assert tables.load_relations(store.connection) == (pairs, topics)
