"""The inner loops of `glossary.scan`, compiled: characters to units, units to terms.

Kinds of characters, as `glossary.normal` tells them apart; what a kernel does not know yet is 0.
"""

import numpy as np
from numpy.typing import NDArray

from corpus.compiled import compiled

SEPARATOR, HAN, LETTER, DIGIT, MARK, APOSTROPHE, LINE, SPACE = range(1, 9)
"""LETTER: of a word; DIGIT: the same, but not behind an apostrophe. LINE and SPACE separate, too,
and are white space; an APOSTROPHE separates unless it stands between a word and letters."""

WORDS = 0x110000
"""Unit ids from here on are words of the vocabulary; below they are characters."""
OTHER_WORD = -1
"""The unit id of a word that no term has."""
PARAGRAPH = 10
"""The unit id of an empty line: that of its line feed."""

_UNRESOLVED = -2
_FNV_OFFSET, _FNV_PRIME = np.uint64(14695981039346656037), np.uint64(1099511628211)
_MIX = np.uint64(0x9E3779B97F4A7C15)

Ints = NDArray[np.int32]
Hashes = NDArray[np.uint64]


@compiled
def unknown_characters(codes: NDArray[np.uint32], kinds: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """The characters whose kind is 0, each once."""
    found = np.empty(kinds.size, dtype=np.uint32)
    count = 0
    for code in codes:
        if kinds[code] == 0:
            kinds[code] = MARK
            found[count] = code
            count += 1
    for i in range(count):
        kinds[found[i]] = 0
    return found[:count].copy()


@compiled
def cut_units(
    codes: NDArray[np.uint32], kinds: NDArray[np.uint8], folded: Ints
) -> tuple[Ints, Ints, Ints, Hashes]:
    """The units of a text.

    Args:
        codes: its characters.
        kinds: of every character.
        folded: the normal form of every character.

    Returns:
        For each unit: its id (`OTHER_WORD` for words), its start, its end, and for words the hash
        of their spelling, else 0.
    """
    size = codes.size
    ids = np.empty(size, dtype=np.int32)
    starts = np.empty(size, dtype=np.int32)
    ends = np.empty(size, dtype=np.int32)
    hashes = np.zeros(size, dtype=np.uint64)
    count = 0
    at = 0
    while at < size:
        kind = kinds[codes[at]]
        if kind in (SEPARATOR, SPACE, APOSTROPHE):
            at += 1
            continue
        start = at
        stop = at + 1  # where the unit ends, and where the search goes on
        identity = folded[codes[at]]
        hashed = np.uint64(0)
        if kind == LINE:
            last = at
            while at < size and (kinds[codes[at]] == LINE or kinds[codes[at]] == SPACE):
                if kinds[codes[at]] == LINE:
                    last = at
                at += 1
            if last == start:
                continue
            identity = PARAGRAPH
            stop = last + 1
        elif kind in (LETTER, DIGIT):
            identity = OTHER_WORD
            stop = _dotted(codes, kinds, start)
            if stop == start:
                stop = _word(codes, kinds, start)
            hashed = _hash(codes, start, stop)
            at = stop
            if stop - start > 2 and kinds[codes[stop - 2]] == APOSTROPHE and _s(codes[stop - 1]):
                stop -= 2  # a possessive ending is no part of the term
        at = max(at, stop)
        ids[count] = identity
        starts[count] = start
        ends[count] = stop
        hashes[count] = hashed
        count += 1
    return ids[:count].copy(), starts[:count].copy(), ends[:count].copy(), hashes[:count].copy()


@compiled
def _hash(codes: NDArray[np.uint32], start: int, stop: int) -> np.uint64:
    """FNV-1a over characters, never 0. Among a million words two share one with 3e-8."""
    hashed = _FNV_OFFSET
    for i in range(start, stop):
        hashed = (hashed ^ np.uint64(codes[i])) * _FNV_PRIME
    return hashed if hashed != 0 else _FNV_OFFSET


@compiled
def _letter(code: int) -> bool:
    """Whether it is a letter of ASCII."""
    return 65 <= code <= 90 or 97 <= code <= 122


@compiled
def _s(code: int) -> bool:
    """Whether it is an s, in either case."""
    return (code | 32) == 115


@compiled
def _dotted(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], start: int) -> int:
    """Behind an abbreviation such as U.S. or D.C that starts here; `start` if none does."""
    size = codes.size
    stop = start
    at = start
    while at + 2 < size and _letter(codes[at]) and codes[at + 1] == 46 and _letter(codes[at + 2]):
        behind = at + 3
        if behind < size and codes[behind] == 46:
            stop = behind + 1
        else:
            kind = kinds[codes[behind]] if behind < size else SPACE
            if kind != LETTER and kind != DIGIT and kind != HAN:
                stop = behind
        at += 2
    return stop


@compiled
def _word(codes: NDArray[np.uint32], kinds: NDArray[np.uint8], start: int) -> int:
    """Behind the word that starts here, with what follows an apostrophe."""
    size = codes.size
    at = start
    while at < size and (kinds[codes[at]] == LETTER or kinds[codes[at]] == DIGIT):
        at += 1
    if at + 1 < size and kinds[codes[at]] == APOSTROPHE and kinds[codes[at + 1]] == LETTER:
        at += 1
        while at < size and kinds[codes[at]] == LETTER:
            at += 1
    return at


@compiled
def _slot(keys: Hashes, key: np.uint64) -> int:
    """Where a key stands in an open-addressing table, or would (linear probing; 0 is free)."""
    mask = keys.size - 1
    at = int((key * _MIX) >> np.uint64(32)) & mask
    while keys[at] != 0 and keys[at] != key:
        at = (at + 1) & mask
    return at


@compiled
def new_words(hashes: Hashes, keys: Hashes, forms: Ints, free: int) -> tuple[Ints, int]:
    """The units whose words a table does not have, and puts them in.

    Args:
        hashes: of the units; 0 for those that are no words.
        keys: of the table, changed.
        forms: of the table, changed: what is put in waits for its values.
        free: how many may be put in.

    Returns:
        The first unit of each new word, and how many units were seen: fewer than there are if
        the table must grow first.
    """
    found = np.empty(max(free, 0), dtype=np.int32)
    count = 0
    for i in range(hashes.size):
        if hashes[i] == 0:
            continue
        slot = _slot(keys, hashes[i])
        if keys[slot] == 0:
            if count == free:
                return found[:count].copy(), i
            keys[slot] = hashes[i]
            forms[slot] = _UNRESOLVED
            found[count] = i
            count += 1
    return found[:count].copy(), hashes.size


@compiled
def put(keys: Hashes, values: Ints, others: Ints, key: Hashes, value: Ints, other: Ints) -> None:
    """Put keys with two values each into a table."""
    for i in range(key.size):
        slot = _slot(keys, key[i])
        keys[slot] = key[i]
        values[slot] = value[i]
        others[slot] = other[i]


@compiled
def resolve(ids: Ints, hashes: Hashes, keys: Hashes, forms: Ints, bases: Ints) -> tuple[Ints, Ints]:
    """Form and base of each unit, from the table of words; characters have one that is both."""
    form = ids.copy()
    base = ids.copy()
    for i in range(ids.size):
        if hashes[i] != 0:
            slot = _slot(keys, hashes[i])
            form[i] = forms[slot]
            base[i] = bases[slot]
    return form, base


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
            slot = _slot(keys, key)
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
        slot = _slot(table[:, 0], keys[i])
        table[slot, 0] = keys[i]
        table[slot, 1] = np.uint64(nodes[i])
        hashed = keys[i] * _MIX
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
    hashed = key * _MIX
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
