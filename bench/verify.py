"""Can a list be verified: right pairs shown, wrong ones refuted, and none the other way round.

python bench/verify.py OUT bench/verify_demo.tsv     OUT: a run over examples/
python bench/verify.py BENCH/terms/tico/corpus.tmx BENCH/terms/tico/gold.dev.tsv
python bench/verify.py BEADS BENCH/terms/hkma/gold.dev.tsv     BEADS: of `align batch --format tmx`

The list of the example has a column `right`, filled by hand. The others have right pairs alone:
each Chinese term with the translation of the seventh after it is a wrong one. Of a long list three
hundred pairs are drawn whose Chinese term is in the texts.
"""

import random
import sys
from collections import Counter
from pathlib import Path

from corpus.store.project_file import Store
from glossary.entries import TermPair
from glossary.project.project_tables import load_entries, load_pairs
from glossary.verification.verify import Verdict, verify
from glossary.wordforms.normal import normal_zh
from tmx.conversion.reading import read_pairs

SHIFT = 7
"""Places between a term and the translation that it wrongly gets."""


MOST = 300
"""Pairs of a long list."""


def read_list(path: Path, text: str) -> dict[str, list[tuple[str, str]]]:
    """Right and wrong pairs, as far as the text has their Chinese term if they are many."""
    header, *rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    if "right" in header:
        return {
            name: [(row[0], row[1]) for row in rows if row[2] == said]
            for name, said in (("right", "yes"), ("wrong", "no"))
        }
    right = [(row[4].replace(" ", ""), row[5]) for row in rows]
    if len(right) > MOST:
        right = [pair for pair in right if normal_zh(pair[0]) in text]
        random.Random(3).shuffle(right)  # noqa: S311  (no secret)
        del right[MOST:]
    shifted = [en for _, en in right[SHIFT:] + right[:SHIFT]]
    return {"right": right, "wrong": [(zh, en) for (zh, _), en in zip(right, shifted, strict=True)]}


def main(against: Path, listed: Path) -> None:
    """Print how many pairs of each kind have which verdict, and name what is misjudged."""
    extracted = []
    if not against.is_dir():
        pairs = list(read_pairs(against))
    elif not (against / "corpus.sqlite").is_file():
        pairs = [pair for path in sorted(against.glob("*.tmx")) for pair in read_pairs(path)]
    else:
        with Store(against / "corpus.sqlite", must_exist=True) as store:
            pairs = load_pairs(store.connection)
            extracted = load_entries(store.connection)
    text = normal_zh("".join(pair.zh for pair in pairs))
    for kind, terms in read_list(listed, text).items():
        found = verify([(TermPair(zh, en), None) for zh, en in terms], pairs, extracted)
        verdicts = Counter(each.verdict for each in found)
        print(kind, len(found), *(f"{verdict} {verdicts[verdict]}" for verdict in Verdict))
        wrong = Verdict.REFUTED if kind == "right" else Verdict.SHOWN
        for each in found:
            if each.verdict is wrong:
                print(f"  {each.zh} = {each.en}: {each.reason}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
