"""Speed of look-up and scan on a generated glossary: python bench/lookup.py [ENTRIES] [MEGABYTES].

Terms and text are made of CC-CEDICT's headwords and glosses, so that nearly every word of the text
is a term. CPU time throughout, which other processes disturb least; of the command, which is run in
processes of its own after one that made the index, wall-clock time, too. The last column says how
many times as fast it is as what is aimed at.
"""

import collections
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.language.conversion import convert
from corpus.language.dictionary import entries
from corpus.model import SentencePair
from glossary import Lookup, Scanner, Status, read_glossary, write_glossary
from glossary.entries import ConceptEntry, TermPair, concept_id
from glossary.wordforms.pinyin import readings

ASKED = 1000
COMMAND = [sys.executable, "-m", "align.cli", "glossary", "lookup"]


def words() -> list[tuple[str, str]]:
    """Headwords of two characters and more, each with a short gloss."""
    return [
        (entry.simplified, gloss.removeprefix("to "))
        for entry in entries()
        for gloss in entry.glosses[:1]
        if len(entry.simplified) > 1 and len(gloss) < 30 and gloss.replace(" ", "").isalpha()
    ]


def glossary(known: Sequence[tuple[str, str]], count: int) -> list[ConceptEntry]:
    """Concepts of one or two words, with a context each; the same at every run."""
    chance = random.Random(1)  # noqa: S311  (no secret)
    found: dict[tuple[str, str], None] = dict.fromkeys(known[: count // 2])
    while len(found) < count:
        (zh, en), (more_zh, more_en) = chance.sample(known, 2)
        found[zh + more_zh, f"{en} {more_en}"] = None
    result = []
    for zh, en in found:
        context = SentencePair(f"他表示，{zh}将继续推动合作。", f"He said {en} would go on.")
        pair = TermPair(zh, en, chance.random(), 0.9, 3, Status.APPROVED, contexts=(context,))
        result.append(ConceptEntry(concept_id(zh, en), (pair,), "外交"))
    return result


def text(known: Sequence[tuple[str, str]], side: int, size: int) -> str:
    """Running text of that many bytes, words in any order in sentences of twelve."""
    chance = random.Random(2)  # noqa: S311
    parts: list[str] = []
    length = 0
    while length < size:
        sentence = chance.choices(known, k=12)
        line = "".join(w[0] for w in sentence) if side == 0 else " ".join(w[1] for w in sentence)
        parts.append(line + ("。" if side == 0 else ".\n"))
        length += len(parts[-1].encode())
    return "".join(parts)


def latency(name: str, ask: Callable[[str], object], asked: Sequence[str], aim: float) -> None:
    """One row: the median and the 99th percentile, in milliseconds."""
    ask(asked[0])
    times = []
    for term in asked:
        started = time.thread_time()
        ask(term)
        times.append(1000 * (time.thread_time() - started))
    times.sort()
    middle, last = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"| {name} | {middle:.3f} ms | {last:.3f} ms | {aim / last:.1f} |", flush=True)


def cold(name: str, arguments: Sequence[str], aim: float) -> None:
    """One row: wall-clock and CPU seconds of the command."""
    walls, seconds = [], []
    for _ in range(5):
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([*COMMAND, *arguments], check=True, capture_output=True)
        walls.append(time.perf_counter() - started)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    wall, cpu = sorted(walls)[2], sorted(seconds)[2]
    print(f"| {name} | {cpu:.2f} CPU s | {wall:.2f} s | {aim / wall:.1f} |", flush=True)


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    size = int(sys.argv[2]) * 1_000_000 if len(sys.argv) > 2 else 10_000_000
    known = words()
    path = Path(tempfile.mkdtemp(prefix="bench-lookup-")) / "glossary.tsv"
    write_glossary(path, glossary(known, count))
    pairs = random.Random(3).sample(read_glossary(path), ASKED)  # noqa: S311
    zh, en = ([getattr(entry.pairs[0], side) for entry in pairs] for side in ("zh", "en"))
    print(f"| {count:,} entries | median | 99 % | aim |\n|---|---|---|---|")

    started = time.process_time()
    Lookup.open([path])
    print(f"| index, once for each content | {time.process_time() - started:.1f} CPU s | | |")
    cold("command, Chinese", [zh[0], "-g", str(path)], 0.5)
    cold("command, English", [en[0].upper(), "-g", str(path)], 0.5)
    cold("command, fuzzy", ["--fuzzy", zh[0], "-g", str(path)], 0.5)

    lookup = Lookup.open([path])
    latency("exact, Chinese", lookup.find, zh, 1)
    latency("exact, English", lookup.find, en, 1)
    latency("Traditional", lookup.find, [convert(term, "s2t") for term in zh], 1)
    latency("capitals", lookup.find, [term.upper() for term in en], 1)
    latency("pinyin", lookup.find, [way.sound for term in zh for way in readings(term)[:1]], 1)
    latency("dictionary", lookup.find, [f"{term}了" for term in zh], 1)
    latency("fuzzy, Chinese", lambda t: lookup.find(t, fuzzy=True), [f"{t}了" for t in zh], 20)
    latency("fuzzy, English", lambda t: lookup.find(t, fuzzy=True), [f"{t}x" for t in en], 20)

    scanner = Scanner(read_glossary(path))
    for name, side in (("Chinese", 0), ("English", 1)):
        running = text(known, side, size)
        scanner.scan(running[:10_000])
        megabytes = len(running.encode()) / 1e6
        started = time.process_time()
        found = scanner.scan(running)
        speed = megabytes / (time.process_time() - started)
        print(
            f"| scan, {name} | {len(found):,} terms | {speed:.1f} MB/s | {speed / 5:.1f} |",
            flush=True,
        )
        collections.deque(found, maxlen=0)
        speed = megabytes / (time.process_time() - started)
        print(f"| the same, each looked at | | {speed:.1f} MB/s | {speed / 5:.1f} |", flush=True)


if __name__ == "__main__":
    main()
