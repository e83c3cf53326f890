"""Two documents that translate each other, with all that is known of them before the search."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from align.judgements import Judgements, Node
from align.span_similarity import SpanSimilarity


class TextPair(NamedTuple):
    """Two documents that translate each other; a plain pair of sentence lists will do.

    Attributes:
        zh: the Chinese sentences.
        en: the English sentences.
        zh_paragraphs: number of the paragraph of each Chinese sentence; empty where unknown.
        en_paragraphs: the same for English.
        judgements: beads that a person confirmed or rejected.
        anchors: borders (zh sentences before it, en sentences before it) that no bead spans.
        similarities: evidence from outside, by name; a name stands for one scale in all pairs.
    """

    zh: Sequence[str]
    en: Sequence[str]
    zh_paragraphs: Sequence[int] = ()
    en_paragraphs: Sequence[int] = ()
    judgements: Judgements = Judgements()
    anchors: Sequence[Node] = ()
    similarities: Sequence[tuple[str, SpanSimilarity]] = ()


@dataclass(frozen=True, slots=True)
class KnownPairs:
    """Segments that are known to translate each other: they teach, and are not aligned.

    Attributes:
        zh: Chinese segments or terms.
        en: their translations.
        weights: how many sentence pairs each is worth as a teacher.
    """

    zh: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, zh: str, en: str, weight: float = 1.0) -> None:
        """One more."""
        self.zh.append(zh)
        self.en.append(en)
        self.weights.append(weight)
