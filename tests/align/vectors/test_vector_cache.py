"""Vectors on disk: kept by text and model, by several processes at once."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import numpy as np
import pytest

from align.vectors import vector_cache
from align.vectors.vector_cache import VectorCache
from corpus.errors import UsageError

WRITER = """
import sys
import numpy as np
from pathlib import Path
from align.vectors.vector_cache import VectorCache

cache = VectorCache(Path(sys.argv[1]), "model")
for k in range(40):
    cache.put({f"{sys.argv[2]} {k}": np.full(3, k, np.float32)})
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "vectors.sqlite"


def test_what_was_put_comes_back(path):
    vector = np.array([0.1, -2.0, 3e-7], np.float32)
    VectorCache(path, "model").put({"会谈。": vector, "": vector * 2})
    found = VectorCache(path, "model").get(["会谈。", "Talks.", "", "会谈。"])
    assert found.keys() == {"会谈。", ""}
    assert (found["会谈。"] == vector).all()
    assert found[""].dtype == np.float32


def test_models_do_not_share(path):
    VectorCache(path, "one").put({"会谈。": np.ones(2, np.float32)})
    other = VectorCache(path, "other")
    assert other.get(["会谈。"]) == {}
    other.put({"会谈。": np.zeros(3, np.float32)})
    assert VectorCache(path, "one").get(["会谈。"])["会谈。"].shape == (2,)


def test_two_processes_write_at_once(path):
    command = [sys.executable, "-c", WRITER, str(path)]
    both = [subprocess.Popen([*command, name]) for name in ("a", "b")]
    assert [process.wait() for process in both] == [0, 0]
    texts = [f"{name} {k}" for name in "ab" for k in range(40)]
    found = VectorCache(path, "model").get(texts)
    assert [int(found[text][0]) for text in texts] == [*range(40), *range(40)]


def test_what_was_not_asked_for_the_longest_makes_room(path, monkeypatch):
    """Whatever is put: the file stays below its bound, and what is in use stays in it."""
    now = [1_000_000_000.0]
    monkeypatch.setattr(vector_cache.time, "time", lambda: now[0])
    monkeypatch.setattr(vector_cache, "MOST_BYTES", 600_000)
    cache = VectorCache(path, "model")
    for week in range(30):
        now[0] += 7 * 86_400
        cache.put({f"{week} {k}": np.full(256, k, np.float32) for k in range(40)})
        used = cache.get(["0 3", f"{week} 0"])
        assert used["0 3"][0] == 3
        assert path.stat().st_size < 1_000_000
    assert len(cache.get([f"29 {k}" for k in range(40)])) == 40
    assert cache.get([f"1 {k}" for k in range(40)]) == {}


def test_what_is_asked_for_again_the_same_day_writes_nothing(path):
    cache = VectorCache(path, "model")
    cache.put({"会谈。": np.ones(3, np.float32)})
    before = path.read_bytes()
    assert cache.get(["会谈。"]).keys() == {"会谈。"}
    assert path.read_bytes() == before


def test_a_cache_without_times_of_use_is_taken_over(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as old, old:
        old.execute("CREATE TABLE vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
    cache = VectorCache(path, "model")
    cache.put({"会谈。": np.ones(3, np.float32)})
    assert cache.get(["会谈。"]).keys() == {"会谈。"}


def test_a_file_that_is_no_cache_is_named(path):
    path.parent.mkdir()
    path.write_bytes(b"not a database, but long enough to look at" * 30)
    with pytest.raises(UsageError, match=r"vectors\.sqlite: cannot keep vectors there .*remove"):
        VectorCache(path, "model").get(["会谈。"])


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="DUIZHAO_CACHE"):
        VectorCache(tmp_path / "file" / "vectors.sqlite", "model").get([])


def test_a_damaged_vector_is_taken_to_be_missing(path):
    cache = VectorCache(path, "model")
    cache.put({"会谈。": np.ones(3, np.float32), "Talks.": np.ones(3, np.float32)})
    whole = path.read_bytes()
    row = np.ones(3, "<f4").tobytes()
    damaged = bytearray(whole)
    damaged[whole.index(row) + 3] ^= 1  # of a number: 1.0 becomes another
    path.write_bytes(damaged)

    found = cache.get(["会谈。", "Talks."])
    assert len(found) == 1
    assert all((vector == 1).all() for vector in found.values())
