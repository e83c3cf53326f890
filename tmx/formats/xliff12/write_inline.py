"""Segments of TMX as content of <source> and <target> of XLIFF 1.2.

Inline().segment(variant) -> str        of the source, then of the target of one unit
"""

from tmx.formats.xliff.write_inline import Code, plain
from tmx.formats.xliff.write_inline import Inline as General
from tmx.formats.xliff12.vocabulary import HIGHLIGHT
from tmx.units.characters import ILLEGAL
from tmx.units.markup import attribute

_NAMES = {"start": "bpt", "end": "ept", "begin": "it", "close": "it", "alone": "ph"}
_OPEN = {"begin": ' pos="open"', "close": ' pos="close"'}


class Inline(General):
    """Inline content of one unit; what corresponds in source and target has one id."""

    def words(self, text: str) -> str:
        """Words as they are written; what XML cannot hold is left out."""
        return plain(text)

    def marker(self, number: int, value: str) -> str:
        """The start of a marker that stands for <hi> with these attributes."""
        told = attribute("comment", value) if value else ""
        return f'<mrk mtype="{HIGHLIGHT}" mid="m{number}"{told}>'

    def coded(self, code: Code, kind: str, name: str) -> str:
        """The element of a code; both halves of a pair have the id of its start."""
        own = attribute("tmx:code", ILLEGAL.sub("", code.raw))
        pair = f' rid="{name}"' if kind in ("start", "end") else ""
        element = _NAMES[kind]
        start = f'<{element} id="{name}"{pair}{_OPEN.get(kind, "")}{own}>'
        return f"{start}{plain(code.content)}</{element}>"
