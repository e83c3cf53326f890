"""What blocks of time and rare words leave out of the comparison of all documents with all.

    python bench/candidates.py BENCH [--window 14] [--fewest 60] [--made 6000]

The sets of `topics/` have no dates, so their events are put on days of a year: documents within
three days of their event, one in twenty without a date, and one in fifty months later. Both ways,
with a window and without, see the same dates. Then the same with every document on a day of its
own, which has nothing to do with its event: what rare words find by themselves. Last, a made
collection (`made_coverage.py`).

In so small sets nearly all would be compared with a window, too, as a document is looked for among
a few hundred at least; so that number is lowered.

Recall counts pairs of documents of one event among those that the comparison of all finds: all of
them, and those that it gives log odds above 0.
"""

import argparse
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from made_coverage import made_coverage
from news import NEWS, read_news
from numpy.typing import NDArray
from train_events import b_cubed

from align.documents.events import blocks
from align.documents.pairing import Survey, paired, survey
from corpus.language.sentences.splitting import split
from corpus.model import Language

UNDATED, LATE = 0.05, 0.02
Texts = Mapping[str, list[str]]


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("--window", type=int, default=14)
    parser.add_argument("--fewest", type=int, default=60)
    parser.add_argument("--made", type=int, default=6_000)
    options = parser.parse_args()
    blocks.FEWEST = options.fewest
    print(f"{'':34}P, R, F1 of pairs    B-cubed P, R, F1    recall: one event, log odds above 0")
    for name in NEWS:
        data = read_news(options.bench / "topics" / name)
        zh = {f"z{k:04}": text for k, text in enumerate(data.zh)}
        en = {f"e{k:04}": text for k, text in enumerate(data.en)}
        events = dict(zip([*zh, *en], data.events.tolist(), strict=True))
        for kind, dates in (("", of_events(events)), (", any day", of_nothing(events))):
            compared(f"{name}{kind}", zh, en, events, dates, options.window)
    compared(f"made, {options.made}", *made(options.bench, options.made), options.window)


def of_events(events: Mapping[str, str], seed: int = 0) -> dict[str, str]:
    """ISO dates by document, near its event's for most."""
    random = np.random.default_rng(seed)
    days = {event: int(random.integers(365)) for event in sorted(set(events.values()))}
    found = {}
    for key in sorted(events):
        fate, late, near = random.random(), random.integers(60, 300), random.integers(4)
        delay = int(late if UNDATED <= fate < UNDATED + LATE else near)
        if fate >= UNDATED:
            day = date(2026, 1, 1) + timedelta(days[events[key]] + delay)
            found[key] = day.isoformat()
    return found


def of_nothing(events: Mapping[str, str], seed: int = 0) -> dict[str, str]:
    """Dates months from each other, in no order."""
    random = np.random.default_rng(seed)
    places = random.permutation(len(events)).tolist()
    return {
        key: (date(1950, 1, 1) + timedelta(60 * place)).isoformat()
        for key, place in zip(sorted(events), places, strict=True)
    }


def made(bench: Path, count: int) -> tuple[Texts, Texts, dict[str, str], dict[str, str]]:
    """The documents of both languages, their events and the dates that are known."""
    sides: dict[Language, dict[str, list[str]]] = {Language.ZH: {}, Language.EN: {}}
    events, dates = {}, {}
    for document in made_coverage(bench, count):
        language = Language.EN if document.language == "en" else Language.ZH
        ends = split(document.text, language)
        sides[language][document.id] = [document.text[a:b] for a, b in ends]
        events[document.id] = str(document.event)
        if document.date:
            dates[document.id] = document.date
    return sides[Language.ZH], sides[Language.EN], events, dates


def compared(
    name: str,
    zh: Texts,
    en: Texts,
    events: Mapping[str, str],
    dates: Mapping[str, str],
    window: int,
) -> None:
    """Print what is found by comparing all, and with a window."""
    every = survey(zh, en, dates=dates, window=0)
    print(f"{name + ', all':34}{_figures(every, events)}", flush=True)
    some = survey(zh, en, dates=dates, window=window)
    wanted, kept = _pairs(every), _pairs(some)
    of_one = {pair for pair in wanted if len({events[key] for key in pair}) == 1}
    sure = {pair for pair in of_one if wanted[pair] > 0}
    shares = ", ".join(f"{sum(p in kept for p in each) / len(each):.4f}" for each in (of_one, sure))
    print(f"{f'{name}, {window} days':34}{_figures(some, events)}    {shares}", flush=True)


def _pairs(found: Survey) -> dict[frozenset[str], float]:
    """The log odds of all pairs that were compared."""
    ids = (*found.zh, *found.en)
    links = found.links
    rows = zip(links.first.tolist(), links.second.tolist(), links.logits.tolist(), strict=True)
    return {frozenset((ids[a], ids[b])): logit for a, b, logit in rows}


def _figures(found: Survey, events: Mapping[str, str]) -> str:
    of: NDArray[np.str_] = np.array([events[key] for key in (*found.zh, *found.en)])
    pairs = [(pair.zh, events[pair.zh] == events[pair.en]) for pair in paired(found)]
    right = {zh for zh, same in pairs if same}
    precision = sum(same for _, same in pairs) / max(1, len(pairs))
    zh = len(found.zh)
    recall = len(right) / max(1, int(np.isin(of[:zh], of[zh:]).sum()))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    rows = (precision, recall, f1), b_cubed(of, found.groups)
    return "    ".join(" / ".join(f"{value:.3f}" for value in row) for row in rows)


if __name__ == "__main__":
    main()
