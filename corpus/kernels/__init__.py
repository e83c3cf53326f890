"""Machine code: what makes it, and the arrays that it works on. Only this room imports numba.

Read: compiled, arrays, order, word_hash, code_folders, linking, machine_code, signatures,
    preparation.
Open files: arrays, compiled, growth, order, preparation, word_hash.
"""
