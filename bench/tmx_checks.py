"""How often the checks of `tmx clean` are wrong, and how much they find.

python bench/tmx_checks.py FOLDER [MEMORY...] [--show CHECK]

FOLDER holds the alignment corpora of bench/align_data.py, whose 1-1 beads are good pairs, as are
the pairs of each MEMORY (any form that `tmx.read_pairs` reads). The first table has the alarms in
1,000 of them; few are false in the narrow sense, because such texts have faults, too: --show
prints them. For the second table each pair is damaged in one way; it has the share of damaged
pairs that the check finds, or any check.
"""

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from align_data import CORPORA, load

import tmx
from corpus.language.conversion import convert
from tmx.tools.checks.catalogue import CHECKS, faults
from tmx.units.unit import Variant

Pair = tuple[str, str]


def beads(folder: Path, corpus: str) -> list[Pair]:
    """The 1-1 beads of a corpus."""
    return [
        (text.zh[bead.zh[0]], text.en[bead.en[0]])
        for text in load(folder, corpus)
        for bead in text.gold
        if len(bead.zh) == len(bead.en) == 1
    ]


def alarms(pair: Pair) -> dict[str, str]:
    """What the checks say of a pair, by name."""
    zh, en = Variant("zh-CN", pair[0]), Variant("en-US", pair[1])
    return dict(faults(zh, en, CHECKS.values()))


def _figure(zh: str, en: str, chance: random.Random) -> Pair:
    return zh, re.sub(r"\d+", lambda found: str(int(found[0]) + chance.randint(3, 70)), en, count=1)


def _mark(marks: str) -> Callable[[str, str, random.Random], Pair]:
    """Take one of the marks out of the Chinese side, if it has an even number of them."""

    def change(zh: str, en: str, chance: random.Random) -> Pair:
        found = list(re.finditer(f"[{marks}]", zh))
        if not found or len(found) % 2:
            return zh, en
        at = chance.choice(found).start()
        return zh[:at] + zh[at + 1 :], en

    return change


def _read_as(written: str, read: str) -> Callable[[str, str, random.Random], Pair]:
    return lambda zh, en, _: (zh.encode(written, "ignore").decode(read, "ignore"), en)


def _doubled(zh: str, en: str, chance: random.Random) -> Pair:
    words = en.split()
    at = chance.randrange(len(words))
    return zh, " ".join([*words[: at + 1], *words[at:]])


DAMAGE: dict[str, tuple[str, Callable[[str, str, random.Random], Pair]]] = {
    "the Chinese on both sides": ("copied-source", lambda zh, en, _: (zh, zh)),
    "the English on both sides": ("copied-source", lambda zh, en, _: (en, en)),
    "sides exchanged": ("wrong-language", lambda zh, en, _: (en, zh)),
    "UTF-8 read as Windows-1252": ("encoding-damage", _read_as("utf-8", "cp1252")),
    "UTF-8 read as GBK": ("encoding-damage", _read_as("utf-8", "gbk")),
    "GBK read as Latin-1": ("encoding-damage", _read_as("gbk", "latin-1")),
    "Traditional under zh-CN": ("wrong-script", lambda zh, en, _: (convert(zh, "s2t"), en)),
    "half of the English cut": ("length-ratio", lambda zh, en, _: (zh, en[: len(en) // 2])),
    "a quarter of it left": ("length-ratio", lambda zh, en, _: (zh, en[: len(en) // 4])),
    "a figure changed": ("numbers", _figure),
    "a bracket lost": ("brackets", _mark("()（）")),
    "a quotation mark lost": ("quotes", _mark("“”")),
    "a word doubled": ("repeated-words", _doubled),
    "a question mark": ("end-punctuation", lambda zh, en, _: (re.sub("。$", "？", zh), en)),
}


def main() -> None:
    """Print the tables, or the alarms of one check."""
    arguments = sys.argv[1:]
    shown = arguments[arguments.index("--show") + 1] if "--show" in arguments else ""
    folder, *memories = (Path(each) for each in arguments if each not in ("--show", shown))
    sets = {name: beads(folder, name) for name in CORPORA if name != "bible"}
    sets |= {str(p): [(pair.zh, pair.en) for pair in tmx.read_pairs(p)] for p in memories}
    found = {name: [alarms(pair) for pair in pairs] for name, pairs in sets.items()}
    if shown:
        for name, pairs in sets.items():
            for pair, faulty in zip(pairs, found[name], strict=True):
                if shown in faulty:
                    print(name, faulty[shown], *pair, sep=" | ")
        return
    print("| in 1,000 units |", " | ".join(f"{n} ({len(p):,})" for n, p in sets.items()), "|")
    print("|---|" + "---|" * len(sets))
    for check in CHECKS.values():
        if check.find:
            rates = (1000 * sum(check.name in each for each in f) / len(f) for f in found.values())
            print(f"| {check.name} |", " | ".join(f"{rate:.1f}" for rate in rates), "|")
    everything = [pair for pairs in sets.values() for pair in pairs]
    chance = random.Random(1)  # noqa: S311  (no secret)
    print("\n| damage | units | check | found | by any check |\n|---|---|---|---|---|")
    for damage, (name, change) in DAMAGE.items():
        changed = [(pair, change(*pair, chance)) for pair in everything]
        results = [alarms(after) for before, after in changed if before != after]
        own = sum(name in each for each in results) / len(results)
        some = sum(bool(each) for each in results) / len(results)
        print(f"| {damage} | {len(results):,} | {name} | {own:.3f} | {some:.3f} |")
    others = random.Random(2).sample([en for _, en in everything], len(everything))  # noqa: S311
    results = [alarms((zh, en)) for (zh, _), en in zip(everything, others, strict=True)]
    for name in ("length-ratio", "numbers", "end-punctuation"):
        own = sum(name in each for each in results) / len(results)
        some = sum(bool(each) for each in results) / len(results)
        print(f"| another unit's English | {len(results):,} | {name} | {own:.3f} | {some:.3f} |")


if __name__ == "__main__":
    main()
