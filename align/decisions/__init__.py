"""What people decided, kept above all that is computed.

Read: store, log.
Open files: store.
"""
