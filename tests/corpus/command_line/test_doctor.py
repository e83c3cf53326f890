"""What the doctor finds."""

import json

import pytest
from typer.testing import CliRunner

from align.cli import app
from corpus.command_line import doctor


def test_versions_extras_cache_fonts_and_what_is_slow():
    topics = [topic for topic, _ in doctor.report()]
    for topic in (
        "python",
        "duizhao",
        "numba",
        "extra neural",
        "extra pandas",
        "extra review",
        "extra vectors",
        "cache",
        "fonts",
        "OmegaT",
        "slow",
    ):
        assert topic in topics
    found = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    assert [each["topic"] for each in found] == topics


def test_cleaning_leaves_what_is_not_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path))
    ours = tmp_path / "lexicon-1"
    ours.mkdir()
    (ours / "manifest.json").write_text("{}", "utf-8")
    (tmp_path / "machine-code").mkdir()
    (tmp_path / "machine-code" / "a").write_bytes(bytes(10))
    (tmp_path / "vectors.sqlite").write_bytes(bytes(7))
    (tmp_path / "thesis.txt").write_text("mine", "utf-8")
    (tmp_path / "photos").mkdir()
    assert doctor.clean() == 19
    assert {each.name for each in tmp_path.iterdir()} == {"thesis.txt", "photos"}
    assert ("slow", "the cache is empty: the first command makes tables and machine code") in (
        doctor.report()
    )


def test_indexes_of_glossaries_are_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path))
    for name in ("glossary-" + "0" * 32, "glossary-" + "f" * 32, "glosses-4"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_bytes(bytes(2_000_000))
    lines = [finding for topic, finding in doctor.report() if not topic]
    assert [line.split("days  ")[1] for line in lines if "days" in line] == [
        "glossaries (2)",
        "glosses-4",
    ]
    assert lines[0].split()[:2] == ["4.0", "MB"]


@pytest.mark.parametrize("below", [".", "deeper/still"])
def test_a_cache_that_is_no_folder_is_named(tmp_path, monkeypatch, below):
    (tmp_path / "file").touch()
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path / "file" / below))
    (said,) = (finding for _, finding in doctor.report() if "made anew" in finding)
    assert said.startswith(f"{tmp_path / 'file'} is no folder")


def test_an_installation_without_machine_code_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path))
    monkeypatch.setattr(doctor, "_SHIPPED", tmp_path / "shipped")
    named = ("slow", "no machine code came with this installation: the first run compiles it")
    assert named in doctor.report()
    (tmp_path / "shipped" / "kernels-1").mkdir(parents=True)
    (tmp_path / "shipped" / "kernels-1" / "f.code").touch()
    assert named not in doctor.report()


def test_what_was_removed_is_told_to_a_script(tmp_path, monkeypatch):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path))
    (tmp_path / "machine-code").mkdir()
    (tmp_path / "machine-code" / "a").write_bytes(bytes(10))
    done = CliRunner().invoke(app, ["doctor", "--clean", "--json"])
    assert json.loads(done.stdout) == {"removed": 10}
