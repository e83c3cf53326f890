import pytest

from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scanning.scan import Scanner

ENTRIES = [
    ConceptEntry("1", (TermPair("互信", "mutual trust", status=Status.APPROVED),)),
    ConceptEntry("2", (TermPair("对话", "dialogue", status=Status.APPROVED),)),
]


def test_occurrences_are_a_sequence_of_values(monkeypatch):
    monkeypatch.setattr("glossary.scanning.occurrences._AT_ONCE", 2)
    found = Scanner(ENTRIES).scan("互信，对话，互信与对话，Mutual Trust")
    every = list(found)

    assert [each.text for each in every] == ["互信", "对话", "互信", "对话", "Mutual Trust"]
    assert [found[place] for place in range(len(found))] == every
    assert found[-1] == every[-1]
    assert list(found[1:4]) == every[1:4]
    assert every[2] in found
    with pytest.raises(IndexError):
        found[5]


def test_no_occurrence_is_an_empty_sequence():
    assert not Scanner(ENTRIES).scan("没有")
