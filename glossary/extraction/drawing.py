"""So many sentence pairs of a memory, however many it has.

drawn(pairs, most) -> (pairs, how many there were)
"""

import heapq
from collections.abc import Iterable
from hashlib import blake2b

from corpus.model import SentencePair


def drawn(pairs: Iterable[SentencePair], most: int) -> tuple[list[SentencePair], int]:
    """At most so many of the pairs, and how many there were.

    Which they are depends on their texts alone: each by chance, as a hash has it, whatever stands
    beside it and in whatever order. No more than those are held in memory.
    """
    kept: list[tuple[int, int, SentencePair]] = []
    number = 0
    for number, pair in enumerate(pairs, 1):
        text = f"{pair.zh}\0{pair.en}".encode(errors="surrogatepass")
        rank = -int.from_bytes(blake2b(text, digest_size=8).digest(), "big")
        if len(kept) < most:
            heapq.heappush(kept, (rank, -number, pair))
        elif (rank, -number) > kept[0][:2]:
            heapq.heapreplace(kept, (rank, -number, pair))
    kept.sort(key=lambda each: -each[1])
    return [pair for _, _, pair in kept], number
