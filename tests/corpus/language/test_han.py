import re
import unicodedata

import pytest

from corpus.language.han import HAN, HAN_CHARACTER


def test_every_ideograph_that_this_python_knows_is_one():
    known = [chr(code) for code in range(0x110000) if _is_ideograph(chr(code))]
    assert re.sub(f"[{HAN}]", "", "".join(known)) == ""


def _is_ideograph(character):
    name = unicodedata.name(character, "")
    return name.startswith(("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH"))


@pytest.mark.parametrize("character", "々〇")
def test_the_repetition_mark_and_the_zero_count_among_them(character):
    assert HAN_CHARACTER.fullmatch(character)


@pytest.mark.parametrize("character", "、。「·・ー㈱か한Ａ1零"[:-1] + "䷀⺀")
def test_marks_radicals_and_other_scripts_do_not(character):
    assert not HAN_CHARACTER.search(character)
