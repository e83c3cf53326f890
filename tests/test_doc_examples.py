"""The Python of the documents runs as it stands there."""

import re
import shutil
from pathlib import Path
from typing import Any

import tmx
from glossary import read_glossary
from tests.test_docs import DOCUMENTS, ROOT

GUIDE = ROOT / "docs" / "guides" / "developer.md"
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run_python(path: Path) -> None:
    """Run the Python of a document in the working folder, its blocks one after the other."""
    text = path.read_text("utf-8")
    space: dict[str, Any] = {}
    for block in PYTHON.finditer(text):
        lines = text.count("\n", 0, block.start(1))  # so that a traceback names the document's line
        exec(compile("\n" * lines + block[1], path, "exec"), space)  # noqa: S102  (our own)


def test_only_these_documents_have_python():
    found = {path for path in DOCUMENTS if PYTHON.search(path.read_text("utf-8"))}
    assert found == {GUIDE, ROOT / "docs" / "api.md"}


def test_the_page_on_python(demo, tmp_path, monkeypatch):
    """It begins with the run that all tests share, so that this takes no time here."""
    shutil.copytree(demo.out.parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    run_python(ROOT / "docs" / "api.md")
    assert {path.name for path in tmp_path.iterdir()} > {
        "memory.xlsx", "visit.tmx", "visit.svg", "topics.tsv", "report.html",
    }  # fmt: skip
    written = (tmp_path / "report.html").read_bytes()
    assert written == (tmp_path / "out" / "report.html").read_bytes()


def test_the_python_of_the_guide_reads_aligns_extracts_and_writes(tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    run_python(GUIDE)

    (block,) = PYTHON.findall(GUIDE.read_text("utf-8"))
    statements = [line for line in block.splitlines() if line and "import" not in line]
    assert len(statements) <= 10
    assert "务实外交" in capsys.readouterr().out
    pairs = list(tmp_path.glob("*.tmx"))
    assert len(pairs) == 1
    assert sum(1 for _ in tmx.pairs(pairs[0])) > 10
    assert {
        (pair.zh, pair.en, pair.status)
        for entry in read_glossary(tmp_path / "glossary.tbx")
        for pair in entry.pairs
    } >= {("务实外交", "pragmatic diplomacy", "candidate")}
