"""Units as nearly all tools write nearly all of them, read without a parser's event for each tag.

A regular unit is a ``<tu>`` with properties and two variants, each with properties and words, and
nothing else: no notes, inline tags, comments, CDATA. Where `UNIT` matches between two units, and
`unit_of` can make a unit of it, a parser would find that same unit, if the text has no character
that XML forbids (`sound`). Everything else is a parser's to read.
"""

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from tmx.units.unit import Pairs, TranslationUnit, Variant

# Possessive quantifiers: what has been matched is never tried again in another way.
_SPACE = r"[ \t\n]*+"
_ATTRIBUTES = r'((?:[ \t\n]++[A-Za-z_:][A-Za-z0-9_:.-]*+="[^"<&\t\n]*+")*+)'
_PROPERTIES = rf'((?:<prop type="[^"<&\t\n]*+">[^<]*+</prop>{_SPACE})*+)'
_VARIANT = rf"<tuv{_ATTRIBUTES}>{_SPACE}{_PROPERTIES}<seg>([^<]*+)</seg>{_SPACE}</tuv>{_SPACE}"
UNIT = re.compile(rf"<tu{_ATTRIBUTES}>{_SPACE}{_PROPERTIES}{_VARIANT}{_VARIANT}</tu>{_SPACE}")
"""Groups: attributes and properties of the unit; attributes, properties and words of each side."""
END = "</tu>"
_ATTRIBUTE = re.compile(r'([^ \t\n="]+)="([^"]*)"')
_PROPERTY = re.compile(r'<prop type="([^"]*)">([^<]*)</prop>')
OTHER_REFERENCE = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
"""What may stand for a character, but is none of XML's five references."""


_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n"))


def sound(text: str) -> bool:
    """Whether no character that XML forbids stands there, nor ``]]>``; line ends are line feeds."""
    if "]]>" in text or "\ufffe" in text or "\uffff" in text:
        return False
    try:
        data = text.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return False
    return len(data.translate(None, _CONTROLS)) == len(data)


_unit = partial(tuple.__new__, TranslationUnit)
_variant = partial(tuple.__new__, Variant)
"""Of all their fields in one tuple, without a call of Python's."""


def unit_of(groups: Sequence[str]) -> TranslationUnit | None:
    """What `UNIT` matched; None if it must be left to a parser."""
    head, details, head1, details1, text1, head2, details2, text2 = groups
    attributes = attributes_of(head) if head else ()
    one, other = language_of(head1), language_of(head2)
    properties = properties_of(details) if details else ()
    properties1 = properties_of(details1) if details1 else ()
    properties2 = properties_of(details2) if details2 else ()
    words1 = words_of(text1) if "&" in text1 else text1
    words2 = words_of(text2) if "&" in text2 else text2
    if (
        attributes is None
        or properties is None
        or one is None
        or properties1 is None
        or words1 is None
        or other is None
        or properties2 is None
        or words2 is None
    ):
        return None
    variants = (
        _variant((one[0], words1, "", properties1, (), one[1])),
        _variant((other[0], words2, "", properties2, (), other[1])),
    )
    return _unit((variants, properties, (), attributes))


@lru_cache(maxsize=1024)
def attributes_of(head: str) -> Pairs | None:
    """The attributes of a tag; None if one stands there twice, which is not well-formed."""
    found: Pairs = tuple(_ATTRIBUTE.findall(head))
    return found if len(dict(found)) == len(found) else None


@lru_cache(maxsize=1024)
def language_of(head: str) -> tuple[str, Pairs] | None:
    """The language and the other attributes of a ``<tuv>``; None as `attributes_of`."""
    found = attributes_of(head)
    if found is None:
        return None
    by_name = dict(found)
    older = by_name.pop("lang", "")  # TMX 1.1
    return by_name.pop("xml:lang", older), tuple(by_name.items())


def properties_of(details: str) -> Pairs | None:
    """Type and value of each ``<prop>``; None as `words_of`."""
    found: list[tuple[str, str]] = _PROPERTY.findall(details)
    if "&" in details:
        if OTHER_REFERENCE.search(details):
            return None
        found = [(kind, _resolved(value) if "&" in value else value) for kind, value in found]
    return tuple(found)


def words_of(text: str) -> str | None:
    """Text with its references resolved; None if one is not of XML's five."""
    return None if OTHER_REFERENCE.search(text) else _resolved(text)


def _resolved(text: str) -> str:
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return text.replace("&apos;", "'").replace("&amp;", "&")
