from zipfile import ZipFile

import pytest
from lxml import etree

import tmx
from corpus.errors import InputError
from corpus.model import SentencePair
from corpus.readers.office.docx import read_tables
from tmx.conversion.corrections import take_back
from tmx.formats.review import docx as review_docx

PAIRS = [
    SentencePair("大坝稳固 & <安全>。", "The dam held & <was safe>."),
    SentencePair("第一行\n第二行\t制表", "=SUM(A1)  two  spaces"),
]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(tmp_path, units=None):
    tmx.write(tmp_path / "in.tmx", units or map(tmx.unit_from_pair, PAIRS))
    tmx.convert(tmp_path / "in.tmx", tmp_path / "review.docx")
    return tmp_path / "review.docx"


def tables(path):
    return read_tables(str(path), path.read_bytes())


def test_a_row_has_name_source_target_and_note(tmp_path):
    ((header, first, second),) = tables(written(tmp_path))
    assert header == ("id", "zh-CN", "en-US", "note")
    assert first[1:] == (PAIRS[0].zh, PAIRS[0].en, "")
    assert second[1:3] == ("第一行 第二行\t制表", "=SUM(A1)  two  spaces")


def test_fonts_and_languages_of_both_scripts_are_set(tmp_path):
    with ZipFile(written(tmp_path)) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
        document = etree.fromstring(package.read("word/document.xml"))
    assert styles.find(f".//{WORD}rFonts").get(f"{WORD}eastAsia")
    said = [lang.attrib.values() for lang in document.iter(f"{WORD}lang")]
    assert ["zh-CN"] in said
    assert ["en-US"] in said


def test_the_same_memory_gives_the_same_bytes(tmp_path):
    first = written(tmp_path).read_bytes()
    assert written(tmp_path).read_bytes() == first


def test_a_long_memory_has_several_tables_that_are_read_as_one(tmp_path, monkeypatch):
    monkeypatch.setattr(review_docx, "_MOST_ROWS", 2)
    pairs = [SentencePair(f"第{n}句。", f"Sentence {n}.") for n in range(5)]
    path = written(tmp_path, map(tmx.unit_from_pair, pairs))
    assert [len(table) for table in tables(path)] == [3, 3, 2]
    assert [pair.en for pair in tmx.read_pairs(path)] == [pair.en for pair in pairs]


def test_more_than_a_word_processor_opens_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(review_docx, "MOST", 1)
    with pytest.raises(InputError, match=r"more than 1 rows; write \.xlsx"):
        written(tmp_path)
    assert not (tmp_path / "review.docx").exists()


def test_tables_of_others_are_read_by_their_headers(tmp_path):
    """As Trados and memoQ make them for review: a table about the file, then one of segments."""

    def table(*rows):
        cells = ["".join(f"<tc><p><r><t>{cell}</t></r></p></tc>" for cell in row) for row in rows]
        return f"<tbl>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbl>"

    about = table(("Project", "Dams"), ("Date", "2026"))
    texts = table(
        ("Segment ID", "Segment status", "Source segment", "Target segment"),
        ("1", "Translated", "The dam held.", "大坝稳固。"),
    )
    document = f'<document xmlns="x:w"><body>{about}<p/>{texts}</body></document>'
    path = tmp_path / "a.docx"
    with ZipFile(path, "w") as package:
        package.writestr("word/document.xml", document)
        package.writestr(
            "word/comments.xml", '<comments xmlns="x:w"><comment/><comment/></comments>'
        )
    said = []
    ((zh, en),) = [(pair.zh, pair.en) for pair in tmx.read_pairs(path, said.append)]
    assert (zh, en) == ("大坝稳固。", "The dam held.")
    assert [line.partition(": ")[2].split(";")[0] for line in said] == [
        "1 table is not read: the headers are not those of the segments",
        "2 remarks at the margin are not read",
    ]
    with ZipFile(path, "w") as package:
        package.writestr("word/document.xml", document.replace(texts, ""))
    with pytest.raises(InputError, match="no table whose first row names"):
        list(tmx.read_pairs(path))


def test_tracked_changes_count_as_accepted(tmp_path):
    path = written(tmp_path)
    with ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    old = "The dam held &amp; &lt;was safe&gt;."
    assert old in parts["word/document.xml"]
    changed = (
        "The dam </w:t></w:r><w:del><w:r><w:delText>held</w:delText></w:r></w:del><w:ins><w:r>"
        "<w:t>stood</w:t></w:r></w:ins><w:r><w:t>."
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, changed)
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    found = take_back(path, tmp_path / "out.tmx", tmp_path / "in.tmx")
    assert found.changed == 1
    assert next(tmx.pairs(tmp_path / "out.tmx")).en == "The dam stood."
