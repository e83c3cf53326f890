"""Sentence pairs as two files, one segment a line: NAME.zh and NAME.en."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from corpus.model import SentencePair
from corpus.readers.plain import numbered_lines
from corpus.support.files import tsv_line, write_atomically

ENDINGS = (".zh", ".en")


def read(path: str | Path) -> Iterator[SentencePair]:
    """The pairs of both files, by the name of either."""
    zh, en = (Path(path).with_suffix(suffix) for suffix in ENDINGS)
    left, right = numbered_lines(zh), numbered_lines(en)
    while True:
        one, other = next(left, None), next(right, None)
        if one is None and other is None:
            return
        if one is None or other is None:
            short, long, line = (zh, en, other) if one is None else (en, zh, one)
            number = line[0] if line else 0
            raise InputError(
                short, f"ends before line {number} of {long}; the two must have as many lines"
            )
        yield SentencePair(one[1].strip(), other[1].strip())


def write(path: str | Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write both files; rows are as `rows.fields` gives them."""
    count = 0
    with ExitStack() as stack:
        zh, en = (
            stack.enter_context(write_atomically(Path(path).with_suffix(suffix)))
            for suffix in ENDINGS
        )
        for count, row in enumerate(rows, 1):  # noqa: B007  (the last number is the count)
            zh.write(tsv_line([row["zh"]]))
            en.write(tsv_line([row["en"]]))
    return count
