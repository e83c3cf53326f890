"""What `tmx clean --mend` changes in good pairs, and how much of what was damaged it restores.

python bench/mending.py FOLDER [MEMORY...] [--show KIND]

FOLDER holds the alignment corpora of bench/align_data.py, whose 1-1 beads are good pairs, as are
the pairs of each MEMORY. The first table has, in 1,000 of them, how many each kind changes; --show
prints them, before and after. For the second table the pairs are damaged in one way, where that
changes anything and mending had nothing to do before; it has the share that comes back exactly, and
the share of which nothing was changed.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import rjieba
from align_data import CORPORA
from tmx_checks import beads

import tmx
from tmx.mending.catalogue import KINDS, Mended, mended
from tmx.units.unit import Variant

Pair = tuple[str, str]

_TO_ASCII = str.maketrans("，。；：？！", ",.;:?!")
_TO_FULL = str.maketrans(",.;:?!()", "，。；：？！（）")
_WIDE = {code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)}


def cut(zh: str, en: str) -> Pair:
    """Chinese with spaces between words and marks."""
    return " ".join(rjieba.cut(zh)), en


def ascii_marks(zh: str, en: str) -> Pair:
    """Chinese with the marks of English."""
    return zh.translate(_TO_ASCII), en


def full_marks(zh: str, en: str) -> Pair:
    """English with the marks of Chinese, and no space behind them; figures stay."""
    return zh, re.sub(r"(?<!\d)[,.;:?!](?!\d) ?", lambda m: m[0].strip().translate(_TO_FULL), en)


def wide_digits(zh: str, en: str) -> Pair:
    """Full-width digits on both sides."""
    return zh.translate(_WIDE), en.translate(_WIDE)


def dots(zh: str, en: str) -> Pair:
    """U+22EF for the ellipsis."""
    return zh.replace("……", "⋯⋯"), en


def lost_bracket(zh: str, en: str) -> Pair:
    """Chinese without the closing bracket at its end."""
    return re.sub(r"[）)](?=[。！？]?$)", "", zh), en


DAMAGES: dict[str, Callable[[str, str], Pair]] = {
    "Chinese cut into words": cut,
    "ASCII marks in Chinese": ascii_marks,
    "full-width marks in English": full_marks,
    "full-width digits": wide_digits,
    "⋯⋯ for ……": dots,
    "a bracket lost at the end": lost_bracket,
}


def put_right(pair: Pair) -> Mended:
    """A pair with all kinds of mending."""
    return mended(Variant("zh-CN", pair[0]), Variant("en-US", pair[1]), tuple(KINDS.values()))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("memories", type=Path, nargs="*")
    parser.add_argument("--show", choices=list(KINDS))
    options = parser.parse_args()
    sets = {corpus: beads(options.folder, corpus) for corpus in CORPORA}
    sets |= {path.stem: [(p.zh, p.en) for p in tmx.read_pairs(path)] for path in options.memories}
    print("| changed, in 1,000 |", " | ".join(f"{n} ({len(p):,})" for n, p in sets.items()), "|")
    counts = {name: changed(pairs, options.show) for name, pairs in sets.items()}
    for kind in KINDS:
        shares = (f"{1000 * counts[n][kind] / len(pairs):.1f}" for n, pairs in sets.items())
        print(f"| {kind} |", " | ".join(shares), "|")
    sound = [p for pairs in sets.values() for p in pairs if not put_right(p).kinds]
    print("| damage | pairs | restored | left as they were |")
    for name, damage in DAMAGES.items():
        damaged = [(pair, made) for pair in sound if (made := damage(*pair)) != pair]
        found = [(pair, made, put_right(made)) for pair, made in damaged]
        back = sum((each.zh.text, each.en.text) == pair for pair, _, each in found)
        left = sum((each.zh.text, each.en.text) == made for _, made, each in found)
        size = max(1, len(damaged))
        print(f"| {name} | {len(damaged):,} | {back / size:.3f} | {left / size:.3f} |", flush=True)


def changed(pairs: list[Pair], shown: str | None) -> Counter[str]:
    """How many pairs each kind changes."""
    found: Counter[str] = Counter()
    for pair in pairs:
        each = put_right(pair)
        found.update(each.kinds)
        if shown in each.kinds:
            print(*pair, "→", each.zh.text, each.en.text, sep="\n")
    return found


if __name__ == "__main__":
    main()
