"""The sentence pairs of all comparable document pairs of a project, as beads.

comparable_beads(pairs, sentences, judged) -> {(zh, en): (Bead, ...)}
"""

from collections.abc import Mapping, Sequence

from align.beads.doubts import doubted
from align.beads.judgements import Judgements
from align.mining.miner import mine
from align.vectors.encoders import SentenceEncoder
from corpus.jobs import SERIAL, Jobs
from corpus.model import Bead, Sentence


def comparable_beads(
    pairs: Sequence[tuple[str, str]],
    sentences: Mapping[str, Sequence[Sentence]],
    judged: Mapping[tuple[str, str], Judgements],
    encoder: SentenceEncoder | None = None,
    jobs: Jobs = SERIAL,
) -> dict[tuple[str, str], tuple[Bead, ...]]:
    """Mine all documents at once; only what is found within a document pair counts.

    Args:
        pairs: (zh id, en id) of each.
        sentences: by document id.
        judged: what people decided about beads; it stands.
        encoder: sentence vectors as evidence, as in `align.mining.miner.mine`.
        jobs: who mines them.

    Returns:
        Of each pair the beads in the order of the Chinese document; an empty tuple for none.
    """
    found: dict[tuple[str, str], list[Bead]] = {pair: [] for pair in pairs}
    zh, en = (
        [sentence for key in sorted(keys) for sentence in sentences[key]]
        for keys in ({zh for zh, _ in pairs}, {en for _, en in pairs})
    )
    zh_texts, en_texts = [s.text for s in zh], [s.text for s in en]
    for i, j, score in mine(zh_texts, en_texts, encoder=encoder, jobs=jobs):
        if (zh[i].document, en[j].document) in found:
            bead = Bead((zh[i].index,), (en[j].index,), score)
            found[zh[i].document, en[j].document].append(bead)
    for (zh_id, en_id), beads in found.items():
        sides = ([s.text for s in sentences[key]] for key in (zh_id, en_id))
        found[zh_id, en_id] = doubted(beads, *sides)
    for pair, judgements in judged.items():
        if pair in found:
            found[pair] = judgements.applied(found[pair])
    return {pair: tuple(sorted(beads, key=lambda b: (b.zh, b.en))) for pair, beads in found.items()}
