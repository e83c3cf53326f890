"""What may be wrong with a translation, one function per kind of fault.

Read: catalogue, then content, language, punctuation.
Open files: catalogue, punctuation.
"""
