"""What the commands print: lines, rows and JSON to stdout, notes to stderr; how they count.

print_rows(rows)                   count(2, "file") -> "2 files"
print_lines(lines)
print_json(value)
note(text)
"""

import json
import sys
from collections.abc import Iterable
from itertools import islice

_BATCH = 5000
"""Lines written at once: a write for each takes longer than all else."""


def print_rows(rows: Iterable[tuple[object, ...]]) -> None:
    """Fields with tabs between them; an empty row is an empty line."""
    print_lines("\t".join(map(str, row)) for row in rows)


def print_lines(lines: Iterable[str]) -> None:
    """Lines of text, however many."""
    rest = iter(lines)
    while batch := list(islice(rest, _BATCH)):
        print("\n".join(batch))  # noqa: T201


def print_json(value: object, indent: int | None = 2) -> None:
    """For a script to read; on one line without `indent`."""
    print(json.dumps(value, ensure_ascii=False, indent=indent))  # noqa: T201


def note(text: str) -> None:
    """What a person wants to know and a script does not."""
    print(text, file=sys.stderr)  # noqa: T201


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
