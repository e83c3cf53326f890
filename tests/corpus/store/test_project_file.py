import os
import signal
import sqlite3
import subprocess
import sys
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.cleaning.lists import from_lines
from corpus.errors import StoreError, UsageError
from corpus.jobs import Serial, local_jobs
from corpus.model import Quotations
from corpus.store.project_file import Store

ENGLISH = "Minister on trade\nThe minister spoke of pragmatic diplomacy. Both sides are willing."
RECORDS = """{"id": "x", "text": "The talks went on."}
{broken
{"id": "y", "text": "会谈继续举行。"}"""

FILES = {
    "a.txt": "外长谈贸易\n外长周三表示，两国将继续推行务实外交。双方愿意对话。\n1\n会谈继续。",
    "b.txt": ENGLISH,
    "c.txt": "外長談貿易\n外長週三表示，兩國將繼續推行務實外交。",
    "d.txt": ENGLISH,
    "e.txt": "",
    "f.jsonl": RECORDS,
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def store(folder):
    with Store(":memory:") as store:
        yield store


def content(store):
    """Everything that the project file says, without row ids."""
    tables = {
        "documents": "SELECT * FROM documents ORDER BY id",
        "origins": "SELECT * FROM origins ORDER BY origin",
        "files": "SELECT * FROM files ORDER BY origin",
        "failures": "SELECT * FROM failures ORDER BY file, line",
        "furniture": "SELECT * FROM furniture ORDER BY document, paragraph",
        "sentences": "SELECT document, number, paragraph, start, text FROM sentences"
        " ORDER BY document, number",
        "index": "SELECT words FROM index_zh UNION ALL SELECT words FROM index_en ORDER BY words",
    }
    return {name: store.connection.execute(query).fetchall() for name, query in tables.items()}


def test_add_segment_and_read_back(store):
    added = store.add(sorted(FILES))
    assert added.new == ("a.txt", "b.txt", "c.txt", "d.txt", "f.jsonl")
    assert [str(failure).split(": ")[0] for failure in added.failures] == ["e.txt", "f.jsonl:2"]
    documents = store.documents()
    assert [d.origin for d in documents] == ["a.txt", "b.txt", "c.txt", "f.jsonl#x", "f.jsonl#y"]
    assert store.origins(documents[1].id) == ("b.txt", "d.txt")
    assert store.segment() == 5
    assert [s.text for s in store.sentences(documents[0].id)] == [
        "外长谈贸易", "外长周三表示，两国将继续推行务实外交。", "双方愿意对话。", "会谈继续。",
    ]  # fmt: skip
    assert store.furniture(documents[0].id) == {2: "a bare number"}
    assert store.segment() == 0


def test_lists_and_conventions_are_remembered_until_others_are_given(store, folder):
    (folder / "a.txt").write_text(
        "谈贸易\n他去了港口。“走吧！天黑了。”他说。\n江海网\n完。", "utf-8"
    )
    store.add(["a.txt"])
    key = store.documents()[0].id
    own = from_lines([(1, "江海網")], "own.txt")
    assert store.segment() == 1
    plain = [sentence.text for sentence in store.sentences(key)]
    assert plain == ["谈贸易", "他去了港口。", "“走吧！", "天黑了。”", "他说。", "江海网", "完。"]
    assert store.segment(own, Quotations.WHOLE) == 1
    assert store.furniture(key) == {2: "in your list"}
    assert store.sentences(key)[2].text == "“走吧！天黑了。”他说。"
    assert store.segment() == 0
    assert store.segment(from_lines([], ""), Quotations.PARTED) == 1
    assert [sentence.text for sentence in store.sentences(key)] == plain


def test_adding_again_changes_nothing_and_names_failures_again(store):
    first = store.add(sorted(FILES))
    store.segment()
    before = content(store)
    again = store.add(sorted(FILES))
    assert again.unchanged == first.new
    assert again.failures == first.failures
    assert (again.new, again.replaced) == ((), ())
    assert content(store) == before


def test_files_are_read_again_when_the_readers_change(store, edited):
    first = store.add(sorted(FILES))
    before = content(store)
    edited("splitting.py")
    assert store.add(sorted(FILES)).unchanged == first.new
    edited("decoding.py")
    assert store.add(sorted(FILES)).replaced == first.new
    assert store.add(sorted(FILES)).unchanged == first.new
    assert {**content(store), "files": ()} == {**before, "files": ()}


@pytest.mark.parametrize(
    ("name", "again"),
    [("splitting.py", True), ("concordance.py", True), ("furniture.py", False)],
)
def test_sentences_are_made_again_when_what_makes_them_changes(store, edited, name, again):
    """Of the rules for furniture the result counts, which is found anew each time."""
    store.add(sorted(FILES))
    count = store.segment()
    assert count
    assert store.segment() == 0
    edited(name)
    assert store.segment() == (count if again else 0)
    assert store.segment() == 0


def test_an_unchanged_file_is_not_parsed_again(store, monkeypatch):
    store.add(sorted(FILES))
    monkeypatch.setattr("corpus.store.documents.read_bytes", lambda *_: pytest.fail("parsed again"))
    store.add(sorted(FILES))


def test_a_changed_file_replaces_what_it_held(store, folder):
    store.add(sorted(FILES))
    store.segment()
    (folder / "a.txt").write_text("新标题\n会谈取消了。", "utf-8")
    (folder / "b.txt").write_bytes(b"")
    added = store.add(["a.txt", "b.txt"])
    assert added.replaced == ("a.txt",)
    assert [failure.origin for failure in added.failures] == ["b.txt"]
    assert store.segment() == 1
    assert [d.origin for d in store.documents()] == [
        "a.txt",
        "c.txt",
        "d.txt",
        "f.jsonl#x",
        "f.jsonl#y",
    ]
    assert [hit.sentence.text for hit in store.search("会谈取消")] == ["会谈取消了。"]
    assert [hit.document.origin for hit in store.search("务实外交")] == ["c.txt"]


def test_metadata_count_as_content_of_the_file(store, folder):
    store.add(["a.txt"])
    (folder / "metadata.tsv").write_text("path\toutlet\na.txt\t某报\n", "utf-8")
    assert store.add(["a.txt"]).replaced == ("a.txt",)
    assert store.documents()[0].outlet == "某报"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(sorted(FILES)), st.data())
def test_the_order_of_additions_makes_no_difference(folder, order, data):
    with Store(":memory:") as whole, Store(":memory:") as pieces:
        whole.add(sorted(FILES))
        whole.segment()
        for name in order:
            pieces.add([name])
            if data.draw(st.booleans()):
                pieces.segment()
        pieces.segment()
        assert content(pieces) == content(whole)


def test_removing_a_document_removes_all_that_came_from_it(store):
    store.add(sorted(FILES))
    store.segment()
    store.connection.execute(
        "CREATE TABLE beads (document TEXT REFERENCES documents(id) ON DELETE CASCADE)"
    )
    removed = store.document("b.txt").id
    store.connection.execute("INSERT INTO beads VALUES (?)", (removed,))
    store.remove(removed)
    assert store.search("pragmatic diplomacy") == []
    assert store.connection.execute("SELECT count(*) FROM beads").fetchone() == (0,)
    assert removed not in {d.id for d in store.documents()}
    assert store.add(["b.txt"]).replaced == ("b.txt",)
    assert store.document("b.txt").id == removed


def test_removing_what_one_of_several_in_a_file_gave(store):
    store.add(["f.jsonl"])
    store.remove(store.document("f.jsonl#x").id)
    assert [d.origin for d in store.documents()] == ["f.jsonl#y"]
    store.add(["f.jsonl"])
    assert [d.origin for d in store.documents()] == ["f.jsonl#x", "f.jsonl#y"]


@pytest.mark.parametrize(
    ("query", "origins"),
    [
        ("务实外交", ["a.txt", "c.txt"]),  # either script finds both
        ("務實外交", ["a.txt", "c.txt"]),
        ("外长", ["a.txt", "a.txt", "c.txt", "c.txt"]),
        ("实务", []),
        ("Both side", ["b.txt"]),  # inflected forms
        ("pragmatic diplomacy", ["b.txt"]),
        ("diplomacy pragmatic", []),
        ('" OR *', []),
        ("", []),
    ],
)
def test_search(store, query, origins):
    store.add(sorted(FILES))
    store.segment()
    assert [hit.document.origin for hit in store.search(query)] == origins
    assert len(store.search(query, limit=1)) == min(1, len(origins))


def test_documents_by_id_beginning_or_origin(store):
    store.add(sorted(FILES))
    document = store.document("a.txt")
    assert store.document(document.id) == store.document(document.id[:6]) == document
    assert store.document("d.txt").origin == "b.txt"
    for key in ("", "zzz"):
        with pytest.raises(UsageError, match="unknown"):
            store.document(key)


def test_stages(store):
    assert store.stage("beads") is None
    store.finish_stage("beads", "1")
    store.finish_stage("beads", "2")
    assert store.stage("beads") == "2"


def test_a_transaction_is_all_or_nothing(store):
    def fail():
        with store.transaction():
            store.finish_stage("beads", "1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.stage("beads") is None


def test_foreign_and_newer_files_are_refused(tmp_path):
    foreign, newer, text = tmp_path / "foreign", tmp_path / "newer", tmp_path / "text"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(StoreError, match="not a project file"):
        Store(foreign)
    Store(newer).close()
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="newer"):
        Store(newer)
    text.write_text("not a database at all, but long enough to be read as one. " * 50)
    with pytest.raises(StoreError, match="cannot be used"):
        Store(text)
    with pytest.raises(StoreError, match="no such project file"):
        Store(tmp_path / "missing", must_exist=True)
    assert not (tmp_path / "missing").exists()


def test_two_stores_on_one_file_see_each_other(folder):
    with Store("p.sqlite") as one, Store("p.sqlite") as two:
        one.add(["a.txt"])
        assert [d.origin for d in two.documents()] == ["a.txt"]


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("moment", ["store.settle", "store.segmentation._segment"])
def test_killed_at_any_point_it_goes_on_where_it_stood(folder, moment):
    script = f"""
        import os, signal
        from corpus.store import project_file as store
        store._BATCH = 2
        calls = []
        original = {moment}
        def dying(self, *arguments):
            calls.append(1)
            if len(calls) == 2:
                os.kill(os.getpid(), signal.SIGKILL)
            original(self, *arguments)
        {moment} = dying
        with store.Store("p.sqlite") as project:
            project.add({sorted(FILES)!r})
            project.segment()
    """
    died = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=False)
    assert died.returncode == -signal.SIGKILL
    with Store("p.sqlite") as project, Store(":memory:") as fresh:
        assert project.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for store in (project, fresh):
            store.add(sorted(FILES))
            store.segment()
        assert content(project) == content(fresh)


def test_an_origin_that_two_texts_have_is_named(folder):
    (folder / "f.jsonl#x.txt").write_text("The talks ended.", "utf-8")
    (folder / "f.jsonl").write_text('{"id": "x.txt", "text": "The talks went on."}', "utf-8")
    with Store(":memory:") as store:
        added = store.add(["f.jsonl", "f.jsonl#x.txt"])
        assert [failure.origin for failure in added.failures] == ["f.jsonl#x.txt"]
        assert len(store.documents()) == 1


def test_links_in_a_circle_are_named_and_the_rest_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "loop").symlink_to("loop")
    (tmp_path / "news" / "a.txt").write_text("外长周三表示，两国将继续推行务实外交。", "utf-8")
    with Store("corpus.sqlite") as store:
        added = store.add(["news"])
    assert added.new == ("news/a.txt",)
    assert [failure.origin for failure in added.failures] == ["news/loop"]


@pytest.mark.parametrize("query", ["软着陆", "軟著陸", "軟着陸", "衛生部門", "卫生部门"])
def test_a_search_finds_every_regions_spelling(store, query, folder):
    (folder / "hk.txt").write_text("標題\n衞生部門說，經濟會軟著陸。", "utf-8")
    store.add(["hk.txt"])
    store.segment()
    assert [hit.document.origin for hit in store.search(query)] == ["hk.txt"]


class Losing(Serial):
    """Workers that end on one file."""

    def map(self, function, items, chunk=1, lost=None, *, heavy=False):
        for item in items:
            yield lost(item, "signal 9") if item[0].origin == "b.txt" else function(item)


def test_a_file_that_ends_workers_is_named_and_read_when_it_is_given_again(folder):
    names = ["a.txt", "b.txt", "c.txt"]
    with Store("p.sqlite") as store:
        added = store.add(names, jobs=Losing())
        assert added.new == ("a.txt", "c.txt")
        (failure,) = added.failures
        assert failure.origin == "b.txt"
        assert "signal 9" in failure.reason
        again = store.add(names)
        assert again.unchanged == ("a.txt", "c.txt")
        assert again.replaced == ("b.txt",)
        assert not again.failures


@pytest.mark.parametrize("count", [2, 3])
def test_workers_read_what_one_process_reads(folder, count):
    with Store("one.sqlite") as one, Store("many.sqlite") as many, local_jobs(count) as jobs:
        assert many.add(FILES, jobs=jobs) == one.add(FILES)
        assert many.documents() == one.documents()
        assert many.failures() == one.failures()
