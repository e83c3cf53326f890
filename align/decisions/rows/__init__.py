"""Document pairs under review as values: rows of sentences, and what one operation changes.

Read: sheet, edits, precision.
Open files: edits, precision, sheet.
"""
