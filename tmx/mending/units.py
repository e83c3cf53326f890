"""Mending the Chinese and English variants of whole units.

mended_unit(unit, kinds) -> (unit, names of the kinds that changed it)
"""

from collections.abc import Iterable

from corpus.model import Language
from tmx.mending.catalogue import Kind, mended
from tmx.units.languages import primary
from tmx.units.unit import TranslationUnit


def mended_unit(
    unit: TranslationUnit, kinds: Iterable[Kind]
) -> tuple[TranslationUnit, tuple[str, ...]]:
    """The unit with its Chinese and English put right.

    Of several variants in a language each is mended beside the first one of the other; what has
    no counterpart stays as it is.
    """
    chosen = tuple(kinds)
    places = {
        language: [k for k, each in enumerate(unit.variants) if primary(each.language) == language]
        for language in Language
    }
    zh, en = places[Language.ZH], places[Language.EN]
    if not zh or not en:
        return unit, ()
    variants = list(unit.variants)
    done: dict[str, None] = {}
    for i, j in [(i, en[0]) for i in zh] + [(zh[0], j) for j in en[1:]]:
        variants[i], variants[j], names = mended(variants[i], variants[j], chosen)
        done.update(dict.fromkeys(names))
    if not done:
        return unit, ()
    return unit._replace(variants=tuple(variants)), tuple(done)
