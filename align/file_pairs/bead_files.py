"""Bead files: which sentences of two files belong together, and with what probability.

read_beads(path) -> [FileBead, ...]
write_beads(stream, beads)

A line per bead, ``[0]:[0, 1]:0.873``: zero-based sentence indices of the first file, of the second,
score (optional when read); ``[]`` for none. Empty lines are passed over. ASCII.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from corpus.errors import InputError
from corpus.readers.plain import numbered_lines

SUFFIX = ".align"
_IDS = r"\[\s*((?:\d+(?:\s*,\s*\d+)*)?)\s*\]"
_NUMBER = r"[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf|nan)"
_LINE = re.compile(rf"\s*{_IDS}\s*:\s*{_IDS}\s*(?::\s*({_NUMBER})\s*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class FileBead:
    """A bead as a file has it: indices of the first file, of the second, score or None."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float | None = None


def read_beads(path: str | Path) -> list[FileBead]:
    """The beads of a file.

    Raises:
        InputError: unreadable, no text, or a line that is no bead.
    """
    beads = []
    for number, line in numbered_lines(path):
        if not line.strip():  # an editor's
            continue
        found = _LINE.fullmatch(line)
        if not found:
            raise InputError(
                path,
                f"not a bead of the form [0]:[0, 1] or [0]:[0, 1]:0.9: {line.strip()[:60]}",
                number,
            )
        left, right, score = found.groups()
        beads.append(FileBead(_indices(left), _indices(right), float(score) if score else None))
    return beads


def _indices(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",")) if text else ()


def write_beads(stream: TextIO, beads: Iterable[FileBead]) -> None:
    """Write a line per bead, scores with three decimals."""
    for bead in beads:
        score = "" if bead.score is None else f":{bead.score:.3f}"
        stream.write(f"{list(bead.left)}:{list(bead.right)}{score}\n")
