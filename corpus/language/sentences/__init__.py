"""Sentence segmentation by rules, one file of rules per language.

Read: splitting, chinese, english, brackets, names.
Open files: splitting.
"""
