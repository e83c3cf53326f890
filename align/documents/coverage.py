"""Coverage, and what its documents have to do with each other.

read_coverage(paths) -> Coverage            without a project file
stored_coverage(store) -> Coverage          all that a project file holds
relate(coverage, granularity) -> (pairs, topics)
mine_files(zh, en, out, threshold)          sentence pairs of two lists
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from align.documents.pairing import paired, survey
from align.documents.topics import topics_of
from align.mining.miner import mine
from corpus.cleaning.furniture import furniture
from corpus.errors import InputError, NothingReadError
from corpus.language.identification import han_share
from corpus.language.sentences.splitting import segment
from corpus.model import Document, DocumentPair, Language, Sentence, Topic
from corpus.readers.plain import numbered_lines
from corpus.readers.registry import ReadFailure, read
from corpus.store.project_file import Store
from corpus.support.files import write_tsv

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

    def places(self) -> dict[str, list[str]]:
        """The origins of each document, by its id."""
        places: dict[str, list[str]] = {}
        for origin, key in self.origins.items():
            places.setdefault(key, []).append(origin)
        return places

    def texts(self, language: Language) -> dict[str, list[str]]:
        """The sentences of each document of one language."""
        return {
            key: [sentence.text for sentence in self.sentences[key]]
            for key, document in self.documents.items()
            if document.language is language
        }


def read_coverage(paths: Iterable[str | Path]) -> Coverage:
    """Read, clean and segment files and folders.

    Raises:
        NothingReadError: not one document could be read.
    """
    origins: dict[str, Document] = {}
    failures = []
    for item in read(paths):
        if isinstance(item, ReadFailure):
            failures.append(item)
        else:
            origins[item.origin] = item
    if not origins:
        raise NothingReadError(failures)
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


def stored_coverage(store: Store) -> Coverage:
    """All that a project file holds, with what of its files could not be used."""
    documents = {document.id: document for document in store.documents()}
    return Coverage(
        documents,
        {key: store.sentences(key) for key in documents},
        {origin: key for key in documents for origin in store.origins(key)},
        tuple(store.failures()),
    )


def relate(coverage: Coverage, granularity: float = 0.0) -> tuple[list[DocumentPair], list[Topic]]:
    """The document pairs, best first, and the topics, largest first.

    Args:
        coverage: the documents.
        granularity: see `align.documents.topics.group_topics`.
    """
    zh, en = coverage.texts(Language.ZH), coverage.texts(Language.EN)
    dates = {key: document.published for key, document in coverage.documents.items()}
    found = survey(zh, en, dates=dates)
    topics = topics_of(found, zh, en, order=list(coverage.documents), granularity=granularity)
    return paired(found), topics


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


def mine_files(zh: Path, en: Path, out: Path, threshold: float | None) -> bool:
    """Mine two files of ``id<TAB>sentence`` lines and write MINED.tsv.

    Args:
        zh: Chinese sentences.
        en: English sentences; the two may be given the other way round.
        out: ``zh-id<TAB>en-id<TAB>score``, without header, best first.
        threshold: as in `align.mining.miner.mine`.

    Returns:
        Whether the files were given the other way round; Chinese is on the left all the same.

    Raises:
        InputError: a file that cannot be read or holds no sentence, or both in one language.
    """
    sides = _numbered(zh), _numbered(en)
    shares = [han_share(text for _, text in rows) or 0.0 for rows in sides]
    if (shares[0] > 0.5) == (shares[1] > 0.5):
        language = "Chinese" if shares[0] > 0.5 else "not Chinese"
        raise InputError(en, f"{language}, like {zh}; give Chinese and English sentences")
    swapped = shares[0] < shares[1]
    zh_rows, en_rows = reversed(sides) if swapped else sides
    found = mine([text for _, text in zh_rows], [text for _, text in en_rows], threshold=threshold)
    write_tsv(out, (), ((zh_rows[i][0], en_rows[j][0], f"{p:.4f}") for i, j, p in found))
    return swapped


def _numbered(path: Path) -> list[tuple[str, str]]:
    rows = []
    for number, line in numbered_lines(path):
        key, tab, text = line.partition("\t")
        if tab:
            rows.append((key, text))
        elif key.strip():
            reason = "no tab; each line is an id, a tab and a sentence"
            raise InputError(path, reason, number)
    if not rows:
        raise InputError(path, "empty; each line is an id, a tab and a sentence")
    return rows
