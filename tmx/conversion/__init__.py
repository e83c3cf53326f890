"""Memories and sentence pairs from one form to another.

Read: reading, convert, corrections.
Open files: convert, corrections, reading.
"""
