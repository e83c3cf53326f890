"""Findings gathered into concepts: the terms of one thing together, near misses apart.

gather(findings) -> list[ConceptEntry]       best first; suggested ones behind all others
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from corpus.model import Kind, SentencePair
from glossary.analysis.parts_of_speech import part_of_speech
from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.extraction.finding import CONTEXTS, Finding, logistic

LEAST_VARIANT = 0.5
"""Least probability of a pair that joins a concept through one of its terms: rather right than
wrong."""


def gather(findings: Iterable[Finding]) -> list[ConceptEntry]:
    """One concept for the pairs that share a term and are sure to mean the same.

    A pair whose terms belong to two concepts joins them only if it is the name of one thing and
    attested, and a second such pair says so too (韩国 and 大韩民国 are both *Republic of Korea*
    and *South Korea*); else it stays on its own: 外交 is *diplomacy* and *foreign affairs*, but
    diplomacy and foreign affairs are two concepts.
    """
    ordered = sorted(
        _merged(findings),
        key=lambda f: (f.status is Status.SUGGESTED, -f.strength, f.zh, f.en),
    )
    attested = {(f.zh, f.en) for f in ordered if f.sure and f.is_name}
    concepts: list[list[Finding]] = []
    of_zh: dict[str, int] = {}
    of_en: dict[str, int] = {}
    for finding in ordered:
        zh, en = of_zh.get(finding.zh), of_en.get(finding.en)
        known = {number for number in (zh, en) if number is not None}
        joins = finding.sure or finding.probability >= LEAST_VARIANT
        if len(known) == 1 and joins:
            number = known.pop()
            concepts[number].append(finding)
        elif (
            len(known) == 2
            and (finding.zh, finding.en) in attested
            and len(attested & _across(*(concepts[number] for number in known))) > 1
        ):
            number, other = min(known), max(known)
            concepts[number] += [*concepts[other], finding]
            concepts[other] = []
            for index in (of_zh, of_en):
                index.update({term: number for term, at in index.items() if at == other})
        else:
            number = len(concepts)
            concepts.append([finding])
        of_zh.setdefault(finding.zh, number)
        of_en.setdefault(finding.en, number)
    return [_entry(found) for found in concepts if found]


def _across(one: list[Finding], other: list[Finding]) -> set[tuple[str, str]]:
    """Every Chinese term of either concept with every English term of the other."""
    return {(a.zh, b.en) for a in one for b in other} | {(b.zh, a.en) for a in one for b in other}


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each pair of normal forms."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.zh, finding.en), []).append(finding)
    return [_joined(group) if len(group) > 1 else group[0] for group in alike.values()]


def _joined(findings: list[Finding]) -> Finding:
    """What several texts show of one pair; the better evidence leads.

    Comparable documents are counted with their sentences that have a translation, so what both
    kinds of text show is not summed up.
    """
    first, *others = sorted(
        findings,
        key=lambda f: (f.status is Status.SUGGESTED, -f.probability, -f.frequency, f.topic),
    )
    shown = [first, *(finding for finding in others if finding.status is not Status.SUGGESTED)]
    frequency: Counter[Kind] = Counter()
    for finding in shown:
        kind = finding.contexts[0].kind if finding.contexts else Kind.COMPARABLE
        frequency[kind] += finding.frequency
    return replace(
        first,
        strength=max(finding.strength for finding in shown),
        frequency=max(frequency.values()),
        is_name=any(finding.is_name for finding in shown),
        sure=any(finding.sure for finding in shown),
        documents=(
            frozenset().union(*(finding.documents[0] for finding in shown)),
            frozenset().union(*(finding.documents[1] for finding in shown)),
        ),
        contexts=_distinct(context for finding in shown for context in finding.contexts),
    )


def _distinct(contexts: Iterable[SentencePair]) -> tuple[SentencePair, ...]:
    """The best contexts, translations first, none of which another one says already.

    The two sentences of comparable documents often are a translation, or a part of one.
    """
    kept: list[SentencePair] = []
    for context in sorted(contexts, key=lambda context: context.kind is Kind.COMPARABLE):
        if not any(context.zh in other.zh and context.en in other.en for other in kept):
            kept.append(context)
    return tuple(kept[:CONTEXTS])


def _entry(findings: list[Finding]) -> ConceptEntry:
    """The concept of these findings, best first."""
    first = findings[0]
    pairs = tuple(
        TermPair(
            zh=surface,
            en=finding.en_surface,
            score=round(logistic(finding.strength), 6),
            probability=round(finding.probability, 4),
            frequency=finding.frequency,
            status=finding.status,
            part_of_speech="properNoun" if finding.is_name else part_of_speech(finding.zh),
            contexts=finding.contexts,
            documents=min(map(len, finding.documents)),
        )
        for finding in sorted(findings, key=lambda f: (-f.strength, f.zh, f.en))
        for surface in finding.zh_surfaces
    )
    return ConceptEntry(
        id=concept_id(first.zh, first.en), pairs=pairs, domain=first.topic, note=first.note
    )
