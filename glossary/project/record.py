"""Concept entries as text that databases keep: JSON, nested lists with the fields in order.

entry_from(record_of(entry)) == entry
entry_of(fields_of(entry)) == entry                     the same without the text
term_pair_from(fields_of_term_pair(pair)) == pair       what computed tables have of each pair
pair_from(fields_of_pair(pair)) == pair                 and of each sentence pair
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from corpus.model import Kind, SentencePair
from glossary.entries import Category, ConceptEntry, Status, TermPair


def record_of(entry: ConceptEntry) -> str:
    """The record of an entry, with all that it has."""
    return json.dumps(fields_of(entry), ensure_ascii=False)


def entry_from(record: str) -> ConceptEntry:
    """The entry of a record."""
    return entry_of(json.loads(record))


def fields_of(entry: ConceptEntry) -> list[Any]:
    """The same as values of JSON; of a pair that has a note, it stands last."""
    pairs = [[*fields_of_term_pair(p), *filter(None, [p.note])] for p in entry.pairs]
    return [entry.id, pairs, entry.domain, entry.definition, entry.note]


def entry_of(fields: Sequence[Any]) -> ConceptEntry:
    """The entry of the values that `fields_of` gives."""
    identity, pairs, *rest = fields
    return ConceptEntry(identity, tuple(map(term_pair_from, pairs)), *rest)


def fields_of_term_pair(pair: TermPair) -> list[Any]:
    """Its fields but for the note, in the order in which `TermPair` takes them."""
    return [
        pair.zh, pair.en, pair.score, pair.probability, pair.frequency, pair.status.value,
        pair.part_of_speech, [fields_of_pair(context) for context in pair.contexts],
        pair.documents, pair.zh_code, pair.en_code, pair.do_not_translate, pair.termhood,
        pair.category,
    ]  # fmt: skip


def term_pair_from(fields: Sequence[Any]) -> TermPair:
    """The term pair of its fields; those that earlier versions did not have may be missing."""
    zh, en, score, probability, frequency, status, part, contexts, documents, *more = fields
    pair = TermPair(
        zh, en, score, probability, frequency, Status(status), part,
        tuple(map(pair_from, contexts)), documents, *more,
    )  # fmt: skip
    return replace(
        pair,
        do_not_translate=bool(pair.do_not_translate),
        category=Category.named(pair.category or ""),
    )


def fields_of_pair(pair: SentencePair) -> list[Any]:
    """Its fields, in the order in which `SentencePair` takes them."""
    return [
        pair.zh, pair.en, pair.score, pair.kind.value, pair.topic, pair.zh_document,
        pair.en_document, pair.zh_ids, pair.en_ids,
    ]  # fmt: skip


def pair_from(fields: Sequence[Any]) -> SentencePair:
    """The sentence pair of its fields."""
    zh, en, score, kind, topic, zh_document, en_document, zh_ids, en_ids = fields
    return SentencePair(
        zh, en, score, Kind(kind), topic, zh_document, en_document, tuple(zh_ids), tuple(en_ids)
    )
