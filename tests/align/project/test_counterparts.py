"""Search hits with their topics, and what says the same in the other language."""

import pytest

from align.project import project_tables as tables
from align.project.counterparts import related
from align.project.run_stages import RELATIONS
from corpus.model import Bead, DocumentPair, Kind, Topic
from corpus.store.project_file import Store
from tests.small_coverage import write

VISIT_ZH, VISIT_EN, OUTLOOK, REEL, KILN = (
    "zh/visit.txt", "en/visit.txt", "en/outlook.txt", "en/reel.txt", "zh/kiln.txt",
)  # fmt: skip


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A project that was read, and no more."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    with Store("corpus.sqlite") as store:
        store.add(["zh", "en"])
        store.segment()
        yield store


@pytest.fixture
def run(store):
    """The same after a run: one translation, one comparable pair, three topics."""
    ids = {document.origin: document.id for document in store.documents()}
    pairs = [
        DocumentPair(ids[VISIT_ZH], ids[VISIT_EN], 0.99, Kind.PARALLEL),
        DocumentPair(ids[VISIT_ZH], ids[OUTLOOK], 0.6, Kind.COMPARABLE),
    ]
    topics = [
        Topic(1, (ids[OUTLOOK], ids[VISIT_EN], ids[VISIT_ZH]), "国事访问", "state visit"),
        Topic(2, (ids[REEL],), "", "film reel"),
    ]
    beads = {
        (ids[VISIT_ZH], ids[VISIT_EN]): (
            Bead((0,), (0,), 0.95),
            Bead((1, 2), (1, 2), 0.75),
            Bead((3,), (), 0.9),
            Bead((4,), (3, 4), 0.7),
        ),
        (ids[VISIT_ZH], ids[OUTLOOK]): (Bead((2,), (3,), 0.85),),
    }
    tables.create(store.connection)
    with store.transaction() as connection:
        tables.save_relations(connection, (pairs, topics))
        tables.save_beads(connection, beads)
        store.finish_stage(RELATIONS, "done")
    return store


def hit(store, origin, index):
    """The hit of a search that is this sentence."""
    (sentence,) = [
        s for s in store.sentences(store.document(origin).id) if s.index == index
    ]  # fmt: skip
    (found,) = [h for h in store.search(sentence.text, 0) if h.document.origin == origin]
    assert found.sentence == sentence
    return found


def counterparts(store, origin, index):
    (found,) = related(store, [hit(store, origin, index)])
    return [
        (each.document.origin, [s.index for s in each.sentences], each.score, each.kind)
        for each in found.counterparts
    ]


def test_before_a_run_hits_have_neither_topic_nor_counterpart(store):
    hits = [hit(store, REEL, 0), hit(store, VISIT_ZH, 1)]
    found = related(store, hits)
    assert [each.hit for each in found] == hits
    assert {(each.topic, each.counterparts) for each in found} == {(None, ())}


@pytest.mark.parametrize(
    ("origin", "index", "expected"),
    [
        (VISIT_ZH, 0, [(VISIT_EN, [0], 0.95, Kind.PARALLEL)]),
        (VISIT_ZH, 1, [(VISIT_EN, [1, 2], 0.75, Kind.PARALLEL)]),
        (VISIT_ZH, 3, []),  # an omission
        (VISIT_EN, 2, [(VISIT_ZH, [1, 2], 0.75, Kind.PARALLEL)]),
        (VISIT_EN, 4, [(VISIT_ZH, [4], 0.7, Kind.PARALLEL)]),
        (OUTLOOK, 3, [(VISIT_ZH, [2], 0.85, Kind.COMPARABLE)]),
        (OUTLOOK, 0, []),  # of a pair, but in no bead
        (KILN, 0, []),  # of no pair
    ],
)
def test_what_says_the_same_is_the_other_side_of_the_bead(run, origin, index, expected):
    assert counterparts(run, origin, index) == expected


def test_counterparts_in_several_documents_come_most_probable_first(run):
    """The comparable document's sentence is surer here than the translation's bead."""
    assert counterparts(run, VISIT_ZH, 2) == [
        (OUTLOOK, [3], 0.85, Kind.COMPARABLE),
        (VISIT_EN, [1, 2], 0.75, Kind.PARALLEL),
    ]


def test_hits_come_by_topic_the_largest_first_and_without_topic_last(run):
    hits = [hit(run, KILN, 1), hit(run, REEL, 0), hit(run, VISIT_EN, 0), hit(run, KILN, 0)]
    found = related(run, hits)
    assert [each.topic and each.topic.number for each in found] == [1, 2, None, None]
    assert found[0].topic.label_en == "state visit"
    assert [each.hit for each in found] == [hits[2], hits[1], hits[0], hits[3]]


def test_hits_of_one_topic_stay_as_they_came(run):
    hits = [hit(run, VISIT_EN, 1), hit(run, VISIT_ZH, 1), hit(run, VISIT_EN, 0)]
    assert [each.hit for each in related(run, hits)] == hits


def test_when_a_document_has_gone_the_topics_are_no_longer_known(run):
    run.remove(run.document(REEL).id)
    (found,) = related(run, [hit(run, VISIT_ZH, 0)])
    assert (found.topic, found.counterparts) == (None, ())


def test_no_hits(store, run):
    assert related(run, []) == []
