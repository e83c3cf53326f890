"""Memories and sentence pairs from one form to another.

Read: reading, writing, losses, convert, corrections.
Open files: convert, corrections, losses, reading, writing.
"""
