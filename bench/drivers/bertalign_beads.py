"""Bertalign, package bertalign: bertalign_beads.py LEFT RIGHT OUT MODEL (folders; a name).

Runs in an environment of its own, which has the package and the encoder. Beads of up to eight
sentences and the margin, as its author has it for these kinds of texts; all else as the package
has it.
"""

import sys
from pathlib import Path

from bertalign import Bertalign, Encoder
from encoder import loaded


class Given(Encoder):  # type: ignore[misc]
    """Bertalign's encoder with a model that is loaded already."""

    def __init__(self, name: str) -> None:
        self.model = loaded(name)
        self.model_name = name


left, right, out = map(Path, sys.argv[1:4])
model = Given(sys.argv[4])
for source in sorted(left.iterdir()):
    texts = [
        # It drops empty lines, and ends a line where str.splitlines does.
        "\n".join(
            " ".join(line.split()) or "BLANK_LINE"
            for line in (side / source.name).read_text("utf-8").split("\n")[:-1]
        )
        for side in (left, right)
    ]
    aligner = Bertalign(*texts, is_split=True, max_align=8, margin=True, model=model)
    beads = "".join(
        f"{[int(i) for i in ours]}:{[int(j) for j in theirs]}\n"
        for ours, theirs in aligner.align_sents()
    )
    (out / f"{source.name}.align").write_text(beads, "utf-8")
