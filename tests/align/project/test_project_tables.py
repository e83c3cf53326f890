"""Topics, document pairs and beads in the project file, and what goes with a document."""

import pytest

from align.evidence.clauses import Fragment
from align.project import project_tables as tables
from align.project import run_stages as stages
from align.project.several_names import Naming
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
        DocumentPair(visit, english, 0.99, Kind.PARALLEL, "the same, in another order", (1, 2, 0)),
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
        for name in (stages.RELATIONS, stages.BEADS, stages.MINED):
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
        store.finish_stage(stages.FRAGMENTS, "done")
    assert tables.load_fragments(store.connection) == found
    with store.transaction() as connection:
        tables.save_relations(connection, (pairs[:1], topics))
    assert tables.load_fragments(store.connection) == {}
    assert store.stage(stages.FRAGMENTS) is None


def done(store):
    return [name for name in (stages.RELATIONS, stages.BEADS, stages.MINED) if store.stage(name)]


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
    assert done(store) == [stages.RELATIONS, stages.BEADS]


def test_with_a_document_go_its_pairs_and_beads_and_what_depends_on_all(filled, ids):
    store, pairs, topics = filled
    store.remove(ids["en/outlook.txt"])
    assert done(store) == [stages.BEADS]
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
    assert done(store) == [stages.BEADS, stages.MINED]
    assert tables.load_relations(store.connection)[1] == topics[:2]


def test_creating_again_changes_nothing(filled):
    store, pairs, topics = filled
    before = store.connection.total_changes
    tables.create(store.connection)
    assert store.connection.total_changes == before
    assert tables.load_relations(store.connection) == (pairs, topics)


def test_labels_are_kept_until_topics_are_found_anew_or_a_document_goes(filled, ids):
    store, pairs, topics = filled
    plain = [Topic(topic.number, topic.documents) for topic in topics]

    def label():
        with store.transaction() as connection:
            tables.save_labels(connection, {1: ("访问", "visit"), 2: ("", "reel"), 3: ("窑", "")})
            store.finish_stage(stages.LABELS, "done")

    label()
    found = [(t.label_zh, t.label_en) for t in tables.load_relations(store.connection)[1]]
    assert found == [("访问", "visit"), ("", "reel"), ("窑", "")]
    with store.transaction() as connection:
        tables.save_relations(connection, (pairs, plain))
    assert tables.load_relations(store.connection)[1] == plain
    assert store.stage(stages.LABELS) is None
    label()
    store.remove(ids["en/visit.txt"])
    first, second, third = tables.load_relations(store.connection)[1]
    assert (first.label_zh, first.label_en) == ("", "")  # it may name what is gone
    assert (second.label_en, third.label_zh) == ("reel", "窑")
    assert store.stage(stages.LABELS) is None


def test_names_are_kept_by_stage_and_topic_in_their_order_and_go_with_any_document(filled, ids):
    store, _, _ = filled
    several = {
        2: [Naming("c1", {"韩国": {"a": 2}, "大韩民国": {"b": 1}}, {"ROK": {"c": 1, "d": 3}})],
        1: [Naming("c2", {"火": {"a": 1}}, {"fire": {"c": 1}, "blaze": {"c": 1}})] * 2,
    }
    near = {1: [Naming("c3", {"政策": {"a": 1}, "原则": {"a": 1}}, {"policy": {"c": 1}})]}
    found = {stages.SEVERAL_NAMES: several, stages.NEAR_MISSES: near}
    with store.transaction() as connection:
        for stage, namings in found.items():
            tables.save_namings(stage, connection, {1, 2}, namings)
            store.finish_stage(stage, "done")
    for stage, namings in found.items():
        loaded = tables.load_namings(stage, store.connection)
        assert loaded == namings
        assert list(loaded) == sorted(namings)
    loaded = tables.load_namings(stages.SEVERAL_NAMES, store.connection)
    assert [list(naming.zh) for naming in loaded[2]] == [["韩国", "大韩民国"]]
    store.remove(ids["zh/kiln.txt"])
    for stage in found:
        assert tables.load_namings(stage, store.connection) == {}
        assert store.stage(stage) is None
