"""Document pairs under review as values: rows of sentences, and what one operation changes.

Read: sheet, edits, imposing, precision, words.
Open files: edits, imposing, precision, sheet, words.
"""
