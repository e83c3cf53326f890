"""What the convention for quotations is worth in alignment (`Quotations`).

python bench/quotations.py FOLDER      FOLDER: mac-dev, mag and aca, each with src/, tgt/, gold/

The gold lines are joined to paragraphs, segmented by each convention, and aligned. Beads are
compared with the gold by the characters that they hold, so that a sentence that stays whole is as
good as its parts in one bead; beads with an empty side are left out.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from align_data import load
from segmentation import paragraphs

from align.file_pairs.alignment import align_files
from align.file_pairs.scoring import Score
from corpus.language.sentences.splitting import split
from corpus.model import Language, Quotations

Stretch = tuple[int, int]


def resegmented(lines: Sequence[str], language: Language, quotations: Quotations) -> list[str]:
    """The sentences of lines that are joined again."""
    kept = [line.strip() for line in lines if line.strip()]
    return [
        text[start:end]
        for text, _ in paragraphs(kept, language)
        for start, end in split(text, language, quotations)
    ]


def places(sentences: Sequence[str]) -> list[Stretch]:
    """Start and end of each sentence in characters that are not white space."""
    found = []
    at = 0
    for sentence in sentences:
        size = len("".join(sentence.split()))
        found.append((at, at + size))
        at += size
    return found


def whole(indices: Sequence[int], where: Sequence[Stretch]) -> Stretch | None:
    """From the first to the last of some sentences; None if they are empty."""
    stretch = (where[indices[0]][0], where[indices[-1]][1]) if indices else (0, 0)
    return stretch if stretch[0] < stretch[1] else None


def main(folder: Path) -> None:
    """Print a line per corpus and convention."""
    for corpus in ("mac-dev", "mag", "aca"):
        texts = load(folder, corpus)
        for quotations in Quotations:
            with tempfile.TemporaryDirectory() as made:
                pairs, sides = [], []
                for text in texts:
                    zh = resegmented(text.zh, Language.ZH, quotations)
                    en = resegmented(text.en, Language.EN, quotations)
                    files = [Path(made, f"{text.name}.{side}") for side in ("zh", "en")]
                    for file, sentences in zip(files, (zh, en), strict=True):
                        file.write_text("\n".join(sentences) + "\n", encoding="utf-8")
                    pairs.append((files[0], files[1]))
                    sides.append((places(zh), places(en)))
                alignments = align_files(pairs, lines=True)
            right = proposed = gold = 0
            for text, (zh_at, en_at), alignment in zip(texts, sides, alignments, strict=True):
                zh_gold, en_gold = places(text.zh), places(text.en)
                mine = {(whole(b.zh, zh_at), whole(b.en, en_at)) for b in alignment.beads}
                theirs = {(whole(b.zh, zh_gold), whole(b.en, en_gold)) for b in text.gold}
                mine, theirs = ({bead for bead in side if all(bead)} for side in (mine, theirs))
                right += len(mine & theirs)
                proposed += len(mine)
                gold += len(theirs)
            score = Score(right, proposed, gold)
            print(
                f"{corpus:8} {quotations:10} P {score.precision:.4f} R {score.recall:.4f}"
                f" F1 {score.f1:.4f}",
                flush=True,
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
