"""Coverage read for one command, without a project: what `align documents|topics|mine` do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.documents import pair_documents
from align.mining import mine
from align.topics import group_topics
from corpus.clean import furniture
from corpus.errors import InputError, UsageError
from corpus.files import open_text, write_tsv
from corpus.model import Document, DocumentPair, Language, Sentence, Topic
from corpus.readers import ReadFailure, read
from corpus.sentences import segment

DOCUMENT_COLUMNS = ("zh", "en", "score", "kind", "reason")
TOPIC_COLUMNS = ("topic", "language", "path", "label_zh", "label_en")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Documents with their sentences.

    Attributes:
        documents: by id, in the order of their origins.
        sentences: by document id.
        origins: document id of every origin; several where the same text was found twice.
        failures: what could not be read.
    """

    documents: dict[str, Document]
    sentences: dict[str, tuple[Sentence, ...]]
    origins: dict[str, str]
    failures: tuple[ReadFailure, ...] = ()

    def texts(self, language: Language) -> dict[str, list[str]]:
        """The sentences of each document of one language."""
        return {
            key: [sentence.text for sentence in self.sentences[key]]
            for key, document in self.documents.items()
            if document.language is language
        }


def read_coverage(paths: Iterable[Path]) -> Coverage:
    """Read, clean and segment files and folders.

    Raises:
        UsageError: not one document could be read.
    """
    origins: dict[str, Document] = {}
    failures = []
    for item in read(paths):
        if isinstance(item, ReadFailure):
            failures.append(item)
        else:
            origins[item.origin] = item
    if not origins:
        raise UsageError(
            "; ".join(map(str, failures)) or "no files found; give files or folders of coverage"
        )
    documents: dict[str, Document] = {}
    for _, document in sorted(origins.items()):
        documents.setdefault(document.id, document)
    removed = furniture(list(documents.values()))
    return Coverage(
        documents,
        {key: segment(document, removed.get(key, ())) for key, document in documents.items()},
        {origin: origins[origin].id for origin in sorted(origins)},
        tuple(failures),
    )


def relate(coverage: Coverage) -> tuple[list[DocumentPair], list[Topic]]:
    """The document pairs and the topics of a coverage."""
    zh, en = coverage.texts(Language.ZH), coverage.texts(Language.EN)
    pairs = pair_documents(zh, en)
    return pairs, group_topics(zh, en, pairs)


def write_documents(path: Path, coverage: Coverage, pairs: Iterable[DocumentPair]) -> None:
    """Write DOCS.tsv: best pairs first; a text that was found twice has a row for each place."""
    places = _places(coverage)
    rows = [
        (zh, en, f"{pair.score:.4f}", pair.kind, pair.reason)
        for pair in pairs
        for zh in places[pair.zh]
        for en in places[pair.en]
    ]
    rows.sort(key=lambda row: (-float(row[2]), row[0], row[1]))
    write_tsv(path, DOCUMENT_COLUMNS, rows)


def write_topics(path: Path, coverage: Coverage, topics: Iterable[Topic]) -> None:
    """Write TOPICS.tsv: every origin stands in one row."""
    places = _places(coverage)
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


def _places(coverage: Coverage) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for origin, key in coverage.origins.items():
        places.setdefault(key, []).append(origin)
    return places


def mine_files(zh: Path, en: Path, out: Path, threshold: float | None) -> bool:
    """Mine two files of ``id<TAB>sentence`` lines and write MINED.tsv.

    Returns:
        Whether the files were given the other way round; Chinese is on the left all the same.
    """
    zh_rows, en_rows = _numbered(zh), _numbered(en)
    swapped = _han(zh_rows) < _han(en_rows)
    if swapped:
        zh_rows, en_rows = en_rows, zh_rows
    found = mine(
        [text for _, text in zh_rows], [text for _, text in en_rows], threshold=threshold
    )
    write_tsv(out, (), ((zh_rows[i][0], en_rows[j][0], f"{p:.4f}") for i, j, p in found))
    return swapped


def _han(rows: Sequence[tuple[str, str]]) -> float:
    """Share of Han characters among all."""
    text = "".join(text for _, text in rows)
    return sum("\u3400" <= c <= "\u9fff" for c in text) / max(1, len(text))


def _numbered(path: Path) -> list[tuple[str, str]]:
    rows = []
    with open_text(path) as stream:
        try:
            for number, line in enumerate(stream, 1):
                line = line.rstrip("\r\n")
                if line.strip():
                    key, tab, text = line.partition("\t")
                    if not tab:
                        raise InputError(path, "no tab; each line is an id, a tab, a sentence", number)
                    rows.append((key, text))
        except UnicodeDecodeError:
            raise InputError(path, "not UTF-8; save it as UTF-8") from None
    return rows
