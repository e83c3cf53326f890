"""Vectors on disk: kept by text and model, by several processes at once."""

import subprocess
import sys

import numpy as np
import pytest

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
