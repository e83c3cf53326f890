"""Chinese text cut into the most probable words."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.lexicon import segmentation
from glossary.lexicon.dictionary.tables import LONGEST_WORD, dictionary_tables
from glossary.lexicon.segmentation import term_words
from glossary.lexicon.segmentation_kernels import segment, segment_with_lattice


def coded(texts):
    joined = "\n".join(texts)
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=starts[1:])
    return np.frombuffer(joined.encode("utf-32-le"), np.int32), starts


def words(text, given=(), longest=LONGEST_WORD, apart=()):
    """The words that a text is cut into for terms; an unknown character is itself."""
    known = term_words(given)
    codes, starts = coded([text])
    joint = np.zeros(len(codes), np.bool_)
    joint[list(apart)] = True
    found = known.segment(codes, starts, joint, longest)
    return [
        known.names[number] if number >= 0 else chr(-2 - number)
        for number in found.tolist()
        if number != -1
    ]


def test_the_most_probable_words():
    assert words("务实外交") == ["务实", "外交"]
    assert words("中华人民共和国主席", longest=2) == ["中华", "人民", "共和", "国", "主席"]


def test_a_word_that_was_given_is_kept_whole_whatever_its_length():
    assert words("李灿道会见来宾") != ["李灿道", "会见", "来宾"]
    assert words("李灿道会见来宾", ["李灿道"]) == ["李灿道", "会见", "来宾"]
    assert words("李灿道会见来宾", ["李灿道"], longest=2) == ["李灿道", "会见", "来宾"]


def test_words_that_are_given_leave_the_lists_as_they_are():
    before = words("赵乐际在青羊")
    words("赵乐际在青羊", ["赵乐际在", "青羊"])
    assert words("赵乐际在青羊") == before


def test_no_word_goes_across_what_stands_apart():
    assert words("务实外交", apart=[1, 3]) == ["务", "实", "外", "交"]


def test_what_no_list_knows_stands_alone():
    assert words("x外交☂") == ["x", "外交", "☂"]


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from("中华人民共和国主席务实外交，。 a3"), max_size=14))
def test_words_make_up_the_text(text):
    assert "".join(words(text)) == text


def test_the_compiled_segmenter_equals_its_twin():
    codes, starts = coded(["中华人民共和国主席", "", "x務实外交，三百万人"])
    arguments = codes, starts, segmentation._lexicon_words(), dictionary_tables().headwords
    mine = segment_with_lattice(*arguments)
    with np.errstate(over="ignore"):
        twin = segment_with_lattice.py_func(*arguments)
    for rows, same in zip(mine, twin, strict=True):
        assert np.array_equal(rows, same)
    apart = np.zeros(len(codes), np.bool_)
    known = term_words(["李灿道"])
    arguments = codes, starts, apart, known.table, 2, known.given
    with np.errstate(over="ignore"):
        assert np.array_equal(segment(*arguments), segment.py_func(*arguments))
