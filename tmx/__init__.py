"""Translation memories: TMX that every CAT tool takes, read, written, checked and searched.

for pair in tmx.pairs("memory.tmx"): ...
tmx.write("memory.tmx", (tmx.unit_from_pair(pair) for pair in pairs))
"""

from typing import TYPE_CHECKING

from corpus.lazy import lazily

if TYPE_CHECKING:
    from tmx.convert import convert, read_pairs, write_pairs
    from tmx.evaluate import Evaluation, evaluate
    from tmx.memory import Context, Match, Memory
    from tmx.merge import Merged, merge
    from tmx.read import Header, direction, header, pairs, read
    from tmx.rules import Finding, Severity
    from tmx.stats import Stats, stats
    from tmx.units import (
        TranslationUnit,
        Variant,
        one_target_each,
        pair_from_unit,
        unit_from_pair,
    )
    from tmx.validate import validate
    from tmx.write import write

__all__ = [
    "Context",
    "Evaluation",
    "Finding",
    "Header",
    "Match",
    "Memory",
    "Merged",
    "Severity",
    "Stats",
    "TranslationUnit",
    "Variant",
    "convert",
    "direction",
    "evaluate",
    "header",
    "merge",
    "one_target_each",
    "pair_from_unit",
    "pairs",
    "read",
    "read_pairs",
    "stats",
    "unit_from_pair",
    "validate",
    "write",
    "write_pairs",
]
__getattr__ = lazily(
    __name__,
    {
        "Context": "tmx.memory",
        "Evaluation": "tmx.evaluate",
        "Finding": "tmx.rules",
        "Header": "tmx.read",
        "Match": "tmx.memory",
        "Memory": "tmx.memory",
        "Merged": "tmx.merge",
        "Severity": "tmx.rules",
        "Stats": "tmx.stats",
        "TranslationUnit": "tmx.units",
        "Variant": "tmx.units",
        "convert": "tmx.convert",
        "direction": "tmx.read",
        "evaluate": "tmx.evaluate",
        "header": "tmx.read",
        "merge": "tmx.merge",
        "one_target_each": "tmx.units",
        "pair_from_unit": "tmx.units",
        "pairs": "tmx.read",
        "read": "tmx.read",
        "read_pairs": "tmx.convert",
        "stats": "tmx.stats",
        "unit_from_pair": "tmx.units",
        "validate": "tmx.validate",
        "write": "tmx.write",
        "write_pairs": "tmx.convert",
    },
)
