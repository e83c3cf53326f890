"""Document pairs and topics as objects for scripts: what ``--json`` prints, one a line."""

from collections.abc import Iterable, Mapping
from typing import Any

from align.documents.coverage import Coverage
from align.documents.labels.labeller import Labeller
from corpus.model import Document, DocumentPair, Language, Topic

_KEY_TERMS = 8
"""What a reader takes in at a glance; the label has the first three."""


def pair_records(coverage: Coverage, pairs: Iterable[DocumentPair]) -> list[dict[str, Any]]:
    """The document pairs as given: both documents, score, kind, reason."""
    places = coverage.places()
    return [
        {
            "zh": _document(coverage.documents[pair.zh], places),
            "en": _document(coverage.documents[pair.en], places),
            "score": round(pair.score, 4),
            "kind": pair.kind.value,
            "reason": pair.reason,
        }
        for pair in pairs
    ]


def topic_records(coverage: Coverage, topics: Iterable[Topic]) -> list[dict[str, Any]]:
    """The topics as given: number, labels, key terms, first and last known date, documents."""
    topics = list(topics)
    labeller = Labeller(coverage.texts(Language.ZH), coverage.texts(Language.EN))
    key_terms = labeller.key_terms([topic.documents for topic in topics], _KEY_TERMS)
    places = coverage.places()
    records = []
    for topic, (terms_zh, terms_en) in zip(topics, key_terms, strict=True):
        first, last = time_span(coverage.documents[key] for key in topic.documents)
        records.append(
            {
                "topic": topic.number,
                "label_zh": topic.label_zh,
                "label_en": topic.label_en,
                "terms_zh": terms_zh,
                "terms_en": terms_en,
                "first": first,
                "last": last,
                "documents": [
                    _document(coverage.documents[key], places) for key in topic.documents
                ],
            }
        )
    return records


def time_span(documents: Iterable[Document]) -> tuple[str, str]:
    """The first and the last date that is known of any of them; empty if none is."""
    dates = sorted(document.published for document in documents if document.published)
    return (dates[0], dates[-1]) if dates else ("", "")


def _document(document: Document, places: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "id": document.id,
        "paths": places[document.id],
        "language": document.language.value,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
    }
