"""What the commands print: rows and JSON to stdout, notes to stderr."""

import json
import sys
from collections.abc import Iterable


def print_rows(rows: Iterable[tuple[object, ...]]) -> None:
    """Fields with tabs between them; an empty row is an empty line."""
    for row in rows:
        print("\t".join(map(str, row)))  # noqa: T201


def print_json(value: object, indent: int | None = 2) -> None:
    """For a script to read; on one line without `indent`."""
    print(json.dumps(value, ensure_ascii=False, indent=indent))  # noqa: T201


def note(text: str) -> None:
    """What a person wants to know and a script does not."""
    print(text, file=sys.stderr)  # noqa: T201
