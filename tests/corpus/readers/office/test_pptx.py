import io
import zipfile

import pytest

from corpus.errors import InputError
from corpus.readers.office.pptx import read
from corpus.readers.registry import read_bytes

KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = f'xmlns:p="x:p" xmlns:a="x:a" xmlns:r="{KINDS}" xmlns:mc="x:mc"'


def package(*slides, order=None):
    """A file of slides, each the inside of its tree of shapes; shown in the order of numbers."""
    order = order or range(len(slides))
    targets = "".join(
        f'<Relationship Id="r{k}" Type="{KINDS}/slide" Target="slides/s{k}.xml"/>'
        for k in range(len(slides))
    )
    entries = "".join(f'<p:sldId id="{256 + k}" r:id="r{k}"/>' for k in order)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(
            "ppt/presentation.xml",
            f"<p:presentation {SPACES}><p:sldIdLst>{entries}</p:sldIdLst></p:presentation>",
        )
        packed.writestr(
            "ppt/_rels/presentation.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">{targets}</Relationships>',
        )
        for k, slide in enumerate(slides):
            packed.writestr(f"ppt/slides/s{k}.xml", slide)
    return stream.getvalue()


def slide(*shapes, show="1"):
    tree = f"<p:spTree>{''.join(shapes)}</p:spTree>"
    return f'<p:sld {SPACES} show="{show}"><p:cSld>{tree}</p:cSld></p:sld>'


def shape(*texts, kind="body"):
    inside = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    holder = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
    return f"<p:sp>{holder}<p:txBody>{inside}</p:txBody></p:sp>"


def test_slides_come_in_the_order_shown_without_furniture():
    first = slide(
        shape("The mayor came to the opening of it."),
        shape("July 7", kind="dt"),
        shape("3", kind="sldNum"),
        "<mc:AlternateContent><mc:Choice><p:grpSp>"
        + shape("In a group.")
        + "</p:grpSp></mc:Choice>"
        "<mc:Fallback>" + shape("In a group.") + "</mc:Fallback></mc:AlternateContent>",
    )
    second = slide(shape("Opening", kind="ctrTitle"), shape("The line", "It runs daily."))
    hidden = slide(shape("Hidden."), show="0")
    (found,) = read("a.pptx", package(first, second, hidden, order=(1, 0, 2)), {"language": "en"})
    assert found.title == "Opening"
    assert found.paragraphs == (
        "Opening", "The line", "It runs daily.", "The mayor came to the opening of it.",
        "In a group.",
    )  # fmt: skip


def test_cells_and_line_breaks():
    cells = "".join(
        f"<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r><a:br/><a:r><a:t>b</a:t></a:r></a:p>"
        "</a:txBody></a:tc>"
        for text in ("One", "Two")
    )
    frame = f"<p:graphicFrame><a:tbl><a:tr>{cells}</a:tr></a:tbl></p:graphicFrame>"
    (found,) = read("a.pptx", package(slide(frame)), {"language": "en"})
    assert found.paragraphs == ("One", "b", "Two", "b")


def test_what_holds_no_slides_is_named():
    with pytest.raises(InputError, match="no slides"):
        list(read("a.pptx", package().replace(b"ppt/pres", b"ppt/fres"), {}))


def test_slides_are_known_by_their_content():
    (found,) = read_bytes("talk", package(slide(shape("The line was opened on Monday."))))
    assert found.paragraphs == ("The line was opened on Monday.",)
