"""Which units of a memory repeat or contradict one another, in 24 bytes a unit."""

from array import array
from typing import Any


class Duplicates:
    """Takes units as they stream by and says at the end which came twice.

    Texts are kept as 64-bit hashes: among a million units, two different texts are taken for
    one with a chance of 3 in a hundred million.
    """

    def __init__(self) -> None:
        self._sources, self._targets, self._lines = array("q"), array("q"), array("q")

    def add(self, source: str, target: str, line: int = 0) -> None:
        """One more unit, with the line it stands in."""
        self._sources.append(hash(source))
        self._targets.append(hash(target))
        self._lines.append(line)

    def repeated(self) -> list[int]:
        """Lines of units that another one before says word for word, in file order."""
        return self._later(self._sorted(), same_target=True)

    def contradicting(self) -> list[int]:
        """Lines of units whose source has another target before, in file order."""
        return self._later(self._sorted(), same_target=False)

    def _sorted(self) -> Any:  # noqa: ANN401  (a numpy array; numpy is imported when needed)
        """Columns source, target, place; sorted by source, then by target, then by place."""
        import numpy as np

        columns = np.array([self._sources, self._targets, np.arange(len(self._lines))])
        return columns[:, np.lexsort(columns[::-1])]

    def _later(self, columns: Any, *, same_target: bool) -> list[int]:  # noqa: ANN401
        import numpy as np

        sources, targets, places = columns
        same = sources[1:] == sources[:-1]
        if same_target:
            found = places[1:][same & (targets[1:] == targets[:-1])]
        else:
            # One unit for each source and target, the earliest; then all but the first of a source
            fresh = np.ones(len(places), dtype=bool)
            fresh[1:] = ~(same & (targets[1:] == targets[:-1]))
            sources, places = sources[fresh], places[fresh]
            order = np.lexsort((places, sources))
            sources, places = sources[order], places[order]
            found = places[1:][sources[1:] == sources[:-1]]
        return [self._lines[place] for place in np.sort(found)]
