"""All that a run finds out about its coverage, as values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from align.documents.coverage import Coverage
from align.project.project_tables import Beads, Fragments, Namings
from corpus.model import Bead, DocumentPair, Kind, Language, SentencePair, Topic
from glossary.entries import ConceptEntry
from glossary.extraction.extract import CoverageGroup, CoverageSentence

Place = tuple[str, tuple[int, ...], str, tuple[int, ...]]
"""Where a sentence pair stands: Chinese document and indices, English document and indices."""


def place_of(pair: SentencePair) -> Place:
    """Where a sentence pair stands, documents by their origins."""
    return pair.zh_document, pair.zh_ids, pair.en_document, pair.en_ids


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a run found out.

    Attributes:
        coverage: the documents and their sentences.
        pairs: documents that cover one event, best first.
        topics: largest first; every document stands in one.
        beads: of every parallel pair, by (zh id, en id): each sentence in exactly one bead, or no
            bead where aligning the pair ended workers.
        mined: of every comparable pair: only sentences that say the same.
        fragments: of comparable pairs: clauses that correspond where the sentences do not.
        sentence_pairs: the beads with two sides, by topic, document and place.
        entries: of the glossary, best first.
        several_names: by topic number: concepts that its documents name in several ways.
        near_misses: by topic number: terms, with what is named almost like them and is another
            thing.
        confirmed: when a person confirmed sentence pairs, and who, by `place_of`.
        contradicting: confirmed beads that another decision rules out, a line each; none of them
            counts.
    """

    coverage: Coverage
    pairs: tuple[DocumentPair, ...]
    topics: tuple[Topic, ...]
    beads: Beads
    mined: Beads
    fragments: Fragments
    sentence_pairs: tuple[SentencePair, ...]
    entries: tuple[ConceptEntry, ...]
    several_names: Namings
    near_misses: Namings
    confirmed: Mapping[Place, tuple[str, str]] = field(default_factory=dict)
    contradicting: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The parallel pairs that ended workers, a line each."""
        documents, sentences = self.coverage.documents, self.coverage.sentences
        return tuple(
            f"{documents[zh].origin} and {documents[en].origin}: ended the process that aligned "
            "them; left out until the next run"
            for (zh, en), beads in self.beads.items()
            if not beads and (sentences[zh] or sentences[en])
        )


def sentence_pairs(
    coverage: Coverage, pairs: Iterable[DocumentPair], topics: Iterable[Topic], beads: Beads
) -> list[SentencePair]:
    """The beads with two sides, by topic, translations first, then by document and place.

    Args:
        coverage: the documents and their sentences.
        pairs: of documents, in any order.
        topics: of all documents.
        beads: of all pairs.
    """
    home = {key: topic for topic in topics for key in topic.documents}
    place = {key: number for number, key in enumerate(coverage.documents)}

    def order(pair: DocumentPair) -> tuple[int, bool, int, int]:
        comparable = pair.kind is Kind.COMPARABLE
        return home[pair.zh].number, comparable, place[pair.zh], place[pair.en]

    return [
        _sentence_pair(coverage, pair, bead, topic_name(home[pair.zh]))
        for pair in sorted(pairs, key=order)
        for bead in beads[pair.zh, pair.en]
        if bead.zh and bead.en
    ]


def _sentence_pair(coverage: Coverage, pair: DocumentPair, bead: Bead, topic: str) -> SentencePair:
    zh, en = coverage.sentences[pair.zh], coverage.sentences[pair.en]
    return SentencePair(
        zh=Language.ZH.joined(zh[i].text for i in bead.zh),
        en=Language.EN.joined(en[j].text for j in bead.en),
        score=bead.score,
        kind=pair.kind,
        topic=topic,
        zh_document=coverage.documents[pair.zh].origin,
        en_document=coverage.documents[pair.en].origin,
        zh_ids=bead.zh,
        en_ids=bead.en,
    )


def topic_name(topic: Topic) -> str:
    """The label in both languages, or the number where there is none."""
    return " / ".join(filter(None, (topic.label_zh, topic.label_en))) or f"topic {topic.number}"


def coverage_groups(
    coverage: Coverage, pairs: Iterable[DocumentPair], topics: Iterable[Topic]
) -> list[CoverageGroup]:
    """The documents of each topic that has comparable ones, for term extraction."""
    comparable = {
        key for pair in pairs if pair.kind is Kind.COMPARABLE for key in (pair.zh, pair.en)
    }
    return [
        CoverageGroup(
            topic_name(topic),
            _group_side(coverage, topic, Language.ZH),
            _group_side(coverage, topic, Language.EN),
        )
        for topic in topics
        if comparable.intersection(topic.documents)
    ]


def _group_side(coverage: Coverage, topic: Topic, language: Language) -> list[CoverageSentence]:
    return [
        CoverageSentence(sentence.text, coverage.documents[key].origin, sentence.index)
        for key in topic.documents
        if coverage.documents[key].language is language
        for sentence in coverage.sentences[key]
    ]
