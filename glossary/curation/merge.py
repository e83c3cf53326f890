"""Glossaries joined in order of trust, without doubling concepts.

merge([ours, theirs]) -> list[ConceptEntry]
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from glossary.entries import ConceptEntry, Glossary, TermPair, concept_id
from glossary.wordforms.normal import normal_en, normal_zh

PairKey = tuple[str, str]


def pair_key(pair: TermPair) -> PairKey:
    """The normal forms of both terms: equal for different spellings of one pair."""
    return normal_zh(pair.zh), normal_en(pair.en)


def merge(glossaries: Iterable[Iterable[ConceptEntry]]) -> Glossary:
    """One glossary of several, the most trusted first.

    An entry that shares a pair of terms, in whatever spelling, with one that is there already joins
    it (the first of them, if it shares pairs with several): what it adds is its other pairs, and
    what was empty. Of a pair that is there already spelling, status and evidence stay, but a
    decision stands above what nobody decided on, wherever it stands. So a pair that a trusted
    glossary rejects stays rejected. Two spellings in one glossary stay two pairs.
    """
    concepts: list[_Concept] = []
    places: dict[PairKey, int] = {}
    ids: set[str] = set()
    for entries in glossaries:
        trusted = frozenset(places)
        for entry in entries:
            keys = [pair_key(pair) for pair in entry.pairs]
            place = min((places[key] for key in keys if key in places), default=len(concepts))
            if place == len(concepts):
                concepts.append(_Concept(replace(entry, id=_unused_id(entry, ids), pairs=())))
            else:
                concepts[place].fill(entry)
            for key, pair in zip(keys, entry.pairs, strict=True):
                concepts[places.setdefault(key, place)].add(key, pair, known=key in trusted)
    return Glossary(replace(each.entry, pairs=tuple(each.pairs)) for each in concepts)


@dataclass(slots=True)
class _Concept:
    """A concept so far; its pairs stand apart from it."""

    entry: ConceptEntry
    pairs: list[TermPair] = field(default_factory=list)
    places: dict[PairKey, int] = field(default_factory=dict)

    def add(self, key: PairKey, pair: TermPair, *, known: bool) -> None:
        """Take a pair; of one that a more trusted glossary has too, only what that one lacks."""
        place = self.places.setdefault(key, len(self.pairs))
        if place == len(self.pairs):
            self.pairs.append(pair)
            return
        spelled = [(p.zh, p.en) for p in self.pairs]
        if not known and (pair.zh, pair.en) not in spelled:
            self.pairs.append(pair)  # one glossary may say of two spellings which one to use
            return
        if not known:
            place = spelled.index((pair.zh, pair.en))
        there = self.pairs[place]
        if pair.status.is_decided and not there.status.is_decided:
            there = replace(there, zh=pair.zh, en=pair.en, status=pair.status)
        self.pairs[place] = replace(
            there,
            part_of_speech=there.part_of_speech or pair.part_of_speech,
            contexts=there.contexts or pair.contexts,
            zh_code=there.zh_code or pair.zh_code,
            en_code=there.en_code or pair.en_code,
            do_not_translate=there.do_not_translate or pair.do_not_translate,
            note=there.note or pair.note,
        )

    def fill(self, entry: ConceptEntry) -> None:
        """Take from an entry what this one lacks."""
        self.entry = replace(
            self.entry,
            domain=self.entry.domain or entry.domain,
            definition=self.entry.definition or entry.definition,
            note=self.entry.note or entry.note,
        )


def _unused_id(entry: ConceptEntry, used: set[str]) -> str:
    """The entry's id, or, if another concept has it, one made of its first pair."""
    identity, number = entry.id, 1
    while identity in used:
        first = entry.pairs[0]
        identity = concept_id(first.zh, first.en) + (f"-{number}" if number > 1 else "")
        number += 1
    used.add(identity)
    return identity
