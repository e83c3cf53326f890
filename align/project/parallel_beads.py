"""The beads of all document pairs of a project that translate each other.

parallel_beads(pairs, orders, documents, ...) -> {(zh, en): (Bead, ...)}
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from align.beads.judgements import Judgements
from align.beads.reordered import align_in_any_order
from align.beads.text_pair import KnownPair, TextPair
from align.guidance.known_pairs import nearest_known, read_known
from align.options import MIN_SCORE, Options
from align.vectors.encoders import SentenceEncoder
from corpus.errors import InputError, UsageError
from corpus.jobs import SERIAL, Jobs
from corpus.model import Bead, Document, Language, Sentence
from glossary.entries import ConceptEntry

_TAUGHT = 2_000
"""Earlier beads that teach late pairs at most, those that share most with these: more would cost
more than the pairs themselves."""


def parallel_beads(
    pairs: Sequence[tuple[str, str]],
    orders: Mapping[tuple[str, str], Sequence[int]],
    documents: Mapping[str, Document],
    sentences: Mapping[str, Sequence[Sentence]],
    judged: Mapping[tuple[str, str], Judgements],
    options: Options,
    decided: Sequence[ConceptEntry],
    encoder: SentenceEncoder | None = None,
    jobs: Jobs = SERIAL,
    earlier: Mapping[tuple[str, str], Sequence[Bead]] | None = None,
) -> dict[tuple[str, str], tuple[Bead, ...]]:
    """Align document pairs as one collection, so that each learns from all.

    Args:
        pairs: (zh id, en id) of each.
        orders: the English sentences of a pair in the order of the Chinese text, where they stand
            in another.
        documents: by id.
        sentences: by document id.
        judged: what people decided about beads; it stands.
        options: of the run: memories and glossaries that teach.
        decided: what people decided about terms; it teaches, too.
        encoder: sentence vectors as evidence, as in `align.mining.miner.mine`.
        jobs: who does the work (`corpus.jobs`).
        earlier: beads of other pairs, found before: the sure ones teach, too.

    Returns:
        Of each pair the beads; of one on which workers end, none.

    Raises:
        InputError: the judgements of a pair cannot all hold, or a memory or glossary cannot be
            read.
    """
    texts = []
    for zh, en in pairs:
        try:
            texts.append(text_pair(sentences[zh], sentences[en], judged.get((zh, en))))
        except UsageError as error:
            where = " and ".join(documents[key].origin for key in (zh, en))
            raise InputError(where, f"judged so that it cannot be: {error}") from None
    if not texts:
        return {}
    known = teachers(texts, options.memories, options.glossaries, decided)
    known += nearest_known(
        _sure(earlier or {}, sentences),
        [text for pair in texts for text in pair.zh],
        [text for pair in texts for text in pair.en],
        _TAUGHT,
    )
    in_order = [orders.get(pair, ()) for pair in pairs]
    found = align_in_any_order(texts, in_order, known, encoder, jobs, leave_out=True)
    return dict(zip(pairs, found, strict=True))


def _sure(
    earlier: Mapping[tuple[str, str], Sequence[Bead]], sentences: Mapping[str, Sequence[Sentence]]
) -> Iterator[tuple[str, str]]:
    """The texts of beads that are fit for a memory."""
    for (zh, en), beads in earlier.items():
        for bead in beads:
            if bead.zh and bead.en and bead.score >= MIN_SCORE:
                yield (
                    Language.ZH.joined(sentences[zh][i].text for i in bead.zh),
                    Language.EN.joined(sentences[en][j].text for j in bead.en),
                )


def text_pair(
    zh: Sequence[Sentence], en: Sequence[Sentence], judgements: Judgements | None
) -> TextPair:
    """Two documents as they are aligned.

    Raises:
        UsageError: the judgements cannot all hold.
    """
    return TextPair(
        [sentence.text for sentence in zh],
        [sentence.text for sentence in en],
        [sentence.paragraph for sentence in zh],
        [sentence.paragraph for sentence in en],
        (judgements or Judgements()).checked(len(zh), len(en), crossing=True),
    )


def teachers(
    texts: Sequence[TextPair],
    memories: Sequence[str | Path],
    glossaries: Sequence[str | Path],
    decided: Sequence[ConceptEntry],
) -> list[KnownPair]:
    """What is known to translate each other, as far as these texts have to do with it.

    Raises:
        InputError: a memory or glossary cannot be read.
    """
    return read_known(
        memories,
        glossaries,
        [text for pair in texts for text in pair.zh],
        [text for pair in texts for text in pair.en],
        decided,
    )
