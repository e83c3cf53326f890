"""XLIFF 2 (OASIS Standards, 5 August 2014 and 13 February 2018), as far as a memory needs it.

`write` and `read` are each other's inverse for units of two languages; `write_inline` and
`read_inline` do so for what stands in a segment.
"""

CORE = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 keeps the namespaces of 2.0
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
PROPERTIES, ATTRIBUTES = "tmx-properties", "tmx-attributes"  # categories of metadata groups
HIGHLIGHT = "tmx:hi"  # type of a marker that stands for <hi>
