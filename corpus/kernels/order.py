"""Parts of kernels that order numbers: what numpy has for it takes numba seconds to compile."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.kernels.arrays import Doubles, Ints, Longs
from corpus.kernels.compiled import part

Real = TypeVar("Real", np.float32, np.float64)


@part
def selected(values: NDArray[Real], count: int, place: int, room: NDArray[Real]) -> Real:
    """The value that stands at `place` when the first `count` are in ascending order.

    Args:
        values: left as they are.
        count: of them.
        place: from 0 to count - 1.
        room: as many places at least, whose content is lost.
    """
    for k in range(count):
        room[k] = values[k]
    low = 0
    high = count - 1
    while low < high:  # quickselect: C. A. R. Hoare, "Algorithm 65: Find", CACM 4(7), 1961
        pivot = room[(low + high) // 2]
        i = low
        j = high
        while i <= j:
            while room[i] < pivot:
                i += 1
            while room[j] > pivot:
                j -= 1
            if i <= j:
                held = room[i]
                room[i] = room[j]
                room[j] = held
                i += 1
                j -= 1
        if place <= j:
            high = j
        elif place >= i:
            low = i
        else:
            break
    found: Real = room[place]
    return found


@part
def fall(values: Doubles, count: int, order: Longs, room: Longs) -> None:
    """Write the places of the first `count` values into `order`, largest first.

    Equal ones stay in their order (merge sort).

    Args:
        values: of any length from `count`.
        count: of them.
        order: as many places at least.
        room: likewise; its content is lost.
    """
    for k in range(count):
        order[k] = k
    width = 1
    while width < count:
        for start in range(0, count, 2 * width):
            middle = min(start + width, count)
            end = min(start + 2 * width, count)
            a = start
            b = middle
            for k in range(start, end):
                if a < middle and (b >= end or values[order[a]] >= values[order[b]]):
                    room[k] = order[a]
                    a += 1
                else:
                    room[k] = order[b]
                    b += 1
        for k in range(count):
            order[k] = room[k]
        width *= 2


@part
def reached(ascending: Ints | Longs, value: int | np.integer) -> int:
    """The first place in an ascending row whose number is `value` or more, else its length."""
    low = 0
    high = len(ascending)
    while low < high:
        middle = (low + high) // 2
        if ascending[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low
