"""What CC-CEDICT and the frequency lists say of words, derived once and kept in the cache folder.

Read: tables, derivation, storage.
Open files: storage, tables.
"""
