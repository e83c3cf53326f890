"""Glossary files, one module per format, found by suffix.

Room within: `tbx`.

Read: registry, rows, tsv.
Open files: registry, rows.
"""
