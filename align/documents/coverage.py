"""Coverage, and what its documents have to do with each other.

read_coverage(paths) -> Coverage            without a project file
stored_coverage(store) -> Coverage          all that a project file holds, as cleaned
restored_coverage(coverage, store) -> Coverage          with what a run has put back
relations(coverage, granularity, window) -> (pairs, topics)
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from align.documents.events.blocks import FEWEST, days_of, narrows
from align.documents.pairing import paired, survey
from align.documents.topics import topics_of
from corpus.cleaning.furniture import furniture
from corpus.errors import NothingReadError
from corpus.jobs import SERIAL, Jobs
from corpus.language.sentences.splitting import segment
from corpus.model import Document, DocumentPair, Language, Sentence, Topic
from corpus.readers.registry import ReadFailure, read
from corpus.store.project_file import Store
from corpus.support.printing import note


@dataclass(frozen=True, slots=True)
class Coverage:
    """Documents with their sentences.

    Attributes:
        documents: by id, in the order of their origins.
        sentences: by document id.
        origins: document id of every origin; several where the same text was found twice.
        failures: what could not be read.
        counterparts: ids (zh, en) of documents that translate each other, as one file holds both.
    """

    documents: dict[str, Document]
    sentences: dict[str, tuple[Sentence, ...]]
    origins: dict[str, str]
    failures: tuple[ReadFailure, ...] = ()
    counterparts: frozenset[tuple[str, str]] = frozenset()

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
        frozenset(
            (document.id, document.counterpart)
            for document in origins.values()
            if document.language is Language.ZH and document.counterpart in documents
        ),
    )


def stored_coverage(store: Store) -> Coverage:
    """All that a project file holds, with what of its files could not be used.

    The sentences are those by cleaning alone: what a run has put back (`restored_coverage`) counts
    for nothing when the next one finds out which documents belong together.
    """
    documents = {document.id: document for document in store.documents()}
    return Coverage(
        documents,
        {key: store.sentences(key) for key in documents} | store.cleaned(),
        {origin: key for key in documents for origin in store.origins(key)},
        tuple(store.failures()),
        store.counterparts(),
    )


def restored_coverage(coverage: Coverage, store: Store) -> Coverage:
    """The same with the sentences of the paragraphs that were put back."""
    found = {key: store.sentences(key) for key in store.restored()}
    return replace(coverage, sentences=coverage.sentences | found)


def relations(
    coverage: Coverage,
    granularity: float = 0.0,
    window: int | None = None,
    jobs: Jobs = SERIAL,
) -> tuple[list[DocumentPair], list[Topic]]:
    """The document pairs, best first, and the topics, largest first, which have no labels yet.

    Args:
        coverage: the documents.
        granularity: see `align.documents.topics.topics_of`.
        window: see `align.documents.pairing.survey`.
        jobs: who compares the documents.
    """
    zh, en = coverage.texts(Language.ZH), coverage.texts(Language.EN)
    dates = {key: document.published for key, document in coverage.documents.items()}
    days = [days_of([dates[key] for key in side]) for side in (zh, en)]
    if window and not narrows(days[0], days[1], window):
        note(
            f"--window {window} makes no difference here: fewer than {FEWEST} documents of a "
            "language have a date, or all are from about one time"
        )
    found = survey(zh, en, dates=dates, known=coverage.counterparts, window=window, jobs=jobs)
    topics = topics_of(found, order=list(coverage.documents), granularity=granularity)
    return paired(found), topics
