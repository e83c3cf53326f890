"""What may go wrong, tried: python bench/faults.py [LINE...] [--trials N].

Each line is one kind of fault, with a fixed number of trials: kills in the middle of a run, damage
in the cache, disks that are full, files and texts that mean harm. After each the command must have
ended with a known exit code and no traceback, and what it leaves must be what an undisturbed run
leaves. Printed are the lines with how often each was tried and survived, and what did not survive.

    python bench/faults.py                 all lines, an hour
    python bench/faults.py kills search    two of them
    python bench/faults.py --trials 2      at most two trials of each

`bench/fuzz.py` and `bench/tmx_fuzz.py` throw damaged files at the readers.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path

from harm import inputs, memory_index, project
from hostile import report, search, xml
from trials import COVERAGE, LONGEST, Place, Trial, different, outputs

from corpus.support.cache import MANIFEST


def kills(place: Place) -> Iterator[Trial]:
    """Kills (-9) during a run, at even times of it; then it is run again."""
    for number in range(20):

        def trial(share: float = (number + 0.5) / 20) -> str:
            out = place.new()
            process = place.start(*place.run(out))
            time.sleep(share * place.seconds)
            process.kill()
            process.communicate()
            return place.goes_on(out)

        yield f"kill {number}", trial


def building(place: Place) -> Iterator[Trial]:
    """Kills (-9) while tables are built and functions compiled for the first time."""
    for number in range(10):

        def trial(seconds: float = 1.5 * number + 1) -> str:
            cache = place.new()
            process = place.start(*place.lookup(), cache=cache)
            time.sleep(seconds)
            process.kill()
            process.communicate()
            done = place.duizhao(*place.lookup(), cache=cache)
            return place.ended(done) or ("another answer" if done.stdout != place.answer else "")

        yield f"kill of a look-up after {1.5 * number + 1} s", trial
    for seconds in (3.0, 8.0, 16.0, 32.0):

        def run_trial(seconds: float = seconds) -> str:
            cache, out = place.new(), place.new()
            process = place.start(*place.run(out), cache=cache)
            time.sleep(seconds)
            process.kill()
            process.communicate()
            return place.goes_on(out, cache)

        yield f"kill of a run after {seconds} s", run_trial


def cut(path: Path) -> None:
    """Half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    """One bit, in a file whose times show nothing."""
    times = path.stat()
    data = bytearray(path.read_bytes())
    data[len(data) * 2 // 3] ^= 4
    path.write_bytes(data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut": cut,
    "emptied": lambda path: path.write_bytes(b""),
    "missing": Path.unlink,
    "flipped": flip,
}


def damage(place: Place) -> Iterator[Trial]:
    """Damaged files in the cache: of every kind of table, and of machine code."""
    tables = place.tables()
    largest = [max(t.glob("*"), key=lambda path: path.stat().st_size) for t in tables]
    manifests = [tables[0] / MANIFEST]
    for path, (name, harm) in product([*largest, *manifests], DAMAGE.items()):

        def trial(file: Path = path, harm: Callable[[Path], object] = harm) -> str:
            cache, out = place.copied_cache(), place.new()
            harm(cache / file.relative_to(place.cache))
            done = place.duizhao(*place.lookup(), cache=cache)
            wrong = place.ended(done) or ("another answer" if done.stdout != place.answer else "")
            wrong = wrong or place.goes_on(out, cache)
            shutil.rmtree(cache)
            return wrong

        yield f"{path.relative_to(place.cache)} {name}", trial
    for name, harm in DAMAGE.items():

        def all_code(harm: Callable[[Path], object] = harm) -> str:
            cache, out = place.copied_cache(), place.new()
            for path in (cache / "machine-code").rglob("*.code"):
                harm(path)
            wrong = place.goes_on(out, cache)
            shutil.rmtree(cache)
            return wrong

        yield f"all machine code {name}", all_code


def together(place: Place) -> Iterator[Trial]:
    """Processes that start together with an empty cache."""
    for number in range(4):

        def trial() -> str:
            cache = place.new()
            started = [place.start(*place.lookup(), cache=cache) for _ in range(4)]
            for process in started:
                out, said = process.communicate(timeout=LONGEST)
                if process.returncode or out != place.answer:
                    return f"exit code {process.returncode}: {said[-400:]}"
            left = [path.name for path in cache.iterdir() if path.name.startswith(".")]
            return f"left: {left}" if left else ""

        yield f"four look-ups, round {number}", trial


def one_folder(place: Place) -> Iterator[Trial]:
    """Two runs with one folder of outputs."""
    for number in range(5):

        def trial(seconds: float = 0.4 * number) -> str:
            out = place.new()
            first = place.start(*place.run(out))
            time.sleep(seconds)
            second = place.duizhao(*place.run(out))
            said = first.communicate(timeout=LONGEST)[1]
            refused = [text for text in (said, second.stderr) if "is at work there" in text]
            if sorted((first.returncode, second.returncode)) != [0, 2] or len(refused) != 1:
                return f"exit codes {first.returncode}, {second.returncode}: {said[-200:]}"
            return different(place.sound, outputs(out))

        yield f"round {number}", trial


def full_disk(place: Place) -> Iterator[Trial]:
    """A disk that takes no more: files cannot grow beyond a size (where the system has limits)."""
    memory = place.folder / "large.tmx"
    pairs = "".join(f"第{n}句。\tSentence {n}.\n" for n in range(20_000))
    table = place.folder / "large.tsv"
    table.write_text(f"zh\ten\n{pairs}", "utf-8")
    place.duizhao("tmx", "convert", str(table), str(memory))
    for size in (0, 4096, 20_000, 60_000, 150_000):

        def run_trial(size: int = size) -> str:
            out = place.new()
            wrong = place.ended(place.duizhao(*place.run(out), most_bytes=size), 0, 2)
            return wrong or place.goes_on(out)

        yield f"run, {size} bytes", run_trial
    for size, name in product((0, 100_000), ("tsv", "xlsx", "tmx", "xlf", "jsonl")):

        def convert_trial(size: int = size, name: str = name) -> str:
            target = place.new().with_suffix(f".{name}")
            target.write_text("former", "utf-8")
            made = place.duizhao("tmx", "convert", str(memory), str(target), most_bytes=size)
            wrong = place.ended(made, 2)
            left = [path.name for path in place.folder.glob(f".{target.name}*")]
            if not wrong and (target.read_text("utf-8") != "former" or left):
                return f"the former file has changed, or there is left: {left}"
            return wrong

        yield f"convert to {name}, {size} bytes", convert_trial
    for size in (0, 100_000):

        def cache_trial(size: int = size) -> str:
            cache = place.new()
            done = place.duizhao(*place.lookup(), cache=cache, most_bytes=size)
            wrong = place.ended(done, 2)
            done = place.duizhao(*place.lookup(), cache=cache)
            return wrong or ("another answer afterwards" if done.stdout != place.answer else "")

        yield f"tables, {size} bytes", cache_trial


LINES: dict[str, Callable[[Place], Iterator[Trial]]] = {
    line.__name__: line
    for line in (
        kills, building, damage, together, one_folder, full_disk, xml, report, search, inputs,
        project, memory_index,
    )
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Try the lines, and print how often each was survived."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("line", nargs="*", choices=[[], *LINES], help="all if none is named")
    parser.add_argument("--trials", type=int, help="at most so many of each line")
    parser.add_argument(
        "--coverage", type=Path, default=COVERAGE, help="what is read, else the example set"
    )
    options = parser.parse_args(arguments)
    lost = 0
    with tempfile.TemporaryDirectory(prefix="duizhao-faults-") as folder:
        place = Place(Path(folder), options.coverage.absolute())
        print(f"{'tried':>5} {'survived':>8}")
        for name in options.line or LINES:
            line = LINES[name]
            results = {}
            for trial, attempt in islice(line(place), options.trials):
                results[trial] = attempt()
            survived = list(results.values()).count("")
            lost += len(results) - survived
            print(
                f"{len(results):5} {survived:8}  {name}: {(line.__doc__ or '').strip()}", flush=True
            )
            for trial, wrong in results.items():
                if wrong:
                    print(f"{'':16}{trial}: {wrong}", flush=True)
    sys.exit(lost > 0)


if __name__ == "__main__":
    main()
