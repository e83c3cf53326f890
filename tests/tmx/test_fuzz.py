"""A short look with `bench/tmx_fuzz.py`, which is meant to run for a minute and longer."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "tmx_fuzz.py"


@pytest.mark.skipif(sys.platform != "linux", reason="the memory in use is read from /proc")
def test_random_damage_brings_nothing_down():
    done = subprocess.run(
        [sys.executable, SCRIPT, "2", "7"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 failures" in done.stdout
