"""Which units of a memory say the same, and which of them is to stay, in 40 bytes a unit."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from typing import Any

from tmx.units.unit import TranslationUnit, Variant, score_of

_MARKS = re.compile(r"[\W_]+")
_ASCII_MARKS = {code: None for code in range(128) if not chr(code).isalnum()}
_DATES = ("changedate", "creationdate")


class Groups:
    """Takes units as they stream by and says at the end which say the same.

    Texts are kept as 64-bit hashes: among a million units, two different texts are taken for
    one with a chance of 3 in a hundred million.
    """

    def __init__(self, *, newest_first: bool = False) -> None:
        """`newest_first`: the date decides before the score."""
        self._newest_first = newest_first
        self._exact, self._near, self._sources = array("q"), array("q"), array("q")
        self._scores, self._dates = array("d"), array("q")

    def add(self, unit: TranslationUnit, source: Variant, target: Variant) -> None:
        """One more unit, with the two of its variants that count."""
        texts = [(each.markup or each.text).strip() for each in (source, target)]
        self._exact.append(hash(tuple(texts)))
        self._near.append(hash((_plain(source.text), _plain(target.text))))
        self._sources.append(hash(texts[0]))
        self._scores.append(score_of(unit))
        self._dates.append(latest_date(unit))

    def exact(self, out: Sequence[int]) -> "array[int]":
        """By unit: the one that says the same, codes included, and is better; else -1.

        Args:
            out: by unit, whether it is out of the running.
        """
        return self._beaten(self._exact, out)

    def near(self, out: Sequence[int]) -> "array[int]":
        """The same for units that differ in case, width, spaces, marks or codes only."""
        return self._but(self._near, self._exact, out)

    def other_targets(self, out: Sequence[int]) -> "array[int]":
        """The same for units that have their source in common."""
        return self._but(self._sources, self._exact, out)

    def _but(self, keys: "array[int]", same: "array[int]", out: Sequence[int]) -> "array[int]":
        """As `_beaten`, without units whose better one is the same by another key."""
        beaten = self._beaten(keys, out)
        for place, winner in enumerate(beaten):
            if winner >= 0 and same[place] == same[winner]:
                beaten[place] = -1
        return beaten

    def _beaten(self, keys: "array[int]", out: Sequence[int]) -> "array[int]":
        import numpy as np

        running = np.flatnonzero(np.frombuffer(bytes(out), dtype=np.uint8) == 0)
        scores, dates, groups = (
            np.frombuffer(column, dtype=kind)[running] if len(column) else np.array([], kind)
            for column, kind in (
                (self._scores, np.float64),
                (self._dates, np.int64),
                (keys, np.int64),
            )
        )
        ranks: tuple[Any, Any] = (-scores, -dates) if self._newest_first else (-dates, -scores)
        order = np.lexsort((running, *ranks, groups))
        places, groups = running[order], groups[order]
        starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]][: len(groups)])
        winners = np.repeat(places[starts], np.diff(np.r_[starts, len(groups)]))
        beaten = np.full(len(keys), -1, dtype=np.int64)
        beaten[places] = np.where(winners == places, -1, winners)
        return array("q", beaten.tobytes())


def _plain(text: str) -> str:
    """Letters and digits in one case and width; the whole text where there are none."""
    if text.isascii():
        return text.lower().translate(_ASCII_MARKS) or text.strip()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _MARKS.sub("", folded) or text.strip()


def latest_date(unit: TranslationUnit) -> int:
    """The latest change date of a unit or its variants, else creation date, as YYYYMMDDhhmmss.

    0 where there is none.
    """
    written = [unit.attributes, *(variant.attributes for variant in unit.variants)]
    known = [dict(attributes) for attributes in written if attributes]
    for name in _DATES if known else ():
        dates = ["".join(filter(str.isdigit, each.get(name, ""))) for each in known]
        stamps = [int(date[:14].ljust(14, "0")) for date in dates if len(date) >= 8]
        if stamps:
            return max(stamps)
    return 0
