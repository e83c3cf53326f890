"""Readers of web pages.

Read: html.
Open files: none; the registry loads the readers by name.
"""
