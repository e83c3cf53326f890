"""The hash table of words over code points."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.kernels.word_hash import START, hash_slot, hash_step, word_table


def table_of(words, function=word_table):
    codes = np.frombuffer("".join(words).encode("utf-32-le"), np.int32)
    return function(codes, np.cumsum([len(word) for word in words], dtype=np.int64))


def find(word, keys, slots):
    """The number of a word, or -1."""
    key = START
    with np.errstate(over="ignore"):
        for character in word:
            key = hash_step(key, ord(character))
    slot = hash_slot(key, len(keys))
    while slots[slot] >= 0 and keys[slot] != key:
        slot = (slot + 1) & (len(keys) - 1)
    return slots[slot]


WORDS = st.lists(
    st.text(st.sampled_from("外交务实部a𠮷"), min_size=1, max_size=4), unique=True, max_size=30
)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_every_word_is_found_and_no_other(words, others):
    keys, slots = table_of(words)
    assert [find(word, keys, slots) for word in words] == list(range(len(words)))
    for other in set(others) - set(words):
        assert find(other, keys, slots) == -1


@settings(max_examples=20, deadline=None)
@given(WORDS)
def test_the_compiled_table_equals_its_twin(words):
    with np.errstate(over="ignore"):
        twin = table_of(words, word_table.py_func)
    for mine, other in zip(table_of(words), twin, strict=True):
        assert np.array_equal(mine, other)
