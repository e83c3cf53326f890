"""Speed and memory of tmx on generated units: python bench/tmx_speed.py [UNITS] [FOLDER].

Each row runs in a process of its own, so that its peak is its own; seconds are CPU seconds.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tmx
from corpus.model import SentencePair

ZH = "中国韩国总统访问经济合作外交部表示双方务实推动关系发展会谈周四下午在北京举行记者认为"
EN = (
    "the president said talks on trade and pragmatic diplomacy between Seoul and Beijing would "
    "continue; officials agreed to expand cooperation while reporters waited outside in the rain"
)


def generated(count: int) -> Iterator[SentencePair]:
    """Sentence pairs of news length (about 40 characters, 20 words), the same at every run."""
    words = EN.split()
    chance = random.Random(1)  # noqa: S311  (no secret)
    for number in range(count):
        zh = "".join(chance.choices(ZH, k=chance.randint(15, 60)))
        en = " ".join(chance.choices(words, k=chance.randint(8, 30)))
        score = chance.random()
        company = "R&D, " if number % 20 == 0 else ""  # what must be escaped stands in few units
        topic = f"会谈、务实外交 / talks, diplomacy {number // 500}"
        yield SentencePair(f"{zh}{number}。", f"{company}{en} {number}.", score, topic=topic)


def _drain(path: Path, count: int) -> int:
    return sum(1 for _ in tmx.read(path))


def _pairs(path: Path, count: int) -> int:
    return sum(1 for _ in tmx.pairs(path))


def _generate(path: Path, count: int) -> int:
    return sum(1 for _ in map(tmx.unit_from_pair, generated(count)))


def _write(path: Path, count: int) -> int:
    return tmx.write(path, map(tmx.unit_from_pair, generated(count)))


def _validate(path: Path, count: int) -> int:
    return count - len(tmx.validate(path))


def _stats(path: Path, count: int) -> int:
    return tmx.stats(path).units


def _merge(path: Path, count: int) -> int:
    return tmx.merge([path, path], path.with_name("merged.tmx")).written


def _clean(path: Path, count: int) -> int:
    return tmx.clean(path, path.with_name("clean.tmx")).units


def _convert(ending: str) -> Callable[[Path, int], int]:
    return lambda path, _: tmx.convert(path, path.with_name(f"memory{ending}")).written


def _convert_back(ending: str) -> Callable[[Path, int], int]:
    return lambda path, _: (
        tmx.convert(path.with_name(f"memory{ending}"), path.with_name("back.tmx")).written
    )


STEPS: dict[str, Callable[[Path, int], int]] = {
    "generate alone": _generate,
    "generate and write": _write,
    "read": _drain,
    "pairs": _pairs,
    "validate": _validate,
    "stats": _stats,
    "merge with itself": _merge,
    "clean": _clean,
    "convert to tsv": _convert(".tsv"),
    "convert to xliff": _convert(".xlf"),
    "convert from xliff": _convert_back(".xlf"),
    "convert to xlsx": _convert(".xlsx"),
    "convert from xlsx": _convert_back(".xlsx"),
}


def main() -> None:
    """Print the table, or, called with a step's name, one row."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="bench-tmx-"))
    path = folder / "memory.tmx"
    if len(sys.argv) > 3:
        started = time.process_time()
        units = STEPS[sys.argv[3]](path, count)
        seconds = time.process_time() - started
        size = path.stat().st_size / 1e6 if path.exists() else 0.0
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"| {sys.argv[3]} | {units:,} | {seconds:.2f} | {units / seconds:,.0f} "
            f"| {size / seconds:.0f} | {peak} |"
        )
        return
    print("| step | units | CPU s | units/s | MB/s | peak MB |")
    print("|---|---|---|---|---|---|", flush=True)
    for step in STEPS:
        command = [sys.executable, __file__, str(count), str(folder), step]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
