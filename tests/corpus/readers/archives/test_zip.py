import io
import stat
import zipfile

import pytest

from corpus.model import Document
from corpus.readers.registry import ReadFailure, read_bytes
from corpus.store.project_file import Store

ZH = "市长周一为新线剪彩。"
EN = "The mayor opened the new line on Monday."


def archive(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return stream.getvalue()


def found(members, **metadata):
    data = members if isinstance(members, bytes) else archive(members)
    items = read_bytes("a.zip", data, metadata)
    documents = {item.origin: item for item in items if isinstance(item, Document)}
    return documents, {item.origin: item.reason for item in items if isinstance(item, ReadFailure)}


def test_each_member_is_read_by_its_format():
    page = f"<html><body><article><h1>Opening</h1><p>{EN * 4}</p></article></body></html>"
    documents, failures = found(
        {
            "news/a.txt": ZH,
            "b.md": f"# Opening\n\n{EN}",
            "c.jsonl": f'{{"id": "x", "text": "{EN}"}}',
            "d.html": page,
            "inner.docx": b"PK\x03\x04",
            "photo.jpg": b"\xff\xd8\xff",
            "more.zip": archive({"a.txt": EN}),
        }
    )
    assert set(documents) == {"a.zip#news/a.txt", "a.zip#b.md", "a.zip#c.jsonl#x", "a.zip#d.html"}
    assert documents["a.zip#b.md"].title == "Opening"
    assert "damaged" in failures.pop("a.zip#inner.docx")
    assert "image" in failures.pop("a.zip#photo.jpg")
    assert "in an archive" in failures.pop("a.zip#more.zip")
    assert not failures


def test_hidden_members_are_passed_over_and_a_table_describes_the_others():
    documents, failures = found(
        {
            "news/a.txt": ZH,
            "b.txt": EN,
            "news/.hidden.txt": EN,
            "__MACOSX/news/a.txt": EN,
            "news/metadata.tsv": "path\toutlet\tdate\na.txt\t江海日报\t2026-03-04\n",
            "metadata.tsv": "path\toutlet\nnews/a.txt\tother\nb.txt\tThe Post\n",
        },
        outlet="unknown",
        date="2026-01-01",
    )
    assert not failures
    assert {origin: document.outlet for origin, document in documents.items()} == {
        "a.zip#news/a.txt": "江海日报",
        "a.zip#b.txt": "The Post",
    }
    assert documents["a.zip#b.txt"].published == "2026-01-01"


def test_names_that_lead_elsewhere_are_only_names_and_links_are_not_followed():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO(archive({"../../etc/a.txt": EN, "/root/b.txt": ZH}))
    with zipfile.ZipFile(stream, "a") as packed:
        packed.writestr(link, "/etc/passwd")
    documents, failures = found(stream.getvalue())
    assert set(documents) == {"a.zip#../../etc/a.txt", "a.zip#/root/b.txt"}
    assert "is a link" in failures["a.zip#link.txt"]


def test_names_of_chinese_windows():
    data = archive({"xx.txt": ZH, "yyyy.txt": EN})
    data = data.replace(b"xx.txt", "甲.txt".encode("gb18030")).replace(
        b"yyyy.txt", "乙丙.txt".encode("gb18030")
    )
    assert set(found(data)[0]) == {"a.zip#甲.txt", "a.zip#乙丙.txt"}


def test_what_unpacks_to_too_much_is_named_and_the_rest_is_read(monkeypatch):
    monkeypatch.setattr("corpus.readers.parts.MOST_BYTES", 1000)
    documents, failures = found({"a.txt": EN, "bomb.txt": b"a" * 100_000, "c.txt": ZH})
    assert set(documents) == {"a.zip#a.txt", "a.zip#c.txt"}
    assert "unpacks to more than" in failures["a.zip#bomb.txt"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04", "damaged"),
        (archive({}), "holds no files"),
        (archive({".a": "b"}), "no files"),
    ],
)
def test_an_archive_without_files_is_named(data, reason):
    documents, failures = found(data)
    assert not documents
    assert reason in failures["a.zip"]


def test_columns_hold_for_tables_in_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.zip").write_bytes(archive({"a.csv": f"甲,乙\n新线,{ZH}\n"}))
    with Store("p.sqlite") as store:
        store.add(["a.zip"], columns="text=乙,title=甲")
        assert [document.origin for document in store.documents()] == ["a.zip#a.csv#2"]


def test_of_members_of_one_name_the_last_is_read_and_the_others_are_named():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("a.txt", "The first text.")
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.writestr("a.txt", EN)
    documents, failures = found(stream.getvalue())
    assert documents["a.zip#a.txt"].paragraphs == (EN,)
    assert "2 members are called" in failures["a.zip#a.txt"]
