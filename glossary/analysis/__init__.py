"""Texts made ready for term extraction.

Tokens, possible borders of terms, parts of speech, names, acronyms, the dictionary's glosses, which
published form of a term to show, how a pair is worded and what it names.

Read: tokens, boundaries, glosses, wording, categories.
Open files: acronyms, boundaries, categories, glosses, parts_of_speech, person_names,
    published_forms, token_kernels, tokens, wording.
"""
