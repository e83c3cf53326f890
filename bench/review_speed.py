"""How long an edit takes in a review of two very long documents: python bench/review_speed.py.

Makes a project of two documents of 40,000 sentences (or as many as given) in a temporary folder,
with made-up beads, opens it as ``duizhao review`` does, and times every kind of operation from
what comes in to the JSON that goes out, the write to the disk included. The budget is 50 ms.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from align.decisions import sheets
from align.decisions.reviewing import BeadReview
from align.project import project_tables
from corpus.errors import UsageError
from corpus.model import Bead, DocumentPair, Kind, Language, Topic
from corpus.store.project_file import Store
from corpus.store.schema import PROJECT

KINDS = ("confirm", "reject", "merge", "split", "move", "omission", "flag", "unconfirm")
BORDERS = ("split_sentence", "join_sentences")


def made(folder: Path, size: int) -> None:
    """A project of two documents with so many beads; every tenth has two English sentences."""
    chance = np.random.default_rng(1)
    zh = [f"第{number}句说的是渡轮与{chance.integers(99)}条航线。" for number in range(size)]
    beads: list[Bead] = []
    en: list[str] = []
    for number in range(size):
        count = 1 + (number % 10 == 0)
        ids = tuple(range(len(en), len(en) + count))
        en += [f"Sentence {i} is on ferries and {chance.integers(99)} lines." for i in ids]
        beads.append(Bead((number,), ids, float(chance.random() ** 0.1)))
    (folder / "in").mkdir()
    for name, sentences in (("zh", zh), ("en", en)):
        text = "\n".join(" ".join(sentences[k : k + 8]) for k in range(0, len(sentences), 8))
        (folder / "in" / f"{name}.txt").write_text(text, "utf-8")
    with Store(folder / PROJECT) as store:
        store.add([folder / "in"])
        store.segment()
        found = {each.language: each.id for each in store.documents()}
        key = found[Language.ZH], found[Language.EN]
        with store.transaction() as connection:
            for each in (project_tables, sheets):
                each.create(connection)
            pair = DocumentPair(*key, 1.0, Kind.PARALLEL)
            project_tables.save_relations(connection, ([pair], [Topic(1, key, "", "")]))
            project_tables.save_beads(connection, {key: tuple(beads)})


def timed(review: BeadReview, times: int) -> dict[str, list[float]]:
    """Milliseconds of each operation, by kind, at random places."""
    (pair,) = review.pairs().pairs
    key = pair.zh, pair.en
    revision = pair.revision
    found: dict[str, list[float]] = defaultdict(list)
    chance = np.random.default_rng(2)
    for kind in (*KINDS, *BORDERS):
        for _ in range(times):
            size = len(review.sheet(*key).sheet.rows)
            row = int(chance.integers(size - 2))
            operation = {"kind": kind, "row": row, "zh": 1, "en": 0, "side": "en", "by": 1}
            operation |= {"note": "看", "sentence": int(chance.integers(size // 2)), "at": 9}
            for each in (operation, {"kind": "undo"}, {"kind": "redo"}):
                start = time.perf_counter()
                try:
                    change = review.apply(*key, each, revision)
                except UsageError:
                    break
                json.dumps(change.record(), ensure_ascii=False)
                found[str(each["kind"])].append(1000 * (time.perf_counter() - start))
                revision = change.revision
    start = time.perf_counter()
    change = review.apply(*key, {"kind": "confirm", "row": 0, "to": 1000}, revision)
    found["confirm 1,000"].append(1000 * (time.perf_counter() - start))
    return found


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=40_000)
    parser.add_argument("--times", type=int, default=30)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made(folder, arguments.size)
        review = BeadReview(folder, who="bench")
        start = time.perf_counter()
        (pair,) = review.pairs().pairs
        page = review.sheet(pair.zh, pair.en)
        print(f"open {1000 * (time.perf_counter() - start):.0f} ms", end="; ")
        start = time.perf_counter()
        size = len(json.dumps(page.record(), ensure_ascii=False))
        print(f"page {1000 * (time.perf_counter() - start):.0f} ms, {size / 1e6:.1f} MB")
        for kind, times in timed(review, arguments.times).items():
            print(f"{kind:16} {statistics.median(times):6.1f} ms, most {max(times):6.1f} ms")
        review.close()


if __name__ == "__main__":
    main()
