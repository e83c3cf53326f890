"""The comparison: what is measured of a process, how it is scored, and what the table says."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from align.file_pairs.bead_files import read_beads

WRITES = """
import sys
from pathlib import Path
for text in Path(sys.argv[1]).iterdir():
    beads = "[0]:[0]\\n[1]:[1, 2]\\n" if len(text.read_text().splitlines()) == 2 else ""
    Path(sys.argv[2], text.name + ".align").write_text(beads)
"""


@dataclass(frozen=True)
class Fake:
    """An aligner that knows one text."""

    installed: type
    name: str = "Fake"
    settings: str = "as it is"

    def install(self, folder):
        return self.installed(Path(sys.executable), "3.1")

    def command(self, here, corpus, out):
        return [str(here.program), "-c", WRITES, str(corpus.left), str(out)]

    def beads(self, out, name):
        return read_beads(out / f"{name}.align")


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "src/001": "会议开始。\n他说好，然后走了。\n",
        "tgt/001": "It begins.\nGood, he said.\nHe left.\n",
        "gold/001.align": "[0]:[0]\n[1]:[1, 2]\n",
    }.items():
        path = tmp_path / "mac-dev" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_a_process_is_measured_with_what_it_used(script):
    work = "x = bytearray(150_000_000); sum(range(3_000_000))"
    found = script("compare").measure([sys.executable, "-c", work], {}, 60)
    assert found.peak > 150
    assert 0.01 < found.cpu < 30


def test_a_process_that_fails_or_does_not_end_says_so(script):
    compare, aligners = script("compare"), script("aligners")
    with pytest.raises(aligners.NotInstalledError, match="failed: no such model"):
        compare.measure([sys.executable, "-c", "import sys; sys.exit('no such model')"], {}, 60)
    with pytest.raises(aligners.NotInstalledError, match="not done within 1 seconds"):
        compare.measure([sys.executable, "-c", "import time; time.sleep(60)"], {}, 1)


def test_an_aligner_is_run_scored_and_shown(script, folder, tmp_path):
    compare, aligners = script("compare"), script("aligners")
    row = compare.row(Fake(aligners.Installed), folder, ["mac-dev"], tmp_path / "work", 60)
    assert row.results["mac-dev"].f1 == 1.0
    shown = compare.table([row], {}, ["mac-dev"])
    assert "| Fake | 3.1 | 1.000 |" in shown
    assert "- Fake: as it is." in shown


def test_what_is_missing_is_named_with_its_reason(script):
    compare = script("compare")
    measured = compare.Measured(2.34, 1234.5)
    rows = [
        compare.Row(
            "A", "1.0", "defaults", {"mag": compare.Result(0.9876, measured), "aca": "late"}
        )
    ]
    shown = compare.table(rows, {"B": "no compiler"}, ["mag", "aca"])
    assert "| A | 1.0 | .988 | – |" in shown
    assert "| A | 2.3 s, 1,234 MB | – |" in shown
    assert "- A is not run on aca: late." in shown
    assert "- Not installed: B: no compiler." in shown
    assert "Published by others, on other texts" in shown
