"""The dictionary's tables: what CC-CEDICT and the frequency lists say of words, derived once.

Read `tables` (form and loading), then `derivation`. Open files: tables, storage.
"""
