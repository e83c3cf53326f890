"""Term extraction from sentence pairs, and from documents that only report the same event.

Rooms within: `word_alignment` (which spans translate each other), `ranking` (which of these are
terms).

Read: extract, parallel, comparable, termhood, looks, fragments, concepts; drawing.
Open files: drawing, extract.
"""
