"""A memory, to its glossary: what a terminologist is likely to keep, counted by category."""

import sys
from collections import Counter

from glossary import extract_from_pairs, write_glossary
from tmx import read_pairs

memory = sys.argv[1] if len(sys.argv) > 1 else "visit.tmx"
terms = extract_from_pairs(list(read_pairs(memory)))

likely = [entry for entry in terms if entry.pairs[0].termhood >= 0.7]
print(Counter(str(entry.pairs[0].category) for entry in likely).most_common())
for entry in likely[:5]:
    best = entry.pairs[0]
    print(best.zh, best.en, best.contexts[0].zh, sep="\t")
write_glossary("visit.tsv", likely)
print(f"visit.tsv: {len(likely)} of {len(terms)} concepts")
