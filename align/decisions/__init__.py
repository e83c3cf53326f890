"""What people decided, kept above all that is computed.

Read: rows, store, log, found, sheets, answers, previews, reviewing; then carrying, standing,
decisions_file, importing.
Open files: answers, carrying, decisions_file, importing, log, reviewing, sheets, standing, store.
"""
