"""Can a list be verified: right pairs shown, wrong ones refuted, and none the other way round.

python bench/verify.py OUT bench/verify_demo.tsv     OUT: a run over examples/
python bench/verify.py BENCH/terms/tico/corpus.tmx BENCH/terms/tico/gold.dev.tsv

The list of the example has a column `right`, filled by hand. The other has right pairs alone: each
Chinese term with the translation of the seventh after it is a wrong one.
"""

import sys
from collections import Counter
from pathlib import Path

from corpus.store.project_file import Store
from glossary.entries import TermPair
from glossary.project.project_tables import load_entries, load_pairs
from glossary.verification.verify import Verdict, verify
from tmx.conversion.convert import read_pairs

SHIFT = 7
"""Places between a term and the translation that it wrongly gets."""


def read_list(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Right and wrong pairs."""
    header, *rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    if "right" in header:
        return {
            name: [(row[0], row[1]) for row in rows if row[2] == said]
            for name, said in (("right", "yes"), ("wrong", "no"))
        }
    right = [(row[4].replace(" ", ""), row[5]) for row in rows]
    shifted = [en for _, en in right[SHIFT:] + right[:SHIFT]]
    return {"right": right, "wrong": [(zh, en) for (zh, _), en in zip(right, shifted, strict=True)]}


def main(against: Path, listed: Path) -> None:
    """Print how many pairs of each kind have which verdict, and name what is misjudged."""
    extracted = []
    if against.is_dir():
        with Store(against / "corpus.sqlite", must_exist=True) as store:
            pairs = load_pairs(store.connection)
            extracted = load_entries(store.connection)
    else:
        pairs = list(read_pairs(against))
    for kind, terms in read_list(listed).items():
        found = verify([(TermPair(zh, en), None) for zh, en in terms], pairs, extracted)
        verdicts = Counter(each.verdict for each in found)
        print(kind, len(found), *(f"{verdict} {verdicts[verdict]}" for verdict in Verdict))
        wrong = Verdict.REFUTED if kind == "right" else Verdict.SHOWN
        for each in found:
            if each.verdict is wrong:
                print(f"  {each.zh} = {each.en}: {each.reason}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
