"""Edits of a text, which are carried out in its XML source, too.

view(variant) -> str                 the words, with `CODE` for what stands for a thing
edited(variant, edits) -> Variant
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from xml.parsers import expat

from corpus.errors import UsageError
from tmx.units.markup import Markup
from tmx.units.structure import CODES
from tmx.units.unit import Variant

CODE = "\ufffc"
"""Stands where inline elements and placeholders stand: no rule takes it, or goes beyond it."""
_THINGS = frozenset({"ph", "it", "ut"})
"""Elements that may stand for words or pictures; paired ones (bpt, ept) are formatting."""
_KEPT = re.compile(
    r"<[^<>]*>|\$?\{[^{}\s]*\}|%\(\w+\)[sdif]|%(?:\d+\$)?[sdif@](?![A-Za-z])|&#?\w{2,8};"
    r"|\w{1,20}://[^\s，。；、！？”」』）》]+|www\.[^\s，。；、！？”」』）》]+"
    r"|[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+"
)
"""Tags, placeholders, entities, addresses."""


class Edit(NamedTuple):
    """What takes the place of some characters, at least one.

    Attributes:
        start: of the characters, in the view.
        end: behind them.
        text: in their place.
    """

    start: int
    end: int
    text: str


def view(variant: Variant) -> str:
    """The words as rules see them: as long as what edits count in.

    Raises:
        UsageError: the markup is not well-formed.
    """
    words = _words(variant.markup) if variant.markup else variant.text
    return _KEPT.sub(lambda found: CODE * len(found[0]), words)


def edited(variant: Variant, edits: Sequence[Edit]) -> Variant:
    """The variant with its words changed; the inline elements stand where they stood.

    Args:
        variant: what `view` was made of.
        edits: in order, none overlaps another.
    """
    if not edits:
        return variant
    if not variant.markup:
        return variant._replace(text=_changed(variant.text, 0, edits))
    pieces: list[str] = []
    markup = _walked(variant.markup, pieces, edits)
    return variant._replace(text="".join(pieces), markup=markup)


def _changed(piece: str, offset: int, edits: Sequence[Edit]) -> str:
    """A piece of the words that begins at an offset; an edit's text stands where it begins."""
    parts = []
    at = 0
    for edit in edits:
        start, end = edit.start - offset, edit.end - offset
        if end <= 0 or start >= len(piece):
            continue
        parts.append(piece[at : max(0, start)])
        if start >= 0:
            parts.append(edit.text)
        at = min(end, len(piece))
    return "".join((*parts, piece[at:]))


def _words(markup: str) -> str:
    """The words of a source, a `CODE` for each element that may stand for some."""
    pieces: list[str] = []
    _walked(markup, pieces, (), shown=True)
    return "".join(pieces)


def _walked(source: str, pieces: list[str], edits: Sequence[Edit], *, shown: bool = False) -> str:
    """The source with its words changed, which are added to `pieces`; with codes if `shown`."""
    markup = Markup()
    names: list[str] = []
    place = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal place
        if name in _THINGS and not CODES.intersection(names):
            place += 1
            if shown:
                pieces.append(CODE)
        names.append(name)
        if len(names) > 1:
            markup.start(name, attributes)

    def end(_: str) -> None:
        names.pop()
        if names:
            markup.end()

    def data(text: str) -> None:
        nonlocal place
        if CODES.intersection(names):
            markup.text(text)
            return
        changed = _changed(text, place, edits)
        place += len(text)
        pieces.append(changed)
        markup.text(changed)

    _parse(source, start, end, data)
    return markup.source


def _parse(
    source: str,
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    data: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    try:
        parser.Parse(f"<seg>{source}</seg>", True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise UsageError(f"markup that is not well-formed ({error}): {source[:60]!r}") from None
