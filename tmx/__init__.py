"""Translation memories: TMX that every CAT tool takes, read, written, checked and searched.

for pair in tmx.pairs("memory.tmx"): ...
tmx.write("memory.tmx", (tmx.unit_from_pair(pair) for pair in pairs))
"""

from typing import TYPE_CHECKING

from corpus.lazy import lazily

if TYPE_CHECKING:
    from tmx.read import direction, header, pairs, read
    from tmx.units import (
        TranslationUnit,
        Variant,
        one_target_each,
        pair_from_unit,
        unit_from_pair,
    )
    from tmx.write import write

__all__ = [
    "TranslationUnit",
    "Variant",
    "direction",
    "header",
    "one_target_each",
    "pair_from_unit",
    "pairs",
    "read",
    "unit_from_pair",
    "write",
]
_HOMES = {
    "TranslationUnit": "tmx.units",
    "Variant": "tmx.units",
    "direction": "tmx.read",
    "header": "tmx.read",
    "one_target_each": "tmx.units",
    "pair_from_unit": "tmx.units",
    "pairs": "tmx.read",
    "read": "tmx.read",
    "unit_from_pair": "tmx.units",
    "write": "tmx.write",
}
__getattr__ = lazily(__name__, _HOMES)
