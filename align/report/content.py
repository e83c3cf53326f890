"""What the page shows, and where each sentence ended up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Self

from align.evidence.clauses import Fragment
from align.options import Options
from align.project.findings import Findings
from align.project.project_tables import Namings
from corpus.model import Bead, Document, DocumentPair, Kind, Sentence, Topic
from glossary.entries import ConceptEntry


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run found.

    Attributes:
        topics: every document stands in exactly one of them, alone if need be.
        documents: by id.
        sentences: by document id; a sentence's index is its place.
        pairs: document pairs of both kinds; both documents stand in one topic.
        beads: of every parallel pair, by (zh id, en id): each sentence in exactly one bead.
        mined: of comparable pairs, by (zh id, en id): only the beads proposed.
        fragments: of comparable pairs: clauses that correspond where the sentences do not.
        entries: best first.
        several_names: by topic number: the concepts that its documents name in several ways.
        near_misses: by topic number: terms with what is named almost like them.
        failures: (origin, reason) of each input that could not be read.
        min_score: a bead of a parallel pair goes into the memory from this score on.
        signature: tool, version and options, so that the result can be repeated.
        comparable_min_score: the same for mined beads; None where none may enter.
    """

    topics: tuple[Topic, ...]
    documents: Mapping[str, Document]
    sentences: Mapping[str, tuple[Sentence, ...]]
    pairs: tuple[DocumentPair, ...]
    beads: Mapping[tuple[str, str], tuple[Bead, ...]]
    mined: Mapping[tuple[str, str], tuple[Bead, ...]]
    fragments: Mapping[tuple[str, str], tuple[Fragment, ...]]
    entries: tuple[ConceptEntry, ...]
    several_names: Namings
    near_misses: Namings
    failures: tuple[tuple[str, str], ...]
    min_score: float
    signature: str
    comparable_min_score: float | None = None

    @classmethod
    def of(cls, findings: Findings, options: Options | None = None) -> Self:
        """The report of what a run found.

        Args:
            findings: as `align.run_project` gives them.
            options: those of the run, which say what entered the memory; the defaults if None.
        """
        options = options or Options()
        least = options.least_scores
        return cls(
            topics=findings.topics,
            documents=findings.coverage.documents,
            sentences=findings.coverage.sentences,
            pairs=findings.pairs,
            beads=findings.beads,
            mined=findings.mined,
            fragments=findings.fragments,
            entries=findings.entries,
            several_names=findings.several_names,
            near_misses=findings.near_misses,
            failures=tuple(
                (
                    failure.origin if failure.line is None else f"{failure.origin}:{failure.line}",
                    failure.reason,
                )
                for failure in findings.coverage.failures
            ),
            min_score=least[Kind.PARALLEL],
            signature=options.signature(),
            comparable_min_score=least.get(Kind.COMPARABLE),
        )

    def beads_of(self, pair: DocumentPair) -> tuple[Bead, ...]:
        """All beads of a parallel pair in order; the proposed ones of a comparable pair."""
        key = (pair.zh, pair.en)
        return self.beads[key] if pair.kind is Kind.PARALLEL else self.mined.get(key, ())


class Fate(IntEnum):
    """Where a sentence or bead ended up; of a sentence in several beads the highest counts."""

    ALONE = 0
    PROPOSED = 1
    WEAK = 2
    MEMORY = 3


def fate_of(report: Report, bead: Bead, kind: Kind) -> Fate:
    """What became of one bead of a document pair of this kind."""
    if not (bead.zh and bead.en):
        return Fate.ALONE
    least = report.min_score if kind is Kind.PARALLEL else report.comparable_min_score
    if least is not None and bead.score >= least:
        return Fate.MEMORY
    return Fate.WEAK if kind is Kind.PARALLEL else Fate.PROPOSED


@dataclass(frozen=True, slots=True)
class Outline:
    """Look-up tables that the parts of the page share; `outline` makes them once.

    Attributes:
        fates: by document id, in the order of its sentences.
        pairs: by topic number: translations first, then by score.
        origins: documents by origin, for the contexts of terms.
    """

    report: Report
    fates: Mapping[str, Sequence[Fate]]
    pairs: Mapping[int, Sequence[DocumentPair]]
    origins: Mapping[str, Document]


def outline(report: Report) -> Outline:
    """Group the pairs by topic and find where every sentence ended up."""
    fates = {
        document: [Fate.ALONE] * len(sentences) for document, sentences in report.sentences.items()
    }
    for pair in report.pairs:
        for bead in report.beads_of(pair):
            fate = fate_of(report, bead, pair.kind)
            for document, indices in ((pair.zh, bead.zh), (pair.en, bead.en)):
                for index in indices:
                    fates[document][index] = max(fates[document][index], fate)

    home = {document: topic.number for topic in report.topics for document in topic.documents}
    ordered = sorted(
        report.pairs,
        key=lambda p: (home[p.zh], p.kind is Kind.COMPARABLE, -p.score, p.zh, p.en),
    )
    pairs: dict[int, list[DocumentPair]] = {}
    for pair in ordered:
        pairs.setdefault(home[pair.zh], []).append(pair)
    origins = {document.origin: document for document in report.documents.values()}
    return Outline(report, fates, pairs, origins)


def part_of(here: Outline, documents: Collection[str], topics: Collection[int] = ()) -> Outline:
    """What is shown of some documents and topics: small enough to be sent to a worker.

    Args:
        here: the whole.
        documents: their ids.
        topics: the numbers of topics that hold no other documents.
    """
    report = here.report
    pairs = {number: here.pairs[number] for number in topics if number in here.pairs}
    keys = [(pair.zh, pair.en) for found in pairs.values() for pair in found]
    # A pair that a person made, or a translation, may reach into another topic.
    documents = dict.fromkeys([*documents, *(key for both in keys for key in both)])
    part = replace(
        report,
        topics=(),
        documents={key: report.documents[key] for key in documents},
        sentences={key: report.sentences[key] for key in documents},
        pairs=(),
        beads={key: report.beads[key] for key in keys if key in report.beads},
        mined={key: report.mined[key] for key in keys if key in report.mined},
        fragments={key: report.fragments[key] for key in keys if key in report.fragments},
        entries=(),
        several_names={n: report.several_names[n] for n in topics if n in report.several_names},
        near_misses={n: report.near_misses[n] for n in topics if n in report.near_misses},
        failures=(),
    )
    return Outline(part, {key: here.fates[key] for key in documents}, pairs, {})


def unsigned(here: Outline) -> Outline:
    """All that is shown but for what made it."""
    return replace(here, report=replace(here.report, signature=""))
