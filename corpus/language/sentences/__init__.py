"""Sentence segmentation by rules, one file of rules per language.

Read: splitting, chinese, english, attributions, brackets, names.
Open files: splitting, attributions.
"""
