"""Texts made ready for term extraction.

Tokens, possible borders of terms, parts of speech, names, acronyms, the dictionary's glosses, and
which published form of a term to show.

Read: tokens, boundaries, glosses.
Open files: acronyms, boundaries, glosses, parts_of_speech, person_names, published_forms,
    token_kernels, tokens.
"""
