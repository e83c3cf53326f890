import re

from corpus.language.dictionary import DictionaryEntry, dictionary_version, entries


def test_homographs_are_all_there():
    readings = {entry.pinyin for entry in entries() if entry.simplified == "行"}
    assert {"hang2", "xing2"} <= readings


def test_an_entry_has_both_scripts_and_every_gloss():
    found = [entry for entry in entries() if entry.simplified == "务实"]
    assert [entry.traditional for entry in found] == ["務實"]
    assert "pragmatic" in found[0].glosses
    assert all(gloss for gloss in found[0].glosses)


def test_every_line_of_the_file_is_an_entry():
    count = sum(isinstance(entry, DictionaryEntry) for entry in entries())
    assert dictionary_version().endswith(f"-{count}")


def test_version_is_date_and_count():
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-\d+", dictionary_version())
