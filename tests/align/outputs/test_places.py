"""A place that a run cannot write is named in one line that says what to do."""

import errno
import os

import pytest

from tests.small_coverage import write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return write(tmp_path)


@pytest.mark.parametrize("name", ["memory.tmx", "report.html", "run.json"])
def test_a_folder_in_the_place_of_an_output(duizhao, folder, name):
    (folder / "out" / name).mkdir(parents=True)
    result = duizhao("-q", "run", "zh", "en", "-o", "out")
    assert (result.code, result.stderr) == (
        2,
        f"duizhao: out/{name}: is a folder; move it, or choose another place\n",
    )
    (folder / "out" / name).rmdir()
    assert duizhao("run", "zh", "en", "-o", "out").code == 0


def test_a_file_in_the_place_of_a_folder(duizhao, folder):
    (folder / "file").touch()
    result = duizhao("run", "zh", "en", "-o", "file/out")
    assert result.code == 2
    assert result.stderr.startswith("duizhao: file/out: cannot be written (")
    assert result.stderr.endswith("move it, or choose another folder with -o\n")
    result = duizhao("corpus", "add", "zh", "--db", "file/x.sqlite")
    assert result.code == 2
    assert result.stderr.endswith("move it, or choose another place\n")


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "free some space and run again"), (errno.EROFS, "choose another place")],
)
def test_a_disk_that_takes_nothing(duizhao, folder, monkeypatch, number, remedy):
    def refused(*_, **__):
        raise OSError(number, os.strerror(number), "out/memory.tmx")

    monkeypatch.setattr("align.run.write_outputs", refused)
    result = duizhao("-q", "run", "zh", "en", "-o", "out")
    said = f"duizhao: out/memory.tmx: cannot be written ({os.strerror(number)}); {remedy}\n"
    assert (result.code, result.stderr) == (2, said)
