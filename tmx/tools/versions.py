"""Which version of a unit is the latest one, told by its name (``tuid``), over several memories.

versions = Versions()
versions.add(file, place, unit)         for every unit, in order of trust
versions.outdated() -> places           of which another unit is a later version
"""

from array import array
from typing import Any

from tmx.tools.groups import latest_date
from tmx.units.unit import TranslationUnit

_SHORTEST = 8
"""Characters of a name; shorter ones, and digits alone, number the units of one file."""


class Versions:
    """The latest version of each unit that has a name, in 24 bytes a unit.

    That is the one that was changed last (change date, else creation date), else the first. A name
    that several units of one file have tells nothing, and these units are all the latest.

    Names are kept as 64-bit hashes: among a million, two different ones are taken for one with a
    chance of 3 in a hundred million.
    """

    def __init__(self) -> None:
        self._names, self._dates = array("q"), array("q")
        self._files, self._places = array("I"), array("I")

    def add(self, file: int, place: int, unit: TranslationUnit) -> None:
        """One more unit: the number of its file, and its own over all files."""
        name = dict(unit.attributes).get("tuid", "")
        if len(name) < _SHORTEST or name.isdigit():
            return
        self._names.append(hash(name))
        self._dates.append(latest_date(unit))
        self._files.append(file)
        self._places.append(place)

    def outdated(self) -> bytes:
        """By place, 1 where another unit is a later version, else 0; may end before."""
        if not self._names:
            return b""
        import numpy as np

        names, files, places = map(np.asarray, (self._names, self._files, self._places))
        order = np.lexsort((places, -np.asarray(self._dates), names))  # the latest of a name first
        latest = _fresh(names[order])
        of = np.cumsum(latest) - 1  # by unit in this order, the number of its name
        doubled = np.zeros(of[-1] + 1, dtype=bool)
        by_file = np.lexsort((files, names))
        again = ~_fresh(names[by_file]) & ~_fresh(files[by_file])
        doubled[of[again]] = True  # names stand in the same order in both
        found = np.zeros(places[-1] + 1, dtype=np.uint8)
        found[places[order[~latest & ~doubled[of]]]] = 1
        return found.tobytes()


def _fresh(values: Any) -> Any:  # noqa: ANN401  (numpy arrays; numpy is imported when needed)
    """By value, whether it is another than the one before."""
    import numpy as np

    return np.r_[True, values[1:] != values[:-1]]
