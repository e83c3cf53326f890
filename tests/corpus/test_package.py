import subprocess
import sys


def test_the_commands_import_nothing_heavy():
    script = (
        "import sys, corpus.cli\n"
        "heavy = {'numpy', 'scipy', 'lxml', 'trafilatura', 'rjieba', 'opencc', 'wordfreq'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"
