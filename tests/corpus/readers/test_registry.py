import io
import os
import socket

import pytest

from corpus.model import Document
from corpus.readers.registry import ReadFailure, find, read
from corpus.store.project_file import Store

TEXT = "The talks of the two sides began in the capital."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("news/b.txt", "news/a/z.txt", "news/a/c", "news/.hidden.txt", "news/.git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{TEXT}\n{name}", "utf-8")
    return tmp_path


def test_folders_are_walked_in_order_without_hidden_files(folder):
    assert [item.origin for item in read(["news"])] == ["news/b.txt", "news/a/c", "news/a/z.txt"]


def test_a_file_named_twice_is_read_once(folder):
    assert [item.origin for item in read(["./news/b.txt", "news"])][:2] == [
        "news/b.txt",
        "news/a/c",
    ]


def test_metadata_beside_the_files(folder):
    (folder / "news/metadata.tsv").write_text(
        "path\toutlet\tdate\nb.txt\tThe Post\t2026-01-04\na/c\tThe Paper\t\n", "utf-8"
    )
    (folder / "news/a/metadata.tsv").write_text("path\toutlet\nz.txt\tThe Star\n", "utf-8")
    found = {item.origin: item for item in read(["news"])}
    assert found["news/b.txt"].outlet == "The Post"
    assert found["news/b.txt"].published == "2026-01-04"
    assert found["news/a/c"].outlet == "The Paper"
    assert found["news/a/z.txt"].outlet == "The Star"
    (alone,) = read(["news/b.txt"])
    assert alone.outlet == "The Post"


def test_metadata_without_a_path_column_are_named(folder):
    (folder / "news/metadata.tsv").write_text("file\toutlet\nb.txt\tThe Post\n", "utf-8")
    failure, *documents = read(["news/b.txt", "news/a/z.txt"])
    assert "no column path" in failure.reason
    assert [document.origin for document in documents] == ["news/b.txt", "news/a/z.txt"]


def test_nothing_is_passed_over_in_silence(folder):
    files = {
        "empty.txt": b"",
        "letter.docx": b"PK\x03\x04xxxx",
        "table.csv": b"a,b\n1,2\n",
        "page.pdf": b"%PDF-1.7",
        "french.txt": "Le ministre est arrivé dimanche dans la capitale pour une visite.".encode(),
    }
    (folder / "bad").mkdir()
    for name, data in files.items():
        (folder / "bad" / name).write_bytes(data)
    (folder / "nothing").mkdir()
    found = list(read(["bad", "missing.txt", "nothing", "news/b.txt"]))
    assert [item.origin for item in found if isinstance(item, Document)] == ["news/b.txt"]
    reasons = {item.origin: item.reason for item in found if isinstance(item, ReadFailure)}
    assert "empty" in reasons["bad/empty.txt"]
    assert "damaged" in reasons["bad/letter.docx"]
    assert "no column is called text" in reasons["bad/table.csv"]
    assert "PDF" in reasons["bad/page.pdf"]
    assert "French" in reasons["bad/french.txt"]
    assert "not exist" in reasons["missing.txt"]
    assert "no files" in reasons["nothing"]
    assert all("\n" not in str(item) for item in found if isinstance(item, ReadFailure))


def test_find_names_files_without_reading_them(folder):
    (folder / "news/b.txt").write_bytes(b"\xff\xff")
    assert [source.origin for source in find(["news/b.txt"])] == ["news/b.txt"]


def only(items):
    """The one failure among what was read."""
    (failure,) = (item for item in items if isinstance(item, ReadFailure))
    return failure


def test_a_named_pipe_a_socket_and_a_device_are_named_and_not_opened(folder):
    os.mkfifo(folder / "news/pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("news/s.txt")
        (folder / "news/zero.txt").symlink_to("/dev/zero")
        found = {item.origin: item for item in read(["news"])}
    assert "is a named pipe" in found["news/pipe.txt"].reason
    assert "is a socket" in found["news/s.txt"].reason
    assert "is a device" in found["news/zero.txt"].reason
    assert isinstance(found["news/b.txt"], Document)


def test_a_file_that_is_too_large_is_named(folder):
    (folder / "news/large.txt").write_text(f"{TEXT}\n" * 100, "utf-8")
    assert "more than" in only(read(["news"], most=1000)).reason
    assert "--max-size" in only(read(["news"], most=1000)).reason


def test_names_that_differ_in_bytes_that_are_no_text_stay_two(folder):
    for byte in (0xFE, 0xFF):
        (folder / "news" / os.fsdecode(b"x" + bytes([byte]) + b".txt")).write_text(TEXT, "utf-8")
    origins = [item.origin for item in read(["news"])]
    assert {"news/x\\xfe.txt", "news/x\\xff.txt"} <= set(origins)
    (folder / "news/x\\xff.txt").write_text(TEXT, "utf-8")
    assert "two files" in only(read(["news"])).reason


def test_a_name_cannot_command_a_terminal_or_break_a_row(folder):
    (folder / "news/a\x1b[31m\n\tb.txt").write_text(TEXT, "utf-8")
    origins = [item.origin for item in read(["news"])]
    assert "news/a\\x1b[31m\\x0a\\x09b.txt" in origins


def test_a_folder_that_cannot_be_listed_is_named(folder, monkeypatch):
    listed = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("news/a"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    failure = only(read(["news"]))
    assert (failure.origin, "cannot be listed" in failure.reason) == ("news/a", True)


def test_a_link_to_a_folder_is_named(folder):
    (folder / "more").mkdir()
    (folder / "news/link").symlink_to(folder / "more")
    failure = only(read(["news"]))
    assert (failure.origin, "link to a folder" in failure.reason) == ("news/link", True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
def test_a_folder_that_may_not_be_entered_stops_nothing(folder):
    (folder / "news/a").chmod(0o644)
    folder.chmod(0o755)
    os.seteuid(65534)
    try:
        found = list(read(["news"])) if os.access("news", os.X_OK) else None
    finally:
        os.seteuid(0)
    if found is None:
        pytest.skip("the folders above are closed")
    reasons = {item.origin: item.reason for item in found if isinstance(item, ReadFailure)}
    assert "Permission denied" in reasons["news/a/c"]
    assert "news/b.txt" in [item.origin for item in found if isinstance(item, Document)]


def test_whatever_one_reader_does_is_a_failure_of_its_file(folder, monkeypatch):
    from corpus.readers.text import txt

    def fail(origin, data, metadata):
        yield from reading(origin, data, metadata)
        if origin.endswith("z.txt"):
            raise KeyError("surprise")

    reading = txt.read
    monkeypatch.setattr(txt, "read", fail)
    found = list(read(["news"]))
    assert "its reader failed (KeyError" in only(found).reason
    assert [i.origin for i in found if isinstance(i, Document)].count("news/a/z.txt") == 1


def test_standard_input_is_known_by_its_content(folder, monkeypatch):
    for data, module in [(TEXT.encode(), ""), (f'{{"id": "x", "text": "{TEXT}"}}'.encode(), "#x")]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (document,) = read(["-"])
        assert (document.origin, document.paragraphs) == (f"stdin{module}", (TEXT,))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a" * 100)))
    assert "more than" in only(read(["-"], most=10)).reason


def test_a_folder_that_a_run_has_written_is_named_inside_another_one(folder):
    (folder / "news/out").mkdir()
    for name in ("corpus.sqlite", "report.html", "memory.tmx"):
        (folder / "news/out" / name).write_text("", "utf-8")
    failure = only(read(["news"]))
    assert (failure.origin, "nothing in it was read" in failure.reason) == ("news/out", True)
    with Store(folder / "news/out/corpus.sqlite") as store:  # its own is no fault
        added = store.add(["news"], leave_out=[*(folder / "news/out").iterdir()])
    assert added.failures == ()
    assert len(added.new) == 3
