import io
import zipfile

import pytest

from corpus.errors import InputError
from corpus.readers.registry import read_bytes
from corpus.readers.web.epub import read

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
TEXT = "The new line was opened on Monday by the mayor."


def package(chapters, spine=None, title="Lines of the town", **more):
    """A book; chapters by name, read in the order of the spine."""
    items = "".join(
        f'<item id="{name}" href="text/{name}.xhtml" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'toc' else ''}/>"
        for name in chapters
    )
    order = "".join(f'<itemref idref="{name}"/>' for name in spine or chapters)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", "application/epub+zip")
        packed.writestr("META-INF/container.xml", CONTAINER)
        packed.writestr(
            "OPS/book.opf",
            '<!DOCTYPE package><package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            f"<dc:title>{title}</dc:title><dc:language>fr</dc:language></metadata>"
            f"<manifest>{items}</manifest><spine>{order}</spine></package>",
        )
        for name, body in chapters.items():
            packed.writestr(
                f"OPS/text/{name}.xhtml",
                '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html><head>'
                f"<title>{name}</title></head><body>{body}</body></html>",
            )
        for name, content in more.items():
            packed.writestr(name, content)
    return stream.getvalue()


def test_chapters_come_in_the_order_of_reading_without_the_contents():
    chapters = {
        "two": "<h2>Two</h2><p>It runs to the harbour.</p>",
        "toc": "<p>Contents</p>",
        "one": f"<h2>One</h2><p>{TEXT}</p>",
    }
    (found,) = read("a.epub", package(chapters, ("one", "toc", "two")), {})
    assert found.title == "Lines of the town"
    assert found.paragraphs == ("One", TEXT, "Two", "It runs to the harbour.")


def test_a_bilingual_book_is_two_documents():
    pairs = [
        ("新线周一开通。", "The new line was opened on Monday."),
        ("市长来了。", "The mayor came."),
    ]
    body = "".join(f"<p>{zh}</p><p>{en}</p>" for zh, en in pairs * 3)
    zh, en = read("a.epub", package({"one": body}), {})
    assert zh.counterpart == en.id
    assert list(zip(zh.paragraphs, en.paragraphs, strict=True)) == pairs * 3


def test_protected_books_are_named_but_not_those_with_protected_fonts():
    said = '<encryption><CipherReference URI="OPS/{}"/></encryption>'
    book = package({"one": f"<p>{TEXT}</p>"}, **{"META-INF/encryption.xml": said.format("a.otf")})
    assert list(read("a.epub", book, {}))
    book = package({"one": ""}, **{"META-INF/encryption.xml": said.format("text/one.xhtml")})
    with pytest.raises(InputError, match="DRM"):
        list(read("a.epub", book, {}))


def test_an_archive_without_a_book_is_named():
    data = package({}).replace(b"META-INF/container", b"META-INF/kontainer")
    with pytest.raises(InputError, match="no book"):
        list(read("a.epub", data.replace(b"OPS/book.opf", b"OPS/book.xml"), {}))


def test_a_book_is_known_by_its_content():
    (found,) = read_bytes("book", package({"one": f"<p>{TEXT}</p>"}))
    assert found.paragraphs == (TEXT,)


def test_chapters_that_are_not_there_are_named_and_the_rest_is_read():
    data = package({"one": f"<p>{TEXT}</p>"}, spine=["one", "lost", "gone"])
    (found, fault) = read("a.epub", data, {})
    assert found.paragraphs == (TEXT,)
    assert "lacks chapters that it lists: lost, gone; the rest is read" in fault.reason
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package({"one": f"<p>{TEXT}</p>", "two": "<p>2</p>"}))) as whole,
        zipfile.ZipFile(stream, "w") as part,
    ):
        for name in whole.namelist():
            if "two" not in name:
                part.writestr(name, whole.read(name))
    (found, fault) = read("a.epub", stream.getvalue(), {})
    assert found.paragraphs == (TEXT,)
    assert "OPS/text/two.xhtml" in fault.reason
