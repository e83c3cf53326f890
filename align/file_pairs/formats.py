"""An alignment of two files as beads, TSV, JSON or TMX.

write_alignment(alignment, path, format)
alignment_text(alignment, format) -> what that would write
"""

import io
import json
from pathlib import Path
from typing import Literal, TextIO

from align.file_pairs.alignment import FileAlignment
from align.file_pairs.bead_files import write_beads
from align.options import MIN_SCORE, signature
from corpus.support.files import tsv_line, write_atomically
from tmx.formats.rows import COLUMNS, row
from tmx.formats.tmx.write import write
from tmx.units.names import Names
from tmx.units.unit import segtype, unit_from_pair

Format = Literal["beads", "tsv", "json", "tmx"]
SUFFIXES: dict[Format, str] = {"beads": ".align", "tsv": ".tsv", "json": ".json", "tmx": ".tmx"}


def write_alignment(
    alignment: FileAlignment,
    path: str | Path,
    form: Format,
    *,
    source: str = "",
    target: str = "",
    min_score: float = MIN_SCORE,
) -> None:
    """Write one alignment in one form.

    Args:
        alignment: of two files.
        path: the file; its suffix does not matter, but for a TMX.
        form: ``beads`` as a bead file, ``tsv`` as sentence pairs (the beads with two sides),
            ``json`` as beads with their text, ``tmx`` as a memory.
        source: source language code of a TMX; empty for what the first file is written in.
        target: target language code of a TMX; empty for the second file's.
        min_score: beads below this stay out of a TMX.

    Raises:
        UsageError: wrong codes, or a TMX under another suffix.
        InputError: the place cannot be written.
    """
    if form == "tmx":
        _write_memory(path, alignment, source, target, min_score)
    else:
        with write_atomically(path) as stream:
            stream.write(_text(alignment, form))


def alignment_text(
    alignment: FileAlignment,
    form: Format,
    *,
    source: str = "",
    target: str = "",
    min_score: float = MIN_SCORE,
) -> str:
    """What `write_alignment` would write."""
    if form != "tmx":
        return _text(alignment, form)
    buffer = io.StringIO()
    _write_memory(buffer, alignment, source, target, min_score)
    return buffer.getvalue()


def _write_memory(
    path: str | Path | TextIO, alignment: FileAlignment, source: str, target: str, min_score: float
) -> None:
    pairs = alignment.pairs(min_score)
    left, right = alignment.codes
    names = Names(
        {side.path.as_posix(): "\n".join(side.sentences) for side in (alignment.zh, alignment.en)}
    )
    source, target = source or left, target or right
    write(
        path,
        (names.named(unit_from_pair(pair, source, target), pair) for pair in pairs),
        source=source,
        target=target,
        segtype=segtype(pairs),
        properties=(("x-signature", signature(f"min_score={min_score}")),),
    )


def _text(alignment: FileAlignment, form: Literal["beads", "tsv", "json"]) -> str:
    if form == "json":
        return _as_json(alignment)
    if form == "tsv":
        return "".join(map(tsv_line, (COLUMNS, *map(row, alignment.pairs()))))
    buffer = io.StringIO()
    write_beads(buffer, alignment.file_beads())
    return buffer.getvalue()


def _as_json(alignment: FileAlignment) -> str:
    left, right = alignment.left, alignment.right
    value = {
        "left": {"path": left.path.as_posix(), "language": left.language.value},
        "right": {"path": right.path.as_posix(), "language": right.language.value},
        "beads": [
            {
                "left": list(bead.left),
                "right": list(bead.right),
                "score": round(bead.score or 0.0, 3),
                "left_text": [left.sentences[i] for i in bead.left],
                "right_text": [right.sentences[j] for j in bead.right],
            }
            for bead in alignment.file_beads()
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
