"""How long an edit takes in a review of two very long documents: python bench/review_speed.py.

Makes a project of two documents of 40,000 sentences (or as many as given) in a temporary folder,
with made-up beads, opens it as ``duizhao review`` does, and times every kind of operation from
what comes in to the JSON that goes out, the write to the disk included. The budget is 50 ms.
Beside the median and the longest stands the processor's time, which does not depend on what else
the machine does.
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


def timed(review: BeadReview, times: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each operation and of the processor, by kind, at random places."""
    (pair,) = review.pairs().pairs
    key = pair.zh, pair.en
    revision = pair.revision
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    chance = np.random.default_rng(2)
    for kind in (*KINDS, *BORDERS):
        for _ in range(times):
            size = len(review.sheet(*key).sheet.rows)
            row = int(chance.integers(size - 2))
            operation = {"kind": kind, "row": row, "zh": 1, "en": 0, "side": "en", "by": 1}
            operation |= {"note": "看", "sentence": int(chance.integers(size // 2)), "at": 9}
            for each in (operation, {"kind": "undo"}, {"kind": "redo"}):
                start = _now()
                try:
                    change = review.apply(*key, each, revision)
                except UsageError:
                    break
                json.dumps(change.record(), ensure_ascii=False)
                found[str(each["kind"])].append(_since(start))
                revision = change.revision
    start = _now()
    review.apply(*key, {"kind": "confirm", "row": 0, "to": 1000}, revision)
    found["confirm 1,000"].append(_since(start))
    return found


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()


def _since(start: tuple[float, float]) -> tuple[float, float]:
    """Milliseconds since then, by the clock and by the processor."""
    now = _now()
    return 1000 * (now[0] - start[0]), 1000 * (now[1] - start[1])


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
            clock, processor = zip(*times, strict=True)
            median, of_processor = statistics.median(clock), statistics.median(processor)
            print(f"{kind:16} {median:6.1f} ms, most {max(clock):6.1f}; CPU {of_processor:6.1f}")
        review.close()


if __name__ == "__main__":
    main()
