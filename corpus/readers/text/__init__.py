"""Readers of running text: without markup, or with marks for writers.

Read: txt, markdown.
Open files: none; the registry loads the readers by name.
"""
