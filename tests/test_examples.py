"""What a user would write: the scripts and the notebook of examples/python, and typed code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from glossary import read_glossary
from tmx import pairs

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "python"
ORDER = ("align_two_files.py", "terms_of_a_memory.py", "translate_with_both.py")


def python(*arguments: str, cwd: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_scripts_go_from_files_to_a_sentence_with_its_terms(tmp_path):
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(ORDER)
    said = [python(str(EXAMPLES / name), cwd=tmp_path) for name in ORDER]

    assert sum(1 for _ in pairs(tmp_path / "visit.tmx")) > 20
    terms = {(p.zh, p.en) for entry in read_glossary(tmp_path / "visit.tsv") for p in entry.pairs}
    assert ("务实外交", "pragmatic diplomacy") in terms
    assert "务实外交\tpragmatic diplomacy" in said[2]
    assert "%\t徐敏赫" in said[2]


EXECUTE = """
import sys
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], 4)
NotebookClient(notebook, timeout=600, resources={"metadata": {"path": sys.argv[2]}}).execute()
for cell in notebook.cells:
    for output in cell.get("outputs", ()):
        print(output.get("data", {}).get("text/html", output))
"""


@pytest.mark.parametrize("notebook", sorted(EXAMPLES.glob("*.ipynb")), ids=lambda path: path.name)
def test_the_notebook_runs_and_shows_tables(notebook, tmp_path):
    shown = python("-c", EXECUTE, str(notebook), str(EXAMPLES), cwd=tmp_path)
    assert shown.count("<table") >= 5
    assert "pragmatic diplomacy" in shown
    assert "to_pandas() has all" in shown
    assert "Traceback" not in shown
    assert '"outputs": []' in notebook.read_text("utf-8"), "what it shows is not kept"


def test_typed_code_of_a_user_passes_mypy():
    files = [str(ROOT / "tests" / "typed_user.py"), *map(str, sorted(EXAMPLES.glob("*.py")))]
    said = python("-m", "mypy", *files, cwd=ROOT)
    assert said.startswith("Success"), said
