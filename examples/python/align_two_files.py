"""Two files that translate each other, to a memory; what to look at is printed."""

from pathlib import Path

from align import align_files
from tmx import unit_from_pair, write

coverage = Path(__file__).parents[1] / "coverage"
alignment = align_files([(coverage / "zh/4471802.txt", coverage / "en/hp-48213.txt")])[0]

for zh_ids, en_ids, zh, en, score in alignment.rows():
    if score < 0.9 or not zh_ids or not en_ids:
        print(f"{score:.2f}\t{zh or '–'}\t{en or '–'}")

pairs = alignment.pairs(min_score=0.8)
write("visit.tmx", map(unit_from_pair, pairs))
print(f"visit.tmx: {len(pairs)} of {len(alignment.beads)} beads")
