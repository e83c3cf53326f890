"""The files that a run writes.

Read: writer, memories, pairs_table, run_record, summary.
Open files: run_record, summary, writer.
"""
