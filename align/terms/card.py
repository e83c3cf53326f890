"""What a person looks at before deciding about a concept: all that shows it, and who says so.

card(connection, entry) -> values of JSON
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from sqlite3 import Connection
from typing import Any, NamedTuple

from align.html.markup import finder
from align.project.project_tables import load_namings_of
from align.project.run_stages import NEAR_MISSES
from align.terms.listing import code_of
from corpus.language.conversion import convert, to_simplified
from corpus.model import Language, SentencePair
from glossary.entries import ConceptEntry, Status, TermPair

_CONTEXTS = 12
"""Of a concept: as many as a person reads before deciding."""
_LOOKED_AT = 5_000
"""Sentence pairs that have the Chinese term and are looked at for who renders it how."""
_OUTLETS = 8
"""Of a rendering, the most frequent ones."""


class _Source(NamedTuple):
    """Where a sentence was published."""

    origin: str
    outlet: str
    title: str
    published: str
    url: str
    code: str

    @property
    def name(self) -> str:
        """Who published it, as far as that is known."""
        return self.outlet or self.title or self.origin


def card(connection: Connection, entry: ConceptEntry) -> dict[str, Any]:
    """A concept with its pairs, the sentences that show them, and what is named almost like it.

    Args:
        connection: of the project file.
        entry: with its contexts; pairs that are rejected come last.
    """
    sources = _Sources(connection)
    pairs = sorted(entry.pairs, key=lambda pair: pair.status is Status.REJECTED)
    entry = replace(entry, pairs=tuple(pairs))
    return {
        "id": entry.id,
        "topic": entry.domain,
        "definition": entry.definition,
        "note": entry.note,
        "pairs": [_pair(pair) for pair in entry.pairs],
        "contexts": list(_contexts(entry, sources)),
        "renderings": renderings(connection, entry.pairs, sources),
        "near_misses": [
            {"zh": _named(naming.zh, sources), "en": _named(naming.en, sources)}
            for naming in load_namings_of(connection, NEAR_MISSES, entry.id)
        ],
    }


def _pair(pair: TermPair) -> dict[str, Any]:
    return {
        "zh": pair.zh,
        "en": pair.en,
        "zh_code": pair.zh_code or code_of(pair.zh),
        "en_code": pair.en_code or "en",
        "status": pair.status,
        "category": pair.category or "",
        "do_not_translate": pair.do_not_translate,
        "note": pair.note,
        "score": round(pair.score, 4),
        "probability": round(pair.probability, 4),
        "termhood": round(pair.termhood, 4),
        "frequency": pair.frequency,
        "documents": pair.documents,
    }


def _contexts(entry: ConceptEntry, sources: "_Sources") -> Iterator[dict[str, Any]]:
    """The sentence pairs that show a concept, each once, those of its first pairs first."""
    zh = finder((pair.zh for pair in entry.pairs), Language.ZH)
    en = finder((pair.en for pair in entry.pairs), Language.EN)
    seen: set[SentencePair] = set()
    for number, pair in enumerate(entry.pairs):
        for context in pair.contexts:
            if context not in seen and len(seen) < _CONTEXTS:
                seen.add(context)
                yield {
                    "pair": number,
                    "kind": context.kind,
                    "zh": sources.cell(context.zh, context.zh_document, zh(context.zh), "zh"),
                    "en": sources.cell(context.en, context.en_document, en(context.en), "en"),
                }


def renderings(
    connection: Connection, pairs: Iterable[TermPair], sources: "_Sources"
) -> list[dict[str, Any]]:
    """Of each pair how many sentence pairs of the project have both terms, and in which outlets.

    Args:
        connection: of the project file.
        pairs: of one concept.
        sources: of the project.

    Returns:
        In the order of the pairs; of the outlets those that publish the English sentences, most
        frequent first, with how often.
    """
    listed = list(pairs)
    spelled = {
        form
        for pair in listed
        for form in (pair.zh, to_simplified(pair.zh), convert(to_simplified(pair.zh), "s2t"))
        if form
    }
    found: list[tuple[str, str, str]] = []
    if spelled and _has_table(connection, "sentence_pairs"):
        condition = " OR ".join(["instr(zh, ?)"] * len(spelled))
        found = connection.execute(
            f"SELECT zh, en, en_document FROM sentence_pairs WHERE {condition} LIMIT ?",  # noqa: S608
            (*sorted(spelled), _LOOKED_AT),
        ).fetchall()
    result = []
    for number, pair in enumerate(listed):
        zh, en = finder([pair.zh], Language.ZH), finder([pair.en], Language.EN)
        outlets: Counter[str] = Counter(
            sources.by_id(document).name for a, b, document in found if zh(a) and en(b)
        )
        ordered = sorted(outlets.items(), key=lambda item: (-item[1], item[0]))
        result.append({"pair": number, "seen": outlets.total(), "outlets": ordered[:_OUTLETS]})
    return result


def _named(terms: Mapping[str, Mapping[str, int]], sources: "_Sources") -> list[dict[str, Any]]:
    """What documents say, how often, and in which outlets."""
    return [
        {
            "term": term,
            "times": sum(documents.values()),
            "outlets": sorted({sources.by_id(document).name for document in documents})[:_OUTLETS],
        }
        for term, documents in terms.items()
    ]


def _has_table(connection: Connection, name: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(query, (name,)).fetchone() is not None


class _Sources:
    """Where the sentences of a project were published, by id or origin of the document."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, _Source] = {}

    def by_id(self, document: str) -> _Source:
        """The source of a document of the project."""
        return self._found("id", document)

    def by_origin(self, origin: str) -> _Source:
        """That of a document by any of its origins; an empty one if it is none of the project's."""
        return self._found("origin", origin)

    def cell(
        self, text: str, origin: str, marks: list[tuple[int, int]], language: str
    ) -> dict[str, Any]:
        """A sentence with the places of the terms in it, and where it was published."""
        source = self.by_origin(origin)
        code = source.code if source.code.startswith(language) else ""
        return {
            "text": text,
            "marks": marks,
            "code": code or (code_of(text) if language == "zh" else "en"),
            "origin": origin,
            "outlet": source.outlet,
            "title": source.title,
            "published": source.published,
            "url": source.url if source.url.lower().startswith(("http://", "https://")) else "",
        }

    def _found(self, name: str, value: str) -> _Source:
        if value not in self._known:
            row = self._connection.execute(
                "SELECT origin, outlet, title, published, url,"
                " CASE language WHEN 'zh' THEN 'zh-' || script ELSE 'en' END FROM documents"
                " WHERE id = CASE :name WHEN 'id' THEN :value"
                " ELSE (SELECT document FROM origins WHERE origin = :value) END",
                {"name": name, "value": value},
            ).fetchone()
            self._known[value] = _Source(*row) if row else _Source(value, "", "", "", "", "")
        return self._known[value]
