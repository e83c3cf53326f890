"""Gale-Church, package galechurch: gale_church_beads.py LEFT RIGHT OUT (folders of sentences).

Runs in an environment of its own, which has the package. Lengths are those in UTF-8 bytes and one
byte is expected for one, as in the evaluation of aligner-eval: a Chinese character of three bytes
is worth as much as the English letters that translate it. Characters with the ratio of the two
texts do worse on our sets.
"""

import sys
from pathlib import Path

import galechurch

left, right, out = map(Path, sys.argv[1:4])
for source in sorted(left.iterdir()):
    texts = [(side / source.name).read_text("utf-8").split("\n") for side in (left, right)]
    # One letter a byte: the package counts characters.
    lengths = [["x" * len(line.encode()) for line in text[:-1]] for text in texts]
    cells = (len(lengths[0]) + 1) * (len(lengths[1]) + 1)
    found = galechurch.align(*lengths, max_block_size=cells)
    beads = "".join(f"{line}\n" for line in found.to_pharaoh_lines())
    (out / f"{source.name}.align").write_text(beads, "utf-8")
