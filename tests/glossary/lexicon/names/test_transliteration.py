"""Foreign names spelled in Chinese characters."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.lexicon.dictionary.tables import dictionary_tables
from glossary.lexicon.evidence import gather_evidence
from glossary.lexicon.names.english_names import EnglishNames
from glossary.lexicon.names.learning import (
    background,
    dictionary_names,
    learnt_tables,
    letters,
    transliteration_tables,
)
from glossary.lexicon.names.transliteration import spelled_names
from glossary.lexicon.units import chinese_units, english_units


def spelled(zh, en):
    """Foreign names found in a Chinese sentence: English word -> probability."""
    english = english_units([en])
    units = chinese_units([zh], english, EnglishNames([en], english.types))
    first = len(dictionary_tables().zh_words) + len(english.types)
    rows = [row - first + len(english.types) for row in units.words.row(0) if row >= first]
    cells = units.identities.taken(np.array(rows, np.int64))
    chances = zip(cells.columns, cells.values, strict=True)
    return {english.types[k]: float(chance) for k, chance in chances}


@pytest.mark.parametrize(
    ("zh", "en", "name"),
    [
        ("她出生在瓦西拉。", "She was born in Wasilla.", "wasilla"),
        ("罗森伯格说他不会辞职。", "Rosenberg said he would not resign.", "rosenberg"),
        ("台风袭击了马尼瓦拉。", "A typhoon hit Manivala.", "manivala"),
        ("記者羅森伯格報導。", "Rosenberg reports.", "rosenberg"),
    ],
)
def test_a_name_is_found_by_its_sound(zh, en, name):
    assert spelled(zh, en)[name] > 0.5


def test_other_names_and_ordinary_words_are_not():
    assert not spelled("她出生在瓦西拉。", "Rosenberg was born in Chicago.")
    assert not spelled("公司宣布将在下周举行会议。", "Gandhi met Schneider in Wasilla.")
    assert not spelled("她出生在瓦西拉。", "the wasilla of her birth")  # no capital: no name


def test_what_the_pinyin_shows_is_no_foreign_name():
    assert not spelled("陈清扬没有回答。", "Chen Qingyang gave no answer.")


def test_a_name_explains_its_characters_in_both_directions():
    zh = ["瓦西拉的居民很高兴。", "公司的股价下跌了。"]
    evidence = gather_evidence(zh, ["Wasilla rejoices.", "Shares fell."])
    foreign = evidence.words.target_units[evidence.words.target_starts[1] - 1]
    table = evidence.words.known
    told = {
        unit
        for unit in range(evidence.lemmas.types)
        if foreign in table.targets[table.starts[unit] : table.starts[unit + 1]]
    }
    wasilla = int(evidence.lemmas.target_units[0])  # "wasilla" is the first lemma of the first
    assert told == {wasilla}


def test_the_likelier_of_two_names_takes_the_characters():
    found = spelled("亚马里逊科夫昨天说。", "Amarisonkov and Mason talked.")
    assert set(found) <= {"amarisonkov", "mason"}
    assert len(found) == 1


def test_tables_are_probabilities():
    tables = transliteration_tables()
    for k in range(len(tables.characters)):
        own = np.exp(tables.logs[tables.starts[k] : tables.starts[k + 1]].astype(np.float64))
        assert 0 < own.sum() <= 1.0001
    assert np.allclose(np.exp(tables.bigrams.astype(np.float64)).sum(axis=1), 1, atol=1e-4)


def test_learning_finds_who_spells_what():
    names = [name for name in dictionary_names() if len(name.letters) < 9]
    tables = learnt_tables(names[::4])
    at = int(np.searchsorted(tables.characters, ord("斯")))
    pieces = tables.pieces[tables.starts[at] : tables.starts[at + 1]]
    best = pieces[tables.logs[tables.starts[at] : tables.starts[at + 1]].argmax()]
    assert best == ord("s") - 96


def test_letters_lose_their_accents_and_case():
    assert letters("Müller-Ñandú") == "mullernandu"


def test_chance_letters_cost_more_the_more_they_are():
    bigrams = transliteration_tables().bigrams
    assert background("wasilla", bigrams) < background("was", bigrams) < 0


@settings(max_examples=30, deadline=None)
@given(
    st.text(st.sampled_from("瓦西拉罗森伯格的会议。，佩林"), max_size=30),
    st.lists(st.sampled_from(["wasilla", "rosenberg", "palin", "", "pauline"]), max_size=4),
)
def test_matches_lie_in_the_text_and_do_not_overlap(text, names):
    codes = np.frombuffer((text + "\n").encode("utf-32-le"), np.int32)
    starts = np.array([0, len(codes)], np.int64)
    found = spelled_names(codes, starts, np.zeros((0, 2), np.int64), names)
    assert ((found.places >= 0) & (found.places < len(codes))).all()
    assert ((found.chances > 0) & (found.chances < 1)).all()
    assert all(names[k] for k in found.names)


def test_what_the_tables_are_learnt_from_stands_in_one_order_in_every_process():
    """Sums of floats depend on their order, and Python orders sets anew in each process."""
    code = (
        "import hashlib; from glossary.lexicon.names.learning import dictionary_names\n"
        "print(hashlib.sha256(repr(list(dictionary_names())).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1
