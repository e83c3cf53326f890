import sqlite3
from contextlib import closing

import pytest

from corpus.model import Kind, SentencePair
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.registry import write_glossary
from glossary.lookup import index
from glossary.lookup.find import Lookup
from glossary.lookup.index import TermIndex, opened

CONTEXT = SentencePair(
    "他谈务实外交。", "He spoke.", 0.7, Kind.COMPARABLE, "t", "a", "b", (1,), (2, 3)
)
ENTRY = ConceptEntry(
    "c1",
    (
        TermPair(
            "务实外交", "pragmatic diplomacy", 0.9, 0.8, 3, Status.APPROVED, "noun", (CONTEXT,)
        ),
        TermPair("务实外交", "realpolitik", status=Status.REJECTED),
    ),
    "外交",
    "what it is",
    "what else",
)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache folder that has the readings of the dictionary and nothing else."""
    from glossary.wordforms.pinyin import readings

    readings("务实")
    folder = tmp_path / "cache"
    monkeypatch.setenv("DUIZHAO_CACHE", str(folder))
    monkeypatch.setenv("_DUIZHAO_CACHE_INSTEAD", "")
    return folder


def test_an_entry_comes_back_as_it_was():
    found = TermIndex.of([ENTRY]).by_key("务实外交")

    assert [TermIndex.of([ENTRY]).entry(term.concept) for term in found] == [ENTRY]


def test_a_glossary_is_indexed_once_for_its_content(tmp_path, cache, monkeypatch):
    path, copy = tmp_path / "g.tsv", tmp_path / "copy.tsv"
    write_glossary(path, [ENTRY])
    copy.write_bytes(path.read_bytes())
    opened(path)
    (kept,) = cache.iterdir()

    monkeypatch.setattr(
        "glossary.formats.registry.read_glossary", lambda path: pytest.fail("read again")
    )
    assert Lookup.open([path, copy]).find("务实外交")[0].pair.en == "pragmatic diplomacy"
    assert list(cache.iterdir()) == [kept]


def test_a_change_is_noticed_whatever_the_date_of_the_file(tmp_path):
    path = tmp_path / "g.tsv"
    path.write_text("zh\ten\n外交\tdiplomacy\n", "utf-8")
    stat = path.stat()
    assert Lookup.open([path]).find("外交")[0].pair.en == "diplomacy"

    path.write_text("zh\ten\n外交\tdiplomatic\n", "utf-8")
    import os

    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert Lookup.open([path]).find("外交")[0].pair.en == "diplomatic"


def test_what_was_not_finished_is_not_used(tmp_path, cache, monkeypatch):
    path = tmp_path / "g.tsv"
    write_glossary(path, [ENTRY])
    with monkeypatch.context() as broken:
        broken.setattr(index, "build", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            opened(path)
    assert list(cache.iterdir()) == []
    assert opened(path).by_key("务实外交")


def test_a_damaged_index_is_built_again(tmp_path, cache):
    path = tmp_path / "g.tsv"
    write_glossary(path, [ENTRY])
    opened(path)
    (kept,) = cache.iterdir()
    (kept / "index.sqlite").write_bytes(b"no database")

    assert opened(path).by_key("务实外交")
    with closing(sqlite3.connect(kept / "index.sqlite")) as connection:
        connection.execute("SELECT * FROM terms")


def test_without_a_cache_folder_it_works_all_the_same(tmp_path, cache):
    path = tmp_path / "g.tsv"
    write_glossary(path, [ENTRY])
    cache.write_text("a file where the folder should be", "utf-8")

    assert Lookup.open([path], dictionary=False).find("务实外交")


def test_what_is_put_in_place_of_an_entry_is_found_instead(cache):
    found = TermIndex.of([ENTRY])
    asked = Lookup({"here": found}, dictionary=False)
    assert asked.nearest("pragmatic diplomacie")  # so that all keys are in memory

    other = ConceptEntry("c2", (TermPair("互信", "mutual trust"), TermPair("互信", "mutual truss")))
    found.put({0: None, 1: other})

    assert asked.find("务实外交") == asked.find("wushi waijiao") == []
    assert asked.nearest("pragmatic diplomacy") == []
    for question in ("互信", "huxin", "hx", "Mutual Trust"):
        assert asked.find(question)[0].entry == other
    similar = {hit.pair.en for hit in asked.find("mutual trus", fuzzy=True)}
    assert similar == {"mutual trust", "mutual truss"}
    found.put({1: ENTRY})
    assert asked.find("互信") == []
    assert asked.find("务实外交")[0].pair.contexts == (CONTEXT,)
