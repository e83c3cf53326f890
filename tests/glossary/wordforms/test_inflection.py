import subprocess
import sys

import pytest

from glossary.wordforms.inflection import lemma, singular


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("policies", "policy"),
        ("boxes", "box"),
        ("viruses", "virus"),
        ("bases", "base"),
        ("movies", "movie"),
        ("policymakers", "policymaker"),
        ("chairmen", "chairman"),
        ("children", "child"),
        ("crises", "crisis"),
        ("negotiated", "negotiate"),
        ("stopped", "stop"),
        ("controlling", "control"),
        ("studied", "study"),
        ("caring", "care"),  # not car
        ("rating", "rate"),  # not rat
        ("agreed", "agree"),
        ("was", "be"),
        ("has", "have"),
        ("sought", "seek"),
        ("trafficking", "traffic"),
        ("findings", "find"),  # finding, then find
        ("China's", "china"),
        ("China’s", "china"),
        ("NGOs", "ngo"),
    ],
)
def test_inflection_is_undone(word, base):
    assert lemma(word) == base


LOOK_INFLECTED = """
news species series politics sitteth Paris US SARS Hamas Yemen speed king morning evening this
always diplomacy 5G 18th é
"""


@pytest.mark.parametrize("word", LOOK_INFLECTED.split())
def test_words_that_only_look_inflected_stay(word):
    assert lemma(word) == word.lower()


def test_a_base_form_is_its_own_base_form():
    for word in ("buildings", "meetings", "leaves", "United", "proceedings", "axes"):
        assert lemma(lemma(word)) == lemma(word)


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("buildings", "building"),
        ("building", "building"),
        ("United", "united"),
        ("States", "state"),
        ("women", "woman"),
        ("goods", "goods"),
        ("has", "has"),
        ("Koreans", "korean"),
        ("SARs", "sar"),
    ],
)
def test_singular_leaves_other_inflection_alone(word, base):
    assert singular(word) == base


def test_importing_loads_no_word_list():
    code = (
        "import sys, glossary.wordforms.inflection, glossary.wordforms.normal; "
        "from corpus.language.frequencies import word_frequencies; "
        "sys.exit(word_frequencies.cache_info().currsize or 'opencc' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
