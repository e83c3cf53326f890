"""What is done to whole memories: clean, merge, split, compare, count.

Room within: `checks`, what may be wrong with a translation.

Read: clean, merge, seen, versions, split, diff, stats.
Open files: clean, diff, merge, split, stats.
"""
