"""Concept entries as text that databases keep: JSON, nested lists with the fields in order.

entry_from(record_of(entry)) == entry
entry_of(fields_of(entry)) == entry                     the same without the text
checked_entry_of(fields_of(entry)) == entry             of fields that somebody may have edited
term_pair_from(fields_of_term_pair(pair)) == pair       what computed tables have of each pair
pair_from(fields_of_pair(pair)) == pair                 and of each sentence pair
"""

import json
from collections.abc import Sequence
from typing import Any

from corpus.model import Kind, SentencePair
from glossary.entries import Category, ConceptEntry, Status, TermPair

_ABSENT: tuple[Any, ...] = ("", "", False, 0.0, None, "")
"""The last fields of a term pair, where they are missing."""
_MANY = 2**31
"""More than there can be of anything that an entry counts."""


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


def checked_entry_of(fields: Sequence[Any]) -> ConceptEntry:
    """The same of values from outside.

    Raises:
        ValueError: a value is none that the field may have.
        TypeError: there are too many or too few, or no lists.
    """
    entry = entry_of(fields)
    if not entry.pairs:
        raise ValueError("a concept has a term pair at least")
    _check_texts(entry.id, entry.domain, entry.definition, entry.note)
    for pair in entry.pairs:
        _check_texts(pair.zh, pair.en, pair.part_of_speech, pair.zh_code, pair.en_code, pair.note)
        if not pair.zh and not pair.en:
            raise ValueError("a term pair has a term at least")
        _check_scores(pair.score, pair.probability, pair.termhood)
        _check_counts(pair.frequency, pair.documents)
        for context in pair.contexts:
            _check_texts(
                context.zh, context.en, context.topic, context.zh_document, context.en_document
            )
            _check_scores(context.score)
            _check_counts(*context.zh_ids, *context.en_ids)
    return entry


def _check_texts(*values: object) -> None:
    for value in values:
        if not isinstance(value, str):
            raise ValueError(f"{value!r}: must be a text")  # noqa: TRY004  (bad input)


def _check_scores(*values: object) -> None:
    for value in values:
        if not (isinstance(value, float | int) and -_MANY < value < _MANY):
            raise ValueError(f"{value!r}: must be a number")


def _check_counts(*values: object) -> None:
    for value in values:
        if not (isinstance(value, int) and 0 <= value < _MANY):
            raise ValueError(f"{value!r}: must be a whole number")


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
    zh_code, en_code, fixed, termhood, category, note = (*more, *_ABSENT[len(more) :])
    return TermPair(
        zh, en, score, probability, frequency, Status(status), part,
        tuple(map(pair_from, contexts)), documents, zh_code, en_code, bool(fixed), termhood,
        Category.named(category or ""), note,
    )  # fmt: skip


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
