"""The beads of all document pairs of a project that translate each other.

parallel_beads(pairs, orders, documents, ...) -> {(zh, en): (Bead, ...)}
"""

from collections.abc import Mapping, Sequence

from align.beads.judgements import Judgements
from align.beads.reordered import align_in_any_order
from align.beads.text_pair import TextPair
from align.guidance.known_pairs import read_known
from align.options import Options
from corpus.errors import InputError, UsageError
from corpus.model import Bead, Document, Sentence
from glossary.entries import ConceptEntry


def parallel_beads(
    pairs: Sequence[tuple[str, str]],
    orders: Mapping[tuple[str, str], Sequence[int]],
    documents: Mapping[str, Document],
    sentences: Mapping[str, Sequence[Sentence]],
    judged: Mapping[tuple[str, str], Judgements],
    options: Options,
    decided: Sequence[ConceptEntry],
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

    Raises:
        InputError: the judgements of a pair cannot all hold, or a memory or glossary cannot be
            read.
    """
    texts = []
    for zh, en in pairs:
        sides = sentences[zh], sentences[en]
        try:
            judgements = judged.get((zh, en), Judgements()).checked(*map(len, sides))
        except UsageError as error:
            where = " and ".join(documents[key].origin for key in (zh, en))
            raise InputError(where, f"judged so that it cannot be: {error}") from None
        texts.append(
            TextPair(
                [sentence.text for sentence in sides[0]],
                [sentence.text for sentence in sides[1]],
                [sentence.paragraph for sentence in sides[0]],
                [sentence.paragraph for sentence in sides[1]],
                judgements,
            )
        )
    if not texts:
        return {}
    known = read_known(
        options.memories,
        options.glossaries,
        [text for pair in texts for text in pair.zh],
        [text for pair in texts for text in pair.en],
        decided,
    )
    found = align_in_any_order(texts, [orders.get(pair, ()) for pair in pairs], known)
    return dict(zip(pairs, found, strict=True))
