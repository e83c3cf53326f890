import io
import zipfile

import pytest

from corpus.errors import InputError
from corpus.readers.office.odt import read
from corpus.readers.registry import read_bytes

KIND = "application/vnd.oasis.opendocument.text"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "draw")
)
TEXT = "The new line was opened on Monday by the mayor."


def package(body, **parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", KIND)
        packed.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
        )
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def paragraphs(body):
    data = package(f"{body}<text:p>{TEXT}</text:p>")
    (found,) = read("a.odt", data, {"language": "en"})
    return tuple(line for line in found.paragraphs if line != TEXT)


@pytest.mark.parametrize(
    ("inside", "texts"),
    [
        ("The <text:span>new <text:a>line</text:a></text:span> runs.", ("The new line runs.",)),
        ('A<text:s text:c="2"/>b<text:tab/>c<text:s/>d', ("A  b\tc d",)),
        ("One<text:line-break/>Two", ("One", "Two")),
        ("A<office:annotation><text:p>note</text:p></office:annotation> b", ("A b",)),
        ("<text:ruby><text:ruby-base>新</text:ruby-base><text:ruby-text>xin</text:ruby-text>"
         "</text:ruby>线", ("新线",)),
        ("A <draw:frame><draw:text-box><text:p>Box.</text:p></draw:text-box></draw:frame>b",
         ("A b", "Box.")),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph(inside, texts):
    assert paragraphs(f"<text:p>{inside}</text:p>") == texts


def test_order_and_what_is_left_out():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Contents</text:p></text:index-body>"
        "</text:table-of-content>"
        "<text:h>Head<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Note.</text:p></text:note-body></text:note></text:h>"
        "<text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert paragraphs(body) == ("Head", "Item", "A", "B", "Note.")


def test_an_encrypted_file_and_another_kind_are_named():
    with pytest.raises(InputError, match="encrypted"):
        list(read("a.odt", package("", **{"META-INF/manifest.xml": "<encryption-data/>"}), {}))
    with pytest.raises(InputError, match="no text document"):
        list(read("a.odt", package("").replace(b"content.xml", b"kontent.xml"), {}))


def test_a_text_is_known_by_its_content():
    (found,) = read_bytes("letter", package(f"<text:p>{TEXT}</text:p>"))
    assert found.paragraphs == (TEXT,)


@pytest.mark.parametrize(
    ("shown", "is_read"),
    [
        ("", True),
        ('text:display="true"', True),
        ('text:display="none"', False),
        ('text:display="condition" text:is-hidden="true"', False),
        ('text:display="condition" text:is-hidden="false"', True),
    ],
)
def test_a_section_that_is_not_shown_is_not_read(shown, is_read):
    inside = f"<text:section {shown}><text:p>Draft only.</text:p></text:section>"
    nested = f"<text:section>{inside}<text:p>Outside.</text:p></text:section>"
    assert paragraphs(nested) == (("Draft only.", "Outside.") if is_read else ("Outside.",))
