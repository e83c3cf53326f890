import json
import os
import re
import shutil
import stat
import subprocess
import sys
import time

import pytest

from corpus.errors import UsageError
from corpus.support import cache
from corpus.support.cache import MANIFEST, derived

SAID = "the cache cannot be written"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty cache folder."""
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("_DUIZHAO_CACHE_INSTEAD", "")  # also undone where a test sets it
    return tmp_path / "cache"


def build(into):
    (into / "a.npy").write_bytes(bytes(range(256)) * 40)
    (into / "b.txt").write_text("务实外交", "utf-8")
    (into / "empty").touch()


def content(made):
    return {path.name: path.read_bytes() for path in made.iterdir()}


def test_tables_are_built_once(folder, capsys):
    made = derived("words", "1", build)
    again = derived("words", "1", lambda _: pytest.fail("built again"))

    assert made == again == folder / "words-1"
    (said,) = capsys.readouterr().err.splitlines()
    assert re.fullmatch(rf"words: built in \d+\.\d s \(once, in {folder}\)", said)
    assert [path.name for path in folder.iterdir()] == ["words-1"]


def damages(made):
    """What may befall a folder of tables: name, and what does it."""
    for path in sorted(made.iterdir()):
        size = path.stat().st_size

        def write(path, data):
            before = path.stat()
            path.write_bytes(data)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # shows nothing

        def flip(path, at):
            data = bytearray(path.read_bytes())
            data[at] ^= 16
            write(path, bytes(data))

        yield f"{path.name} missing", lambda path=path: path.unlink()
        yield f"{path.name} longer", lambda path=path: write(path, path.read_bytes() + b"x")
        if size:
            yield f"{path.name} empty", lambda path=path: write(path, b"")
            yield f"{path.name} cut", lambda path=path: write(path, path.read_bytes()[:-1])
            for at in (0, size // 2, size - 1):
                yield f"{path.name} flipped at {at}", lambda path=path, at=at: flip(path, at)
    yield "folder emptied", lambda: [path.unlink() for path in made.iterdir()]
    yield "folder gone", lambda: shutil.rmtree(made)


def test_damage_of_every_kind_is_repaired(folder):
    made = derived("words", "1", build)
    whole = content(made)
    tried = 0
    for place, (name, _) in enumerate(damages(made)):
        [*damages(made)][place][1]()
        assert content(derived("words", "1", build)) == whole, name
        tried += 1
    assert tried == 25
    assert [path.name for path in folder.iterdir()] == ["words-1"]


def test_a_repair_says_so(folder, capsys):
    made = derived("words", "1", build)
    (made / "a.npy").write_bytes(b"")
    derived("words", "1", build)

    *_, announced, finished = capsys.readouterr().err.splitlines()
    assert announced.endswith(f"in {folder} again: it is damaged")
    assert finished.startswith("words: built in ")


def test_what_a_reader_has_open_stays_readable_through_a_repair():
    made = derived("words", "1", build)
    with (made / "a.npy").open("rb") as reader:
        (made / "b.txt").unlink()
        derived("words", "1", build)
        assert reader.read() == bytes(range(256)) * 40


def test_what_was_not_finished_is_not_used(folder):
    def killed(into):
        build(into)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        derived("words", "1", killed)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_nobody_else_can_enter(folder, monkeypatch, tmp_path):
    made = derived("words", "1", build)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, made)} == {0o700}

    own = tmp_path / "default"
    own.mkdir(mode=0o755)
    monkeypatch.delenv("DUIZHAO_CACHE")
    monkeypatch.setattr(cache, "cache_folder", lambda: own)
    derived("words", "1", build)
    assert stat.S_IMODE(own.stat().st_mode) == 0o700


def test_a_cache_that_cannot_be_written_is_named_and_replaced(folder, capsys):
    folder.write_text("a file where the folder should be", "utf-8")
    made = derived("words", "1", build)
    more = derived("more", "1", build)

    assert content(made)["b.txt"] == "务实外交".encode()
    assert made.parent == more.parent != folder
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    said = capsys.readouterr().err
    assert said.count(f"{folder}: {SAID}") == 1
    assert "set DUIZHAO_CACHE to another folder" in said
    assert derived("words", "1", lambda _: pytest.fail("built again")) == made
    shutil.rmtree(made.parent)


def test_processes_started_here_share_the_replacement_and_it_is_gone_at_the_end(folder):
    folder.write_text("a file where the folder should be", "utf-8")
    child = "from corpus.support.cache import derived; print(derived('words', '1', None))"
    code = (
        "import subprocess, sys; from corpus.support.cache import derived\n"
        "print(derived('words', '1', lambda into: (into / 'a').touch()), flush=True)\n"
        f"subprocess.run([sys.executable, '-c', {child!r}], check=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    first, second = done.stdout.split()

    assert first == second
    assert done.stderr.count(SAID) == 1
    assert not os.path.exists(first)  # noqa: PTH110


def test_what_is_whole_is_used_from_a_cache_that_cannot_be_written(monkeypatch):
    made = derived("words", "1", build)

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "utime", refuse)
    monkeypatch.setattr(os, "open", refuse)
    os.environ["DUIZHAO_CACHE"] = str(made.parent)
    assert derived("words", "1", build) == made


def test_a_full_disk_is_an_error_of_one_line(folder):
    def full(into):
        raise OSError(28, "No space left on device")

    with pytest.raises(UsageError, match=r"No space left.*set DUIZHAO_CACHE"):
        derived("words", "1", full)
    assert list(folder.iterdir()) == []
    shutil.rmtree(os.environ["_DUIZHAO_CACHE_INSTEAD"])


START = """
import sys, time
from corpus.support.cache import derived
def build(into):
    print("built", flush=True)
    (into / "a").write_text("whole")
    time.sleep(.3)
print((derived("words", "1", build) / "a").read_text())
"""


def test_of_processes_that_start_together_one_builds(folder):
    command = [sys.executable, "-c", START]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    outputs = [process.communicate() for process in started]

    assert [process.returncode for process in started] == [0] * 4, outputs
    assert sorted(line for out, _ in outputs for line in out.split()) == ["built"] + ["whole"] * 4
    assert [path.name for path in folder.iterdir()] == ["words-1"]


def test_only_what_is_ours_and_nobody_used_for_a_month_goes(folder):
    old, used = derived("words", "1", build), derived("words", "2", build)
    others = folder / "somebody's"
    others.mkdir()
    (others / MANIFEST).write_text(json.dumps({"files": {}}), "utf-8")
    killed = folder / ".building-words-1"
    killed.mkdir()
    for path in (old, used, others, killed):
        os.utime(path, (0, 0))
    derived("words", "2", build)  # notes that it is in use

    assert used.stat().st_mtime > time.time() - 60
    derived("words", "3", build)
    assert sorted(path.name for path in folder.iterdir()) == ["somebody's", "words-2", "words-3"]
