import subprocess
import sys

import corpus


def test_every_public_name_is_there():
    for name in corpus.__all__:
        assert getattr(corpus, name) is not None
    assert set(corpus.__all__) == {name for names in corpus._HOMES.values() for name in names}


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
