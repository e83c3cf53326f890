"""What code is named by, and what is tidied up."""

import os
import time
from pathlib import Path

import pytest

from corpus.kernels.code_folders import ROOT, checked, code_folder, sources, write


def test_the_name_covers_what_is_imported():
    word_hash = ROOT / "corpus/kernels/word_hash.py"
    assert sources(word_hash) == {word_hash}
    assert code_folder(word_hash).startswith("corpus.kernels.word_hash-")
    with pytest.raises(OSError, match="typed in"):
        code_folder(Path("<typed in>"))


def test_what_a_killed_process_left_unfinished_is_removed_when_more_is_written(tmp_path):
    path = tmp_path / "module-0123456789abcdef" / "kernel-1-0123456789abcdef.code"
    write(path, b"code")
    left, begun = path.with_name(".ab12cd34.part"), path.with_name(".ef56gh78.part")
    left.touch()
    begun.touch()
    hours = time.time() - 7200
    os.utime(left, (hours, hours))

    write(path, b"more code")
    assert {each.name for each in path.parent.iterdir()} == {path.name, begun.name}
    assert bytes(checked(path)) == b"more code"


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b"", lambda b: b"\0" + b[1:]])
def test_a_damaged_file_is_removed(tmp_path, damage):
    path = tmp_path / "module-0123456789abcdef" / "kernel-1-0123456789abcdef.code"
    write(path, b"code")
    path.write_bytes(damage(path.read_bytes()))
    assert checked(path) is None
    assert not path.exists()
