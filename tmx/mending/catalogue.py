"""The kinds of mending, and carrying them out on a pair of segments.

KINDS: name -> Kind
mended(zh, en, kinds) -> Mended(zh, en, kinds)

Letters and digits stay as they are but for their width; a doubled word is for a person to judge
(`tmx.tools.checks.content.repeated_words`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from corpus.errors import UsageError
from tmx.mending import both, chinese, english
from tmx.mending.edits import CODE, Edit, edited, view
from tmx.units.unit import Variant

Find = Callable[[str, str], Iterator[Edit]]
"""Takes the view of the side that is mended, and that of the other one."""

_MOST_PASSES = 5
"""What one kind puts right may show another what to do; two were always enough."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mending.

    Attributes:
        name: what it is called on the command line.
        about: what it does, in one line.
        zh: finds what to change in Chinese, None for nothing.
        en: the same for English.
    """

    name: str
    about: str
    zh: Find | None
    en: Find | None

    @property
    def finds(self) -> tuple[Find | None, Find | None]:
        """Those of Chinese and of English."""
        return self.zh, self.en


_ALL = (
    Kind("edge-space", "white space at the edges goes", both.edges, both.edges),
    Kind("spaces", "Chinese that was cut into words is joined", chinese.spaces, None),
    Kind("width", "full-width digits and letters become ASCII", both.width, both.width),
    Kind(
        "ellipsis",
        "⋯⋯ and ... become …… in Chinese, … in English",
        chinese.ellipsis,
        english.ellipsis,
    ),
    Kind(
        "marks",
        "ASCII marks in Chinese and full-width ones in English take the other form",
        chinese.marks,
        english.marks,
    ),
    Kind(
        "brackets",
        "a bracket at an end that only the other side has is put there",
        both.brackets,
        both.brackets,
    ),
)
KINDS = {kind.name: kind for kind in _ALL}


class Mended(NamedTuple):
    """A pair of segments, and the names of the kinds that changed it."""

    zh: Variant
    en: Variant
    kinds: tuple[str, ...]


def chosen(left: Iterable[str]) -> tuple[Kind, ...]:
    """All kinds but some.

    Args:
        left: names of what is left as it is, with commas between them or one by one.

    Raises:
        UsageError: no such kind.
    """
    names = {name.strip() for each in left for name in each.split(",")}
    if unknown := sorted(names - KINDS.keys()):
        raise UsageError(f"no kind of mending {unknown[0]!r}; there are {', '.join(KINDS)}")
    return tuple(kind for name, kind in KINDS.items() if name not in names)


def mended(zh: Variant, en: Variant, kinds: Iterable[Kind]) -> Mended:
    """The two segments, put right; mended again, they stay as they are."""
    sides = [zh, en]
    shown = [view(zh), view(en)]
    done: dict[str, None] = {}
    rules = [(kind.name, side, find) for kind in kinds for side, find in enumerate(kind.finds)]
    for _ in range(_MOST_PASSES):
        is_stable = True
        for name, side, find in rules:
            own = shown[side]
            edits = list(find(own, shown[1 - side])) if find and own else []
            edits = [edit for edit in edits if CODE not in own[edit.start : edit.end]]
            if edits:
                sides[side] = edited(sides[side], edits)
                shown[side] = view(sides[side])
                done[name] = None
                is_stable = False
        if is_stable:
            break
    return Mended(sides[0], sides[1], tuple(name for name in KINDS if name in done))
