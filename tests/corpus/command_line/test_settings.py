"""Options from ``duizhao.toml``."""

import json
import os
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from align.cli import _run_options, app
from corpus.command_line.settings import shown, stored_options
from corpus.errors import InputError
from tests.small_coverage import write

NAMES = ("out", "min_score", "memory", "include_comparable")


SCALARS = st.booleans() | st.integers(-2, 200) | st.sampled_from(["a", "0.5", "yes", "true"])
JSON = SCALARS | st.lists(SCALARS, min_size=1, max_size=2)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_nothing_is_set(folder):
    assert stored_options("run", NAMES) == {}


def test_options_go_by_their_names_on_the_command_line(folder):
    text = '[run]\nout = "o"\nmin-score = 0.9\nmemory = ["a.tmx"]\n'
    (folder / "duizhao.toml").write_text(text, "utf-8")
    assert stored_options("run", NAMES) == {"out": "o", "min_score": 0.9, "memory": ["a.tmx"]}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[run", "is not TOML"),
        ("[run]\nmin-skore = 1\n", "min-skore is no option of run; known are"),
        ("[walk]\nout = 1\n", r"\[walk\] is no command"),
        ("run = 3\n", "write \\[run\\]"),
    ],
)
def test_what_is_no_option_is_named(folder, text, reason):
    (folder / "duizhao.toml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=reason) as raised:
        stored_options("run", NAMES)
    assert raised.value.path == "duizhao.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[run", ":1: is not TOML"),
        ('[run]\nmin-score = "abc"\n', ':2: min-score = "abc": is not a number'),
        ("[run]\n\nmin-score = 2\n", ":3: min-score = 2: give 1 or less"),
        ('[run]\nmemory = "a"\n', ':2: memory = "a": give a list'),
        ("[run]\nstrip-paths = 3\n", ":2: strip-paths = 3: give true or false"),
        ("[run]\nout = 5\n", ":2: out = 5: give a text in quotes"),
        ("[run]\nstrip-paths = 1\n", ":2: strip-paths = 1: give true or false"),
        ('[run]\nstrip-paths = "yes"\n', ':2: strip-paths = "yes": give true or false'),
        ("[run]\nmin-score = true\n", ":2: min-score = true: is not a number"),
        ("[run]\nmin-score = nan\n", ":2: min-score = nan: is not a number"),
        ("[run]\nmax-size = true\n", ":2: max-size = true: is not a number"),
        ("[run]\nmax-size = 1.5\n", ":2: max-size = 1.5: is not a whole number"),
        ("[run]\ncolumns = 3\n", ":2: columns = 3: give a text in quotes"),
        ("[run]\nglossary = 3\n", ":2: glossary = 3: give a list"),
        ("[run]\nglossary = [3]\n", ":2: glossary = [3]: give texts in quotes"),
        ("[run]\nout = 2020-01-02\n", ":2: out = 2020-01-02: give a text in quotes"),
        ("x = " + 100_000 * "[", ": is nested too deep"),
        ('[run]\nkeep = "some"\n', ":2: keep = "),
        ("[run]\nskore = 2\n", ":2: skore is no option"),
        ("\n[walk]\n", ":2: [walk] is no command"),
    ],
)
@pytest.mark.parametrize("command", [["config"], ["run", "zh", "-o", "o"]])
def test_values_are_checked_and_the_line_is_named(folder, text, said, command):
    (folder / "duizhao.toml").write_text(text, "utf-8")
    error = CliRunner().invoke(app, command).exception
    assert isinstance(error, InputError)
    assert str(error).startswith(f"duizhao.toml{said}")
    assert "\n" not in str(error)


def test_what_is_not_utf_8_is_named_with_its_line(folder):
    (folder / "duizhao.toml").write_bytes("[run]\n# 输出\nout = 'o'".encode("gb18030"))
    with pytest.raises(InputError, match=r"^duizhao\.toml:2: is not UTF-8"):
        stored_options("run", NAMES)


@pytest.mark.parametrize("kind", ["a folder", "a link to what is not there", "a named pipe"])
def test_what_is_no_file_is_named(folder, kind):
    place = folder / "duizhao.toml"
    if kind == "a folder":
        place.mkdir()
    elif kind == "a named pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("none on this system")
        os.mkfifo(place)
    else:
        place.symlink_to("nowhere")
    with pytest.raises(InputError, match=f"is {kind}"):
        stored_options("run", NAMES)


@given(st.sampled_from([*_run_options()]), JSON)
def test_a_value_is_taken_as_it_is_or_refused(option, value):
    """No kind of value turns into another: what is taken is what `duizhao config` shows."""
    name = option.replace("_", "-")
    with TemporaryDirectory() as place, chdir(place):
        Path("duizhao.toml").write_text(f"[run]\n{name} = {json.dumps(value)}\n", "utf-8")
        result = CliRunner().invoke(app, ["config"])
        default = _run_options()[option]
        if result.exit_code == 0:
            assert f"\n{name} = {json.dumps(value)}\n" in result.stdout + "\n"
            kind = bool if isinstance(default, bool) else (int, float, str, list)
            assert isinstance(value, bool) == (kind is bool)
        else:
            assert str(result.exception).startswith(f"duizhao.toml:2: {name} = ")


def test_a_mark_of_the_byte_order_is_no_content(folder):
    (folder / "duizhao.toml").write_bytes(b"\xef\xbb\xbf[run]\nmin-score = 0.9\n")
    assert "\nmin-score = 0.9\n" in CliRunner().invoke(app, ["config"]).stdout


def test_what_is_shown_is_such_a_file(folder):
    defaults = {"out": None, "min_score": 0.8, "memory": None, "include_comparable": False}
    stored = {"out": '空 "格"', "memory": ["a.tmx", "b.tmx"], "min_score": 0.95}
    (folder / "duizhao.toml").write_text(shown("run", defaults, stored), "utf-8")
    assert stored_options("run", NAMES) == stored
    assert "# include-comparable = false" in shown("run", defaults, stored)


def test_a_run_takes_them_unless_the_command_line_says_otherwise(folder):
    write(folder)
    (folder / "duizhao.toml").write_text('[run]\nout = "o"\npaths = ["zh", "en"]\n', "utf-8")
    assert CliRunner().invoke(app, ["run"]).exit_code == 0
    assert (folder / "o" / "memory.tmx").is_file()
    assert 'out = "o"' in CliRunner().invoke(app, ["config"]).stdout
    assert CliRunner().invoke(app, ["run", "-o", "p", "-q"]).stdout == ""
    assert (folder / "p" / "memory.tmx").is_file()
