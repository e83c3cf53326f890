"""Where a sentence may end, one module per language.

Each has ``ends(line) -> Iterator[int]``: ascending offsets inside one line behind which a new
sentence starts (the end of the line itself need not be named).
"""
