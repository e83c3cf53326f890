"""Figures in both languages, brought to values that can be compared.

Read: number, finding, then one language.
Open files: finding, number.
"""
