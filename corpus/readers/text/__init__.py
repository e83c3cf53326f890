"""Readers of running text without markup.

Read: txt.
Open files: none; the registry loads the readers by name.
"""
