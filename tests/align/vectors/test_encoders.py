"""What was encoded is kept, by text and by model; whatever the model is."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.vectors import encoders
from align.vectors.encoders import CachedEncoder

TEXTS = ["one", "two", "three", "four", "five"]


class Lengths:
    """An encoder that counts: the first number of a vector is the length of its text."""

    name = "lengths"

    def __init__(self, version="1", factor=1):
        self.version, self.factor, self.calls = version, factor, []

    def encode(self, sentences):
        self.calls.append(list(sentences))
        return np.array([[len(s) * self.factor, 1] for s in sentences], np.float32)


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(encoders, "cache_folder", lambda: tmp_path / "cache")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(st.text(max_size=8), max_size=12))
def test_each_text_has_the_vector_of_its_encoder(texts):
    found = CachedEncoder(Lengths()).encode(texts)
    assert [row[0] for row in found] == [len(text.strip()) for text in texts]


def test_nothing_is_encoded_twice():
    first, second = Lengths(), Lengths()
    CachedEncoder(first).encode([*TEXTS, " one ", "two"])
    CachedEncoder(second).encode([*TEXTS[::-1], "six"])
    assert (first.calls, second.calls) == ([TEXTS], [["six"]])


def test_versions_do_not_share_vectors():
    CachedEncoder(Lengths()).encode(TEXTS)
    assert CachedEncoder(Lengths("2", factor=2)).encode(["three"])[0, 0] == 10


def test_a_killed_run_keeps_what_it_had():
    killed, again = Lengths(), Lengths()
    encode = killed.encode

    def until_the_third(sentences):
        found = encode(sentences)
        if len(killed.calls) == 3:
            raise KeyboardInterrupt
        return found

    killed.encode = until_the_third
    with pytest.raises(KeyboardInterrupt):
        CachedEncoder(killed, 2).encode(TEXTS)
    CachedEncoder(again).encode(TEXTS)
    assert again.calls == [TEXTS[4:]]


def test_no_sentences():
    assert len(CachedEncoder(Lengths()).encode([])) == 0
