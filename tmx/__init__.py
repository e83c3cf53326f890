"""Translation memories: TMX that every CAT tool takes, read, written, checked and searched.

for pair in tmx.pairs("memory.tmx"): ...
tmx.write("memory.tmx", (tmx.unit_from_pair(pair) for pair in pairs))
"""

from typing import TYPE_CHECKING

from corpus.support.lazy import lazily

if TYPE_CHECKING:
    from tmx.conversion.convert import Converted, convert, read_pairs, write_pairs
    from tmx.evaluation import Evaluation, evaluate
    from tmx.formats.tmx.read import Header, direction, header, pairs, read
    from tmx.formats.tmx.recover import Repair, recover
    from tmx.formats.tmx.write import write
    from tmx.search.memory import Context, Match, Memory
    from tmx.tools.clean import Cleaned, Keep, clean
    from tmx.tools.diff import Change, ChangeKind, Difference, diff
    from tmx.tools.merge import Merged, merge
    from tmx.tools.split import Part, split
    from tmx.tools.stats import Stats, stats
    from tmx.units.scripts import in_script, pairs_in_script
    from tmx.units.unit import (
        TranslationUnit,
        Variant,
        one_target_each,
        pair_from_unit,
        segtype,
        unit_from_pair,
    )
    from tmx.validation.rules import Finding, Severity
    from tmx.validation.validate import validate

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
        "Change": "tmx.tools.diff",
        "ChangeKind": "tmx.tools.diff",
        "Cleaned": "tmx.tools.clean",
        "Context": "tmx.search.memory",
        "Converted": "tmx.conversion.convert",
        "Difference": "tmx.tools.diff",
        "Evaluation": "tmx.evaluation",
        "Finding": "tmx.validation.rules",
        "Header": "tmx.formats.tmx.read",
        "Keep": "tmx.tools.clean",
        "Match": "tmx.search.memory",
        "Memory": "tmx.search.memory",
        "Merged": "tmx.tools.merge",
        "Part": "tmx.tools.split",
        "Repair": "tmx.formats.tmx.recover",
        "Severity": "tmx.validation.rules",
        "Stats": "tmx.tools.stats",
        "TranslationUnit": "tmx.units.unit",
        "Variant": "tmx.units.unit",
        "clean": "tmx.tools.clean",
        "convert": "tmx.conversion.convert",
        "diff": "tmx.tools.diff",
        "direction": "tmx.formats.tmx.read",
        "evaluate": "tmx.evaluation",
        "header": "tmx.formats.tmx.read",
        "in_script": "tmx.units.scripts",
        "merge": "tmx.tools.merge",
        "one_target_each": "tmx.units.unit",
        "pair_from_unit": "tmx.units.unit",
        "pairs": "tmx.formats.tmx.read",
        "pairs_in_script": "tmx.units.scripts",
        "read": "tmx.formats.tmx.read",
        "read_pairs": "tmx.conversion.convert",
        "recover": "tmx.formats.tmx.recover",
        "segtype": "tmx.units.unit",
        "split": "tmx.tools.split",
        "stats": "tmx.tools.stats",
        "unit_from_pair": "tmx.units.unit",
        "validate": "tmx.validation.validate",
        "write": "tmx.formats.tmx.write",
        "write_pairs": "tmx.conversion.convert",
    },
)
