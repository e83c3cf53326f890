"""Readers of files with one document per row or record.

Read: columns, articles, csv, xlsx, jsonl.
Open files: columns.
"""
