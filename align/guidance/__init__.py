"""What the user knows beforehand: memories, glossaries, headings, decided beads, outside evidence.

Read: sides, known_pairs, anchors, outside.
Open files: anchors, known_pairs, outside, sides.
"""
