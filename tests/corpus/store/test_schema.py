import random
import sqlite3
from pathlib import Path

import pytest

from corpus.errors import StoreError, UsageError
from corpus.store import schema
from corpus.store.project_file import Store
from corpus.store.schema import APPLICATION, VERSION

FORMS = Path(__file__).parent / "forms"
TABLES = (
    "files(origin, digest)",
    "failures",
    "documents",
    "origins",
    "furniture",
    "sentences",
    "stages",
)
TRIGGER = "CREATE TRIGGER undone AFTER DELETE ON documents BEGIN DELETE FROM stages; END"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project file of this version."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(
        "外长谈贸易\n外长周三表示，两国将继续推行务实外交。\n会谈继续。", "utf-8"
    )
    Path("b.txt").write_text("The minister spoke of pragmatic diplomacy.", "utf-8")
    with Store("now.sqlite") as store:
        store.add(["a.txt", "b.txt"])
        store.segment()
        store.finish_stage("relations", "key")
    return Path("now.sqlite")


def former(project, version):
    """The same project as an earlier version had it."""
    path = Path(f"{version}.sqlite")
    connection = sqlite3.connect(path)
    connection.executescript((FORMS / f"{version}.sql").read_text("utf-8"))
    connection.execute("ATTACH ? AS now", (str(project),))
    for table in (*TABLES, "index_zh(rowid, words)", "index_en(rowid, words)"):
        name, _, columns = table.partition("(")
        wanted = columns.rstrip(")") or "*"
        connection.execute(f"INSERT INTO {table} SELECT {wanted} FROM now.{name}")  # noqa: S608
    connection.execute(TRIGGER)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    return path


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_project_of_an_earlier_version_goes_on(project, version):
    path = former(project, version)
    with Store(project) as now, Store(path) as store:
        for table in TABLES:
            name, _, columns = table.partition("(")
            query = f"SELECT {columns.rstrip(')') or '*'} FROM {name} ORDER BY 1, 2"  # noqa: S608
            assert store.connection.execute(query).fetchall() == (
                now.connection.execute(query).fetchall()
            )
        assert [hit.document.origin for hit in store.search("务实外交")] == ["a.txt"]
        assert store.add(["a.txt", "b.txt"]).unchanged == ("a.txt", "b.txt")
        assert store.segment() == 0
        assert store.contents() == now.contents()
        assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        store.remove(store.document("a.txt").id)
        assert store.search("务实外交") == []
        assert store.stage("relations") is None  # the trigger is still there
    with Store(path) as again:
        assert [document.origin for document in again.documents()] == ["b.txt"]


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_change_of_form_that_is_cut_short_leaves_the_former_file(project, version, monkeypatch):
    path = former(project, version)
    before = path.read_bytes()

    def fail(connection):
        connection.execute("DROP TABLE sentences")
        raise KeyboardInterrupt

    monkeypatch.setitem(schema._STEPS, version, fail)
    with pytest.raises(KeyboardInterrupt):
        Store(path)
    assert path.read_bytes() == before


def test_a_project_of_a_newer_version_is_refused(project):
    connection = sqlite3.connect(project)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(StoreError, match="newer duizhao; upgrade"):
        Store(project)


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE origins",
        "DROP TRIGGER sentences_gone",
        "ALTER TABLE sentences ADD note TEXT",
        "CREATE VIEW other AS SELECT 1",
    ],
)
def test_other_tables_than_ours_are_refused(project, change):
    connection = sqlite3.connect(project)
    connection.execute(change)
    connection.close()
    with pytest.raises(StoreError, match="not as they were made"):
        Store(project)


def test_what_is_no_file_is_refused(tmp_path):
    with pytest.raises(StoreError, match="is no file"):
        Store(tmp_path)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_used_or_refused_in_one_line(project, seed):
    chance = random.Random(seed)  # noqa: S311  (no secret)
    data = bytearray(project.read_bytes())
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    elif seed % 3 == 1:
        at = chance.randrange(len(data))
        data[at : at + 4096] = bytes(4096)
    else:
        for _ in range(300):
            data[chance.randrange(len(data))] = chance.randrange(256)
    project.write_bytes(data)
    said = ""
    try:
        with Store(project) as store:
            store.add(["a.txt"])
            store.segment()
            store.search("务实外交")
            for document in store.documents():
                store.sentences(document.id)
    except StoreError as error:
        said = str(error)
    assert said == "" or (str(project) in said and "\n" not in said)


@pytest.mark.parametrize(
    ("setting", "remedy"),
    [("max_page_count = 1", "make room on the disk"), ("query_only = 1", "can be written")],
)
def test_what_is_not_the_files_fault_is_no_reason_to_remove_it(project, setting, remedy):
    store = Store(project)
    store.connection.execute(f"PRAGMA {setting}")
    rows = ((f"s{k}", "x" * 1000) for k in range(1000))
    with pytest.raises(StoreError) as raised, store, store.transaction() as connection:
        connection.executemany("INSERT INTO stages VALUES (?, ?)", rows)
    assert remedy in str(raised.value)
    assert "remove" not in str(raised.value)
    with Store(project) as store:
        assert len(store.documents()) == 2


@pytest.mark.parametrize("key", ["\udcff", "a\udc80.txt", "\0"])
def test_a_name_that_is_not_utf_8_is_unknown_and_no_damage(project, key):
    with Store(project) as store, pytest.raises(UsageError, match="unknown"):
        store.document(key)
