"""Boundary F1 and speed of corpus.language.sentences.splitting on gold lines that are joined again.

python bench/segmentation.py FOLDER [ERRORS]       FOLDER/*/{src,tgt}/*: one sentence a line

Lines are joined in paragraphs of at most 40; a line without end mark (a headline) stays a
paragraph of its own. English lines are joined by a space. A gold line break inside a paragraph
is a boundary to be found.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from corpus.language.identification import identify
from corpus.language.sentences.splitting import split
from corpus.model import Language

BLOCK = 40


def paragraphs(lines: list[str], language: Language) -> Iterator[tuple[str, set[int]]]:
    """Joined text, and the offsets (white space not counted) where gold sentences end."""
    marks = "。！？!?…” ’」』）)；：" if language is Language.ZH else ".!?\"”’')…"
    block: list[str] = []
    for line in [*lines, ""]:
        whole = bool(line) and line[-1] in marks
        if block and (not whole or len(block) == BLOCK):
            yield joined(block, language)
            block = []
        if whole:
            block.append(line)
        elif line:
            yield joined([line], language)


def joined(block: list[str], language: Language) -> tuple[str, set[int]]:
    """The lines as one paragraph, and where they ended."""
    ends: set[int] = set()
    total = 0
    for line in block[:-1]:
        total += len("".join(line.split()))
        ends.add(total)
    return ("" if language is Language.ZH else " ").join(block), ends


def found(text: str, language: Language) -> set[int]:
    """Where the segmenter ends a sentence, counted without white space."""
    ends: set[int] = set()
    total = 0
    for start, end in split(text, language)[:-1]:
        total += len("".join(text[start:end].split()))
        ends.add(total)
    return ends


def main(folder: Path, show: int) -> None:
    """Print a line per collection and side, and so many of the errors."""
    for side in sorted(folder.glob("*/*")):
        if side.name not in ("src", "tgt"):
            continue
        right = proposed = gold = 0
        seconds = size = 0.0
        shown: list[str] = []
        for file in sorted(side.iterdir()):
            lines = [line.strip() for line in file.read_text("utf-8").split("\n")]
            lines = [line for line in lines if line]
            language, _ = identify("\n".join(lines[:500]), str(file))
            for text, ends in paragraphs(lines, language):
                began = time.perf_counter()
                split(text, language)
                seconds += time.perf_counter() - began
                size += len(text.encode())
                auto = found(text, language)
                right += len(auto & ends)
                proposed += len(auto)
                gold += len(ends)
                plain = "".join(text.split())
                shown += [f"  + {plain[e - 25 : e]} | {plain[e : e + 25]}" for e in auto - ends]
                shown += [f"  - {plain[e - 25 : e]} | {plain[e : e + 25]}" for e in ends - auto]
        if gold:
            precision, recall = right / max(proposed, 1), right / gold
            f1 = 2 * right / (proposed + gold)
            name = f"{side.parent.name}/{side.name}"
            print(
                f"{name:14} {language} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} "
                f"{size / 1e6 / seconds:.1f} MB/s"
            )
            print("\n".join(sorted(shown)[: show or 0]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
