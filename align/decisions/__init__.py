"""What people decided, kept above all that is computed.

Read: store.
Open files: store.
"""
