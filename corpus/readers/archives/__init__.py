"""Readers of archives: what they hold is read by the readers of its own formats.

Read: zip.
Open files: none; the registry loads the readers by name.
"""
