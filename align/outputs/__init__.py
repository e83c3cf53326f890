"""The files that a run writes.

Read: writer, memories, pairs_table, summary.
Open files: summary, writer.
"""
