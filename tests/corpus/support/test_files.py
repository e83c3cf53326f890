import errno
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.support import files
from corpus.support.files import tsv_line, write_atomically, write_binary_atomically


@given(st.lists(st.text("务实 ab\t\r\n"), min_size=1, max_size=4))
def test_a_line_has_as_many_fields_as_were_given(fields):
    line = tsv_line(fields)

    assert line.endswith("\n")
    assert line.count("\n") == 1
    assert "\r" not in line
    assert line[:-1].split("\t") == [" ".join(_split(field)) for field in fields]


def _split(field):
    return field.replace("\t", "\n").replace("\r", "\n").split("\n")


def test_fields_may_be_numbers():
    assert tsv_line(["务实", 1, 0.5]) == "务实\t1\t0.5\n"


def parts(folder):
    return [path for path in folder.iterdir() if path.name.endswith(".part")]


def test_a_file_appears_when_it_is_complete(tmp_path):
    path = tmp_path / "new" / "memory.tmx"
    with write_atomically(path) as stream:
        stream.write("务实")
        assert not path.exists()
    assert path.read_bytes() == "务实".encode()
    assert list(path.parent.iterdir()) == [path]


def test_what_fails_leaves_the_former_file_and_nothing_else(tmp_path):
    path = tmp_path / "memory.tmx"
    path.write_text("former", "utf-8")
    with pytest.raises(ZeroDivisionError), write_binary_atomically(path) as stream:
        stream.write(b"half" * (1 // 0))
    assert path.read_text("utf-8") == "former"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_that_waits_under_a_temporary_name_is_not_followed(tmp_path, monkeypatch):
    victim = tmp_path / "victim"
    victim.write_text("mine", "utf-8")
    path = tmp_path / "memory.tmx"
    (tmp_path / ".memory.tmx.part").symlink_to(victim)  # what earlier versions would have opened
    with write_atomically(path) as stream:
        stream.write("out")
    assert victim.read_text("utf-8") == "mine"

    monkeypatch.setattr("secrets.token_hex", lambda size: "0" * 2 * size)  # even a guessed one
    monkeypatch.setattr(files, "_SELF", "0" * 8)
    (tmp_path / f".memory.tmx.{os.getpid():x}-{'0' * 16}.part").symlink_to(victim)
    with pytest.raises(InputError, match="cannot be written"), write_atomically(path):
        pass
    assert victim.read_text("utf-8") == "mine"
    assert path.read_text("utf-8") == "out"


def test_two_that_write_one_file_do_not_meet(tmp_path):
    path = tmp_path / "memory.tmx"
    with write_atomically(path) as first:
        with write_atomically(path) as second:
            second.write("second")
        first.write("first")
        assert path.read_text("utf-8") == "second"
    assert path.read_text("utf-8") == "first"
    assert parts(tmp_path) == []


WRITE = """
import sys
from corpus.support import files
from corpus.support.files import write_atomically
with write_atomically(sys.argv[1]) as stream:
    stream.write("half")
    print("writing", flush=True)
    sys.stdin.readline()
"""


def test_what_killed_processes_left_goes_and_what_others_are_writing_stays(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.support.files._tidied", set())
    path = tmp_path / "memory.tmx"
    command = [sys.executable, "-c", WRITE, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as killed, subprocess.Popen(command, **pipes) as other:
        assert killed.stdout.readline() == other.stdout.readline() == b"writing\n"
        killed.kill()
        killed.wait()
        assert len(parts(tmp_path)) == 2

        with write_atomically(tmp_path / "glossary.tsv") as stream:
            stream.write("mine")
        (left,) = parts(tmp_path)
        assert f".{other.pid:x}-" in left.name
        other.communicate(b"\n")
    assert path.read_text("utf-8") == "half"
    assert parts(tmp_path) == []


def test_what_a_killed_process_of_the_same_number_left_goes_and_what_this_one_writes_stays(
    tmp_path, monkeypatch
):
    with write_atomically(tmp_path / "memory.tmx") as stream:
        stream.write("out")
        (own,) = parts(tmp_path)
        left = tmp_path / f".memory.tmx.{os.getpid():x}-{'0' * 16}.part"
        left.touch()
        monkeypatch.setattr("corpus.support.files._tidied", set())
        with write_atomically(tmp_path / "glossary.tsv"):
            assert own in parts(tmp_path)
            assert not left.exists()


def test_a_file_that_another_process_removed_before_it_was_locked_is_made_again(
    tmp_path, monkeypatch
):
    real = files.try_lock

    def late(descriptor):
        if len(made) < 2:  # another process tidies up at this very moment
            (part,) = parts(tmp_path)
            made.append(part.name)
            part.unlink()
        return real(descriptor)

    made = []
    monkeypatch.setattr(files, "try_lock", late)
    with write_atomically(tmp_path / "memory.tmx") as stream:
        stream.write("out")
    assert len(made) == 2
    assert (tmp_path / "memory.tmx").read_text("utf-8") == "out"


def test_the_longest_names_can_be_written(tmp_path):
    path = tmp_path / ("务" * 83 + ".tmx")  # 253 bytes
    with write_atomically(path) as stream:
        stream.write("out")
    assert path.read_text("utf-8") == "out"


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free some space and run again"),
        (errno.EROFS, "choose another folder"),
        (errno.EACCES, "choose another folder"),
        (errno.ENOTDIR, "a file stands where a folder should: move it, or choose another folder"),
        (errno.EEXIST, "a file stands where a folder should: move it, or choose another folder"),
    ],
)
def test_what_cannot_be_written_says_what_to_do(number, remedy):
    error = OSError(number, os.strerror(number))
    said = f"cannot be written ({os.strerror(number)}); {remedy}"
    assert files.unwritable(error, "another folder") == said


def test_a_place_below_a_file_and_one_that_is_a_folder_say_what_to_do(tmp_path):
    (tmp_path / "file").touch()
    with (
        pytest.raises(InputError, match=r"memory\.tmx: cannot be written .*: move it, or choose"),
        write_atomically(tmp_path / "file" / "memory.tmx"),
    ):
        pass
    (tmp_path / "memory.tmx").mkdir()
    with (
        pytest.raises(InputError, match=r"memory\.tmx: is a folder; move it, or choose another"),
        write_atomically(tmp_path / "memory.tmx"),
    ):
        pass


def test_a_full_disk_is_named_with_the_file(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "memory.tmx"
    named = pytest.raises(InputError, match=r"memory\.tmx: cannot be written \(No space left")
    with named, write_atomically(path) as stream:
        stream.write("out")
    assert list(tmp_path.iterdir()) == []
