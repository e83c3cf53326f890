"""Bleualign, package pypi-bleualign: bleualign_beads.py LEFT RIGHT OUT TRANSLATIONS (folders).

Runs in an environment of its own, which has the package. TRANSLATIONS holds the left side in the
right side's language, by machine. Characters with spaces between them are its words where a line
holds Chinese, as it has no segmenter; whole words do worse. What it leaves without a counterpart
is in no bead.
"""

import re
import sys
from pathlib import Path

from bleualign.align import Aligner

_HAN = re.compile("[\u3400-\u9fff]")


def words(line: str) -> str:
    """The line as words with spaces between them."""
    return " ".join(line.replace(" ", "")) if _HAN.search(line) else line


left, right, out, translations = map(Path, sys.argv[1:5])
given = {"srcfile": ["-"], "targetfile": ["-"], "srctotarget": [["-"]], "verbosity": 0}
for source in sorted(left.iterdir()):
    sentences, targets, translated = (
        [words(line) for line in path.read_text("utf-8").split("\n")[:-1]]
        for path in (source, right / source.name, translations / f"{source.name}.trans")
    )
    found = Aligner(given).process(sentences, targets, [translated], [])
    beads = "".join(f"{list(ours)}:{list(theirs)}\n" for (ours, theirs), _ in found)
    (out / f"{source.name}.align").write_text(beads, "utf-8")
