"""Putting right the characters of a unit that is no well-formed XML.

mended(text) -> (text, what was done)
"""

import re
from html.entities import html5

from tmx.units.characters import ILLEGAL
from tmx.units.structure import INLINE

_TAGS = "|".join(sorted({"tu", "tuv", "seg", "prop", "note"} | INLINE))
_FAULT = re.compile(
    rf"""
    (?P<kept> <!\[CDATA\[ .*? (?: \]\]> | \Z ) | <!-- .*? (?: --> | \Z )
        | &(?:amp|lt|gt|quot|apos); )
    | (?P<forbidden> {ILLEGAL.pattern})
    | &\#(?: x(?P<hex>[0-9A-Fa-f]{{1,8}}) | (?P<decimal>[0-9]{{1,8}}) );
    | & (?P<entity> [A-Za-z][A-Za-z0-9]{{0,31}}; )
    | (?P<ampersand> & )
    | (?P<bracket> < (?! /?(?:{_TAGS})[\s/>] ) )
    | (?P<end> \]\]> )
    """,
    re.DOTALL | re.VERBOSE,
)
_DONE = {
    "forbidden": "a character that XML forbids was removed",
    "entity": "an entity that XML does not know was written out",
    "ampersand": "a bare & was made text",
    "bracket": "a bare < was made text",
    "end": "a bare ]]> was made text",
}


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The XML source of a unit with its characters put right, and what was done to it.

    Characters that XML forbids go, and so does a reference to one; an entity of HTML becomes its
    character; an unknown one, a bare ``&``, ``<`` or ``]]>`` becomes text. Tags stay as they are.
    """
    done: dict[str, None] = {}

    def put_right(found: re.Match[str]) -> str:
        kind = found.lastgroup or ""
        whole = found[0]
        if kind in ("hex", "decimal"):
            number = int(found[kind], 16 if kind == "hex" else 10)
            if number <= 0x10FFFF and not ILLEGAL.search(chr(number)):
                return whole
            kind = "forbidden"
        if kind == "kept":
            return whole
        done[_DONE[kind]] = None
        if kind == "entity" and found[kind] in html5:
            whole = html5[found[kind]]
        if kind == "forbidden":
            return ""
        return whole.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    return _FAULT.sub(put_right, text), tuple(done)
