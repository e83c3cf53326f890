"""What an English document mentions."""

import pytest

from align.documents.labels.english import english_mentions
from glossary.wordforms.small_words import ENGLISH_STOP_WORDS


def counts(*sentences):
    return english_mentions(sentences, [[] for _ in sentences])


@pytest.mark.parametrize("name", ["Hsu Wen-chao", "Moon Jae-yoon", "Park Jae-in", "Choi Min-Hyuk"])
def test_a_given_name_with_a_hyphen_stands_whole(name):
    found = counts(
        f"Minister {name} opened the harbour.",
        f"The Harbin-based builder thanked {name}'s office.",
        f"Later {name} left for Harbin.",
        f"The Hamas-run radio, which Hamas owns, had quoted {name.split()[1]} before.",
    )
    assert name in found
    assert not [form for form in found if "-based" in form or "-run" in form]


def test_two_people_may_share_a_syllable():
    found = counts("Seo Min-hyuk met Min Sun-ah.", "Min asked Seo Min-hyuk to stay.")
    assert {"Seo Min-hyuk", "Min Sun-ah"} <= {*found}
    assert not [form for form in found if form.endswith("Min")]


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("Amber Gate", ['The studio showed "Amber Gate" today.', "A gate leads to Amber Gate."]),
        ("University of Tarnmouth", ["He taught at the University of Tarnmouth for ten years."]),
        ("Bank of the Islands", ["The Bank of the Islands raised its rates."]),
        ("Eldon Marrick Kestrel Trust", ["Money came from the Eldon Marrick Kestrel Trust."]),
        ("Molsan", ["On Monday Mayor Molsan spoke.", "Later Vice President Molsan left."]),
    ],
)
def test_a_name_is_whole_and_without_titles(name, sentences):
    found = counts(*sentences)
    assert name in found
    parts = {*name.split(), "Mayor Molsan", "President Molsan"} - {name}
    assert not parts & {*found}


def test_a_headline_gives_the_names_of_the_text_and_no_others():
    found = counts(
        "Tarnmouth Council Keeps Harbour Open", "The council of Tarnmouth decided on Tuesday."
    )
    assert "Tarnmouth" in found
    assert not [form for form in found if "Keeps" in form or "Tarnmouth " in form]


def test_a_place_before_a_name_is_no_part_of_it():
    found = counts(
        "The envoy for Norvania Peter Quill arrived.",
        "Norvania is small, and Quill likes Norvania.",
    )
    assert {"Norvania", "Peter Quill"} <= {*found}


def test_no_small_word_verb_or_number_counts():
    found = counts(
        "The mayor said that two thousand people were evacuated; we're not sure, he added.",
        "A Storm Warden got the news. We're told that the wardens persuaded them.",
    )
    assert not ENGLISH_STOP_WORDS & {form.lower() for form in found}
    assert not {"evacuate", "persuade", "thousand", "We're", "A Storm Warden"} & {*found}


def test_a_word_that_is_mostly_a_verb_counts_as_a_noun():
    assert "boycott" in counts("The boycott began.", "Shops boycott the mill.")
    assert "boycott" not in counts("Shops boycott mills.")


def test_a_part_of_a_name_counts_for_the_whole():
    found = counts("Ana Peresh came.", "Everybody greeted Peresh.", "Then Ana Peresh spoke.")
    assert "Peresh" not in found
    assert found["Ana Peresh"] > counts("Ana Peresh came.", "Then Ana Peresh spoke.")["Ana Peresh"]
