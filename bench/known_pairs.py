"""What a memory and a glossary are worth to the alignment of a short text.

    python bench/known_pairs.py FOLDER

FOLDER holds mac-dev, mag, aca and bible (src/, tgt/, gold/). The gold beads of the first two thirds
of each text are the memory (the last two thousand of them); the glossary is extracted from that
memory as `duizhao glossary extract` does it. The last third is cut into documents of thirty gold
beads, each of which is aligned by itself, as where a translator aligns one article: with neither,
with the glossary, with the memory, with both. Prints strict F1; of the Bible, with beads merged by
verse as its gold is.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from align_data import CORPORA, Text, lines, load
from gold_scores import merged

from align.beads.collection import align_documents
from align.beads.text_pair import KnownPair
from align.file_pairs.bead_files import FileBead
from align.file_pairs.scoring import Score, score_beads
from align.guidance.known_pairs import read_known
from corpus.model import Bead, SentencePair
from glossary.extraction.extract import extract_from_pairs
from glossary.formats.registry import write_glossary
from tmx import write_pairs

SIZE = 30
"""Gold beads of a document: an article."""
MOST = 12
"""Documents of one corpus, spread over its last third; the Bible would yield two hundred."""
UNITS = 2_000
"""Units of the memory, the last ones before the documents; of the Bible it would be ten thousand,
which are read for each document anew."""


@dataclass(frozen=True)
class Part:
    """A short document out of a text.

    Attributes:
        zh: its Chinese sentences.
        en: its English ones.
        gold: its beads.
        verses: verse of each Chinese and each English sentence; empty but for the Bible.
    """

    zh: list[str]
    en: list[str]
    gold: list[Bead]
    verses: tuple[list[str], list[str]]


def parts(text: Text, verses: tuple[list[str], list[str]]) -> list[Part]:
    """The last third of a text, in short documents."""
    found = []
    for first in range(2 * len(text.gold) // 3, len(text.gold) - SIZE + 1, SIZE):
        beads = text.gold[first : first + SIZE]
        zh = sorted(i for bead in beads for i in bead.zh)
        en = sorted(j for bead in beads for j in bead.en)
        gold = [
            Bead(tuple(i - zh[0] for i in bead.zh), tuple(j - en[0] for j in bead.en))
            for bead in beads
        ]
        zh_part, en_part = slice(zh[0], zh[-1] + 1), slice(en[0], en[-1] + 1)
        found.append(
            Part(text.zh[zh_part], text.en[en_part], gold, (verses[0][zh_part], verses[1][en_part]))
        )
    return found


def memory(texts: Sequence[Text]) -> list[SentencePair]:
    """The gold beads of the first two thirds of each text, the last `UNITS` of them."""
    units = [
        SentencePair("".join(text.zh[i] for i in bead.zh), " ".join(text.en[j] for j in bead.en))
        for text in texts
        for bead in text.gold[: 2 * len(text.gold) // 3]
        if bead.zh and bead.en
    ]
    return units[-UNITS:]


def score(documents: Sequence[Part], memories: list[Path], glossaries: list[Path]) -> Score:
    """Strict counts over documents that are aligned one by one."""
    counts = []
    for part in documents:
        known: Sequence[KnownPair] = read_known(memories, glossaries, part.zh, part.en)
        (found,) = align_documents([(part.zh, part.en)], known)
        mine = [FileBead(bead.zh, bead.en) for bead in found]
        if any(part.verses):
            mine = merged(mine, *part.verses)
        counts.append(score_beads(mine, [FileBead(bead.zh, bead.en) for bead in part.gold]))
    return Score(*(sum(getattr(c, n) for c in counts) for n in ("right", "proposed", "gold")))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    print("corpus    documents  units  terms   neither  glossary  memory   both")
    for corpus in CORPORA:
        texts = load(folder, corpus)
        is_bible = (folder / corpus / "src.verse").is_file()
        documents = []
        for text in texts:
            verses = [
                lines(folder / corpus / f"{s}.verse") if is_bible else [] for s in ("tgt", "src")
            ]
            documents += parts(text, (verses[0], verses[1]))
        documents = documents[:: -(-len(documents) // MOST)]
        units = memory(texts)
        with tempfile.TemporaryDirectory() as work:
            known, terms = Path(work, "memory.tsv"), Path(work, "glossary.tsv")
            write_pairs(known, units)
            entries = extract_from_pairs(units)
            write_glossary(terms, entries)
            columns = []
            for memories, glossaries in (
                ([], []),
                ([], [terms]),
                ([known], []),
                ([known], [terms]),
            ):
                columns.append(score(documents, memories, glossaries).f1)
                print(".", end="", file=sys.stderr, flush=True)
        print(
            f"\n{corpus:9} {len(documents):9} {len(units):6} {len(entries):6} "
            + " ".join(f"{f1:8.3f}" for f1 in columns),
            flush=True,
        )


if __name__ == "__main__":
    main()
