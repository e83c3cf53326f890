import pytest
from hypothesis import given, settings

from tests.tmx.strategies import variant
from tmx.formats.placeholders import restored, shown, words
from tmx.units.unit import Variant

BOLD = Variant(
    "zh-CN", "点击保存。", '点击<bpt i="1" x="1">b</bpt>保存<ept i="1">/b</ept>。<ph x="2">br</ph>'
)
PLAIN = Variant("en-US", "Click Save.")
OTHER = Variant(
    "en-US", "Click Save.", 'Click <ph x="2">br</ph><bpt i="9" x="1">b</bpt>Save<ept i="9"/>.'
)


def test_a_code_that_both_sides_have_has_one_number():
    assert shown(BOLD, OTHER) == ("点击⟨1⟩保存⟨/1⟩。⟨2/⟩", "Click ⟨2/⟩⟨1⟩Save⟨/1⟩.")
    assert shown(BOLD, PLAIN) == ("点击⟨1⟩保存⟨/1⟩。⟨2/⟩", "Click Save.")


def test_codes_move_with_the_text():
    found = restored("Press ⟨1⟩Save⟨/1⟩⟨2/⟩", OTHER, BOLD)
    assert found.text == "Press Save"
    assert found.markup == ('Press <bpt i="9" x="1">b</bpt>Save<ept i="9"/><ph x="2">br</ph>')
    assert not found.lost
    assert not found.unknown


@pytest.mark.parametrize(
    ("text", "lost", "unknown"),
    [
        ("Press Save", ("⟨2/⟩", "⟨1⟩", "⟨/1⟩"), ()),
        ("Press ⟨1⟩Save⟨2/⟩", ("⟨1⟩", "⟨/1⟩"), ("⟨1⟩",)),
        ("Press ⟨/1⟩Save⟨1⟩⟨2/⟩", ("⟨1⟩", "⟨/1⟩"), ("⟨/1⟩", "⟨1⟩")),
        ("Press ⟨1⟩Save⟨/1⟩⟨2/⟩⟨2/⟩", (), ("⟨2/⟩",)),
    ],
)
def test_what_is_lost_or_cannot_stay_is_named(text, lost, unknown):
    found = restored(text, OTHER, BOLD)
    assert found.lost == lost
    assert found.unknown == unknown
    assert "⟨" not in found.text


def test_codes_that_the_translator_forgot_come_from_the_source():
    found = restored("⟨2/⟩Click ⟨1⟩Save⟨/1⟩.", PLAIN, BOLD)
    assert found.markup == (
        '<ph x="2">br</ph>Click <bpt i="1" x="1">b</bpt>Save<ept i="1">/b</ept>.'
    )
    assert found.text == "Click Save."


def test_what_only_looks_like_a_code_stays_text():
    one = Variant("zh-CN", "态⟨1⟩与⟨⟨")
    text, _ = shown(one, PLAIN)
    assert words(text) == one.text
    assert restored(text, one, PLAIN)[:2] == (one.text, "")
    assert restored("⟨7⟩", one, PLAIN).text == "⟨7⟩"


@settings(deadline=None, max_examples=200)
@given(variant("zh-CN", "⟨"), variant("en-US", "a"))
def test_what_is_shown_is_restored(one, other):
    texts = shown(one, other)
    assert [words(text) for text in texts] == [one.text, other.text]
    for text, side, opposite in ((texts[1], other, one),):
        found = restored(text, side, opposite)
        assert (found.text, found.markup) == (side.text, side.markup)
        assert not found.lost
        assert not found.unknown
