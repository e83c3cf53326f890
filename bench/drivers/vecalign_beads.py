"""Vecalign's search, package sentalign: vecalign_beads.py LEFT RIGHT OUT MODEL (folders; a name).

Runs in an environment of its own, which has the package and the encoder. Beads of up to eight
sentences, as in the evaluation of aligner-eval; all else as the package has it.
"""

import sys
from pathlib import Path

from encoder import loaded
from sentalign import sentalign

left, right, out = map(Path, sys.argv[1:4])
model = loaded(sys.argv[4])
for source in sorted(left.iterdir()):
    texts = [(side / source.name).read_text("utf-8").split("\n")[:-1] for side in (left, right)]
    found = sentalign(*texts, model, alignment_max_size=8).alignments
    beads = "".join(f"{list(bead.src_indices)}:{list(bead.tgt_indices)}\n" for bead in found)
    (out / f"{source.name}.align").write_text(beads, "utf-8")
