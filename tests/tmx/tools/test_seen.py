from hypothesis import given
from hypothesis import strategies as st

from tmx.tools.seen import Seen


@given(st.lists(st.text(max_size=2), max_size=40))
def test_a_text_is_new_once(texts):
    seen, known = Seen(), set()
    for text in texts:
        assert (text in seen) == (text in known)
        assert seen.add(text) == (text not in known)
        known.add(text)
        assert text in seen


def test_nothing_is_lost_while_the_table_grows():
    seen = Seen()
    for number in range(20_000):
        assert seen.add(str(number))
    assert all(str(number) in seen for number in range(20_000))
    assert not any(str(-number) in seen for number in range(1, 20_000))
    assert not any(seen.add(str(number)) for number in range(20_000))
