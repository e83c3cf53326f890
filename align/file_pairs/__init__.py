"""Files that translate each other: alignment, the forms in which it is written, plots, scores.

Read: alignment, formats, scoring.
Open files: alignment, display, formats, plot, scoring.
"""
