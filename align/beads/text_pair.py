"""Two documents that translate each other, with all that is known of them before the search."""

from collections.abc import Sequence
from typing import NamedTuple

from align.beads.judgements import Judgements, Node
from align.beads.span_similarity import SpanSimilarity


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


class KnownPair(NamedTuple):
    """Two segments or terms that are known to translate each other; they teach.

    Attributes:
        zh: the Chinese one.
        en: its translation.
        weight: how many sentence pairs it is worth as a teacher.
    """

    zh: str
    en: str
    weight: float = 1.0
