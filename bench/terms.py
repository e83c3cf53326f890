"""Recall and rank-1 of extracted glossaries, and what each kind of evidence is worth.

python bench/terms.py FOLDER [NAME ...]                 the table
python bench/terms.py --ablation FOLDER [NAME ...]      without one kind of evidence at a time
python bench/terms.py --coverage LIST.tsv PATH ...      must-have pairs among the first rows

FOLDER holds a folder per set with ``corpus.tmx`` (or ``corpus.tsv``: zh, en) and
``gold.dev.tsv`` (``#id zh en pairs …``, pairs as ``zh=en:count`` joined by ``|``). Each row of the
table is run in a process of its own: CPU seconds and peak memory are of the whole process, start
included. LIST has a line per pair that a terminologist would list: zh, then renderings of which one
must be there; PATHs are what `duizhao run` takes.

recall@k  gold concepts of which a pair is among the first k rows; rank 1: of the gold concepts
          whose Chinese was found, those with a gold rendering first (a lower bound).

In the ablation the models are the shipped ones: evidence that is left out has its mean value.
"""

import re
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from align.run import run_project
from corpus.kernels.arrays import Floats
from corpus.language.conversion import to_simplified
from corpus.model import SentencePair
from glossary.analysis.person_names import find_names
from glossary.analysis.tokens import chinese_text, english_form, english_text
from glossary.extraction.extract import Order, extract_from_pairs
from glossary.extraction.parallel import judged, probable, rated
from glossary.extraction.ranking.features import FEATURES, features
from glossary.extraction.ranking.rankers import standard
from glossary.extraction.word_alignment.candidates import find_candidates
from tmx import pairs

CUTS = (500, 1000, 2000, 5000)
Pair = tuple[str, str]


def normal(zh: str, en: str) -> Pair:
    """Both terms as the gold has them: letters and digits, no plural endings, no articles."""
    zh = to_simplified(unicodedata.normalize("NFKC", zh).lower())
    plain = re.sub(r"['’]s\b", "", unicodedata.normalize("NFKC", en).lower())
    words = [_singular(word) for word in re.findall(r"[^\W_]+", plain)]
    while words and words[0] in ("the", "a", "an", "to"):
        del words[0]
    return "".join(filter(str.isalnum, zh)), " ".join(words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def sentence_pairs(folder: Path) -> list[SentencePair]:
    """The parallel sentences of a set."""
    if (folder / "corpus.tmx").exists():
        return list(pairs(folder / "corpus.tmx"))
    lines = (folder / "corpus.tsv").read_text("utf-8").splitlines()
    return [SentencePair(zh, en) for zh, en, *_ in (line.split("\t") for line in lines)]


def gold_concepts(path: Path) -> list[set[Pair]]:
    """The gold renderings of each concept."""
    concepts = []
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            cells = line.split("\t")[3].split("|")
            found = (cell.rpartition(":")[0].partition("=") for cell in cells)
            concepts.append({(zh, en) for zh, _, en in found})
    return concepts


def figures(rows: Iterable[Pair], gold: list[set[Pair]]) -> list[float]:
    """Recall at each cut and over all, then rank 1 from Chinese to English."""
    rank: dict[Pair, int] = {}
    first: dict[str, str] = {}
    for zh, en in rows:
        pair = normal(zh, en)
        rank.setdefault(pair, len(rank))
        first.setdefault(*pair)
    best = [min((rank[pair] for pair in concept if pair in rank), default=None) for concept in gold]
    recall = [sum(b is not None and b < cut for b in best) / len(gold) for cut in CUTS]
    renderings: dict[str, set[str]] = {}
    for zh, en in (pair for concept in gold for pair in concept):
        renderings.setdefault(zh, set()).add(en)
    covered = right = 0
    for concept in gold:
        shown = [zh for zh in {zh for zh, _ in concept} if zh in first]
        covered += bool(shown)
        right += any(first[zh] in renderings[zh] for zh in shown)
    return [*recall, sum(b is not None for b in best) / len(gold), right / max(1, covered)]


def row(folder: Path, order: Order) -> str:
    """One line of the table."""
    units = sentence_pairs(folder)
    entries = extract_from_pairs(units, order=order)
    seconds = time.process_time()
    terms = sorted((pair for entry in entries for pair in entry.pairs), key=lambda p: -p.score)
    found = figures([(pair.zh, pair.en) for pair in terms], gold_concepts(folder / "gold.dev.tsv"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cells = " | ".join(f"{value:.3f}" for value in found)
    head = f"| {folder.name} | {order} | {len(units):,} | {len(terms):,}"
    return f"{head} | {cells} | {seconds:.1f} | {peak} |"


def evidence() -> dict[str, list[int]]:
    """Kinds of evidence, and the columns of `FEATURES` that hold each."""
    kinds: dict[str, tuple[str, ...]] = {
        "links between the words": ("mean s", "best s", "p(", "best zh", "best en", "consistent"),
        "links at the edges": ("linked", "elsewhere", "weakest"),
        "overlapping pairs": ("over ", "outer", "inner"),
        "other renderings": ("rivals", " of zh", " of en"),
        "dictionary": ("gloss", "listed"),
        "frequency": ("count", "once", "zh frequency", "en frequency"),
        "variety of neighbours": ("zh left", "zh right", "en left", "en right"),
        "rarity in the language": ("background", "weirdness"),
        "kinds of words": (
            "verb", "noun", "adjective", "adverb", "first name", "last name", "first other",
            "last other", "first ing", "last ing", "first ed", "last ed", "first ly", "last ly",
            "adjectival", "inflected",
        ),
        "small words": ("stop", "set off", "more before", "more behind"),
        "writing": ("capitals", "acronym", "digits", "name cut", "bracket"),
        "length": ("length",),
    }  # fmt: skip
    return {
        kind: [k for k, name in enumerate(FEATURES) if any(part in name for part in parts)]
        for kind, parts in kinds.items()
    }


def ablation(folder: Path) -> None:
    """The table of one set, once with everything, then without each kind of evidence."""
    units = sorted({(pair.zh, pair.en) for pair in sentence_pairs(folder)})
    gold = gold_concepts(folder / "gold.dev.tsv")
    names = sorted({name for zh, en in units for name in find_names([zh], [en])})
    zh = chinese_text([unit[0] for unit in units], [name for name, _ in names])
    en = english_text([unit[1] for unit in units])
    links = [(name, part) for name, form in names for part in english_form(form).split()]
    found = find_candidates(zh, en, links)
    matrix = standard(features(zh, en, found))
    forms = [
        (found.zh_terms[a], found.en_terms[b])
        for a, b in zip(found.zh.tolist(), found.en.tolist(), strict=True)
    ]

    def show(name: str, values: Floats) -> None:
        strength, probability = judged(rated(values), found, "termlike")
        rows = np.argsort(-strength, kind="stable")
        kept = rows[probable(found, probability)[rows]]
        cells = " | ".join(f"{v:.3f}" for v in figures((forms[k] for k in kept.tolist()), gold))
        print(f"| {folder.name} | {name} | {cells} |", flush=True)

    show("all", matrix)
    for name, columns in evidence().items():
        values = matrix.copy()
        values[:, columns] = 0.0
        show(f"without {name} ({len(columns)})", values)


def coverage(path: Path, paths: list[str]) -> None:
    """How many of the listed pairs a run lists among its first rows, and what stands there."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]
    wanted = [{normal(zh, en) for en in renderings} for zh, *renderings in lines]
    with TemporaryDirectory() as out:
        run_project(paths, Path(out))
        table = (Path(out) / "glossary.tsv").read_text("utf-8").splitlines()[1:]
    rows = [normal(*line.split("\t")[:2]) for line in table]
    for cut in (50, 200):
        here = set(rows[:cut])
        print(f"of {len(wanted)} pairs {sum(not here.isdisjoint(pair) for pair in wanted)} "
              f"are among the first {cut} of {len(rows)} rows")  # fmt: skip
    listed = set().union(*wanted)
    print("others among the first 50, to be judged:")
    for row in rows[:50]:
        if row not in listed:
            print("\t".join(row))
    for (zh, *_), pair in zip(lines, wanted, strict=True):
        if pair.isdisjoint(rows):
            print(f"missing: {zh}")


def main() -> None:
    """Print the table, or what else is asked for; called with an order, one row."""
    if sys.argv[1] == "--coverage":
        coverage(Path(sys.argv[2]), sys.argv[3:])
        return
    asked = sys.argv[1] == "--ablation"
    folder, *names = sys.argv[2:] if asked else sys.argv[1:]
    if len(names) == 2 and names[0] in ("termlike", "frequent"):
        order: Order = "frequent" if names[0] == "frequent" else "termlike"
        print(row(Path(folder) / names[1], order))
        return
    names = names or sorted(
        p.parent.name
        for p in Path(folder).glob("*/gold.dev.tsv")
        if any(p.parent.glob("corpus.t*"))
    )
    cuts = " | ".join(f"@{cut}" for cut in CUTS)
    if asked:
        print(f"| set | evidence | {cuts} | all | rank 1 |")
        print("|---" * (len(CUTS) + 4) + "|", flush=True)
        for name in names:
            ablation(Path(folder) / name)
        return
    print(f"| set | order | pairs | terms | {cuts} | all | rank 1 | CPU s | MB |")
    print("|---" * (len(CUTS) + 8) + "|", flush=True)
    for name in names:
        for order in ("termlike", "frequent"):
            subprocess.run([sys.executable, __file__, folder, order, name], check=True)


if __name__ == "__main__":
    main()
