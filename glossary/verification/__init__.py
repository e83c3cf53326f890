"""Pairs of terms, from wherever they come, held against sentence pairs.

Read: verify, renderings, spelling.
Open files: verify.
"""
