"""An alignment of two files as beads, TSV, JSON or TMX.

write_alignment(alignment, path, format)
alignment_text(alignment, format) -> what that would write
"""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from align.file_pairs.alignment import FileAlignment
from align.file_pairs.bead_files import write_beads
from align.options import MIN_SCORE, signature
from corpus.support.files import write_atomically
from tmx.conversion.convert import write_pairs
from tmx.formats.tmx.write import write
from tmx.units.unit import segtype, unit_from_pair

Format = Literal["beads", "tsv", "json", "tmx"]
SUFFIXES: dict[Format, str] = {"beads": ".align", "tsv": ".tsv", "json": ".json", "tmx": ".tmx"}


def write_alignment(
    alignment: FileAlignment,
    path: Path,
    form: Format,
    *,
    source: str = "zh-CN",
    target: str = "en-US",
    min_score: float = MIN_SCORE,
) -> None:
    """Write one alignment as beads, TSV (two-sided beads), JSON (all, with text) or TMX."""
    if form == "tmx":
        pairs = alignment.pairs(min_score)
        write(
            path,
            (unit_from_pair(pair, source, target) for pair in pairs),
            source=source,
            target=target,
            segtype=segtype(pairs),
            properties=(("x-signature", signature(f"min_score={min_score}")),),
        )
    elif form == "tsv":
        write_pairs(path, alignment.pairs())
    else:
        with write_atomically(path) as stream:
            stream.write(_as_json(alignment) if form == "json" else _as_beads(alignment))


def alignment_text(
    alignment: FileAlignment,
    form: Format,
    *,
    source: str = "zh-CN",
    target: str = "en-US",
    min_score: float = MIN_SCORE,
) -> str:
    """What `write_alignment` would write."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"alignment{SUFFIXES[form]}")
        write_alignment(alignment, path, form, source=source, target=target, min_score=min_score)
        return path.read_text("utf-8")


def _as_beads(alignment: FileAlignment) -> str:
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
