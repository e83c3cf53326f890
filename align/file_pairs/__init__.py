"""Files that translate each other: alignment, the forms in which it is written, plots, scores.

Read: alignment, bead_files, formats, scoring.
Open files: alignment, bead_files, display, formats, plot, scoring.
"""
