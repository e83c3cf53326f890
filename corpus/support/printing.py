"""What the commands print: lines, rows and JSON to stdout, notes to stderr; how they count.

print_rows(rows)                   count(2, "file") -> "2 files"
print_lines(lines)                 visible(text), visible_on_terminal(text)
print_json(value)                  print_json_lines(values)
is_stdout(path)
note(text)                         loudness(quiet=…, verbose=…)
say(event)                         is_for_scripts()
open_streams()                     at the start of a program

What was read may hold what a terminal obeys: colours, moves of the cursor, another title of the
window, text that runs backwards. It never gets there; a file or another program gets it as it is.
"""

import json
import os
import re
import sys
import time
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from pathlib import PurePath

_BATCH = 5000
"""Lines written at once: a write for each takes longer than all else."""
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Controls of ISO 6429 but tab and line feed, line separators, and those that change the direction
of text (Unicode Standard Annex 9)."""


_STDOUT = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}
_BYTES = re.compile("[\udc80-\udcff]+")
"""Bytes of a name that the system's code page does not have, as Python keeps them (PEP 383)."""


def open_streams() -> None:
    """Have stdout and stderr in UTF-8; what was closed takes what is written to it, and drops it.

    Else the next file that is opened would stand in its place, under its number.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            descriptor = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(descriptor, True)
            stream = open(descriptor, "w" if number else "r", encoding="utf-8")  # noqa: SIM115, PTH123
            setattr(sys, name, stream)
        elif number:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_rows(rows: Iterable[tuple[object, ...]], *, styled: bool = False) -> None:
    """Fields with tabs between them; an empty row is an empty line."""
    print_lines(("\t".join(map(str, row)) for row in rows), styled=styled)


def print_lines(lines: Iterable[str], *, styled: bool = False) -> None:
    """Lines of text, however many.

    Args:
        lines: without their line feeds.
        styled: they hold colours of our own; what was read in them has passed
            `visible_on_terminal`.
    """
    rest = iter(lines)
    while batch := list(islice(rest, _BATCH)):
        text = "\n".join(batch)
        print(text if styled else visible_on_terminal(text))  # noqa: T201


def print_json(value: object, indent: int | None = 2) -> None:
    """For a script to read; on one line without `indent`."""
    print_lines([json.dumps(value, ensure_ascii=False, indent=indent)])


def print_json_lines(values: Iterable[object]) -> None:
    """An object a line; ``[]`` where there is none, so that what is printed is always JSON."""
    rest = (json.dumps(value, ensure_ascii=False) for value in values)
    print_lines(chain([next(rest, "[]")], rest))


def is_stdout(path: object) -> bool:
    """Whether a name of a file stands for what the command prints; other things do not."""
    return isinstance(path, str | PurePath) and str(path) in _STDOUT


class _Loudness:
    """How much is said on stderr."""

    quiet = False
    verbose = False
    last = 0.0


def loudness(*, quiet: bool, verbose: bool) -> None:
    """Say what went wrong only, or also what is being done."""
    _Loudness.quiet, _Loudness.verbose = quiet, verbose


def is_quiet() -> bool:
    """Whether only what went wrong is said."""
    return _Loudness.quiet


def is_verbose() -> bool:
    """Whether it is said what is being done."""
    return _Loudness.verbose and not _Loudness.quiet


def seconds_of_silence() -> float:
    """How long ago the last note was."""
    return time.perf_counter() - _Loudness.last


def note(text: str) -> None:
    """What a person wants to know and a script does not, as one line.

    A text that begins with the program's name says that something went wrong; only that is said
    where the user wants quiet.
    """
    _Loudness.last = time.perf_counter()
    if _Loudness.quiet and not text.startswith("duizhao:"):
        return
    text = _BYTES.sub(
        lambda found: found[0].encode(errors="surrogateescape").decode(errors="backslashreplace"),
        text,
    )
    if is_for_scripts():
        say({"note": text})
    else:
        print(visible(text).replace("\n", "\\n"), file=sys.stderr)  # noqa: T201


def is_for_scripts() -> bool:
    """Whether what stands on stderr is for a scheduler to read: a JSON object a line."""
    return os.environ.get("DUIZHAO_PROGRESS") == "json"


def say(event: Mapping[str, object]) -> None:
    """A line of what a scheduler reads; behind `is_for_scripts`."""
    print(json.dumps(event), file=sys.stderr, flush=True)  # noqa: T201


def visible(text: str) -> str:
    r"""A text with ``\u001b`` and the like, as JSON writes them, for what a terminal obeys."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def visible_on_terminal(text: str) -> str:
    """`visible` if stdout is a terminal, else the text as it is."""
    return visible(text) if sys.stdout.isatty() else text


def count(number: int, noun: str) -> str:
    """``1 file``, ``2 document pairs``, ``5,000 sentences of the text``."""
    head, of, rest = noun.partition(" of ")
    return f"{number:,} {head}{'' if number == 1 else 's'}{of}{rest}"
