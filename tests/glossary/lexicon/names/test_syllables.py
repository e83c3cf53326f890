"""Pinyin: how words are cut into syllables, and where characters are read as them."""

import numpy as np

from glossary.lexicon.dictionary.tables import dictionary_tables
from glossary.lexicon.names.kernels import spelled_in_pinyin
from glossary.lexicon.names.syllables import character_syllables, spellings


def coded(texts):
    joined = "\n".join(texts)
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=starts[1:])
    return np.frombuffer(joined.encode("utf-32-le"), np.int32), starts


def test_spellings_of_a_name():
    assert set(spellings("xian")) == {("xian",), ("xi", "an")}
    assert spellings("smith") == []
    assert all(len(way) <= 4 for way in spellings("a" * 8))


def test_the_compiled_search_for_names_equals_its_twin():
    syllables, surnames = character_syllables()
    codes, starts = coded(["赵乐际在青羊", "习近平"])
    where = np.minimum(codes, len(syllables) - 1)
    numbered = {
        syllable: number
        for number, syllable in enumerate(sorted({*dictionary_tables().syllables} - {""}))
    }
    keys, types = [], []
    for spelling in (("zhao",), ("xi",), ("jin", "ping"), ("qing", "yang")):
        key = 0
        for syllable in spelling:
            key = key * 512 + numbered[syllable] + 1
        keys.append(key)
        types.append(len(types))
    order = np.argsort(keys)
    arguments = (
        syllables[where],
        surnames[where],
        starts,
        np.array(keys)[order],
        np.array(types)[order],
    )
    found = spelled_in_pinyin(*arguments)
    assert np.array_equal(found, spelled_in_pinyin.py_func(*arguments))
    assert {tuple(row) for row in found.tolist()} == {(0, 0), (0, 3), (1, 1), (1, 2)}
