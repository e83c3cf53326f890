"""Units as JSON that keeps all of them: what the fields of a pair cannot hold.

record(unit) -> dict            empty parts are left out
unit_from_record(record) -> TranslationUnit
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tmx.units.unit import Pairs, TranslationUnit, Variant


def record(unit: TranslationUnit) -> dict[str, Any]:
    """The unit as dictionaries and lists."""
    return _filled(
        variants=[
            _filled(
                language=variant.language,
                text=variant.text,
                markup=variant.markup,
                properties=variant.properties,
                notes=variant.notes,
                attributes=variant.attributes,
            )
            for variant in unit.variants
        ],
        properties=unit.properties,
        notes=unit.notes,
        attributes=unit.attributes,
    )


def unit_from_record(found: Mapping[str, Any]) -> TranslationUnit:
    """The unit again.

    Raises:
        ValueError: it is no such record.
    """
    try:
        return TranslationUnit(
            tuple(
                Variant(
                    str(each.get("language", "")),
                    str(each.get("text", "")),
                    str(each.get("markup", "")),
                    _pairs(each.get("properties", ())),
                    tuple(map(str, each.get("notes", ()))),
                    _pairs(each.get("attributes", ())),
                )
                for each in found.get("variants", ())
            ),
            _pairs(found.get("properties", ())),
            tuple(map(str, found.get("notes", ()))),
            _pairs(found.get("attributes", ())),
        )
    except (AttributeError, TypeError) as error:
        raise ValueError(f"no record of a unit ({error})") from None


def _filled(**parts: Any) -> dict[str, Any]:  # noqa: ANN401  (strings and lists)
    return {name: value for name, value in parts.items() if value}


def _pairs(found: Iterable[Iterable[Any]]) -> Pairs:
    return tuple((str(name), str(value)) for name, value in found)
