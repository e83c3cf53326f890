"""Glossary files, one module per format, found by suffix.

Room within: `tbx`.

Read: registry, rows, layout, tables.
Open files: agreement, registry, rows, statuses.
"""
