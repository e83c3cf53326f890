import pytest

from corpus.model import Document
from corpus.readers.registry import ReadFailure, find, read

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
    (failure,) = (item for item in read(["news/b.txt"]))
    assert "no column path" in failure.reason


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
    assert "docx" in reasons["bad/letter.docx"]
    assert ".csv" in reasons["bad/table.csv"]
    assert "PDF" in reasons["bad/page.pdf"]
    assert "French" in reasons["bad/french.txt"]
    assert "not exist" in reasons["missing.txt"]
    assert "no files" in reasons["nothing"]
    assert all("\n" not in str(item) for item in found if isinstance(item, ReadFailure))


def test_find_names_files_without_reading_them(folder):
    (folder / "news/b.txt").write_bytes(b"\xff\xff")
    assert [source.origin for source in find(["news/b.txt"])] == ["news/b.txt"]
