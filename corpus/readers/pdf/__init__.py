"""The reader of PDF, which has characters at places: lines, columns and paragraphs are found again.

Read: document, glyphs, columns, heads, paragraphs, spacing.
Open files: none; the registry loads the reader by name.
"""
