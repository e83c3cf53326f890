"""Readers of running text: without markup, with marks for writers, or with times.

Read: txt, markdown, subtitles.
Open files: none; the registry loads the readers by name.
"""
