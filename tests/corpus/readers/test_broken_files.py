"""Fifty files, each broken in a way of its own, among sound ones: all sound ones are read, and each
broken one is named, in one line."""

import io
import zipfile
from pathlib import Path

import pytest

from corpus.model import Document
from corpus.readers.registry import ReadFailure, read
from tests.pdf_writer import typeset, write

TEXT = "The mayor opened the new line on Monday. It runs to the harbour every day."
XML = '<?xml version="1.0"?>'


def archive(**parts: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def encrypted(data: bytes) -> bytes:
    """The archive, its first member marked as encrypted."""
    made = bytearray(data)
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


WORD = archive(**{"word/document.xml": f"<d><body><p><r><t>{TEXT}</t></r></p></body></d>"})
PROTECTED = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
    b"11" * 32,
    b"22" * 32,
)
BROKEN = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "noise.txt": bytes(range(256)) * 20,
    "controls.txt": b"\x01\x02\x03 talks " * 50,
    "half.txt": b"\xff\xfe" + TEXT.encode("utf-16-le") + b"x",
    "lost.txt": ("\ufffd" * 40 + TEXT).encode(),
    "mojibake.txt": ("市长周一为新线剪彩。" * 20).encode().decode("latin-1").encode(),
    "french.txt": "Le ministre est arrivé dimanche dans la capitale pour une visite.".encode(),
    "russian.txt": "Министр прибыл в столицу в воскресенье для переговоров.".encode(),
    "letters.txt": b"ab" * 4000,
    "picture.txt": b"\x89PNG\r\n" + bytes(99),
    "memory.txt": f'{XML}<tmx version="1.4"/>'.encode(),
    "code.md": b"```\nlet a = 1;\n```\n",
    "front.md": b"---\ntitle: Only a title\n---\n",
    "empty.html": b"<html><body></body></html>",
    "tags.html": b"<html><body>" + b"<b>" * 200_001,
    "report.html": b'<!DOCTYPE html><meta name="generator" content="duizhao"><p>' + TEXT.encode(),
    "cut.docx": WORD[: len(WORD) // 2],
    "xml.docx": archive(**{"word/document.xml": "<d><body>"}),
    "dtd.docx": archive(**{"word/document.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}),
    "secret.docx": encrypted(WORD),
    "old.docx": b"\xd0\xcf\x11\xe0" + bytes(600),
    "other.docx": archive(**{"content.xml": "<d/>"}),
    "secret.odt": archive(**{"META-INF/manifest.xml": "<encryption-data/>"}),
    "none.pptx": archive(**{"a.xml": "<d/>"}),
    "cut.pdf": b"%PDF-1.7\n1 0 obj",
    "scan.pdf": write([[], []]),
    "secret.pdf": write(typeset([TEXT] * 3), trailer=PROTECTED),
    "font.pdf": write([[(60, 700 - 12 * k, 10, "\ue001\ue002\ue003" * 9)] for k in range(3)]),
    "none.epub": archive(**{"a.txt": TEXT}),
    "secret.epub": archive(**{"META-INF/encryption.xml": '<a URI="c.xhtml"/>', "b.opf": "<p/>"}),
    "none.mhtml": b"From: a\nContent-Type: text/plain\n\nTalks.",
    "times.srt": TEXT.encode(),
    "columns.csv": b"name,size\na,1\nb,2\n",
    "quote.csv": f'title,text\nA,"{TEXT}\n'.encode(),
    "terms.csv": "中文,English\n市长,mayor\n电车,tram\n港口,harbour\n".encode(),
    "glossary.tsv": b"zh\ten\tscore\tstatus\tconcept\na\tb\t1\tcandidate\tc\n",
    "none.xlsx": b"PK\x03\x04 and no more",
    "old.xlsx": b"\xd0\xcf\x11\xe0" + bytes(600),
    "broken.jsonl": b'{"id": "a", "text": \n',
    "list.jsonl": b"[1, 2]\n",
    "textless.jsonl": b'{"id": "a", "title": "b"}\n',
    "cut.zip": archive(a=TEXT)[:40],
    "empty.zip": archive(),
    "nested.zip": archive(**{"inner.zip": archive(a=TEXT)}),
    "memory.tmx": f'{XML}<tmx version="1.4"/>'.encode(),
    "glossary.tbx": f"{XML}<martif/>".encode(),
    "old.doc": b"\xd0\xcf\x11\xe0" + bytes(600),
    "photo.jpg": b"\xff\xd8\xff" + bytes(99),
    "corpus.sqlite": b"SQLite format 3\x00",
}  # fmt: skip

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "formats").glob("[!.]*"))
CUTS = 12
"""Places at which each is cut."""
REMEDIES = (
    "save", "give", "leave", "take", "is empty", "holds no", "unpack", "only", "say", "one object",
    "a string", "corpus list", "quotes",
)  # fmt: skip


def test_fifty_broken_files_cost_no_other(tmp_path, monkeypatch):
    assert len(BROKEN) == 50
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    for name, data in BROKEN.items():
        Path("news", name).write_bytes(data)
    sound = {
        f"sound{k}{suffix}": data
        for k in range(20)
        for suffix, data in (
            (".txt", f"{TEXT} {k}"),
            (".md", f"# Opening {k}\n\n{TEXT}"),
            (".docx", WORD),
            (".pdf", write(typeset([f"{TEXT} {k} {TEXT}"]))),
        )
    }
    for name, data in sound.items():
        Path("news", name).write_bytes(data.encode() if isinstance(data, str) else data)
    found = list(read(["news"]))
    documents = {item.origin for item in found if isinstance(item, Document)}
    failures = {item.origin.partition("#")[0] for item in found if isinstance(item, ReadFailure)}
    assert documents == {f"news/{name}" for name in sound}
    assert failures == {f"news/{name}" for name in BROKEN}
    for item in found:
        if isinstance(item, ReadFailure):
            assert "\n" not in str(item)
            assert "its reader failed" not in item.reason
            assert not item.retry


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_that_is_cut_anywhere_is_read_or_named(tmp_path, path):
    """Of each kind that is read: a download that broke off."""
    whole = path.read_bytes()
    for part in range(CUTS):
        cut = tmp_path / f"{part:02}{path.suffix}"
        cut.write_bytes(whole[: len(whole) * part // CUTS])
        turned = tmp_path / f"{part:02}-turned{path.suffix}"
        turned.write_bytes(whole[len(whole) * part // CUTS :] + b"\0\xff" + whole[:part])
    found = list(read([tmp_path]))
    assert len({item.origin.partition("#")[0] for item in found}) == 2 * CUTS
    for failure in (item for item in found if isinstance(item, ReadFailure)):
        assert "\n" not in str(failure)
        assert "its reader failed" not in failure.reason
        assert not failure.retry


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_each_is_named_once_with_a_way_out(tmp_path, name):
    (tmp_path / name).write_bytes(BROKEN[name])
    (failure,) = (item for item in read([tmp_path / name]) if isinstance(item, ReadFailure))
    assert failure.origin.startswith(tmp_path.as_posix())
    assert any(remedy in failure.reason for remedy in REMEDIES), failure.reason
