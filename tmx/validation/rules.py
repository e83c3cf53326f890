"""What a memory must hold to be of use in every CAT tool, and which tool each fault breaks.

The consumers were tried with one file per fault (OmegaT 3.6, Poedit 3.2, translate-toolkit
3.20), or their code or manual was read (OmegaT 6.1's schema, Weblate, RWS, ModernMT).
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """ERROR: TMX 1.4 is broken, or a tool loses file or unit. WARNING: tools differ."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a memory.

    Attributes:
        line: one-based, in the file.
        rule: a key of `RULES`.
        message: what is wrong there, in one line.
        consumer: who is broken by it, and how.
    """

    line: int
    rule: str
    severity: Severity
    message: str
    consumer: str


RULES: dict[str, tuple[Severity, str]] = {
    "well-formed": (Severity.ERROR, "every tool refuses the file"),
    "entity": (Severity.ERROR, "OmegaT 3.6 reads what it points to; others refuse the file"),
    "structure": (Severity.ERROR, "OmegaT 6.1 refuses the file"),
    "header": (Severity.ERROR, "OmegaT 6.1 refuses the file; without srclang 3.6 does too"),
    "version": (Severity.ERROR, "OmegaT 6.1 refuses the file"),
    "source-missing": (Severity.ERROR, "Poedit, Weblate and Pontoon import nothing"),
    "source-code": (Severity.WARNING, "Poedit imports nothing"),
    "source-own": (Severity.WARNING, "Poedit, Weblate and Pontoon pass the unit over"),
    "older": (Severity.WARNING, "OmegaT 6.1 takes it; other tools want TMX 1.4"),
    "same-name": (Severity.WARNING, "tools that go by tuid keep one of the units"),
    "source-all": (Severity.WARNING, "Poedit and Weblate import nothing"),
    "language-code": (Severity.ERROR, "OmegaT uses no unit; 6.1 refuses the file"),
    "property-untyped": (Severity.ERROR, "OmegaT 3.6 drops the file"),
    "property-reserved": (Severity.ERROR, "OmegaT never applies the unit"),
    "property-name": (Severity.WARNING, "RWS Language Cloud wants x-"),
    "inline-pair": (Severity.ERROR, "TMX 1.4: tools lose or mix up tags"),
    "inline-hi": (Severity.WARNING, "OmegaT and Poedit lose the words in it"),
    "doctype": (Severity.WARNING, "a tool may fetch it; Tolgee refused such files"),
    "encoding": (Severity.WARNING, "ModernMT reads UTF-8 only"),
    "encoding-declared": (Severity.ERROR, "OmegaT cannot read the file"),
    "file-name": (Severity.WARNING, "OmegaT 3.6 passes over the file"),
    "file-size": (Severity.WARNING, "RWS Language Cloud takes 1 GB at most"),
    "file-large": (Severity.WARNING, "Pontoon takes 20 MB at most"),
    "edge-space": (Severity.WARNING, "OmegaT and translate-toolkit never match the unit"),
    "line-break": (Severity.WARNING, "OmegaT writes it through and breaks one-line formats"),
    "normal-form": (Severity.WARNING, "translate-toolkit never matches the unit"),
    "length": (Severity.WARNING, "RWS Language Cloud takes 2,000 characters at most"),
    "date": (Severity.WARNING, "Poedit reads YYYYMMDDThhmmssZ only"),
    "two-variants": (Severity.WARNING, "OmegaT uses the last one only"),
    "two-targets": (Severity.WARNING, "OmegaT 3.6 uses the last one, 6 the first"),
    "segment-type": (
        Severity.WARNING,
        "OmegaT uses the unit only where it does not split sentences; segtype paragraph helps",
    ),
    "one-sided": (Severity.WARNING, "no tool can use the unit"),
}


def finding(line: int, rule: str, message: str) -> Finding:
    """The fault, with severity and consumer from `RULES`."""
    severity, consumer = RULES[rule]
    return Finding(line, rule, severity, message, consumer)
