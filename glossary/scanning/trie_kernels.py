"""The inner loops of `scan`, compiled: a trie of terms, and walking it over a text."""

import numpy as np

from corpus.kernels.arrays import Bytes, Ints, Longs
from corpus.kernels.compiled import compiled, part
from corpus.kernels.growth import doubled
from glossary.scanning.unit_kernels import OTHER_WORD


@compiled
def build(units: Ints, bounds: Ints, order: Longs) -> tuple[Ints, Ints, Ints]:
    """A trie of terms.

    Its nodes are numbered level by level, those of a level in the order of their terms: so the
    children of a node stand together, by unit, and few places in memory are looked at again and
    again. Node 0 is the root.

    Args:
        units: of all terms, run together.
        bounds: where each term begins, and the end of the last.
        order: the terms, sorted by their units; those without units are left out.

    Returns:
        The unit that leads to each node, the first child of each node (and of one more: the
        children of a node end where those of the next begin), the node of each term.
    """
    led_by = np.full(units.size + 1, OTHER_WORD, dtype=np.int32)
    children = np.zeros(units.size + 2, dtype=np.int32)
    ends = np.zeros(bounds.size - 1, dtype=np.int32)
    count = 1
    depth = 0
    active = order.copy()
    while active.size:
        parent = -1
        longer = 0
        for term in active:
            at = bounds[term] + depth
            if ends[term] != parent or units[at] != led_by[count - 1]:
                parent = ends[term]
                if children[parent] == 0:
                    children[parent] = count
                led_by[count] = units[at]
                count += 1
            ends[term] = count - 1
            if at + 1 < bounds[term + 1]:
                active[longer] = term
                longer += 1
        active = active[:longer]
        depth += 1
    children[count] = count
    for node in range(count - 1, -1, -1):
        if children[node] == 0:
            children[node] = children[node + 1]
    return led_by[:count].copy(), children[: count + 1].copy(), ends


@part
def _child(node: int, unit: int, nodes: Ints, led_by: Ints) -> int:
    """The child that a unit leads to, or 0; by bisection."""
    first = nodes[node, 0]
    size = nodes[node + 1, 0] - first
    if size == 0:
        return 0
    while size > 1:
        half = size // 2
        if led_by[first + half] <= unit:
            first += half
        size -= half
    return first if led_by[first] == unit else 0


@compiled
def walk(
    form: Ints, base: Ints, nodes: Ints, led_by: Ints, root: Ints, longest: int, wanted: int
) -> tuple[Ints, Ints, Ints]:
    """All occurrences of all terms, overlapping ones included.

    Args:
        form: of the units of a text.
        base: of the same.
        nodes: for each node its first child and the group of terms in each of two languages, or
            -1; and a last row, where the children of the last node end.
        led_by: the unit that leads to each node.
        root: where each unit leads from the root, 0 for nowhere.
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
        depth = 0
        for unit in (base[start], form[start]):  # the form on top: the closer one comes first
            if unit != OTHER_WORD and root[unit] and not (depth and base[start] == form[start]):
                open_nodes[depth] = root[unit]
                open_units[depth] = start + 1
                depth += 1
        while depth > 0:
            depth -= 1
            node = open_nodes[depth]
            at = open_units[depth]
            for language in range(2):
                group = nodes[node, 1 + language]
                if group >= 0 and wanted & (1 << language):
                    if count == first.size:
                        first, behind, found = doubled(first), doubled(behind), doubled(found)
                    first[count] = start
                    behind[count] = at
                    found[count] = group
                    count += 1
            if at == form.size or nodes[node, 0] == nodes[node + 1, 0]:
                continue
            if base[at] != form[at]:
                target = _child(node, base[at], nodes, led_by)
                if target:
                    open_nodes[depth] = target
                    open_units[depth] = at + 1
                    depth += 1
            target = _child(node, form[at], nodes, led_by)
            if target:
                open_nodes[depth] = target
                open_units[depth] = at + 1
                depth += 1
    return first[:count].copy(), behind[:count].copy(), found[:count].copy()


@compiled
def choose(first: Ints, behind: Ints, ranks: Bytes, units: int) -> Ints:
    """Greedy choice among overlapping stretches: by rank, then length, then position.

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
