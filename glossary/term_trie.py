"""The inner loops of `glossary.scan`, compiled: a trie of terms, and walking it over a text."""

import numpy as np
from numpy.typing import NDArray

from corpus.compiled import compiled
from glossary.scan_kernels import MIX, OTHER_WORD, Hashes, Ints, slot_of


@compiled
def _step(node: int, unit: int) -> np.uint64:
    """The key of an edge of the trie; no unit is 0 in any text (NUL is a mark, and one higher)."""
    return (np.uint64(node) << np.uint64(32)) | np.uint64(unit + 1)


@compiled
def add_terms(
    units: Ints, bounds: Ints, keys: Hashes, nodes: Ints, first_free: int
) -> tuple[Ints, int]:
    """Put terms into a trie, whose edges stand in a table.

    Args:
        units: of all terms, run together.
        bounds: where each term begins, and the end of the last.
        keys: edges, changed; of a table that is large enough for all units.
        nodes: where they lead, changed.
        first_free: the first number that no node has.

    Returns:
        The node of each term, and the first number that is free now.
    """
    ends = np.zeros(bounds.size - 1, dtype=np.int32)
    depth = 0
    growing = True
    while growing:  # level by level: nodes near the root, which most walks end at, stand together
        growing = False
        for term in range(bounds.size - 1):
            at = bounds[term] + depth
            if at >= bounds[term + 1]:
                continue
            growing = True
            key = _step(ends[term], units[at])
            slot = slot_of(keys, key)
            if keys[slot] == 0:
                keys[slot] = key
                nodes[slot] = first_free
                first_free += 1
            ends[term] = nodes[slot]
        depth += 1
    return ends, first_free


@compiled
def pack(keys: Hashes, nodes: Ints, count: int, units: int) -> tuple[Hashes, Hashes, Ints, Ints]:
    """A trie as it is walked fastest: with as few looks into distant memory as may be.

    Args:
        keys: edges, of `add_terms`.
        nodes: where they lead.
        count: of the nodes.
        units: one more than the highest unit.

    Returns:
        A table of edges, each beside the node it leads to; a Bloom filter of them with one hash,
        which says of most steps that lead nowhere that they do; where each unit leads from the
        root, 0 for nowhere; for each node 1 if edges leave it.
    """
    size = 16
    while size < 2 * count:
        size *= 2
    table = np.zeros((size, 2), dtype=np.uint64)
    known = np.zeros(max(1, size // 16), dtype=np.uint64)  # 4 bits and more a slot, 8 a node
    root = np.zeros(units, dtype=np.int32)
    inner = np.zeros(count, dtype=np.int32)
    for i in range(keys.size):
        if keys[i] == 0:
            continue
        node = keys[i] >> np.uint64(32)
        if node == 0:
            root[(keys[i] & np.uint64(0xFFFFFFFF)) - np.uint64(1)] = nodes[i]
            continue
        inner[node] = 1
        slot = slot_of(table[:, 0], keys[i])
        table[slot, 0] = keys[i]
        table[slot, 1] = np.uint64(nodes[i])
        hashed = keys[i] * MIX
        known[_word_of(hashed, known.size)] |= np.uint64(1) << (hashed >> np.uint64(58))
    return table, known, root, inner


@compiled
def _word_of(hashed: np.uint64, size: int) -> int:
    """Which word of a Bloom filter has the bit of a hash."""
    return int(hashed >> np.uint64(20)) & (size - 1)


@compiled
def _next(node: int, unit: int, table: Hashes, known: Hashes, root: Ints) -> int:
    """The node that a unit leads to, or 0."""
    if unit == OTHER_WORD:
        return 0
    if node == 0:
        return int(root[unit])
    key = _step(node, unit)
    hashed = key * MIX
    bit = known[_word_of(hashed, known.size)] >> (hashed >> np.uint64(58))
    if not bit & np.uint64(1):
        return 0
    mask = table.shape[0] - 1
    at = int(hashed >> np.uint64(32)) & mask
    while table[at, 0] != 0:
        if table[at, 0] == key:
            return int(table[at, 1])
        at = (at + 1) & mask
    return 0


@compiled
def walk(
    form: Ints,
    base: Ints,
    table: Hashes,
    known: Hashes,
    root: Ints,
    groups: Ints,
    longest: int,
    wanted: int,
) -> tuple[Ints, Ints, Ints]:
    """Every term at every unit, whatever it overlaps.

    Args:
        form: of the units of a text.
        base: of the same.
        table: of `pack`.
        known: of `pack`.
        root: of `pack`.
        groups: for each node the group of terms in each of two languages, or -1; and whether
            edges leave it.
        longest: units of the longest term.
        wanted: 1 for groups of the first language, 2 of the second, 3 of both.

    Returns:
        First unit, unit behind the last, group; in the order of the first unit, of the same ones
        the closer form first.
    """
    first = np.empty(1024, dtype=np.int32)
    behind = np.empty(1024, dtype=np.int32)
    found = np.empty(1024, dtype=np.int32)
    count = 0
    open_nodes = np.empty(longest + 2, dtype=np.int32)  # to be gone on with, and from which unit
    open_units = np.empty(longest + 2, dtype=np.int32)
    for start in range(form.size):
        open_nodes[0] = 0
        open_units[0] = start
        depth = 1
        while depth > 0:
            depth -= 1
            node = open_nodes[depth]
            at = open_units[depth]
            for language in range(2):
                if groups[node, language] >= 0 and wanted & (1 << language):
                    if count == first.size:
                        first = np.concatenate((first, first))
                        behind = np.concatenate((behind, behind))
                        found = np.concatenate((found, found))
                    first[count] = start
                    behind[count] = at
                    found[count] = groups[node, language]
                    count += 1
            if at == form.size or not groups[node, 2]:
                continue
            if base[at] != form[at]:
                target = _next(node, base[at], table, known, root)
                if target:
                    open_nodes[depth] = target
                    open_units[depth] = at + 1
                    depth += 1
            target = _next(node, form[at], table, known, root)
            if target:  # on top: of equal spans the closer form comes first
                open_nodes[depth] = target
                open_units[depth] = at + 1
                depth += 1
    return first[:count].copy(), behind[:count].copy(), found[:count].copy()


@compiled
def choose(first: Ints, behind: Ints, ranks: NDArray[np.uint8], units: int) -> Ints:
    """Of overlapping stretches the better rank, the longer, the first; in the order of the text.

    Args:
        first: first unit of each, ascending.
        behind: the unit behind its last.
        ranks: 0 or 1, 0 being better.
        units: how many the text has.

    Returns:
        The places of those that stay.
    """
    longest = 1
    for i in range(first.size):
        longest = max(longest, behind[i] - first[i])
    buckets = np.zeros(2 * longest + 1, dtype=np.int64)  # by rank, then length from the longest
    for i in range(first.size):
        buckets[ranks[i] * longest + longest - (behind[i] - first[i]) + 1] += 1
    buckets = np.cumsum(buckets)
    order = np.empty(first.size, dtype=np.int64)
    for i in range(first.size):
        bucket = ranks[i] * longest + longest - (behind[i] - first[i])
        order[buckets[bucket]] = i
        buckets[bucket] += 1
    taken = np.zeros(units, dtype=np.uint8)
    starting = np.full(units, -1, dtype=np.int64)
    count = 0
    for place in order:
        free = True
        for unit in range(first[place], behind[place]):
            if taken[unit]:
                free = False
                break
        if free:
            taken[first[place] : behind[place]] = 1
            starting[first[place]] = place
            count += 1
    chosen = np.empty(count, dtype=np.int32)
    count = 0
    for place in starting:
        if place >= 0:
            chosen[count] = place
            count += 1
    return chosen
