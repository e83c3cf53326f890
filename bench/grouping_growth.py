"""What each stage of grouping costs as collections grow; `scale.py --group` prints it.

    python bench/grouping_growth.py BENCH COUNT      one size alone, as JSON

Each size has a process of its own, as the memory that was once taken remains.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from candidates import made

from align.documents import alignments, pairing, translations
from align.documents.events import comparisons, links
from align.documents.labels.labeller import Labeller
from align.documents.topics import topics_of
from corpus.model import Topic

STAGES: dict[str, tuple[Any, str]] = {
    "the lexical model": (comparisons, "gather_evidence"),
    "words and names": (comparisons.DocumentCollection, "__init__"),
    "candidates across": (comparisons, "across"),
    "candidates within": (comparisons, "within"),
    "scores across": (comparisons.DocumentCollection, "across"),
    "scores within": (comparisons.DocumentCollection, "within"),
    "features": (comparisons.Comparisons, "features"),
    "company": (links, "company"),
    "sentences compared": (pairing, "correspondences"),
    "what sentences show": (translations, "SentenceView"),
    "figures": (pairing, "other_figures"),
    "sentences aligned": (alignments, "fit_rows"),
    "groups": (pairing, "clusters"),
}
"""What is timed, less what is timed within it."""


def main() -> None:
    """Print what one size costs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("count", type=int)
    options = parser.parse_args()
    stages(options.bench, 200)  # what is loaded once is not counted
    print(json.dumps(stages(options.bench, options.count)))


def growth(bench: Path, counts: Sequence[int]) -> None:
    """Print what came of each size, and a row per stage with CPU ms per document."""
    rows = []
    for count in counts:
        command = [sys.executable, __file__, str(bench), str(count)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
        print(rows[-1].pop("what"), flush=True)
    print(f"{'CPU ms per document':28}" + "".join(f"{count:>10,}" for count in counts))
    for stage in sorted(rows[-1], key=lambda stage: -float(rows[-1][stage])):
        each = (1000 * row.get(stage, 0.0) / n for row, n in zip(rows, counts, strict=True))
        print(f"{stage:28}" + "".join(f"{value:10.3f}" for value in each))


def stages(bench: Path, count: int) -> dict[str, Any]:
    """CPU seconds by stage, and under ``what`` a line of what came of it."""
    zh, en, events, dates = made(bench, count)
    spent: dict[str, float] = {}
    start = time.process_time()
    with ExitStack() as patched:
        inner: list[float] = []
        for stage, (owner, name) in STAGES.items():
            patched.enter_context(_timed(owner, name, stage, spent, inner))
        found = pairing.survey(zh, en, dates=dates)
        pairs, topics = pairing.paired(found), topics_of(found)
    spent["the rest"] = time.process_time() - start - sum(spent.values())
    begun = time.process_time()
    Labeller(zh, en).labels([topic.documents for topic in topics])
    spent["labels"] = time.process_time() - begun
    right = sum(events[pair.zh] == events[pair.en] for pair in pairs)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    what = (
        f"{len(zh)} + {len(en)} documents: {len(found.links.first)} compared; {len(pairs)} pairs, "
        f"{right / max(1, len(pairs)):.3f} right; {len(topics)} topics, B-cubed F1 "
        f"{_b_cubed(events, topics):.3f}; {sum(spent.values()):.0f} CPU s, peak "
        f"{memory:.2f} GB"
    )
    return {"what": what, **spent}


@contextmanager
def _timed(
    owner: object, name: str, stage: str, spent: dict[str, float], inner: list[float]
) -> Iterator[None]:
    """Add to `spent` what a function takes, less what others of these take within it."""
    function = getattr(owner, name)

    def call(*args: object, **options: object) -> object:
        start = time.process_time()
        inner.append(0.0)
        try:
            return function(*args, **options)
        finally:
            taken = time.process_time() - start
            spent[stage] = spent.get(stage, 0.0) + taken - inner.pop()
            if inner:
                inner[-1] += taken

    with patch.object(owner, name, call):
        yield


def _b_cubed(events: Mapping[str, str], topics: Sequence[Topic]) -> float:
    """F1 in one pass over the topics; `train_events.b_cubed` compares each document with all."""
    size = Counter(events.values())
    precision = recall = 0.0
    for topic in topics:
        held = Counter(events[key] for key in topic.documents)
        precision += sum(n * n for n in held.values()) / len(topic.documents) / len(events)
        recall += sum(n * n / size[event] for event, n in held.items()) / len(events)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
