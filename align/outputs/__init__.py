"""The files that a run writes.

Read: writer, memories, pairs_table.
Open files: writer.
"""
