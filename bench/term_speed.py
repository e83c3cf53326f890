"""Time and memory of term extraction by length: python bench/term_speed.py BENCH [PAIRS ...].

BENCH is the folder with `align/`, `terms/` and `mining/`. The sentence pairs are gold ones of all
three, shuffled (some 21,000, of which the Bible has most); from there on, two of them joined to
one, of those that are short, so that sentences keep their length. The command is run in a process
of its own, which counts whole, start and writing included, after one that warmed the cache folder.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from align_data import CORPORA, load

from tmx import pairs as units

COMMAND = [sys.executable, "-m", "align.cli", "glossary", "extract"]
SIZES = (5_000, 10_000, 20_000, 50_000, 100_000)
Pair = tuple[str, str]


def gold_pairs(bench: Path) -> list[Pair]:
    """All sentence pairs of the folder that translate each other, shuffled."""
    found: dict[Pair, None] = {}
    for name in CORPORA:
        for text in load(bench / "align", name):
            for bead in text.gold:
                zh = "".join(text.zh[i] for i in bead.zh)
                en = " ".join(text.en[i] for i in bead.en)
                found[zh, en] = None
    found |= {(unit.zh, unit.en): None for unit in units(bench / "terms" / "tico" / "corpus.tmx")}
    for folder in sorted((bench / "mining").iterdir()):
        zh_of, en_of = (
            dict(
                line.split("\t")
                for line in (folder / f"zh-en.{side}").read_text("utf-8").splitlines()
            )
            for side in ("zh", "en")
        )
        for line in (folder / "zh-en.gold").read_text("utf-8").splitlines():
            zh, en = line.split("\t")
            found[zh_of[zh], en_of[en]] = None
    result = [pair for pair in found if all(pair)]
    random.Random(1).shuffle(result)  # noqa: S311  (no secret)
    return result


def extended(known: list[Pair], count: int) -> list[Pair]:
    """So many pairs: the known ones, and then short ones of them joined two by two."""
    chance = random.Random(2)  # noqa: S311
    middle = sorted(len(zh) for zh, _ in known)[len(known) // 2]
    short = [pair for pair in known if len(pair[0]) < middle]
    result = known[:count]
    while len(result) < count:
        (zh, en), (more_zh, more_en) = chance.sample(short, 2)
        result.append((zh + more_zh, f"{en} {more_en}"))
    return result


def row(pairs: list[Pair], folder: Path) -> str:
    """One line of the table."""
    table = folder / "pairs.tsv"
    lines = ("\t".join(" ".join(side.split()) for side in pair) for pair in pairs)
    table.write_text("\n".join(["zh\ten", *lines, ""]), "utf-8")
    out = folder / "glossary.tsv"
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*COMMAND, str(table), "-o", str(out)], check=True, capture_output=True)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    rows = out.read_text("utf-8").count("\n") - 1
    million = sum(len(zh) for zh, _ in pairs) / 1e6
    return (
        f"| {len(pairs):,} | {million:.2f} | {rows:,} | {cpu:.1f} | {wall:.1f} "
        f"| {1000 * cpu / len(pairs):.2f} | {after.ru_maxrss / 1e6:.2f} |"
    )


def main() -> None:
    """Print the table; sizes ascend, as the peak is that of the largest process so far."""
    bench = Path(sys.argv[1])
    sizes = sorted(map(int, sys.argv[2:])) or SIZES
    known = gold_pairs(bench)
    with tempfile.TemporaryDirectory(prefix="bench-terms-") as folder:
        row(known[:200], Path(folder))
        print(
            "| pairs | million Chinese characters | rows | CPU s | wall s | ms a pair | peak GB |"
        )
        print("|---" * 7 + "|", flush=True)
        for size in sizes:
            print(row(extended(known, size), Path(folder)), flush=True)


if __name__ == "__main__":
    main()
