"""What of a report stands together, and how it is laid out on pages of bounded size.

packed(group, "report") -> [Leaf, ...]        one page or several
relinked(html, ids, pages) -> html            links that lead to other pages
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

PAGE_BYTES = 9_000_000
"""Of what a page holds, so that with style and script it stays below ten megabytes: browsers open
that at once, and mail takes it."""
_ID = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(r'\bhref="#([^"]+)"')


class Group(NamedTuple):
    """A part of the report that has pages of its own where there is much.

    Attributes:
        name: of its page, without suffix.
        title: as plain text.
        opening: HTML that stands before the parts on every page.
        parts: pieces of HTML that are not divided.
        closing: what stands behind them on every page.
        shown: all values that its HTML depends on, for a key.
    """

    name: str
    title: str
    opening: str
    parts: Iterator[str]
    closing: str
    shown: Callable[[], Iterable[object]]

    def whole(self) -> Iterator[str]:
        """All of it, for one page."""
        yield self.opening
        yield from self.parts
        yield self.closing


class Leaf(NamedTuple):
    """One page of a group: its name without folder, and the HTML between head and foot."""

    name: str
    body: str


def packed(group: Group) -> Iterator[Leaf]:
    """The pages of a group; a part that is larger than `PAGE_BYTES` has one for itself."""
    held: list[str] = []
    size, number = 0, 1

    def leaf() -> Leaf:
        body = f"{group.opening}{''.join(held)}{group.closing}"
        return Leaf(leaf_name(group.name, number), body)

    for part in group.parts:
        length = len(part.encode())
        if held and size + length > PAGE_BYTES:
            yield leaf()
            held, size, number = [], 0, number + 1
        held.append(part)
        size += length
    yield leaf()


def leaf_name(group: str, number: int) -> str:
    """What a page of a group is called: the first has the name of the group alone."""
    return f"{group}{f'-{number}' if number > 1 else ''}.html"


def leaf_key(key: str, count: int) -> str:
    """The key of a page of a group of so many: where one of them is missing, none is as it was."""
    return f"{key}/{count}"


def ids(body: str) -> list[str]:
    """What links can lead to in some HTML."""
    return _ID.findall(body)


def relinked(body: str, places: Mapping[str, str]) -> str:
    """HTML whose links lead to other pages where that is where the target stands.

    Args:
        body: the HTML; links to what stands in itself are not in `places`.
        places: the page of each other target, as the link is to have it.
    """
    return _LINK.sub(
        lambda link: f'href="{places[link[1]]}#{link[1]}"' if link[1] in places else link[0], body
    )
