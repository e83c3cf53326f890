"""What the documents show of a command is what it prints."""

import re
import shutil

import pytest

from tests.test_docs import COMMANDS, DOCUMENTS, ROOT

PAGES = [
    path.relative_to(ROOT).as_posix()
    for path in DOCUMENTS
    if path.is_relative_to(ROOT / "docs") and "```console" in path.read_text("utf-8")
]


@pytest.fixture
def doc_outputs(script):
    return script("doc_outputs")


WITHOUT = {"duizhao review"}
"""Commands that go on until they are ended."""


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_a_page_shows(page, doc_outputs, demo, tmp_path, monkeypatch):
    shutil.copytree(demo.out.parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(doc_outputs.WIDTH))
    text = (ROOT / page).read_text("utf-8")
    assert doc_outputs.written_anew(text) == text, "python bench/doc_outputs.py writes it anew"


def test_every_command_has_an_example_that_runs(doc_outputs):
    text = (ROOT / "docs" / "usage.md").read_text("utf-8")
    parts = re.split(r"^### `(duizhao [\w ]+)`$", text, flags=re.MULTILINE)
    have = {
        name
        for name, part in zip(parts[1::2], parts[2::2], strict=True)
        if any(f"{command} ".startswith(f"{name} ") for command in doc_outputs.commands(part))
    }
    assert have == COMMANDS.keys() - WITHOUT


def commands(page):
    """What a page has its reader type, in any of its blocks, without remarks."""
    text = (ROOT / page).read_text("utf-8")
    typed = re.findall(r"^(?:    |\$ )((?:duizhao|make|pipx) [^#\n]*)", text, re.MULTILINE)
    return [line.strip() for line in typed]


def headings(page):
    return re.findall(r"^#+(?= )", (ROOT / page).read_text("utf-8"), re.MULTILINE)


def test_the_chinese_tutorial_keeps_step(doc_outputs):
    english, chinese = "docs/tutorial.md", "docs/tutorial.zh.md"
    assert commands(chinese) == commands(english)
    assert headings(chinese) == headings(english)
    texts = [(ROOT / page).read_text("utf-8") for page in (english, chinese)]
    assert doc_outputs.CONSOLE.findall(texts[0]) == doc_outputs.CONSOLE.findall(texts[1])


def test_the_chinese_readme_keeps_step():
    english, chinese = commands("README.md"), commands("README.zh.md")
    assert chinese
    assert set(chinese) <= set(english)
    rows = [
        re.findall(r"^\| ((?:`[\w.]+`(?:, )?)+) \|", (ROOT / page).read_text("utf-8"), re.MULTILINE)
        for page in ("README.md", "README.zh.md")
    ]
    assert rows[0] == rows[1] != []
