"""Pieces of HTML that every page shares.

Read: markup.
Open files: markup.
"""
