"""Readers of web pages, and of what is made of such: saved pages, books.

Read: html, layout, publication, mhtml, epub, blocks.
Open files: none; the registry loads the readers by name.
"""
