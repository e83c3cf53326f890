"""Sentence vectors as evidence for beads: what sums of sentences add, and what spans do.

    python bench/bead_vectors.py FOLDER

FOLDER holds mac-dev, mag and aca (src/, tgt/, gold/). Strict F1 of each, by weights that it did not
teach, mac-dev in three folds by file as in `train_beads.py` (trained here on what is left): without
vectors, with those of `--encoder use` for sentences, and with those for spans, as the command takes
them.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from align_data import Text, load
from pivot import held_out

from align.beads.collection import PairCollection
from align.beads.span_similarity import SpanSimilarity
from align.beads.text_pair import TextPair
from align.file_pairs.bead_files import FileBead
from align.file_pairs.scoring import Score, score_beads
from align.vectors.encoders import sentence_encoder
from align.vectors.files import SentenceVectors, SpanVectors
from corpus.kernels.arrays import Doubles

FOLDS: dict[str, list[tuple[int, ...] | None]] = {
    "mac-dev": [(0, 3), (1, 4), (2, 5)], "mag": [None], "aca": [None]
}  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    encoder = sentence_encoder("use")

    def sums(text: Text) -> SpanSimilarity:
        return SentenceVectors(encoder.encode(text.zh), encoder.encode(text.en), text.zh, text.en)

    def spans(text: Text) -> SpanSimilarity:
        return SpanVectors(encoder, text.zh, text.en)

    print("strict F1   without   sums     spans")
    for corpus, folds in FOLDS.items():
        texts = load(folder, corpus)
        weights = [held_out(folder, corpus, files) for files in folds]
        cells = []
        for evidence in (None, sums, spans):
            scores = [
                score
                for files, learnt in zip(folds, weights, strict=True)
                for k, score in enumerate(aligned(texts, learnt, evidence))
                if files is None or k in files
            ]
            right, proposed, gold = (
                sum(getattr(score, name) for score in scores)
                for name in ("right", "proposed", "gold")
            )
            cells.append(f"{2 * right / (proposed + gold):.4f}")
        print(f"{corpus:11} {'    '.join(cells)}", flush=True)


def aligned(
    texts: list[Text],
    weights: tuple[Doubles, Doubles],
    evidence: Callable[[Text], SpanSimilarity] | None,
) -> list[Score]:
    """The score of each document pair of a corpus, aligned as one collection by given weights."""
    pairs = [
        TextPair(text.zh, text.en, similarities=[("encoder", evidence(text))] if evidence else [])
        for text in texts
    ]
    collection = PairCollection(pairs)
    first = replace(collection.first_pass(), weights=weights[0])
    second = collection.second_pass(first, collection.align(first))
    paths = collection.align(replace(second, weights=weights[1]))
    return [
        score_beads(
            [FileBead(bead.zh, bead.en) for bead in path.beads()],
            [FileBead(bead.zh, bead.en) for bead in text.gold],
        )
        for text, path in zip(texts, paths, strict=True)
    ]


if __name__ == "__main__":
    main()
