"""Units as they were read: nothing is changed, put in order or left out.

with verbatim(path, header) as add: add(unit)
unit_source(unit) -> str

`tmx.write` writes memories for tools; this is for the parts of one, and what was taken out.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from corpus.support.files import write_atomically
from tmx.formats.tmx.read import Header
from tmx.units.markup import attribute, escape
from tmx.units.structure import ELEMENTS, VERSION
from tmx.units.unit import Pairs, TranslationUnit, Variant

_DEFAULTS = {
    "creationtool": "duizhao",
    "creationtoolversion": "0",
    "segtype": "sentence",
    "o-tmf": "duizhao",
    "adminlang": "en-US",
    "srclang": "*all*",
    "datatype": "plaintext",
}


@contextmanager
def verbatim(path: str | Path, header: Header) -> Iterator[Callable[[TranslationUnit], None]]:
    """Give a function that adds a unit to the file, which appears when the block ends well.

    Language codes, order, spaces, markup and empty segments stay.

    Args:
        path: of a TMX.
        header: whose attributes, properties and notes the file takes over.
    """
    given = {key: value for key, value in header.attributes.items() if _known("header", key)}
    attributes = {key: given.get(key) or value for key, value in _DEFAULTS.items()} | given
    with write_atomically(path) as stream:
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<tmx version="{VERSION}">\n<header{_attributes(attributes.items())}>\n'
            f"{_details(header.notes, header.properties)}</header>\n<body>\n"
        )
        yield lambda unit: _add(stream, unit)
        stream.write("</body>\n</tmx>\n")


def _add(stream: TextIO, unit: TranslationUnit) -> None:
    stream.write(unit_source(unit))


def unit_source(unit: TranslationUnit) -> str:
    """The ``<tu>`` as it is written."""
    attributes, more = _split("tu", unit.attributes)
    details = _details(unit.notes, (*unit.properties, *more))
    return f"<tu{_attributes(attributes)}>\n{details}{''.join(map(_variant, unit.variants))}</tu>\n"


def _variant(variant: Variant) -> str:
    attributes, more = _split("tuv", variant.attributes)
    segment = variant.markup or escape(variant.text)
    return (
        f"<tuv{_attributes((('xml:lang', variant.language), *attributes))}>"
        f"{_details(variant.notes, (*variant.properties, *more))}<seg>{segment}</seg></tuv>\n"
    )


def _split(element: str, attributes: Pairs) -> tuple[Pairs, Pairs]:
    """The attributes that TMX knows, and the rest as properties, as `tmx.write` has them."""
    known = tuple(pair for pair in attributes if _known(element, pair[0]))
    rest = tuple((f"x-{k.removeprefix('x-')}", v) for k, v in attributes if not _known(element, k))
    return known, rest


def _known(element: str, name: str) -> bool:
    return name in ELEMENTS[element].required or name in ELEMENTS[element].optional


def _attributes(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(attribute(name, value) for name, value in attributes)


def _details(notes: Iterable[str], properties: Pairs) -> str:
    lines = [f"<note>{escape(note)}</note>\n" for note in notes]
    for name, value in properties:
        kind = attribute("type", name or "x-untyped")
        lines.append(f"<prop{kind}>{escape(value)}</prop>\n")
    return "".join(lines)
