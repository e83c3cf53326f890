"""A short look with `bench/faults.py`, which is meant to run for an hour."""

import subprocess
import sys
from pathlib import Path

from tests.small_coverage import write

SCRIPT = Path(__file__).parents[2] / "bench" / "faults.py"


def test_a_killed_run_goes_on_and_two_runs_do_not_meet(tmp_path):
    command = [sys.executable, SCRIPT, "kills", "one_folder", "search", "--trials", "1"]
    command += ["--coverage", write(tmp_path / "coverage")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split()[:2] for line in done.stdout.splitlines()[1:]] == [["1", "1"]] * 3
