"""The Python of the README runs as it stands there, and its figures are the measured ones."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import tmx
from glossary import read_glossary

ROOT = Path(__file__).parents[1]


def test_the_python_of_the_readme_reads_aligns_extracts_and_writes(tmp_path):
    (block,) = re.findall(
        r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    shutil.copytree(ROOT / "examples", tmp_path / "examples")

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", block],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    statements = [line for line in block.splitlines() if line and "import" not in line]
    assert len(statements) <= 10
    assert "务实外交" in done.stdout
    pairs = list(tmp_path.glob("*.tmx"))
    assert len(pairs) == 1
    assert sum(1 for _ in tmx.pairs(pairs[0])) > 10
    assert {
        (pair.zh, pair.en, pair.status)
        for entry in read_glossary(tmp_path / "glossary.tbx")
        for pair in entry.pairs
    } >= {("务实外交", "pragmatic diplomacy", "candidate")}


def test_the_figures_are_those_that_the_weights_came_with():
    stored = json.loads((ROOT / "align" / "weights" / "beads.json").read_text("utf-8"))
    measured = stored["provenance"]["cross-validated"]
    figures = [f"{measured[f'learnt {name}']['F1']:.3f}"[1:] for name in ("mac-dev", "mag", "aca")]

    row = f"| duizhao, on texts it was not trained on | {' | '.join(figures)} "
    assert row in (ROOT / "README.md").read_text("utf-8")
