"""What people decided about terms, kept when terms are extracted anew.

curated(extracted, by=[edited]) -> list[ConceptEntry]
agreed_words([edited]) -> the Chinese terms that segmentation should keep whole

A decision is a status that no extraction gives: preferred, approved, deprecated, forbidden or
rejected.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from glossary.curation.merge import PairKey, merge, pair_key
from glossary.entries import ConceptEntry, Status, TermPair

AGREED = (Status.PREFERRED, Status.APPROVED)
"""The decisions to use a pair."""


def decisions(entries: Iterable[ConceptEntry]) -> list[ConceptEntry]:
    """The entries, each with only those pairs that someone decided about."""
    kept = (
        replace(entry, pairs=tuple(pair for pair in entry.pairs if pair.status.is_decided))
        for entry in entries
    )
    return [entry for entry in kept if entry.pairs]


def agreed_words(by: Sequence[Iterable[ConceptEntry]]) -> list[str]:
    """The Chinese terms that are preferred or approved, sorted."""
    pairs = (pair for entries in by for entry in entries for pair in entry.pairs)
    return sorted({pair.zh for pair in pairs if pair.status in AGREED and pair.zh})


def curated(
    extracted: Iterable[ConceptEntry], by: Sequence[Iterable[ConceptEntry]]
) -> list[ConceptEntry]:
    """The extracted entries with what people decided, best first.

    A pair that someone decided about has their status and spelling, and the evidence of the
    extraction where there is any; it stands in their concept, with their definition, note and
    domain. Pairs that were decided about and are not found any more stay. What a person only
    noted on a pair, without a decision, is added to the concept that the pair is in now. Of a pair
    that is approved or preferred, what the texts have in the other script is, too.

    Args:
        extracted: best first, as `glossary.extraction.extract` gives them.
        by: glossaries that people edited, in order of trust.

    Returns:
        Extracted and decided entries by score; those with nothing but suggestions last.
    """
    edited = merge([*by])
    theirs = {
        pair_key(pair): place
        for place, entry in enumerate(edited)
        for pair in entry.pairs
        if pair.status.is_decided
    }
    named = {edited[place].id: place for place in theirs.values()}
    notes = {pair_key(pair): entry.note for entry in edited for pair in entry.pairs if entry.note}
    evidence: dict[PairKey, list[TermPair]] = {}
    others: dict[int, list[TermPair]] = {}
    domains: dict[int, str] = {}
    result: list[ConceptEntry] = []
    for entry in extracted:
        keys = [pair_key(pair) for pair in entry.pairs]
        for key, pair in zip(keys, entry.pairs, strict=True):
            evidence.setdefault(key, []).append(pair)
        rest = [pair for key, pair in zip(keys, entry.pairs, strict=True) if key not in theirs]
        home = next((theirs[key] for key in keys if key in theirs), named.get(entry.id))
        if home is not None:
            others.setdefault(home, []).extend(rest)
            domains.setdefault(home, entry.domain)
        elif rest:
            note = entry.note or next((notes[key] for key in keys if key in notes), "")
            result.append(replace(entry, pairs=tuple(rest), note=note))
    for place, entry in enumerate(edited):
        decided = [pair for pair in entry.pairs if pair.status.is_decided]
        if decided:
            pairs = [
                pair
                for one in decided
                for pair in _with_evidence(one, evidence.get(pair_key(one), []), decided)
            ]
            pairs += others.get(place, [])
            domain = entry.domain or domains.get(place, "")
            result.append(replace(entry, pairs=tuple(pairs), domain=domain))
    return sorted(result, key=_order)


def _with_evidence(
    decided: TermPair, found: Sequence[TermPair], all_decided: Sequence[TermPair]
) -> list[TermPair]:
    """A decided pair with what extraction knows of it now; behind it those in the other script."""
    if not found:
        return [decided]
    own = next((pair for pair in found if pair.zh == decided.zh), found[0])
    spelled = {own.zh, *(pair.zh for pair in all_decided)}
    others = [pair for pair in found if pair.zh not in spelled] if decided.status in AGREED else []
    return [
        replace(
            pair,
            zh=decided.zh if pair is own else pair.zh,
            en=decided.en,
            status=decided.status,
            part_of_speech=decided.part_of_speech or pair.part_of_speech,
            contexts=pair.contexts or decided.contexts,
            zh_code=decided.zh_code if pair is own else pair.zh_code,
            en_code=decided.en_code,
            do_not_translate=decided.do_not_translate,
            category=decided.category or pair.category,
            note=decided.note,
        )
        for pair in (own, *others)
    ]


def _order(entry: ConceptEntry) -> tuple[bool, float]:
    suggested = all(pair.status is Status.SUGGESTED for pair in entry.pairs)
    return suggested, -max(pair.score for pair in entry.pairs)
