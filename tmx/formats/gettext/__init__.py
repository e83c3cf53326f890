"""Catalogues of gettext (PO), as its manual describes them ("The Format of PO Files").

`write` and `read` are each other's inverse for units; `entries` takes a file apart.

Read: entries, messages, write, read.
Open files: read, write.
"""
