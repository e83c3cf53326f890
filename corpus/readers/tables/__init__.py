"""Readers of files with one document per row or record.

Read: jsonl.
Open files: none; the registry loads the readers by name.
"""
