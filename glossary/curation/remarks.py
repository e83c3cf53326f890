"""What people said about terms without a decision on a pair: put into what is extracted.

remarked(extracted, standing) -> list[ConceptEntry]

A person may give a concept a definition or a note, say what a term names, or put two concepts
together, and leave open which of their pairs are good.
"""

from collections.abc import Iterable
from dataclasses import replace

from glossary.curation.merge import PairKey, pair_key
from glossary.entries import ConceptEntry, TermPair


def remarked(
    extracted: Iterable[ConceptEntry], standing: Iterable[ConceptEntry]
) -> list[ConceptEntry]:
    """The extracted entries, in their order, with what standing entries say of undecided pairs.

    Extracted entries that share a pair with a standing one that has undecided pairs become one
    concept, at the place of the first of them and under the id of the standing one. It takes the
    definition, note and domain of that one where it has some; its pairs what it names them.

    Args:
        extracted: best first, as `glossary.extraction.extract` gives them.
        standing: what people said, as `glossary.curation.decisions` keeps it.
    """
    remarks = [e for e in standing if not all(pair.status.is_decided for pair in e.pairs)]
    if not remarks:
        return list(extracted)
    homes = {pair_key(pair): place for place, entry in enumerate(remarks) for pair in entry.pairs}
    result: list[ConceptEntry] = []
    places: dict[int, int] = {}
    for entry in extracted:
        home = min((homes[k] for pair in entry.pairs if (k := pair_key(pair)) in homes), default=-1)
        if home < 0:
            result.append(entry)
        elif home in places:
            there = result[places[home]]
            result[places[home]] = replace(
                there,
                pairs=(*there.pairs, *entry.pairs),
                domain=there.domain or entry.domain,
                definition=there.definition or entry.definition,
                note=there.note or entry.note,
            )
        else:
            places[home] = len(result)
            result.append(entry)
    for home, place in places.items():
        result[place] = _with_remarks(result[place], remarks[home])
    return result


def _with_remarks(entry: ConceptEntry, remark: ConceptEntry) -> ConceptEntry:
    said: dict[PairKey, TermPair] = {pair_key(pair): pair for pair in remark.pairs}
    return replace(
        entry,
        id=remark.id,
        pairs=tuple(_named(pair, said.get(pair_key(pair))) for pair in entry.pairs),
        domain=remark.domain or entry.domain,
        definition=remark.definition or entry.definition,
        note=remark.note or entry.note,
    )


def _named(pair: TermPair, said: TermPair | None) -> TermPair:
    if said is None:
        return pair
    return replace(
        pair,
        category=said.category or pair.category,
        do_not_translate=said.do_not_translate,
        note=said.note,
    )
