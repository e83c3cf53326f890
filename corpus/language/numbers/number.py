"""What a figure in a text is, and one module per language that finds them.

Each module has ``find(text) -> Iterator[Number]``, in order, without overlap.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class NumberKind(StrEnum):
    """What a figure counts."""

    NUMBER = "number"
    PERCENT = "percent"
    ORDINAL = "ordinal"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a text.

    Attributes:
        value: what it says in either language: 3.5亿 and 350 million are both 350000000,
            三成 and 30 percent are 30, 1月 and January are 1, 1990s and 90年代 are 1990.
        start: offset in characters.
        end: offset behind it.
    """

    value: Decimal
    kind: NumberKind
    start: int
    end: int


_HALF_WIDTH = str.maketrans("０１２３４５６７８９％．", "0123456789%.")


def half_width(text: str) -> str:
    """The text with full-width digits as ASCII ones, at the same offsets."""
    return text.translate(_HALF_WIDTH)


def digits_value(digits: str) -> Decimal:
    """The value of ASCII digits with thousands separators and a decimal point."""
    return Decimal(digits.replace(",", ""))


def is_year(digits: str) -> bool:
    """Whether a bare number is read as a year: four digits, 1900 to 2099."""
    return len(digits) == 4 and digits[:2] in ("19", "20") and digits.isdigit()
