"""Concept entries as text that databases keep: JSON, nested lists with the fields in order.

entry_from(record_of(entry)) == entry
"""

import json

from corpus.model import Kind, SentencePair
from glossary.entries import ConceptEntry, Status, TermPair


def record_of(entry: ConceptEntry) -> str:
    """The record of an entry, with all that it has."""
    pairs = [
        [
            pair.zh, pair.en, pair.score, pair.probability, pair.frequency, pair.status,
            pair.part_of_speech,
            [
                [
                    c.zh, c.en, c.score, c.kind, c.topic, c.zh_document, c.en_document, c.zh_ids,
                    c.en_ids,
                ]
                for c in pair.contexts
            ],
            pair.documents,
        ]
        for pair in entry.pairs
    ]  # fmt: skip
    fields = [entry.id, pairs, entry.domain, entry.definition, entry.note]
    return json.dumps(fields, ensure_ascii=False)


def entry_from(record: str) -> ConceptEntry:
    """The entry of a record."""
    identity, pairs, domain, definition, note = json.loads(record)
    return ConceptEntry(
        identity,
        tuple(
            TermPair(
                zh, en, score, probability, frequency, Status(status), part,
                tuple(
                    SentencePair(
                        z, e, s, Kind(kind), topic, zd, ed, tuple(z_ids), tuple(e_ids)
                    )
                    for z, e, s, kind, topic, zd, ed, z_ids, e_ids in contexts
                ),
                documents,
            )
            for zh, en, score, probability, frequency, status, part, contexts, documents in pairs
        ),
        domain,
        definition,
        note,
    )  # fmt: skip
