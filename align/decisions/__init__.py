"""What people decided, kept above all that is computed.

Read: store, sheet, edits, log, sheets, precision, previews, reviewing.
Open files: reviewing, sheets, store.
"""
