"""What is printed: counts, and nothing that a terminal obeys."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.support.printing import count, note, print_json, print_json_lines, print_lines, visible

CONTROLS = st.characters(codec="utf-8", categories=["Cc", "Cf", "Zl", "Zp"])
TEXT = st.text(CONTROLS | st.characters(codec="utf-8"))
TITLE = "会谈\x1b]0;owned\x07\u202eend\x9b2J"
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("number", "noun", "shown"),
    [
        (1, "bead", "1 bead"),
        (5000, "bead", "5,000 beads"),
        (2, "document pair", "2 document pairs"),
        (0, "sentence of the text", "0 sentences of the text"),
    ],
)
def test_counts(number, noun, shown):
    assert count(number, noun) == shown


@given(TEXT)
def test_what_a_terminal_obeys_is_made_visible_and_nothing_else_is_changed(text):
    shown = visible(text)
    assert visible(shown) == shown
    for character in shown:
        kind = unicodedata.category(character)
        assert character in "\t\n" or kind not in ("Cc", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in DIRECTIONS
    kept = (text for text in text.split() if visible(text) == text)
    assert all(part in shown for part in kept)


@given(st.dictionaries(TEXT, TEXT))
def test_json_made_visible_is_the_same_json(value):
    assert json.loads(visible(json.dumps(value, ensure_ascii=False))) == value


def test_a_note_is_one_line(capsys):
    note("a\nduizhao: b\r.txt: is empty")
    assert capsys.readouterr().err == "a\\nduizhao: b\\u000d.txt: is empty\n"


@pytest.mark.parametrize("terminal", [True, False])
def test_a_terminal_gets_what_is_visible_and_another_program_the_text(
    capsys, monkeypatch, terminal
):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    print_lines([TITLE, "b"])
    print_json(TITLE)
    plain, b, quoted = capsys.readouterr().out.removesuffix("\n").split("\n")
    assert json.loads(quoted) == TITLE
    assert (plain, b) == (visible(TITLE) if terminal else TITLE, "b")
    assert ("\x9b" in quoted) is not terminal


def test_json_lines_are_objects_in_readable_chinese_a_line_each(capsys):
    values = [{"text": "会谈\n周三"}, {"text": ""}]
    print_json_lines(iter(values))
    printed = capsys.readouterr().out
    assert [json.loads(line) for line in printed.splitlines()] == values
    assert "会谈" in printed


def test_json_lines_of_nothing_are_json_all_the_same(capsys):
    print_json_lines(())
    assert json.loads(capsys.readouterr().out) == []
