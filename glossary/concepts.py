"""Findings gathered into concepts: the terms of one thing together, near misses apart.

gather(findings) -> list[ConceptEntry]       best first; suggested ones behind all others
"""

from collections.abc import Iterable
from dataclasses import replace

from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.findings import Finding, logistic
from glossary.parts_of_speech import part_of_speech

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
    """One finding for each pair of normal forms; the better evidence leads."""
    found: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = finding.zh, finding.en
        other = found.get(key)
        if other is None:
            found[key] = finding
            continue
        first, second = sorted(
            (finding, other),
            key=lambda f: (f.status is Status.SUGGESTED, -f.probability, -f.frequency, f.topic),
        )
        if second.status is Status.SUGGESTED:
            found[key] = first
            continue
        found[key] = replace(
            first,
            strength=max(first.strength, second.strength),
            frequency=first.frequency + second.frequency,
            is_name=first.is_name or second.is_name,
            sure=first.sure or second.sure,
            contexts=tuple(dict.fromkeys((*first.contexts, *second.contexts)))[:3],
        )
    return list(found.values())


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
        )
        for finding in sorted(findings, key=lambda f: (-f.strength, f.zh, f.en))
        for surface in finding.zh_surfaces
    )
    return ConceptEntry(
        id=concept_id(first.zh, first.en), pairs=pairs, domain=first.topic, note=first.note
    )
