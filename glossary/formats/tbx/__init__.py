"""TBX (ISO 30042), versions 2 and 3: read, written, mended as far as possible.

Read: mapping, read, write, pairs.
Open files: salvage, structure.
"""
