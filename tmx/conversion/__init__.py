"""Memories and sentence pairs from one form to another.

Read: reading, convert.
Open files: convert, reading.
"""
