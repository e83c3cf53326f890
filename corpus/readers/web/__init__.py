"""Readers of web pages.

Read: html, layout, publication.
Open files: none; the registry loads the readers by name.
"""
