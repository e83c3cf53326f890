"""XLIFF 2 (OASIS Standards, 5 August 2014 and 13 February 2018), as far as a memory needs it.

`write` and `read` are each other's inverse for units of two languages; `write_inline` and
`read_inline` do so for what stands in a segment.

Read: vocabulary, write, elements, read.
Open files: elements, read, read_inline, vocabulary, write, write_inline.
"""
