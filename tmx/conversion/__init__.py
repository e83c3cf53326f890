"""Memories and sentence pairs from one form to another.

Read: convert.
Open files: convert.
"""
