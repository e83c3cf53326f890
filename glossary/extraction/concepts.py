"""Found pairs gathered into concepts: the terms of one thing together, near misses apart.

gather(pairs) -> list[ConceptEntry]       best first; suggested ones behind all others
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from corpus.model import Kind, SentencePair
from glossary.analysis.parts_of_speech import part_of_speech
from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.extraction.found_pair import CONTEXTS, FoundPair, logistic

LEAST_VARIANT = 0.5
"""Least probability of a pair that joins a concept through one of its terms: rather right than
wrong."""


def gather(pairs: Iterable[FoundPair]) -> list[ConceptEntry]:
    """One concept for the pairs that share a term and are sure to mean the same.

    A pair whose terms belong to two concepts joins them only if it is the name of one thing and
    attested, and a second such pair says so too (韩国 and 大韩民国 are both *Republic of Korea*
    and *South Korea*); else it stays on its own: 外交 is *diplomacy* and *foreign affairs*, but
    diplomacy and foreign affairs are two concepts.
    """
    ordered = sorted(
        _merged(pairs),
        key=lambda f: (f.status is Status.SUGGESTED, -f.strength, f.zh, f.en),
    )
    attested = {(f.zh, f.en) for f in ordered if f.sure and f.is_name}
    concepts: list[list[FoundPair]] = []
    of_zh: dict[str, int] = {}
    of_en: dict[str, int] = {}
    for pair in ordered:
        zh, en = of_zh.get(pair.zh), of_en.get(pair.en)
        known = {number for number in (zh, en) if number is not None}
        joins = pair.sure or pair.probability >= LEAST_VARIANT
        if len(known) == 1 and joins:
            number = known.pop()
            concepts[number].append(pair)
        elif (
            len(known) == 2
            and (pair.zh, pair.en) in attested
            and len(attested & _across(*(concepts[number] for number in known))) > 1
        ):
            number, other = min(known), max(known)
            concepts[number] += [*concepts[other], pair]
            concepts[other] = []
            for index in (of_zh, of_en):
                index.update({term: number for term, at in index.items() if at == other})
        else:
            number = len(concepts)
            concepts.append([pair])
        of_zh.setdefault(pair.zh, number)
        of_en.setdefault(pair.en, number)
    return [_entry(found) for found in concepts if found]


def _across(one: list[FoundPair], other: list[FoundPair]) -> set[tuple[str, str]]:
    """Every Chinese term of either concept with every English term of the other."""
    return {(a.zh, b.en) for a in one for b in other} | {(b.zh, a.en) for a in one for b in other}


def _merged(pairs: Iterable[FoundPair]) -> list[FoundPair]:
    """One of the pairs with the same normal forms."""
    alike: dict[tuple[str, str], list[FoundPair]] = {}
    for pair in pairs:
        alike.setdefault((pair.zh, pair.en), []).append(pair)
    return [_joined(group) if len(group) > 1 else group[0] for group in alike.values()]


def _joined(pairs: list[FoundPair]) -> FoundPair:
    """The evidence of several texts for one pair; the best evidence comes first.

    Comparable documents are counted with their sentences that have a translation, so what both
    kinds of text show is not summed up.
    """
    first, *others = sorted(
        pairs,
        key=lambda f: (f.status is Status.SUGGESTED, -f.probability, -f.frequency, f.topic),
    )
    shown = [first, *(pair for pair in others if pair.status is not Status.SUGGESTED)]
    frequency: Counter[Kind] = Counter()
    for pair in shown:
        kind = pair.contexts[0].kind if pair.contexts else Kind.COMPARABLE
        frequency[kind] += pair.frequency
    return replace(
        first,
        strength=max(pair.strength for pair in shown),
        termhood=max(pair.termhood for pair in shown),
        frequency=max(frequency.values()),
        is_name=any(pair.is_name for pair in shown),
        sure=any(pair.sure for pair in shown),
        documents=(
            frozenset().union(*(pair.documents[0] for pair in shown)),
            frozenset().union(*(pair.documents[1] for pair in shown)),
        ),
        contexts=_distinct(context for pair in shown for context in pair.contexts),
    )


def _distinct(contexts: Iterable[SentencePair]) -> tuple[SentencePair, ...]:
    """The best contexts, translations first, without those that are part of another.

    The two sentences of comparable documents often are a translation, or a part of one.
    """
    kept: list[SentencePair] = []
    for context in sorted(contexts, key=lambda context: context.kind is Kind.COMPARABLE):
        if not any(context.zh in other.zh and context.en in other.en for other in kept):
            kept.append(context)
    return tuple(kept[:CONTEXTS])


def _entry(found: list[FoundPair]) -> ConceptEntry:
    """The concept of these pairs, best first."""
    first = found[0]
    pairs = tuple(
        TermPair(
            zh=surface,
            en=pair.en_surface,
            score=round(logistic(pair.strength), 6),
            probability=round(pair.probability, 4),
            frequency=pair.frequency,
            status=pair.status,
            part_of_speech="properNoun" if pair.is_name else part_of_speech(pair.zh),
            contexts=pair.contexts,
            documents=min(map(len, pair.documents)),
            termhood=round(pair.termhood, 4),
            category=pair.category,
        )
        for pair in sorted(found, key=lambda f: (-f.strength, f.zh, f.en))
        for surface in pair.zh_surfaces
    )
    return ConceptEntry(
        id=concept_id(first.zh, first.en), pairs=pairs, domain=first.topic, note=first.note
    )
