"""The elements of TMX 1.4 as its DTD has them (TMX 1.4b, section "DTD"; LISA, CC BY 3.0).

ELEMENTS: name -> Element(parents, required, optional)
"""

from dataclasses import dataclass

SEGMENT_TYPES = ("block", "paragraph", "sentence", "phrase")
VERSION = "1.4"
# Inline elements whose content is code, not words.
CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
INLINE = CODES | {"hi", "sub"}
_FLOW = ("seg", "sub", "hi")  # where words stand and inline elements may open
_AUTHORSHIP = (
    "o-encoding datatype usagecount lastusagedate creationtool creationtoolversion "
    "creationdate creationid changedate changeid o-tmf"
)


@dataclass(frozen=True, slots=True)
class Element:
    """Where an element may stand (an empty name is the document) and its attributes."""

    parents: frozenset[str]
    required: frozenset[str]
    optional: frozenset[str]


def _element(parents: str | tuple[str, ...], required: str = "", optional: str = "") -> Element:
    names = (parents,) if isinstance(parents, str) else parents
    return Element(frozenset(names), frozenset(required.split()), frozenset(optional.split()))


ELEMENTS = {
    "tmx": _element("", "version"),
    "header": _element(
        "tmx",
        "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype",
        "o-encoding creationdate creationid changedate changeid",
    ),
    "body": _element("tmx"),
    "note": _element(("header", "tu", "tuv"), "", "o-encoding xml:lang lang"),
    "prop": _element(("header", "tu", "tuv"), "type", "o-encoding xml:lang lang"),
    "ude": _element("header", "name", "base"),
    "map": _element("ude", "unicode", "code ent subst"),
    "tu": _element("body", "", f"tuid segtype srclang {_AUTHORSHIP}"),
    "tuv": _element("tu", "xml:lang", _AUTHORSHIP),
    "seg": _element("tuv"),
    "bpt": _element(_FLOW, "i", "x type"),
    "ept": _element(_FLOW, "i"),
    "ph": _element(_FLOW, "", "x assoc type"),
    "it": _element(_FLOW, "pos", "x type"),
    "ut": _element(_FLOW, "", "x"),
    "hi": _element(_FLOW, "", "x type"),
    "sub": _element(tuple(sorted(CODES)), "", "datatype type"),
}
