"""Which units of a memory repeat or contradict one another, in 20 bytes a unit."""

from array import array
from typing import Any


class Duplicates:
    """Takes units as they stream by and says at the end which came twice.

    Texts are kept as 64-bit hashes: among a million units, two different texts are taken for
    one with a chance of 3 in a hundred million.
    """

    def __init__(self) -> None:
        self._sources, self._targets, self._lines = array("q"), array("q"), array("I")

    def add(self, source: str, target: str, line: int = 0) -> None:
        """One more unit, with the line it stands in."""
        self._sources.append(hash(source))
        self._targets.append(hash(target))
        self._lines.append(line)

    def repeated(self) -> list[int]:
        """Lines of units that another one before says word for word, in file order."""
        return self._later(same_target=True)

    def contradicting(self) -> list[int]:
        """Lines of units whose source has another target before, in file order."""
        return self._later(same_target=False)

    def _shared(self) -> Any:  # noqa: ANN401  (numpy arrays; numpy is imported when needed)
        """Sources, targets and places of the units whose source occurs more than once, sorted.

        In most memories they are few; what is computed for them needs little memory.
        """
        import numpy as np

        sources, targets = np.asarray(self._sources), np.asarray(self._targets)
        order = np.argsort(sources)
        ordered = sources[order]
        same = ordered[1:] == ordered[:-1]
        shared = np.zeros(len(order), dtype=bool)
        shared[1:] = same
        shared[:-1] |= same
        places = order[shared]
        del order, ordered
        places = places[np.lexsort((places, targets[places], sources[places]))]
        return sources[places], targets[places], places

    def _later(self, *, same_target: bool) -> list[int]:
        import numpy as np

        sources, targets, places = self._shared()
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
