"""Cost and recall of mining and grouping as collections grow.

    python bench/scale.py BENCH --mine 1000 10000 30000 100000
    python bench/scale.py BENCH --mine 30000 --encoder use
    python bench/scale.py BENCH --mine 20000 40000 --jobs 2         CPU of workers apart
    python bench/scale.py BENCH --group 1000 10000 100000

The gold pairs of `mining/dev-cn` among noise: the sentences of the set themselves and, as there
are not enough of them, their halves spliced together at clauses (so halves of gold sentences are
in the noise, too: harder than real noise). Documents for grouping are made
(`made_coverage.py`), and what each stage takes is shown (`grouping_growth.py`).
"""

import argparse
import resource
import time
from pathlib import Path

import numpy as np
from grouping_growth import growth
from train_mining import mining_sets, sampled

from align.mining.miner import Miner, Scored, proposed
from align.vectors.universal import UniversalEncoder
from corpus.jobs import Jobs, local_jobs


def main() -> None:
    """Print a line per size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--mine", type=int, nargs="*", default=[])
    parser.add_argument("--group", type=int, nargs="*", default=[])
    parser.add_argument("--candidates", action="store_true", help="do not judge the pairs")
    parser.add_argument("--encoder", choices=["use"], help="with sentence vectors, made anew")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    encoder = UniversalEncoder() if options.encoder else None
    for count in options.mine:
        with local_jobs(options.jobs) as jobs:
            scale_mining(
                options.bench / "mining" / "dev-cn", count, options.candidates, encoder, jobs
            )
    if options.group:
        growth(options.bench, options.group)


def spliced(sentences: list[str], count: int, comma: str, seed: int) -> list[str]:
    """`count` sentences, each the first half of one and the second half of another."""
    random = np.random.default_rng(seed)
    halves = [text.split(comma, 1) for text in sentences if comma in text]
    first, second = random.integers(0, len(halves), (2, count)).tolist()
    return [halves[a][0] + comma + halves[b][1] for a, b in zip(first, second, strict=True)]


def scale_mining(
    folder: Path,
    count: int,
    candidates_only: bool,
    encoder: UniversalEncoder | None,
    jobs: Jobs,
) -> None:
    """Candidates' recall, and F1 of what is mined, of the gold among `count` sentences a side."""
    data = next(each for each in mining_sets(folder.parent) if each.name == folder.name)
    if count < len(data.zh):
        data = sampled(data.name, data.zh, data.en, set(data.gold), round(len(data.zh) / count))
    zh, en = (
        texts + spliced(texts, max(0, count - len(texts)), comma, seed)
        for seed, (texts, comma) in enumerate(((data.zh, "，"), (data.en, ",")))
    )
    gold = data.gold
    start, wall = time.process_time(), time.perf_counter()
    miner = Miner(zh, en, encoder, jobs)
    found = miner.candidates() if candidates_only else miner.scored()
    pairs = set(zip(found.zh.tolist(), found.en.tolist(), strict=True))
    result = f"{len(pairs)} candidates, recall {len(gold & pairs) / len(gold):.3f}"
    if isinstance(found, Scored):
        mined = {(i, j) for i, j, _ in proposed(found)}
        result += f"; {len(mined)} pairs, gold found {len(gold & mined) / len(gold):.3f}"
    print(f"mining {len(zh)} x {len(en)}: {result}; {_cost(start, wall, jobs)}", flush=True)


def _cost(start: float, wall: float, jobs: Jobs) -> str:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return (
        f"{time.process_time() - start:.0f} CPU s here, {jobs.cpu_seconds:.0f} of workers, "
        f"{time.perf_counter() - wall:.0f} s, peak {memory:.2f} GB"
    )


if __name__ == "__main__":
    main()
