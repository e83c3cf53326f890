"""Which of millions of texts came before.

seen = Seen()
seen.add(text) -> bool         whether it is new
text in seen -> bool
"""

from array import array

_FIRST = 1 << 10
"""Slots to begin with; a power of two, as at any time."""
_EMPTY = 0


class Seen:
    """A set of texts in 16 to 32 bytes each.

    Texts are kept as 64-bit hashes in a table with open addressing: among a million, two different
    ones are taken for one with a chance of 3 in a hundred million.
    """

    def __init__(self) -> None:
        self._slots = array("q", bytes(8 * _FIRST))
        self._mask = _FIRST - 1
        self._left = _FIRST // 2  # texts for which there is room

    def __contains__(self, text: str) -> bool:
        return self._slots[self._slot(hash(text) or 1)] != _EMPTY

    def add(self, text: str) -> bool:
        """Put a text in; whether it was not there."""
        key = hash(text) or 1
        slot = self._slot(key)
        if self._slots[slot] != _EMPTY:
            return False
        self._slots[slot] = key
        self._left -= 1
        if not self._left:
            self._grow()
        return True

    def _slot(self, key: int) -> int:
        """Where a key stands, or has its place."""
        slots, mask = self._slots, self._mask
        slot = key & mask
        while (found := slots[slot]) != key and found != _EMPTY:
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        """Twice as many slots, half of them full before: the keys go in all at once."""
        import numpy as np

        keys = np.asarray(self._slots)
        keys = keys[keys != _EMPTY]
        self._left = len(self._slots) // 2
        self._slots = array("q", bytes(16 * len(self._slots)))
        self._mask = len(self._slots) - 1
        slots = np.asarray(self._slots)
        at = keys & self._mask
        while len(keys):
            free = slots[at] == _EMPTY
            slots[at[free]] = keys[free]
            lost = slots[at] != keys  # to one that was there, or to another of those put in now
            keys, at = keys[lost], (at[lost] + 1) & self._mask
