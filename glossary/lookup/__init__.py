"""Look-up of a term in glossaries and the dictionary: exact, by pinyin, fuzzy.

Read: find, index, project, cedict_index.
Open files: find, index.
"""
