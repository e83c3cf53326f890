"""Look-up in a memory: exact, fuzzy, concordance; one index per language, kept beside the memory.

Read: memory, index, side, then signatures, phrases, vocabulary.
Open files: memory.
"""
