"""CSV for services of machine translation: one target for each source term, no header, no mark.

``deepl``: source, target, source language, target language, as DeepL exports it and its API takes
it (developers.deepl.com, "Managing glossaries": no term twice, at most 1,024 bytes).
``google``: source, target, as Cloud Translation takes a unidirectional glossary
(cloud.google.com, GlossaryInputConfig: two columns, no header).
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from corpus.model import Language
from corpus.support.files import write_atomically
from glossary.entries import ConceptEntry, TermPair
from tmx.units.characters import normal_text

_MOST_BYTES = 1024
"""Of a term; Google names no limit, and cuts what is no phrase of a few words itself."""


def write(
    path: str | Path,
    entries: Iterable[ConceptEntry],
    form: Literal["deepl", "google"],
    source: Language,
) -> None:
    """Write the welcome pairs, of those with one source term the most welcome, then the best.

    Args:
        path: the file.
        entries: the concepts.
        form: whose.
        source: the language on the left.
    """
    pairs = [pair for entry in entries for pair in entry.pairs if pair.status.is_welcome]
    order = sorted(pairs, key=lambda pair: (pair.status.rank, -pair.score))
    best: dict[str, TermPair] = {}
    for pair in order:
        best.setdefault(_sides(pair, source)[0], pair)
    chosen = {id(pair) for pair in best.values()}
    target = next(language for language in Language if language is not source)
    with write_atomically(path) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for pair in pairs:
            sides = _sides(pair, source)
            if id(pair) in chosen and all(0 < len(each.encode()) <= _MOST_BYTES for each in sides):
                writer.writerow((*sides, source, target) if form == "deepl" else sides)


def _sides(pair: TermPair, source: Language) -> tuple[str, str]:
    zh, en = normal_text(pair.zh), normal_text(pair.en)
    return (zh, en) if source is Language.ZH else (en, zh)
