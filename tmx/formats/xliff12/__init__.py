"""XLIFF 1.2 (OASIS Standard, 1 February 2008) and 1.0, 1.1, and what tools have made of it.

`write` and `read` are each other's inverse for units of two languages; `dialects` says what Trados
(``.sdlxliff``), memoQ (``.mqxliff``) and Phrase (``.mxliff``) tell of a segment in their own words.

Read: vocabulary, write, read, read_inline, dialects.
Open files: read, write.
"""
