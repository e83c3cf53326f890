"""Texts made ready for term extraction.

Tokens, possible borders of terms, parts of speech, names, acronyms, and the dictionary's glosses.

Read: tokens, boundaries, glosses.
Open files: acronyms, boundaries, glosses, parts_of_speech, person_names, token_kernels,
    tokens.
"""
