import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpus.errors import InputError
from corpus.readers.office.docx import read
from corpus.readers.registry import read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TEXT = "The new line was opened on Monday by the mayor."


def relations(**targets):
    entries = "".join(
        f'<Relationship Id="r{k}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for k, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{entries}</Relationships>'


def archive(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def package(body, notes="", styles="", main="word/document.xml", space=W):
    """A Word file with the body in WordprocessingML."""
    folder = main.rpartition("/")[0]
    root = f'xmlns:w="{space}" xmlns:mc="x:mc" xmlns:m="x:officeDocument/math"'
    parts = {
        "_rels/.rels": relations(officeDocument=main),
        main: f"<w:document {root}><w:body>{body}<w:sectPr/></w:body></w:document>",
        f"{folder}/_rels/document.xml.rels": relations(
            footnotes="footnotes.xml", styles="styles.xml", header="header1.xml"
        ),
        f"{folder}/footnotes.xml": f"<w:footnotes {root}>{notes}</w:footnotes>",
        f"{folder}/styles.xml": f"<w:styles {root}>{styles}</w:styles>",
        f"{folder}/header1.xml": f"<w:hdr {root}><w:p><w:r><w:t>HEADER</w:t></w:r></w:p></w:hdr>",
        f"{folder}/comments.xml": f"<w:comments {root}/>",
    }
    return archive(parts)


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside):
    return f"<w:p>{''.join(inside)}</w:p>"


def document(body, **made):
    (found,) = read("a.docx", package(body + paragraph(run(TEXT)), **made), {"language": "en"})
    return found


def paragraphs(body, **made):
    found = document(body, **made).paragraphs
    assert TEXT in found
    return tuple(line for line in found if line != TEXT)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("The ") + run("line"), "The line"),
        (f"<w:hyperlink>{run('The line')}</w:hyperlink> ", "The line"),
        (f"<w:ins>{run('A new')}</w:ins>{run(' line')}", "A new line"),
        ("<w:del><w:r><w:delText>An old</w:delText></w:r></w:del>" + run("A line"), "A line"),
        (f"<w:moveFrom>{run('Away')}</w:moveFrom><w:moveTo>{run('Here')}</w:moveTo>", "Here"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('A line')}</w:sdtContent></w:sdt>", "A line"),
        (run("A") + "<w:r><w:noBreakHyphen/><w:softHyphen/><w:tab/></w:r>" + run("b"), "A-\tb"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>" + run("A line"), "A line"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>A line</w:t></w:r>', "A line"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("12"), "12"),
        (f"<w:fldSimple>{run('12')}</w:fldSimple>", "12"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>xin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>新</w:t></w:r>"
         "</w:rubyBase></w:ruby></w:r>" + run("线"), "新线"),
        (run("Let ") + "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>", "Let x=2"),
        ('<w:commentRangeStart/><w:r><w:commentReference/></w:r>' + run("A line"), "A line"),
        ('<w:r><w:br w:type="page"/></w:r>' + run("A line"), "A line"),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph(inside, text):
    assert paragraphs(paragraph(inside)) == (text,)


def test_a_line_break_begins_a_paragraph():
    assert paragraphs(paragraph(run("One"), "<w:r><w:br/></w:r>", run("Two"))) == ("One", "Two")


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next():
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert paragraphs(paragraph(deleted, run("The line ")) + paragraph(run("runs."))) == (
        "The line runs.",
    )


def test_tables_are_read_cell_by_cell_without_deleted_rows():
    def row(*cells, properties=""):
        inner = "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in cells)
        return f"<w:tr>{properties}{inner}</w:tr>"

    nested = f"<w:tbl>{row(paragraph(run('D1')), paragraph(run('D2')))}</w:tbl>{paragraph()}"
    table = row(paragraph(run("A1")) + paragraph(run("A2")), paragraph(run("B")))
    gone = row(paragraph(run("gone")), properties="<w:trPr><w:del/></w:trPr>")
    found = paragraphs(f"<w:tbl><w:tblPr/>{table}{gone}{row(paragraph(run('C')), nested)}</w:tbl>")
    assert found == ("A1", "A2", "B", "C", "D1", "D2")


def test_a_bilingual_table_is_two_documents():
    pairs = [
        ("The new line was opened on Monday.", "新线周一开通。"),
        ("The mayor came to the opening of it.", "市长出席了开通仪式。"),
        ("It runs to the harbour every day.", "它每天开往港口。"),
    ]
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(run(text))}</w:tc>' for text in pair)}</w:tr>"
        for pair in pairs
    )
    zh, en = read("a.docx", package(f"<w:tbl>{rows}</w:tbl>"), {})
    assert (zh.origin, en.origin) == ("a.docx#zh", "a.docx#en")
    assert list(zip(en.paragraphs, zh.paragraphs, strict=True)) == pairs


def test_footnotes_stand_at_the_end_and_no_other_part():
    notes = "".join(
        f'<w:footnote w:id="{key}">{paragraph(run(text))}</w:footnote>'
        for key, text in ((-1, "separator"), (2, "Second note."), (1, "First note."))
    )
    body = paragraph(run("It"), '<w:r><w:footnoteReference w:id="1"/></w:r>', run(" runs."))
    body += paragraph(run("It stops."), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    found = document(body, notes=notes).paragraphs
    assert found == ("It runs.", "It stops.", TEXT, "First note.", "Second note.")


def test_a_text_box_is_read_once_behind_its_paragraph():
    box = f"<w:txbxContent>{paragraph(run('In the box.'))}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><a>{box}</a></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert paragraphs(paragraph(run("Before "), drawing, run("behind."))) == (
        "Before behind.",
        "In the box.",
    )


def test_title_and_contents_are_known_by_the_names_of_styles():
    styles = (
        '<w:style w:styleId="a3"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    )
    body = (
        paragraph('<w:pPr><w:pStyle w:val="11"/></w:pPr>', run("Opening 3"))
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph(run('Contents'))}</w:sdtContent></w:sdt>"
        + paragraph(run("On the town"))
        + paragraph('<w:pPr><w:pStyle w:val="a3"/></w:pPr>', run("Opening day"))
    )
    found = document(body, styles=styles)
    assert found.title == "Opening day"
    assert found.paragraphs == ("On the town", "Opening day", TEXT)


def test_the_heading_that_a_text_begins_with_is_its_title():
    styles = '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    heading = paragraph('<w:pPr><w:pStyle w:val="1"/></w:pPr>', run("What is new?"))
    assert document(heading, styles=styles).title == "What is new?"
    assert document(paragraph(run("It is new.")) + heading, styles=styles).title == ""


def test_the_main_part_may_have_any_name_and_the_strict_form():
    assert paragraphs(paragraph(run("A line")), main="doc/document.xml", space=STRICT) == (
        "A line",
    )


XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1
)


@settings(deadline=None, max_examples=50)
@given(st.lists(XML_TEXT.map(str.strip).filter(bool), min_size=1, max_size=9))
def test_any_text_comes_back(texts):
    def written(text):
        element = etree.Element("t")
        element.text = text
        return etree.tostring(element, encoding="unicode")[3:-4] if text else ""

    body = "".join(paragraph(run(written(text))) for text in texts)
    wanted = [stripped for text in texts if (stripped := text.replace("\ufeff", "").strip())]
    assert list(paragraphs(body)) == [text for text in wanted if text != TEXT]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 but no archive", "damaged"),
        (archive({"word/document.xml": "<a>"}), "damaged"),
        (archive({"mimetype": "x"}), "no Word document"),
        (archive({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DTD"),
        (
            archive({"word/document.xml": b"<a>" + b" " * 100_000_001}),
            "unpacks to more than 100 MB",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named(data, reason):
    with pytest.raises(InputError, match=reason):
        list(read("a.docx", data, {}))


def test_an_encrypted_part_is_named():
    data = bytearray(package(paragraph(run(TEXT))))
    at = data.index(b"PK\x01\x02")  # the directory, where the first part gets the flag
    data[at + 8] |= 1
    with pytest.raises(InputError, match="encrypted"):
        list(read("a.docx", bytes(data), {}))


def test_a_word_file_is_known_by_its_content():
    (found,) = read_bytes("letter.doc", package(paragraph(run(TEXT))))
    assert found.paragraphs == (TEXT,)


def code(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


@pytest.mark.parametrize("kind", ["page", "column", "textWrapping"])
def test_words_are_parted_at_breaks(kind):
    broken = f'<w:r><w:t>The first</w:t><w:br w:type="{kind}"/><w:t>The second</w:t></w:r>'
    assert "firstThe" not in " ".join(paragraphs(paragraph(broken)))
    assert " ".join(paragraphs(paragraph(broken))).split() == ["The", "first", "The", "second"]


def test_of_a_field_what_came_of_it_is_text_and_its_code_is_none():
    inner = code("begin") + run("MERGEFIELD town") + code("separate") + run("Linz") + code("end")
    field = code("begin") + run("IF ") + inner + run(" = x") + code("separate") + run("yes")
    assert paragraphs(paragraph(run("Is it? "), field, code("end"), run("."))) == ("Is it? yes.",)


def test_a_field_whose_end_is_lost_takes_no_more_than_its_paragraph():
    body = paragraph(run("Before."), code("begin"), run("PAGE")) + paragraph(run("Behind."))
    assert paragraphs(body) == ("Before.", "Behind.")
    assert paragraphs(paragraph(code("end"), code("separate"), run("Behind."))) == ("Behind.",)
