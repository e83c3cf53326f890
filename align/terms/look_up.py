"""Look-ups in a project for other programs, from any thread: sentences, matches, terms in a text.

ask = LookUps("out")
ask.concordance("务实外交")            sentences that hold the words, with what says the same
ask.matches("他谈务实外交。")          units of the project's memories that are like a text
ask.annotations(text, None, known)     terms in a text, with their places
concept_record(entry)                  a concept with its evidence, for a script
"""

from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any

from align.project.counterparts import concordance
from align.terms.listing import code_of
from corpus.errors import UsageError
from corpus.model import Document, Language
from glossary.display import pair_fields
from glossary.entries import ConceptEntry
from glossary.lookup.find import Hit
from glossary.scanning.scan import Scanner
from tmx.search.memory import Memory

MOST = 200
"""Answers that are given at once."""
LONGEST_QUESTION = 500
"""Characters of what is looked up; a text to be annotated may be longer."""
_MEMORIES = "memory*.tmx"
"""Names of the memories in an output folder; the one in Simplified Chinese sorts first."""
LONGEST_TEXT = 2_000_000
"""Characters of a text that is annotated: a long book."""


class LookUps:
    """Look-ups in the outputs of one run, as they are at each call.

    Args:
        project: the output folder of a run.
    """

    def __init__(self, project: Path) -> None:
        self._project = project
        self._lock = Lock()
        self._memory: tuple[object, Memory] | None = None
        self._scanner: tuple[object, Scanner] | None = None

    def concordance(self, text: str, limit: int = 20) -> list[dict[str, Any]]:
        """Sentences that hold the words in this order, by topic, with their counterparts.

        Raises:
            UsageError: nothing is asked, or too much.
            StoreError: the project cannot be used.
        """
        return [
            {
                "text": found.hit.sentence.text,
                "index": found.hit.sentence.index,
                **_document(found.hit.document),
                "topic": (
                    f"{found.topic.label_zh} / {found.topic.label_en}".strip(" /")
                    if found.topic
                    else ""
                ),
                "counterparts": [
                    {
                        "text": other.document.language.joined(s.text for s in other.sentences),
                        "indices": [sentence.index for sentence in other.sentences],
                        **_document(other.document),
                        "score": round(other.score, 4),
                        "kind": other.kind,
                    }
                    for other in found.counterparts
                ],
            }
            for found in concordance(self._project, asked(text), bounded(limit))
        ]

    def matches(self, text: str, limit: int = 5, threshold: int = 70) -> list[dict[str, Any]]:
        """Units of the memories that the run wrote with a side like a text, best first.

        Raises:
            UsageError: nothing is asked, or no threshold.
            InputError: a memory cannot be read.
        """
        if not 1 <= threshold <= 100:
            raise UsageError(f"threshold {threshold}: give a percentage from 1 to 100")
        memory = self._opened()
        found = memory.matches(asked(text), limit=bounded(limit), threshold=threshold)
        return [
            {
                "percent": match.percent,
                "zh": match.pair.zh,
                "en": match.pair.en,
                "zh_code": code_of(match.pair.zh),
                "source": match.source,
                "memory": Path(match.memory).name,
            }
            for match in found
        ]

    def annotations(
        self,
        text: str,
        language: Language | None,
        known: tuple[object, Iterable[ConceptEntry]],
    ) -> list[dict[str, Any]]:
        """The terms in a text in its order, none overlapping another.

        Args:
            text: in one of the languages, or both.
            language: only terms of this one.
            known: what tells that the glossary has changed, and its entries.

        Returns:
            For each its place, in characters (Unicode code points) of the text, and its pairs.

        Raises:
            UsageError: the text is too long.
        """
        if len(text) > LONGEST_TEXT:
            raise UsageError(f"{len(text):,} characters; at most {LONGEST_TEXT:,} at once")
        state, entries = known
        with self._lock:  # a scanner keeps what it learns of the words that it meets
            if self._scanner is None or self._scanner[0] != state:
                self._scanner = state, Scanner(entries)
            found = [*self._scanner[1].scan(text, language)]
        return [
            {
                "start": each.start,
                "end": each.end,
                "text": each.text,
                "language": each.language,
                "pairs": [pair_fields(entry, pair) for entry, pair in each.matches],
            }
            for each in found
        ]

    def _opened(self) -> Memory:
        """The memories, opened again where a run has written them since."""
        paths = sorted(self._project.glob(_MEMORIES))
        state = [(path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths]
        with self._lock:
            if self._memory is None or self._memory[0] != state:
                self._memory = state, Memory.open(*paths)
            return self._memory[1]


def hit_record(hit: Hit) -> dict[str, Any]:
    """A hit of a look-up, for a script."""
    return {
        **pair_fields(hit.entry, hit.pair),
        "zh_code": hit.pair.zh_code or code_of(hit.pair.zh),
        "how": hit.how,
        "similarity": round(hit.score, 4),
        "source": hit.source,
    }


def concept_record(entry: ConceptEntry) -> dict[str, Any]:
    """A concept with all that shows it, for a script."""
    return {
        "id": entry.id,
        "domain": entry.domain,
        "definition": entry.definition,
        "note": entry.note,
        "pairs": [pair_fields(entry, pair, contexts=True) for pair in entry.pairs],
    }


def asked(text: str) -> str:
    """A question without white space around it.

    Raises:
        UsageError: there is none, or it is too long.
    """
    text = text.strip()
    if not text:
        raise UsageError("nothing is asked; give q=…")
    if len(text) > LONGEST_QUESTION:
        raise UsageError(f"q: {len(text):,} characters; at most {LONGEST_QUESTION}")
    return text


def bounded(limit: int) -> int:
    """A number of answers that is given at once.

    Raises:
        UsageError: none, or too many.
    """
    if not 1 <= limit <= MOST:
        raise UsageError(f"limit {limit}: give a number from 1 to {MOST}")
    return limit


def _document(document: Document) -> dict[str, Any]:
    return {
        "document": document.id,
        "origin": document.origin,
        "language": document.language,
        "code": "en" if document.language is Language.EN else f"zh-{document.script}",
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "url": document.url,
    }
