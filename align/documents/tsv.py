"""Document pairs and topics as TSV files.

write_documents(path, coverage, pairs)      DOCS.tsv
write_topics(path, coverage, topics)        TOPICS.tsv
"""

from collections.abc import Iterable
from pathlib import Path

from align.documents.coverage import Coverage
from corpus.model import DocumentPair, Topic
from corpus.support.files import write_tsv

DOCUMENT_COLUMNS = ("zh", "en", "score", "kind", "reason")
TOPIC_COLUMNS = ("topic", "language", "path", "label_zh", "label_en")


def write_documents(path: str | Path, coverage: Coverage, pairs: Iterable[DocumentPair]) -> None:
    """Write DOCS.tsv: best pairs first; a text that was found twice has a row for each place."""
    places = coverage.places()
    rows = [
        (zh, en, f"{pair.score:.4f}", pair.kind, pair.reason)
        for pair in pairs
        for zh in places[pair.zh]
        for en in places[pair.en]
    ]
    rows.sort(key=lambda row: (-float(row[2]), row[0], row[1]))
    write_tsv(path, DOCUMENT_COLUMNS, rows)


def write_topics(path: str | Path, coverage: Coverage, topics: Iterable[Topic]) -> None:
    """Write TOPICS.tsv: every origin stands in one row."""
    places = coverage.places()
    write_tsv(
        path,
        TOPIC_COLUMNS,
        (
            (topic.number, coverage.documents[key].language, place, topic.label_zh, topic.label_en)
            for topic in topics
            for key in topic.documents
            for place in places[key]
        ),
    )
