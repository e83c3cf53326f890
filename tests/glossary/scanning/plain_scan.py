"""The plain twin of `glossary.scanning.scan`: the same rules in plain loops over units."""

from corpus.model import Language
from glossary.entries import Status
from glossary.wordforms.normal import term_units, units

_END = ""  # no unit is empty


def plain_scan(entries, text, language=None, *, overlapping=False):
    """Start, end and language of every term, as `Scanner.scan` finds them."""
    trie = {}
    for entry in entries:
        for pair in entry.pairs:
            if pair.status is not Status.REJECTED:
                add(trie, Language.ZH, pair.zh, pair)
                add(trie, Language.EN, pair.en, pair)
    found = units(text)
    candidates = [
        (start, end, side, pairs)
        for start in range(len(found))
        for end, side, pairs in walk(found, trie, start, language)
    ]
    if not overlapping:
        candidates = chosen(candidates)
    return [(found[start].start, found[end - 1].end, side) for start, end, side, _ in candidates]


def add(trie, language, term, pair):
    forms = [unit.form for unit in term_units(" ".join(term.split()))]
    if forms:
        for form in forms:
            trie = trie.setdefault(form, {})
        trie.setdefault(_END, {}).setdefault(language, []).append(pair)


def walk(found, node, at, language):
    for side in (Language.EN, Language.ZH):
        if side in node.get(_END, {}) and language in (None, side):
            yield at, side, node[_END][side]
    if at < len(found):
        for form in dict.fromkeys((found[at].form, found[at].base)):
            if form in node:
                yield from walk(found, node[form], at + 1, language)


def chosen(candidates):
    taken = set()
    kept = []
    for candidate in sorted(candidates, key=lambda c: (doubtful(c[3]), c[0] - c[1], c[0])):
        covered = range(candidate[0], candidate[1])
        if taken.isdisjoint(covered):
            taken.update(covered)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c[0])


def doubtful(pairs):
    return all(
        pair.status is Status.CANDIDATE and min(pair.score, pair.probability) < 0.5
        for pair in pairs
    )
