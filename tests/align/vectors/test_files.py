"""Sentence vectors as evidence."""

import numpy as np
import pytest

from align.vectors.files import SentenceVectors, SpanVectors, read_vectors
from corpus.errors import InputError

ZH = ["双方签署了文件。", "会谈持续了两个小时。", "他说谢谢。", "代表团前往上海。"]
EN = ["They signed.", "The talks took two hours, and he said thanks.", "They went to Shanghai."]
MEANINGS = np.eye(4)
EN_VECTORS = np.array([MEANINGS[0], MEANINGS[1] + MEANINGS[2], MEANINGS[3]])
GOLD = np.array([[0, 1, 0, 1], [1, 2, 1, 1], [3, 1, 2, 1]])
WRONG = np.array([[0, 1, 1, 1], [1, 1, 1, 1], [2, 1, 1, 1], [1, 3, 1, 1], [3, 1, 0, 1]])


def similarity(zh_vectors=MEANINGS, en_vectors=EN_VECTORS):
    return SentenceVectors(zh_vectors, en_vectors, ZH, EN)


def test_beads_that_mean_the_same_are_nearest():
    found = similarity()
    assert found.similarities(GOLD).min() > 0.9
    assert found.similarities(WRONG).max() < 0.9


def test_equal_vectors_are_wholly_similar():
    assert similarity().similarities(GOLD[[0, 2]]) == pytest.approx(1.0)


def test_the_lengths_of_vectors_do_not_matter():
    longer = similarity(MEANINGS * [[1], [20], [3], [0.1]], EN_VECTORS.astype(np.float16) * 7)
    assert longer.similarities(GOLD) == pytest.approx(similarity().similarities(GOLD), abs=1e-5)


def test_a_long_sentence_weighs_more_than_a_short_one():
    """The whole is nearer to what most of it says."""
    vectors = SentenceVectors(np.eye(2), np.eye(2), ["好。", "双方签署了十二项文件。"], ["a", "b"])
    beads = np.array([[0, 2, 0, 1], [0, 2, 1, 1]])
    short, long = vectors.similarities(beads)
    assert long > short


def test_what_is_near_to_everything_says_little():
    """Two beads of one cosine; the English sentence of the first lies in the midst of all."""
    zh = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1]])
    en = np.array([[1.0, 1, 1], [3**-0.5, (2 / 3) ** 0.5, 0], [0, 1, 0]])
    vectors = SentenceVectors(zh, en, ["一。", "二。", "三。"], ["a", "b", "c"])
    cosines = en[:2, 0] / np.linalg.norm(en[:2], axis=1)
    assert cosines[0] == pytest.approx(cosines[1])
    hub, other = vectors.similarities(np.array([[0, 1, 0, 1], [0, 1, 1, 1]]))
    assert hub < other


SAID = ("文件", "signed"), ("两个小时", "two hours"), ("谢谢", "thanks"), ("上海", "Shanghai")


class Meanings:
    """An encoder that knows what is said; of two sentences together, more than of each."""

    name = version = "meanings"

    def __init__(self):
        self.texts = []

    def encode(self, sentences):
        self.texts += sentences
        vectors = np.zeros((len(sentences), 6), np.float32)
        for row, text in zip(vectors, sentences, strict=True):
            row[:4] = [any(word in text for word in words) for words in SAID]
            row[4] = row[:4].sum() > 1
            row[5] = not row.any()
        return vectors


def test_spans_mean_more_than_their_sentences_do():
    encoder = Meanings()
    spans = SpanVectors(encoder, ZH, EN)
    assert spans.similarities(GOLD) == pytest.approx(1.0)
    assert spans.similarities(WRONG).max() < 0.9
    assert {"会谈持续了两个小时。他说谢谢。", *EN} <= {*encoder.texts}
    sums = SentenceVectors(encoder.encode(ZH), encoder.encode(EN), ZH, EN)
    assert sums.similarities(GOLD)[1] < 0.99  # no sum knows that more than one thing is said


def test_beads_of_one_sentence_a_side_are_the_same_either_way():
    encoder = Meanings()
    sums = SentenceVectors(encoder.encode(ZH), encoder.encode(EN), ZH, EN)
    beads = np.array([[i, 1, j, 1] for i in range(len(ZH)) for j in range(len(EN))])
    spans = SpanVectors(encoder, ZH, EN)
    assert spans.similarities(beads) == pytest.approx(sums.similarities(beads), abs=1e-6)


def test_nothing_to_compare():
    none = np.zeros((0, 4), np.int64)
    assert len(SpanVectors(Meanings(), ZH, EN).similarities(none)) == 0
    assert len(SpanVectors(Meanings(), [], EN).similarities(none)) == 0


def test_many_beads_are_done_in_parts():
    many = np.tile(np.concatenate([GOLD, WRONG]), (2000, 1))
    found = similarity().similarities(many)
    assert found.shape == (16_000,)
    once = similarity().similarities(many[:8])
    assert found == pytest.approx(np.tile(once, 2000), abs=1e-6)


@pytest.mark.parametrize("zh", [np.zeros((4, 4)), np.ones((4, 4))])
def test_vectors_that_say_nothing(zh):
    found = SentenceVectors(zh, np.ones((3, 4)), ["", *ZH[1:]], EN).similarities(GOLD)
    assert np.isfinite(found).all()
    assert SentenceVectors(zh, zh[:3], ZH, EN).similarities(GOLD[:0]).shape == (0,)


# Files


@pytest.fixture
def files(tmp_path):
    paths = tmp_path / "zh.npy", tmp_path / "en.npy"
    for path, vectors in zip(paths, (MEANINGS, EN_VECTORS), strict=True):
        np.save(path, vectors.astype(np.float32))
    return paths


def test_vectors_from_files(files):
    found = read_vectors(*files, ZH, EN).similarities(GOLD)
    assert found == pytest.approx(similarity().similarities(GOLD), abs=1e-6)


@pytest.mark.parametrize(
    ("array", "reason"),
    [
        (np.eye(5), "5 x 5 for 4 sentences; give one row for each"),
        (np.zeros(4), "4 for 4 sentences"),
        (np.float64(1), "one number for 4 sentences"),
        (np.eye(4, dtype=np.int64), "no array of floating-point numbers"),
        (np.full((4, 4), np.nan), "holds nan, infinite numbers"),
        (np.full((4, 4), 1e300), "beyond 32 bits"),
        (np.array([{"a": 1}] * 4), "no .npy file of numbers"),
        (np.eye(4, 3), r"en\.npy: 4 columns, but .*zh\.npy has 3"),
    ],
)
def test_arrays_that_are_no_vectors_of_the_sentences(files, array, reason):
    np.save(files[0], array, allow_pickle=True)
    with pytest.raises(InputError, match=reason):
        read_vectors(*files, ZH, EN)


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY", b"1.0 2.0\n"])
def test_files_that_are_no_arrays(files, content):
    files[1].write_bytes(content)
    with pytest.raises(InputError, match=r"en\.npy: no \.npy file of numbers"):
        read_vectors(*files, ZH, EN)
    with pytest.raises(InputError, match="cannot be read"):
        read_vectors(files[0], files[1].with_name("nowhere.npy"), ZH, EN)


def test_an_archive_of_arrays_is_no_array(files):
    with files[1].open("wb") as stream:
        np.savez(stream, a=EN_VECTORS)
    with pytest.raises(InputError, match=r"en\.npy: no array"):
        read_vectors(*files, ZH, EN)
