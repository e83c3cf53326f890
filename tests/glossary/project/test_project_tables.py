"""Sentence pairs and concepts in the project file, and what goes with a document."""

import pytest

from corpus.model import Kind, SentencePair
from corpus.store.project_file import Store
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.project import project_tables as tables
from tests.small_coverage import write

PAIRS = [
    SentencePair(
        "他将继续推行务实外交。", "He will pursue pragmatic diplomacy.", 0.1 + 0.2, Kind.PARALLEL,
        "国事访问 / state visit", "zh/visit.txt", "en/visit.txt", (3, 4), (2,),
    ),
    SentencePair("首次访华。", "His first trip.", 0.98, Kind.COMPARABLE, "国事访问",
                 "zh/visit.txt", "en/outlook.txt", (1,), (0,)),
    SentencePair("看火三年。", "Three years.", 0.5, Kind.COMPARABLE, "柴窑",
                 "zh/kiln.txt", "en/reel.txt", (0,), (0,)),
]  # fmt: skip
ENTRIES = [
    ConceptEntry(
        "c2",
        (
            TermPair(
                "务实外交", "pragmatic diplomacy", 0.9, 0.8, 2, contexts=(PAIRS[0],), documents=1
            ),
            TermPair("务实的外交", "pragmatic diplomacy", 0.5, 0.4, 1, Status.APPROVED, "noun"),
            TermPair("NATO", "NATO", zh_code="zh-TW", en_code="en-GB", do_not_translate=True),
        ),
        "国事访问",
        "外交政策",
        "两岸用法不同",
    ),
    ConceptEntry("c1", (TermPair("柴窑", "wood-fired kiln", status=Status.SUGGESTED),)),
]


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    with Store("corpus.sqlite") as store:
        store.add(["zh", "en"])
        tables.create(store.connection)
        with store.transaction() as connection:
            tables.save(connection, (PAIRS, ENTRIES))
            store.finish_stage(tables.STAGE, "done")
        yield store


def test_what_is_saved_is_loaded(store):
    assert tables.load_pairs(store.connection) == PAIRS
    assert tables.load_entries(store.connection) == ENTRIES


def test_the_terms_of_an_earlier_version_are_computed_again(store, capsys):
    store.connection.execute("ALTER TABLE term_pairs DROP COLUMN documents")
    store.finish_stage(tables.STAGE, "key")
    tables.create(store.connection)
    assert "computed again" in capsys.readouterr().err
    assert tables.load_entries(store.connection) == []
    assert store.stage(tables.STAGE) is None


def test_saving_replaces(store):
    with store.transaction() as connection:
        tables.save(connection, (PAIRS[1:], ENTRIES[1:]))
    assert tables.load_pairs(store.connection) == PAIRS[1:]
    assert tables.load_entries(store.connection) == ENTRIES[1:]


def test_pairs_have_the_names_that_their_topics_got(store):
    topic = PAIRS[0].topic
    with store.transaction() as connection:
        tables.save_names(connection, {topic: "渔港 / fishing port", "another": "x"})
        tables.save_names(connection, {topic: "盐湖 / salt lake"})
    found = tables.load_pairs(store.connection)
    assert found[0].topic == "盐湖 / salt lake"
    assert [pair.topic == "盐湖 / salt lake" for pair in found] == [p.topic == topic for p in PAIRS]
    store.remove(store.document("zh/visit.txt").id)
    assert not store.connection.execute("SELECT * FROM topic_names").fetchall()


def test_no_context_of_a_removed_document_survives(store):
    store.remove(store.document("zh/visit.txt").id)
    assert tables.load_pairs(store.connection) == PAIRS[2:]
    assert tables.load_entries(store.connection) == []
    assert store.stage(tables.STAGE) is None
    rows = store.connection.execute("SELECT * FROM term_pairs").fetchall()
    assert rows == []


def test_a_project_without_a_run_has_no_pairs(tmp_path):
    with Store(tmp_path / "new.sqlite") as store:
        assert tables.load_pairs(store.connection) == []
