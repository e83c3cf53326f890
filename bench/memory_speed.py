"""Speed of look-up on generated units: python bench/memory_speed.py [FOLDER [UNITS...]].

Without UNITS 100,000 and 1,000,000 of them. Times are CPU time of one core. Words are as
frequent as in real text (Zipf-Mandelbrot), so that lists of frequent words are as long. Half of
the fuzzy queries are units of which up to 30 percent of the tokens were changed, half are new;
concordance is asked for parts of units, of one to eight tokens.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path

import tmx
from corpus.language.conversion import to_simplified
from corpus.model import Language, SentencePair

QUERIES = 500  # of each kind and language


def _simple(character: str) -> bool:
    return to_simplified(character) == character


class Writer:
    """Writes sentences of news length, about 40 characters and 22 words, the same at every run."""

    def __init__(self) -> None:
        self.chance = random.Random(1)  # noqa: S311  (no secret)
        syllables = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "an")]
        choices = self.chance.choices
        han = [character for character in map(chr, range(0x4E00, 0x6000)) if _simple(character)]
        self.zh = ["".join(choices(han, k=1 + number % 3)) for number in range(20_000)]
        self.en = ["".join(choices(syllables, k=1 + number % 4)) for number in range(30_000)]
        # Mandelbrot's shift of 2.7 is the usual one for running text.
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(30_000)))

    def pair(self) -> SentencePair:
        """A new pair."""
        zh = self.words(self.zh, self.chance.randint(8, 32))
        en = self.words(self.en, self.chance.randint(8, 36))
        return SentencePair("".join(zh) + "。", " ".join(en) + ".")

    def words(self, lexicon: list[str], count: int) -> list[str]:
        """Words, with a comma after every ninth."""
        weights = self.weights[: len(lexicon)]
        found = self.chance.choices(lexicon, cum_weights=weights, k=count)
        comma = "，" if lexicon is self.zh else ","
        return [word + comma if number % 9 == 8 else word for number, word in enumerate(found)]

    def changed(self, text: str, language: Language) -> str:
        """The text with up to 30 percent of its tokens dropped, doubled or exchanged."""
        tokens = list(text) if language is Language.ZH else text.split()
        for _ in range(self.chance.randint(1, max(1, len(tokens) * 3 // 10))):
            at = self.chance.randrange(len(tokens))
            tokens[at : at + 1] = self.chance.choice(([], [tokens[at]] * 2, tokens[-1:])) or ["x"]
        return ("" if language is Language.ZH else " ").join(tokens)

    def part(self, text: str, language: Language) -> str:
        """One to eight tokens that follow each other."""
        tokens = list(text) if language is Language.ZH else text.split()
        start = self.chance.randrange(len(tokens))
        part = tokens[start : start + self.chance.randint(1, 8)]
        return ("" if language is Language.ZH else " ").join(part)


def generated(count: int) -> Iterator[SentencePair]:
    """Pairs for a memory."""
    writer = Writer()
    return (writer.pair() for _ in range(count))


def index(path: Path) -> None:
    """Print the rows for making the index, and for the reading that is part of it."""
    started = time.process_time()
    units = sum(1 for _ in tmx.pairs(path))
    seconds = time.process_time() - started
    print(f"| only read | {units:,} | {units / seconds:,.0f} units/s | | |")
    open_memory = tmx.Memory.open  # loads what it needs
    started = time.process_time()
    units = len(open_memory(path))
    seconds = time.process_time() - started
    size = path.with_name(f"{path.name}.index").stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"| index | {units:,} | {units / seconds:,.0f} units/s | "
        f"{size:.0f} MB beside {path.stat().st_size / 1e6:.0f} MB | peak {peak} MB |"
    )


def ask(path: Path) -> None:
    """Print the rows for look-up with an index in place."""
    open_memory = tmx.Memory.open  # loads what it needs
    started = time.process_time()
    memory = open_memory(path)
    opened = 1000 * (time.process_time() - started)
    print(f"| open | {len(memory):,} | {opened:.1f} | | |")
    texts = [pair for number, pair in enumerate(generated(20 * QUERIES)) if number % 20 == 0]
    writer = Writer()
    writer.chance.seed(2)
    for language in Language:
        sides = [pair.zh if language is Language.ZH else pair.en for pair in texts]
        new = [writer.pair() for _ in range(QUERIES // 2)]
        fuzzy = [writer.changed(side, language) for side in sides[::2]]
        fuzzy += [pair.zh if language is Language.ZH else pair.en for pair in new]
        parts = [writer.part(side, language) for side in sides]
        kinds: list[tuple[str, Callable[..., Sequence[object]], list[str]]] = [
            ("exact", memory.exact, sides),
            ("fuzzy, 70 %", memory.matches, fuzzy),
            ("fuzzy, 50 %", partial(memory.matches, threshold=50), fuzzy),
            ("concordance", memory.concordance, parts),
        ]
        for name, look_up, queries in kinds:
            measure(f"{language} {name}", len(memory), partial(look_up, source=language), queries)


def measure(
    name: str, units: int, look_up: Callable[..., Sequence[object]], queries: list[str]
) -> None:
    """Print median and 99th percentile of a kind of query in milliseconds, and how many hit."""
    look_up(queries[0])  # loads what is loaded once
    times, hits = [], 0
    for query in queries:
        started = time.process_time()
        hits += bool(look_up(query))
        times.append(1000 * (time.process_time() - started))
    times.sort()
    middle, late = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"| {name} | {units:,} | {middle:.2f} | {late:.2f} | {100 * hits // len(times)} % |")


def command(path: Path) -> None:
    """Print the row for a command from a cold start."""
    text = next(generated(1)).zh
    arguments = ["tmx", "lookup", text, "--memory", str(path)]
    code = "from align.cli import main; main()"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"| duizhao tmx lookup | | {1000 * seconds:.0f} | | |")


STEPS = {"index": index, "ask": ask, "command": command}


def main() -> None:
    """Print the table, or, called with a step's name, some of its rows."""
    if len(sys.argv) == 3 and sys.argv[1] in STEPS:
        STEPS[sys.argv[1]](Path(sys.argv[2]))
        return
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="bench-tmx-"))
    print("| step | units | p50 ms | p99 ms | found |")
    print("|---|---|---|---|---|", flush=True)
    for count in map(int, sys.argv[2:] or (100_000, 1_000_000)):
        path = folder / f"memory-{count}.tmx"
        if not path.exists():
            tmx.write_pairs(path, generated(count))
        path.with_name(f"{path.name}.index").unlink(missing_ok=True)
        for step in STEPS:
            subprocess.run([sys.executable, __file__, step, str(path)], check=True)


if __name__ == "__main__":
    main()
