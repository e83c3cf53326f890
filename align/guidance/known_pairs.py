"""What the user knows already, as teachers of the lexical model: memories and glossaries.

read_known(["memory.tmx"], ["glossary.tsv"], zh_sentences, en_sentences) -> [KnownPair]
nearest_known(pairs, zh_sentences, en_sentences, most) -> [KnownPair]
"""

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from align.beads.text_pair import KnownPair
from corpus.language.conversion import to_simplified
from corpus.support.inputs import sha256_of
from corpus.support.printing import note
from glossary.entries import ConceptEntry, Status
from glossary.formats.registry import glossary_file, read_glossary

_WORD = re.compile(r"\w+")
MOST = 50_000
"""Units of memories that teach. More would take longer than the texts themselves (a second for
three thousand); the ones that share most with the texts are taken."""

_WORTH = {
    Status.PREFERRED: 5.0,
    Status.APPROVED: 5.0,
    Status.CANDIDATE: 2.0,
    Status.SUGGESTED: 1.0,
    Status.DEPRECATED: 2.0,
    Status.FORBIDDEN: 1.0,
}
"""How many sentence pairs a term pair is worth. One alone teaches next to nothing (see
`glossary.lexicon.evidence.DISCOUNT`), and an approved pair is as sure as a word can be after five.
A deprecated or forbidden rendering still tells which sentences belong together; a rejected pair is
no translation."""


def read_known(
    memories: Iterable[str | Path],
    glossaries: Iterable[str | Path],
    zh: Sequence[str],
    en: Sequence[str],
    decided: Iterable[ConceptEntry] = (),
) -> list[KnownPair]:
    """The units and term pairs that can teach something about these texts.

    What shares no word with their Chinese is left out.

    Args:
        memories: TMX, or pairs in any form that `tmx.read_pairs` takes.
        glossaries: in any form that `glossary.formats.registry.read_glossary` takes.
        zh: Chinese sentences that are to be aligned.
        en: their English counterparts, in any order.
        decided: entries of a glossary that is read already.

    Raises:
        InputError: a file that cannot be read.
        UsageError: a memory whose suffix is of no form.
    """
    known = nearest_known(_units(memories), zh, en, MOST)
    shared = _shared(zh)
    seen: set[tuple[str, str]] = set()
    for entry in chain(decided, *map(read_glossary, glossaries)):
        for pair in entry.pairs:
            worth = 0.0 if (pair.zh, pair.en) in seen else _WORTH.get(pair.status, 0.0)
            seen.add((pair.zh, pair.en))
            if worth and pair.zh and pair.en and _pieces([pair.zh]) & shared:
                known.append(KnownPair(pair.zh, pair.en, worth))
    return known


def digests(memories: Iterable[str | Path], glossaries: Iterable[str | Path]) -> list[str]:
    """A hash of each file's content.

    Raises:
        InputError: a file that cannot be read.
        UsageError: a memory whose suffix is of no form.
    """
    paths = chain.from_iterable(map(_files, map(Path, memories)))
    return [sha256_of(path) for path in (*paths, *map(glossary_file, glossaries))]


def _files(memory: Path) -> list[Path]:
    from tmx.conversion.reading import form_of  # slow to import, and few texts have a memory

    if form_of(memory) == ".moses":  # one name for two files
        return [memory.with_suffix(".zh"), memory.with_suffix(".en")]
    return [memory]


def nearest_known(
    pairs: Iterable[tuple[str, str]], zh: Sequence[str], en: Sequence[str], most: int
) -> list[KnownPair]:
    """The distinct pairs that have most in common with the texts, in their order.

    Args:
        pairs: sentences (zh, en) that translate each other.
        zh: Chinese sentences that are to be aligned.
        en: their English counterparts, in any order.
        most: as many at most.
    """
    shared = _shared(zh)
    words = {word for text in en for word in _words(text)}
    best: list[tuple[float, int, str, str]] = []
    seen: set[tuple[str, str]] = set()
    for number, (one, other) in enumerate(pairs):
        pieces, spoken = _pieces([one]), _words(other)
        if (one, other) in seen or not pieces & shared:
            continue
        likeness = len(pieces & shared) / len(pieces) + len(spoken & words) / max(1, len(spoken))
        item = likeness, -number, one, other
        if len(best) < most:
            heapq.heappush(best, item)
        elif item > best[0]:
            gone = heapq.heapreplace(best, item)
            seen.discard((gone[2], gone[3]))
        else:
            continue
        seen.add((one, other))
    chosen = sorted(best, key=lambda item: -item[1])
    return [KnownPair(one, other) for _, _, one, other in chosen]


def _shared(zh: Sequence[str]) -> set[str]:
    return _pieces(zh) | {character for text in zh for character in to_simplified(text)}


def _units(memories: Iterable[str | Path]) -> Iterator[tuple[str, str]]:
    for path in memories:
        from tmx.conversion.reading import read_pairs  # as above

        for pair in read_pairs(path, note):
            yield pair.zh, pair.en


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _pieces(texts: Sequence[str]) -> set[str]:
    """The character bigrams of Chinese texts, in Simplified script; a lone character is one."""
    found = set()
    for text in texts:
        simplified = to_simplified(text)
        found |= {simplified[i : i + 2] for i in range(max(1, len(simplified) - 1))} - {""}
    return found
