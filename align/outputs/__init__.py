"""The files that a run writes.

Read: writer, pairs_table.
Open files: writer.
"""
