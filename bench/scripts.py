"""Conversion to Traditional against texts that exist in both: python bench/scripts.py BENCH.

BENCH/topics has full-cn and full-tw: the same English news, translated in the mainland and in
Taiwan (NTREX-128). Where the two Chinese texts of an English one agree word by word, Taiwan's says
which Traditional character is meant. The error rate is of Han characters in such stretches; beside
it stands that of the tables alone (opencc-python-reimplemented's longest match), and what each has
wrong. Some of it is a choice: 計劃 and 計畫, 臺 and 台.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

from corpus.language.conversion import convert, to_simplified
from corpus.language.han import HAN_CHARACTER
from corpus.language.segmentation import plain_segmenter
from corpus.language.traditional import to_traditional

WAYS: dict[str, Callable[[str], str]] = {
    "word by word": lambda text: to_traditional(text, "s2tw"),
    "OpenCC's longest match": lambda text: convert(text, "s2tw"),
}
SHOWN = 40


def texts(folder: Path) -> dict[str, list[str]]:
    """The lines of each Chinese text by the English one."""
    rows = (line.split("\t") for line in (folder / "gold.tsv").read_text("utf-8").splitlines())
    return {
        (folder / "en" / row[1]).read_text("utf-8"): (folder / "zh" / row[0])
        .read_text("utf-8")
        .splitlines()
        for row in rows
    }


def stretches(simplified: str, traditional: str) -> Iterator[tuple[int, int, int]]:
    """Where both have the same words: begin in each, length."""
    cut = plain_segmenter().known_words
    words = cut(simplified), cut(to_simplified(traditional))
    places = [[*accumulate(map(len, side), initial=0)] for side in words]
    for one, other, size in SequenceMatcher(None, *words, autojunk=False).get_matching_blocks():
        if size:
            begin = places[0][one]
            yield begin, places[1][other], places[0][one + size] - begin


def main() -> None:
    """Print the table and the errors."""
    folder = Path(sys.argv[1]) / "topics"
    mainland, taiwan = texts(folder / "full-cn"), texts(folder / "full-tw")
    characters = 0
    errors: dict[str, Counter[str]] = {name: Counter() for name in WAYS}
    for english in mainland.keys() & taiwan.keys():
        for line, other in zip(mainland[english], taiwan[english], strict=False):
            wanted = convert(other, "t2tw")
            found = {name: way(line) for name, way in WAYS.items()}
            for begin, at, length in stretches(line, other):
                gold = wanted[at : at + length]
                characters += len(HAN_CHARACTER.findall(gold))
                for name, text in found.items():
                    for place, (one, right) in enumerate(
                        zip(text[begin : begin + length], gold, strict=True), begin
                    ):
                        if one != right:
                            shown = f"{line[max(0, place - 2) : place + 3]}: {one} for {right}"
                            errors[name][shown] += 1
    print(f"{characters:,} characters where both agree word by word\n")
    print("| way | wrong | per 1,000 |\n|---|---|---|")
    for name, wrong in errors.items():
        print(f"| {name} | {wrong.total()} | {1000 * wrong.total() / characters:.2f} |")
    for name, wrong in errors.items():
        print(f"\n{name}: " + "; ".join(shown for shown, _ in wrong.most_common(SHOWN)))


if __name__ == "__main__":
    main()
