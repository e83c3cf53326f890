"""Which variants of a unit are its source and its target.

Sides(source, target).of(unit) -> (source variant, target variant)
Sides(source, target).places(codes) -> (place, place)
Sides(source, target).whole(units) -> Iterator[(unit, variants)]      with text in both
relabelled(sides, codes, wanted) -> (source variant, target variant)
chinese_and_english(path, source) -> (source code, target code)
one_variant_each(unit) -> units
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import InputError
from tmx.formats.tmx.read import read
from tmx.units.languages import nearest, normal_code, primary, same_writing
from tmx.units.unit import TranslationUnit, Variant


class Sides:
    """Finds the variants in two languages."""

    def __init__(self, source: str, target: str) -> None:
        """`source` and `target`: language codes."""
        self._codes = source, target
        self._absent = Variant(source, ""), Variant(target, "")
        self._places: dict[tuple[str, ...], tuple[int | None, int | None]] = {}

    def of(self, unit: TranslationUnit) -> tuple[Variant, Variant]:
        """The two variants; one without text in place of one that is not there.

        Of several in a language the one with the code, else of its script, else the first.
        """
        variants = unit.variants
        source, target = self.places(tuple([variant.language for variant in variants]))
        return (
            self._absent[0] if source is None else variants[source],
            self._absent[1] if target is None else variants[target],
        )

    def places(self, languages: tuple[str, ...]) -> tuple[int | None, int | None]:
        """Where `of` finds the two among variants with these codes."""
        places = self._places.get(languages)
        if places is None:
            source, target = self._codes
            places = self._places[languages] = (
                nearest(languages, source, target),
                nearest(languages, target, source),
            )
        return places

    def whole(
        self, units: Iterable[TranslationUnit]
    ) -> Iterator[tuple[TranslationUnit, tuple[Variant, Variant]]]:
        """The units with words in both languages, each with its two variants."""
        for unit in units:
            sides = self.of(unit)
            if sides[0].text.strip() and sides[1].text.strip():
                yield unit, sides


def relabelled(
    sides: tuple[Variant, Variant], codes: tuple[str, str], wanted: tuple[bool, bool]
) -> tuple[Variant, Variant]:
    """Source and target under these codes, where that is wanted and they are in the same script."""
    one, other = (
        side._replace(language=code) if want and same_writing(side.language, code) else side
        for side, code, want in zip(sides, codes, wanted, strict=True)
    )
    return one, other


def chinese_and_english(
    path: str | Path, source: str, units: Iterable[TranslationUnit] | None = None
) -> tuple[str, str]:
    """Source and target code of a memory: those of its first unit with both languages.

    Args:
        path: a memory.
        source: the code in its header; where it is neither of the two languages, the first in
            that unit is the source.
        units: of the memory, where it is no TMX.

    Raises:
        InputError: the memory cannot be read, or no unit has both.
    """
    languages: dict[str, None] = {}
    for unit in read(path) if units is None else units:
        found: dict[str, str] = {}
        for variant in unit.variants:
            if primary(variant.language) in ("zh", "en") and variant.text.strip():
                found.setdefault(primary(variant.language), normal_code(variant.language))
        if len(found) > 1:
            first = primary(source) if primary(source) in found else next(iter(found))
            return found.pop(first), found.popitem()[1]
        languages.update((variant.language, None) for variant in unit.variants)
    names = ", ".join(list(languages)[:8]) or "none"
    raise InputError(path, f"no unit has Chinese and English segments (languages: {names})")


def one_variant_each(unit: TranslationUnit) -> Iterable[TranslationUnit]:
    """The unit, or where a code has several variants, one unit for each of them."""
    codes = [normal_code(variant.language) for variant in unit.variants]
    if len(set(codes)) == len(codes):
        return (unit,)
    firsts = {code: unit.variants[codes.index(code)] for code in dict.fromkeys(codes)}
    units = [unit._replace(variants=tuple(firsts.values()))]
    for place, code in enumerate(codes):
        if codes.index(code) < place:
            changed = firsts | {code: unit.variants[place]}
            units.append(unit._replace(variants=tuple(changed.values())))
    return units
