import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.errors import StoreError
from corpus.model import SentencePair
from corpus.store.project_file import Store
from glossary.curation.decisions import restore
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.lookup.find import Lookup
from glossary.project.project_tables import create, save, save_names
from glossary.project.record import record_of

SHOWN = SentencePair("他谈务实外交。", "He spoke of pragmatic diplomacy.")
POLICY = ConceptEntry(
    "p", (TermPair("务实外交", "pragmatic diplomacy", 0.9, 0.8, contexts=(SHOWN,)),), "1"
)
ATTEND = ConceptEntry("a", (TermPair("出席", "travel", 0.5),))


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "corpus.sqlite"
    with Store(path) as store, store.transaction() as connection:
        create(connection)
        save(connection, ([], [POLICY, ATTEND]))
        save_names(connection, {"1": "外交 / diplomacy"})
    return path


def decide(path, *entries):
    with Store(path) as store, store.transaction() as connection:
        restore(connection, [json.loads(record_of(entry)) for entry in entries])


def test_a_project_is_asked_for_all_that_it_knows_with_what_shows_it(project):
    (hit,) = Lookup.open([project]).find("務實外交")

    assert hit.pair.contexts == (SHOWN,)
    assert hit.entry.domain == "外交 / diplomacy"
    assert hit.source == str(project)


def test_what_was_decided_meanwhile_counts(project):
    assert Lookup.open([project]).find("出席")[0].pair.en == "travel"
    rejected = TermPair("出席", "travel", status=Status.REJECTED)
    decide(
        project, ConceptEntry("a", (rejected, TermPair("出席", "attend", status=Status.APPROVED)))
    )

    assert [hit.pair.en for hit in Lookup.open([project]).find("出席")] == ["attend"]


def test_several_threads_ask_one_project(project):
    lookup = Lookup.open([project])
    asked = ["wushi waijiao", "travel", "pragmatic diplomacy", "务实外交"] * 50
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lookup.find, asked))
    assert found == [*map(lookup.find, asked)]


def test_what_is_no_project_is_said(tmp_path):
    with pytest.raises(StoreError, match="no such project file"):
        Lookup.open([tmp_path / "corpus.sqlite"])
