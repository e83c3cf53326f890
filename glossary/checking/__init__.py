"""Memories against glossaries, and glossary files against their form.

Read: check, validate.
Open files: check, validate.
"""
