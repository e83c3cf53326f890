"""The arrays that an index consists of: a tree whose leaves have names with dots.

named("phrases", {"order": …}) -> ("phrases.order", …), …
under({"phrases.order": …}, "phrases") -> {"order": …}
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.integer[Any]]


def named(part: str, arrays: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    """The arrays of a part by their names in the whole."""
    return ((f"{part}.{name}", array) for name, array in arrays.items())


def under(arrays: Mapping[str, Array], part: str) -> dict[str, Array]:
    """The arrays of a part by their names in it."""
    start = f"{part}."
    return {
        name.removeprefix(start): array for name, array in arrays.items() if name.startswith(start)
    }
