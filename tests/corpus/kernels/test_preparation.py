"""Who else compiles, and when: never a process that nobody needs, or that outlives the command."""

import os
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.kernels import preparation
from corpus.kernels.code_folders import ROOT
from corpus.kernels.preparation import at_work, prepare
from corpus.support.cache import derived


@pytest.fixture
def started(monkeypatch):
    """What would be started, of a process that ends by itself."""
    found = []

    def start(command, **_):
        found.append(command)
        return subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE)

    monkeypatch.setattr(preparation, "_started", start)
    return found


@pytest.mark.parametrize(
    ("cores", "kept", "tables", "others"),
    [(1, False, False, 0), (2, True, True, 0), (2, False, True, 1), (3, True, False, 2)],
)
def test_others_are_at_work_where_something_is_missing_and_cores_are_free(
    monkeypatch, tmp_path, started, cores, kept, tables, others
):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path))
    monkeypatch.setattr(preparation, "cores", lambda: cores)
    monkeypatch.setattr(preparation, "is_kept", lambda *_: kept)
    if tables:
        (tmp_path / "glosses-4-2026").mkdir()
    with at_work({"glosses": "module:function"}):
        assert len(started) == others
    if others:
        makers = [] if tables else ["module:function"]
        assert started[0] == ["--help-run", 0, others, *makers]


def test_none_is_started_where_nothing_can_be_kept(monkeypatch, tmp_path, started):
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("DUIZHAO_CACHE", str(file))
    monkeypatch.setattr(preparation, "cores", lambda: 2)
    with at_work({"glosses": "module:function"}):
        assert started == []


def test_it_ends_with_the_process_that_started_it(tmp_path):
    """Killed, it cannot say so."""
    code = (
        "import os\nfrom corpus.kernels.preparation import _started\n"
        "print(_started(['--share', 0, 1]).pid, flush=True)\nos.kill(os.getpid(), 9)"
    )
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT), "DUIZHAO_CACHE": str(tmp_path),
        "NUMBA_CACHE_DIR": "",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    process = int(done.stdout)
    for _ in range(200):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.kill(process, 9)
    pytest.fail("it is still at work")


def slow_table():
    """Begins a table, and is not done with it."""

    def build(folder):
        (folder / "part").write_text("begun", "utf-8")
        Path(os.environ["BEGUN"]).touch()
        time.sleep(60)

    derived("slow", "1", build)


def test_what_another_process_has_begun_is_put_away(monkeypatch, tmp_path):
    monkeypatch.setenv("DUIZHAO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("BEGUN", str(tmp_path / "begun"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr(preparation, "cores", lambda: 2)
    monkeypatch.setattr(preparation, "_PATIENCE", 60.0)  # of a busy machine
    with at_work({"slow": f"{__name__}:slow_table"}):
        for _ in range(1200):
            if (tmp_path / "begun").exists():
                break
            time.sleep(0.05)
    assert (tmp_path / "begun").exists()
    assert list((tmp_path / "cache").rglob("*slow*")) == []
    assert list((tmp_path / "cache").glob(".building-*")) == []


def test_what_another_process_cannot_do_is_not_said():
    """The run does it, and says what is wrong."""
    command = [
        sys.executable,
        "-m",
        "corpus.kernels.preparation",
        "--help-run",
        "0",
        "1",
        "no:thing",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, stdin=subprocess.PIPE, capture_output=True)
    assert (done.returncode, done.stderr) in {(0, b""), (1, b""), (130, b"")}


def test_the_folder_is_called_as_in_a_cache(tmp_path):
    with pytest.raises(UsageError, match="machine-code"):
        prepare(tmp_path / "here")


_REQUIRED_ALONE = """
import re, sys, sysconfig
from importlib.metadata import distribution
from pathlib import Path

def with_those_it_needs(name, found):
    if name not in found:
        found.add(name)
        for each in distribution(name).requires or ():
            if "extra ==" not in each and 'python_version <' not in each:
                with_those_it_needs(re.match("[A-Za-z0-9_.-]+", each)[0], found)
    return found

found = set()
for each in {requires!r}:
    with_those_it_needs(re.match("[A-Za-z0-9_.-]+", each)[0], found)
tops = {{Path(file).parts[0].split(".")[0] for name in found for file in distribution(name).files}}
tops |= {{"corpus", "tmx", "glossary", "align"}} | set(sys.stdlib_module_names)

class Nothing:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top not in tops and not top.startswith("_"):
            raise ModuleNotFoundError(f"{{name}} is not among what building requires", name=name)

sys.meta_path.insert(0, Nothing())
from corpus.kernels.preparation import _do_share
_do_share(0, 1000)
"""


def test_what_a_wheel_is_built_with_is_enough_to_compile(tmp_path):
    """And with no folder chosen for the cache, as it is where somebody installs."""
    requires = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    unset = ("DUIZHAO_CACHE", "NUMBA_CACHE_DIR")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment |= {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", _REQUIRED_ALONE.format(requires=requires["requires"])],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_nothing_that_lies_in_the_working_folder_is_executed(tmp_path):
    (tmp_path / "numba.py").write_text("open('executed', 'w')")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "__init__.py").write_text("open('executed', 'w')")
    code = (
        "from corpus.kernels.preparation import _started\n"
        "process = _started(['--help-run', 0, 1, 'json:loads'])\n"
        "import time; time.sleep(2); process.kill(); process.communicate()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DUIZHAO_CACHE": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, env=environment, check=True)
    assert not (tmp_path / "executed").exists()


def test_a_large_machine_is_not_filled(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(128), raising=False)
    assert preparation.at_once() == 8
