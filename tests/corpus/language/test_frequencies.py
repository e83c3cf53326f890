from zipfile import ZipFile

import pytest

from corpus.language.frequencies import LISTS, word_frequencies
from corpus.language.identification import OTHERS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_common_words_are_the_first_of_all_listed_ones(language):
    common, listed = word_frequencies(language, common=True), word_frequencies(language)
    assert [*listed.items()][: len(common)] == [*common.items()]
    assert min(common.values()) > 1e-6 == [*listed.values()][len(common)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_shares_fall_and_add_up_to_about_all_words(language):
    shares = [*word_frequencies(language).values()]
    assert shares == sorted(shares, reverse=True)
    assert 0.8 < sum(shares) < 1.1


@pytest.mark.parametrize(("word", "rarer"), [("的", "台风"), ("台风", "徐敏赫")])
def test_chinese_words_are_as_frequent_as_they_are(word, rarer):
    shares = word_frequencies("zh")
    assert shares[word] > 10 * shares.get(rarer, 0.0)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_that_is_told_has_a_list(language):
    assert len(word_frequencies(language, common=True)) > 5_000


def test_the_archive_says_under_which_licence_the_lists_are():
    with ZipFile(LISTS) as archive:
        licence = archive.read("LICENSE.txt").decode()
    assert "Attribution-ShareAlike 4.0" in licence
    assert "SUBTLEX" in licence
