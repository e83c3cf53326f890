"""What can be wrong with a unit of a memory of Chinese and English, and how sure each sign is.

CHECKS: name -> Check            in the order in which faults are reported
faults(zh, en, checks) -> [(name, detail)]

A check whose false alarms are rarer than one in a thousand good units removes what it finds
(`Severity.ERROR`); any other only reports it (`Severity.WARNING`). The rates are measured by
``bench/tmx_checks.py`` and stand in docs/quality.md.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tmx.tools.checks import content, language, punctuation
from tmx.units.unit import Variant
from tmx.validation.rules import Severity

Find = Callable[[Variant, Variant], str]


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of fault.

    Attributes:
        name: what it is called on the command line.
        severity: ERROR removes a unit, WARNING reports it.
        about: what it finds, in one line.
        find: takes the Chinese and the English variant and says what is wrong, or nothing; None
            where one unit alone does not tell.
    """

    name: str
    severity: Severity
    about: str
    find: Find | None = None


# What `tmx.clean` finds itself, because it takes other units or units without two sides to see it.
UNTRANSLATED = "untranslated"
EXACT = "exact-duplicate"
NEAR = "near-duplicate"
OTHER_TARGET = "other-target"

_ALL = (
    Check(UNTRANSLATED, Severity.ERROR, "no Chinese or no English words"),
    Check("copied-source", Severity.ERROR, "both sides are the same sentence", language.copied),
    Check(
        "same-words",
        Severity.WARNING,
        "both sides are the same name or phrase",
        language.same_words,
    ),
    Check(
        "wrong-language",
        Severity.ERROR,
        "a side is not in the language it is said to be in",
        language.wrong_language,
    ),
    Check(
        "encoding-damage",
        Severity.ERROR,
        "text decoded wrongly (Ã©, 锟斤拷, ????)",
        language.damaged,
    ),
    Check(
        "wrong-script",
        Severity.WARNING,
        "Traditional characters under zh-CN, or Simplified ones under zh-TW",
        language.wrong_script,
    ),
    Check(
        "length-ratio",
        Severity.WARNING,
        "one side is far longer than translations are",
        content.length_ratio,
    ),
    Check(
        "numbers", Severity.WARNING, "a figure stands on one side only", content.different_numbers
    ),
    Check(
        "tags",
        Severity.WARNING,
        "inline codes or placeholders differ",
        content.different_tags,
    ),
    Check(
        "brackets",
        Severity.WARNING,
        "a bracket without its partner: （）()【】《》",
        punctuation.unpaired_brackets,
    ),
    Check(
        "quotes",
        Severity.WARNING,
        'a quotation mark without its partner: “”‘’「」"',
        punctuation.unpaired_quotes,
    ),
    Check(
        "end-punctuation",
        Severity.WARNING,
        "the sides end in different marks",
        punctuation.different_ends,
    ),
    Check(
        "punctuation-width",
        Severity.WARNING,
        "ASCII marks in Chinese, full-width ones in English",
        punctuation.other_width,
    ),
    Check(
        "edge-space",
        Severity.WARNING,
        "white space at an edge; trimmed in what is written",
        punctuation.edge_space,
    ),
    Check("repeated-words", Severity.WARNING, "a word stands twice", content.repeated_words),
    Check(
        "too-long",
        Severity.WARNING,
        "more than 2,000 characters, which RWS Language Cloud refuses",
        content.too_long,
    ),
    Check(EXACT, Severity.ERROR, "another unit has the same two segments"),
    Check(NEAR, Severity.WARNING, "another unit differs in case, width, spaces or marks only"),
    Check(OTHER_TARGET, Severity.WARNING, "another unit has another target for the source"),
)
CHECKS = {check.name: check for check in _ALL}


def faults(zh: Variant, en: Variant, checks: Iterable[Check]) -> list[tuple[str, str]]:
    """Name and detail of each fault of a pair of segments, in the order of the checks."""
    found = []
    for check in checks:
        if check.find:
            detail = check.find(zh, en)
            if detail:
                found.append((check.name, detail))
    return found
