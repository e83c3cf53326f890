"""The concepts of a project while people decide about them: what stands after each decision.

sheet = TermSheet(extracted, standing)
sheet.concepts["c1"]                      as `glossary.curation.applied.curated` gives it
sheet.put({"c1": entry, "c2": None})      what people say of a concept by now, or no more

A decision changes what stands for the concepts that share a pair with it, and nothing else; only
these are made anew.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from glossary.curation.applied import curated
from glossary.curation.merge import PairKey, pair_key
from glossary.curation.remarks import remarked
from glossary.entries import ConceptEntry, TermPair

Contexts = Callable[[str], Mapping[tuple[str, str], TermPair]]
"""By the id of an extracted concept its pairs with their contexts, by their two terms."""


class TermSheet:
    """Extracted concepts and what people said, and what stands because of both.

    Attributes:
        extracted: by id; their pairs may lack contexts.
        standing: by id what people said, as `glossary.curation.decisions` keeps it.
        concepts: by id what stands.

    Args:
        extracted: what extraction found.
        standing: what people said.
        contexts: asked for those that the extracted pairs lack; none are asked for if None.
    """

    def __init__(
        self,
        extracted: Iterable[ConceptEntry],
        standing: Iterable[ConceptEntry],
        contexts: Contexts | None = None,
    ) -> None:
        self.extracted = {entry.id: entry for entry in extracted}
        self.standing: dict[str, ConceptEntry] = {}
        self.concepts = dict(self.extracted)
        self._contexts = contexts
        self._places = {identity: place for place, identity in enumerate(self.extracted)}
        self._found: dict[PairKey, list[str]] = {}
        for entry in self.extracted.values():
            for key in _keys(entry):
                self._found.setdefault(key, []).append(entry.id)
        self._said: dict[PairKey, set[str]] = {}
        self.put({entry.id: entry for entry in standing})

    def put(self, entries: Mapping[str, ConceptEntry | None]) -> set[str]:
        """Put what people say by now in the place of what they said of these concepts.

        Returns:
            The ids of what stands otherwise by now, of what is gone and of what is new.
        """
        given = {key for entry in entries.values() if entry for key in _keys(entry)}
        extracted, standing = self._touched(entries, given)
        before = self._made(extracted, standing)
        for identity, entry in entries.items():
            self._say(identity, entry)
        after = self._made(extracted, standing | entries.keys())
        for identity in before.keys() - after.keys():
            self.concepts.pop(identity, None)
        self.concepts |= after
        return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}

    def found(self, pair: TermPair) -> tuple[ConceptEntry, TermPair] | None:
        """The extracted concept in which a pair stands, and the pair as it was found there."""
        key = pair_key(pair)
        for identity in self._found.get(key, ()):
            entry = self.extracted[identity]
            same = [each for each in entry.pairs if pair_key(each) == key]
            return entry, next((each for each in same if each.zh == pair.zh), same[0])
        return None

    def said_in(self, pair: TermPair) -> set[str]:
        """The ids of the standing entries that say something of a pair."""
        return set(self._said.get(pair_key(pair), ()))

    def shown(self, identity: str) -> ConceptEntry:
        """A concept with the contexts of its pairs.

        Raises:
            KeyError: there is none with this id.
        """
        entry = self.concepts[identity]
        return replace(entry, pairs=tuple(map(self.with_contexts, entry.pairs)))

    def with_contexts(self, pair: TermPair) -> TermPair:
        """A pair with the sentence pairs that extraction found for it; else with its own."""
        found = self.found(pair)
        if found is None or self._contexts is None:
            return pair
        entry, own = found
        known = self._contexts(entry.id).get((own.zh, own.en))
        return replace(pair, contexts=known.contexts or pair.contexts) if known else pair

    def _touched(self, ids: Iterable[str], keys: Collection[PairKey]) -> tuple[list[str], set[str]]:
        """The extracted and the standing entries that hang together with these ids and pairs."""
        extracted: set[str] = set()
        standing: set[str] = set()
        waiting = [*keys]
        names = [*ids]
        seen: set[PairKey] = set()
        while names or waiting:
            for identity in names:
                if identity in self.standing and identity not in standing:
                    standing.add(identity)
                    waiting += _keys(self.standing[identity])
                if identity in self.extracted and identity not in extracted:
                    extracted.add(identity)
                    waiting += _keys(self.extracted[identity])
            names = []
            for key in waiting:
                if key not in seen:
                    seen.add(key)
                    names += [*self._found.get(key, ()), *self._said.get(key, ())]
            waiting = []
        return sorted(extracted, key=self._places.__getitem__), standing

    def _made(self, extracted: Iterable[str], standing: Collection[str]) -> dict[str, ConceptEntry]:
        """What stands of some entries."""
        said = [entry for key, entry in self.standing.items() if key in standing]
        found = [self.extracted[identity] for identity in extracted]
        return {entry.id: entry for entry in curated(remarked(found, said), [said])}

    def _say(self, identity: str, entry: ConceptEntry | None) -> None:
        if before := self.standing.get(identity):
            for key in _keys(before):
                self._said[key].discard(identity)
        if entry is None:
            self.standing.pop(identity, None)
        else:
            self.standing[identity] = entry
            for key in _keys(entry):
                self._said.setdefault(key, set()).add(identity)


def _keys(entry: ConceptEntry) -> set[PairKey]:
    return {pair_key(pair) for pair in entry.pairs}
