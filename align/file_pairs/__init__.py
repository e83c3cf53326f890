"""Files that translate each other: alignment, the forms in which it is written, plots, scores.

Read: alignment, folders, results, doubts, bead_files, formats, side_by_side, plot, scoring.
Open files: alignment, bead_files, doubts, folders, formats, plot, results, scoring, side_by_side.
"""
