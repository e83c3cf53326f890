"""What stands together is laid out on pages of bounded size, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from align.report import groups
from align.report.groups import Group, packed, relinked


@given(st.lists(st.text("ab文", max_size=30), max_size=20), st.integers(1, 60))
def test_all_parts_in_order_on_pages_that_are_small(parts, most):
    before, groups.PAGE_BYTES = groups.PAGE_BYTES, most
    try:
        leaves = [*packed(Group("topic-1", "", "[", iter(parts), "]", list))]
    finally:
        groups.PAGE_BYTES = before
    assert "".join(leaf.body[1:-1] for leaf in leaves) == "".join(parts)
    assert [leaf.name for leaf in leaves][:2] == ["topic-1.html", "topic-1-2.html"][: len(leaves)]
    assert len({leaf.name for leaf in leaves}) == len(leaves)
    for leaf in leaves:
        body = leaf.body[1:-1]
        assert len(body.encode()) <= most or body in parts


def test_links_lead_to_the_page_of_their_target():
    body = '<a href="#a">x</a> <a href="#b">href="#a"</a> <a href="https://a#a">'
    assert relinked(body, {"a": "p.html"}).startswith('<a href="p.html#a">x</a> <a href="#b">')
    assert 'href="https://a#a"' in relinked(body, {"a": "p.html"})
