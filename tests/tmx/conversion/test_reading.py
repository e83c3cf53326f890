"""Memories, and files in other forms, given to commands by their names."""

from unicodedata import normalize

import pytest
from typer.testing import CliRunner

import tmx
from corpus.errors import InputError
from tmx.cli import app
from tmx.conversion.reading import BILINGUAL, TABLES, TMX, UNITS, refuse_other_forms

FORMS = ["xlf", "po", "jsonl", "tsv", "csv", "xlsx", "docx", "zh"]
SENTENCES = [("电车在这里停。", "The tram stops at the café."), ("船开了。", "The boat has left.")]


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def memory(tmp_path):
    sides = (("zh-CN", "en-US"), *SENTENCES)
    units = [tmx.TranslationUnit(tuple(map(tmx.Variant, sides[0], texts))) for texts in SENTENCES]
    tmx.write(tmp_path / "a.tmx", units)
    return tmp_path / "a.tmx"


@pytest.mark.parametrize("form", FORMS)
def test_memories_in_any_form_are_joined(memory, tmp_path, form):
    other, joined = tmp_path / f"b.{form}", tmp_path / "c.tmx"
    tmx.convert(memory, other)
    result = run("merge", other, memory, "-o", joined)
    assert result.exit_code == 0, result.output
    assert "left out: 2 repeated" in result.output
    assert [tuple(unit.segments.values()) for unit in tmx.read(joined)] == SENTENCES


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "arguments", [("validate", "IN"), ("split", "IN", "--units", "1", "-o", "OUT"),
                  ("lookup", "电车", "-m", "IN")],
)  # fmt: skip
def test_what_takes_memories_alone_says_how_to_make_one(memory, tmp_path, form, arguments):
    other = tmp_path / f"b.{form}"
    tmx.convert(memory, other)
    names = {"IN": other, "OUT": tmp_path / "out"}
    result = run(*(names.get(each, each) for each in arguments))
    message = str(result.exception) if arguments[0] != "validate" else result.output
    assert message.count(f"no TMX; make a memory of it first: duizhao tmx convert {other}") == 1
    assert result.exit_code == 2 or isinstance(result.exception, InputError)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("out")]


def test_a_file_that_is_not_there_is_not_called_a_form(tmp_path):
    result = run("lookup", "电车", "-m", tmp_path / "b.xlf")
    assert isinstance(result.exception, InputError)
    assert "XLIFF" not in str(result.exception)


@pytest.mark.parametrize("command", ["convert", "clean", "merge"])
@pytest.mark.parametrize(("form", "counted"), [("NFC", False), ("NFD", True)])
def test_units_that_are_put_into_nfc_are_counted(memory, tmp_path, command, form, counted):
    text = memory.read_text("utf-8")
    memory.write_text(normalize(form, text), "utf-8")
    output = tmp_path / "b.tmx"
    result = run(command, memory, *(["-o"] if command != "convert" else []), output)
    assert result.exit_code == 0, result.output
    assert output.read_text("utf-8").count("café") == 1
    said = [line for line in result.output.splitlines() if "NFC" in line]
    assert len(said) == counted
    assert all("1" in line.split("NFC")[1] for line in said)


@pytest.mark.parametrize("form", sorted((UNITS | TABLES | BILINGUAL) - {TMX}))
def test_what_reads_memories_alone_names_every_other_form(tmp_path, form):
    path = tmp_path / f"a{form}"
    path.write_bytes(b"")
    with pytest.raises(InputError, match=r"no TMX; make a memory of it first"):
        refuse_other_forms(path)
