"""What `align batch` does to its folder: no input and nothing of others is lost."""

from pathlib import Path

import pytest

from align.file_pairs import folders
from corpus.support.cache import BATCHES, cache_folder

ZH, EN = "他说外交很重要。\n我们明天开会。\n", "He says diplomacy matters.\nWe meet tomorrow.\n"
MOVED = "[0, 1]:[0, 1]:1.000\n"


@pytest.fixture
def batch(duizhao, tmp_path, monkeypatch):
    """The command on three pairs, a block each."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(folders, "BLOCK", 1)
    for side, text in (("zh", ZH), ("en", EN)):
        Path(side).mkdir()
        for stem in "abc":
            Path(side, f"{stem}.txt").write_text(text, "utf-8")
    return lambda *options, out="out": duizhao(
        "-q", "align", "batch", "zh", "en", "-o", out, "--lines", *options
    )


def names(folder="out"):
    return sorted(path.name for path in Path(folder).iterdir())


def beads(stem):
    return Path("out", f"{stem}.align").read_text("utf-8")


def test_what_a_batch_did_not_write_is_kept_and_named(batch):
    Path("out").mkdir()
    Path("out", "b.align").write_text(MOVED, "utf-8")
    result = batch()
    assert (result.code, result.stderr) == (
        0,
        "duizhao: out/b.align: was not written like this by a batch; it is kept as "
        "out/b.align.1.bak\n",
    )
    assert names() == ["a.align", "b.align", "b.align.1.bak", "c.align"]
    assert Path("out", "b.align.1.bak").read_text("utf-8") == MOVED
    assert beads("b") == beads("a")


def test_what_batches_wrote_is_written_over_and_what_was_edited_since_is_kept(batch):
    batch()
    Path("yes").mkdir()
    for stem in "abc":
        Path("yes", f"{stem}.align").write_text(MOVED, "utf-8")
    for options in ((), ("--beads", "yes"), (), ("--jobs", "2")):
        result = batch(*options)
        assert (result.code, result.stderr) == (0, "")
        assert names() == ["a.align", "b.align", "c.align"]
    edited = beads("a").replace("\n", " \n", 1)
    Path("out", "a.align").write_text(edited, "utf-8")
    assert "out/a.align.1.bak" in batch().stderr
    assert Path("out", "a.align.1.bak").read_text("utf-8") == edited


def test_a_file_of_others_that_is_the_same_needs_no_copy(batch):
    batch()
    Path("out").rename("moved")
    assert batch("--beads", "moved", out="moved").code == 0
    same = Path("moved", "a.align").read_bytes()
    Path("again").mkdir()
    Path("again", "a.align").write_bytes(same)
    assert batch("--beads", "moved", out="again").stderr == ""
    assert names("again") == ["a.align", "b.align", "c.align"]


def test_what_a_folder_had_is_forgotten_with_it(batch):
    batch()
    (record,) = (
        each
        for each in (cache_folder() / BATCHES).iterdir()
        if each.read_text("utf-8").startswith(f"{Path('out').resolve()}\n")
    )
    Path("out").rename("elsewhere")
    batch(out="other")
    assert not record.exists()


@pytest.mark.parametrize("out", ["zh", "en", "linked/../zh", "loop"])
def test_the_folders_of_the_files_take_no_results(batch, out):
    Path("linked").mkdir()
    Path("loop").symlink_to("en")
    Path("zh", "broken.txt").write_bytes(b"\0\0")
    result = batch(out=out)
    assert (result.code, result.stderr) == (
        2,
        f"duizhao: {out}: holds the files to align; choose another folder with -o\n",
    )
    assert names("zh") == ["a.txt", "b.txt", "broken.txt", "c.txt"]


def test_no_input_is_written_over(batch):
    Path("out").mkdir()
    Path("en", "a.txt").rename("out/a.tsv")
    Path("en", "a.txt").symlink_to("../out/a.tsv")
    Path("out", "b.tmx").write_text("known", "utf-8")
    refused = "would be written over; choose another folder with -o\n"
    for options, path in (
        (("--format", "tsv"), "en/a.txt"),
        (("--format", "tmx", "--memory", "out/b.tmx"), "out/b.tmx"),
    ):
        result = batch(*options)
        assert (result.code, result.stderr) == (2, f"duizhao: out: {path} {refused}")
    assert names() == ["a.tsv", "b.tmx"]
    assert batch().code == 0


@pytest.mark.parametrize("out", ["zh/out", "."])
def test_results_within_and_around_the_inputs(batch, out):
    result = batch(out=out)
    assert (result.code, result.stderr) == (0, "")
    assert {"a.align", "b.align", "c.align"} <= {*names(out)}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_place_that_cannot_be_written_concerns_its_pair_alone(batch, jobs):
    Path("out", "b.align").mkdir(parents=True)
    result = batch("--jobs", jobs)
    assert (result.code, result.stderr) == (
        1,
        "duizhao: out/b.align: is a folder; move it, or choose another place\n",
    )
    assert beads("a") == beads("c") != ""


def test_where_nothing_can_be_written_that_is_said(batch):
    for stem in "abc":
        Path("out", f"{stem}.align").mkdir(parents=True)
    result = batch()
    assert result.code == 2
    assert result.stderr.splitlines()[-1] == (
        "duizhao: nothing could be written; choose another folder with -o"
    )
    assert len(result.stderr.splitlines()) == 4


def test_a_file_in_the_place_of_the_folder_is_named_before_anything_is_read(batch):
    Path("file").touch()
    Path("zh", "a.txt").write_bytes(b"\0\0")
    result = batch(out="file")
    assert (result.code, result.stderr) == (
        2,
        "duizhao: file: is a file; give a folder for the outputs\n",
    )
    result = batch(out="file/below")
    assert result.code == 2
    assert result.stderr.startswith("duizhao: file/below: cannot be written (")
    assert result.stderr.count("\n") == 1


def test_all_files_of_one_stem_are_named(batch):
    for name in ("a.md", "a.html", "c.md"):
        Path("zh", name).write_text(ZH, "utf-8")
    result = batch()
    assert (result.code, result.stderr) == (
        2,
        "duizhao: zh/a.html and zh/a.md and zh/a.txt; zh/c.md and zh/c.txt: two files of one stem; "
        "rename all but one, or move them away\n",
    )
    assert not Path("out").exists()
