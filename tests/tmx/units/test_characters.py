from hypothesis import given, settings
from hypothesis import strategies as st

from tmx.units.characters import normal_lines, normal_part, normal_text

ANY = st.text(st.characters(exclude_categories=[]))


def test_what_breaks_tools_goes_and_the_rest_stays_as_published():
    assert normal_text("\u3000“务实外交”，３％。\n") == "“务实外交”，３％。"
    assert normal_text("第一行\r\n第二行\x0b第三行") == "第一行 第二行 第三行"
    assert normal_text("a\x00b\x08c\ufffed\ud800e") == "abcde"
    assert normal_text("e\u0301\u00a0x") == "é\u00a0x"


def test_the_edges_of_a_part_stay():
    assert normal_part(" a\n") == " a "


def test_notes_keep_their_lines():
    assert normal_lines("一\r\n二\x01\n") == "一\n二"


@settings(deadline=None)
@given(ANY)
def test_cleaning_twice_changes_nothing_more(text):
    once = normal_text(text)
    assert normal_text(once) == once
    assert len(once.splitlines()) <= 1
    once.encode("utf-8")
