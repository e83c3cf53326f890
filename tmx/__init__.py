"""Translation memories: TMX that every CAT tool takes, read, written, checked and searched.

for pair in tmx.pairs("memory.tmx"): ...
tmx.write("memory.tmx", (tmx.unit_from_pair(pair) for pair in pairs))
"""

from typing import TYPE_CHECKING

from corpus.lazy import lazily

if TYPE_CHECKING:
    from tmx.clean import Cleaned, Keep, clean
    from tmx.convert import Converted, convert, read_pairs, write_pairs
    from tmx.diff import Change, ChangeKind, Difference, diff
    from tmx.evaluate import Evaluation, evaluate
    from tmx.memory import Context, Match, Memory
    from tmx.merge import Merged, merge
    from tmx.read import Header, direction, header, pairs, read
    from tmx.recover import Repair, recover
    from tmx.rules import Finding, Severity
    from tmx.scripts import in_script, pairs_in_script
    from tmx.split import Part, split
    from tmx.stats import Stats, stats
    from tmx.units import (
        TranslationUnit,
        Variant,
        one_target_each,
        pair_from_unit,
        segtype,
        unit_from_pair,
    )
    from tmx.validate import validate
    from tmx.write import write

__all__ = [
    "Change",
    "ChangeKind",
    "Cleaned",
    "Context",
    "Converted",
    "Difference",
    "Evaluation",
    "Finding",
    "Header",
    "Keep",
    "Match",
    "Memory",
    "Merged",
    "Part",
    "Repair",
    "Severity",
    "Stats",
    "TranslationUnit",
    "Variant",
    "clean",
    "convert",
    "diff",
    "direction",
    "evaluate",
    "header",
    "in_script",
    "merge",
    "one_target_each",
    "pair_from_unit",
    "pairs",
    "pairs_in_script",
    "read",
    "read_pairs",
    "recover",
    "segtype",
    "split",
    "stats",
    "unit_from_pair",
    "validate",
    "write",
    "write_pairs",
]
__getattr__ = lazily(
    __name__,
    {
        "Change": "tmx.diff",
        "ChangeKind": "tmx.diff",
        "Cleaned": "tmx.clean",
        "Context": "tmx.memory",
        "Converted": "tmx.convert",
        "Difference": "tmx.diff",
        "Evaluation": "tmx.evaluate",
        "Finding": "tmx.rules",
        "Header": "tmx.read",
        "Keep": "tmx.clean",
        "Match": "tmx.memory",
        "Memory": "tmx.memory",
        "Merged": "tmx.merge",
        "Part": "tmx.split",
        "Repair": "tmx.recover",
        "Severity": "tmx.rules",
        "Stats": "tmx.stats",
        "TranslationUnit": "tmx.units",
        "Variant": "tmx.units",
        "clean": "tmx.clean",
        "convert": "tmx.convert",
        "diff": "tmx.diff",
        "direction": "tmx.read",
        "evaluate": "tmx.evaluate",
        "header": "tmx.read",
        "in_script": "tmx.scripts",
        "merge": "tmx.merge",
        "one_target_each": "tmx.units",
        "pair_from_unit": "tmx.units",
        "pairs": "tmx.read",
        "pairs_in_script": "tmx.scripts",
        "read": "tmx.read",
        "read_pairs": "tmx.convert",
        "recover": "tmx.recover",
        "segtype": "tmx.units",
        "split": "tmx.split",
        "stats": "tmx.stats",
        "unit_from_pair": "tmx.units",
        "validate": "tmx.validate",
        "write": "tmx.write",
        "write_pairs": "tmx.convert",
    },
)
