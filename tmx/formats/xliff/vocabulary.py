"""XLIFF 2 (OASIS Standards, 5 August 2014 and 13 February 2018), as far as a memory needs it.

`write` and `read` are each other's inverse for units of two languages; `write_inline` and
`read_inline` do so for what stands in a segment.
"""

from typing import Literal

CORE = "urn:oasis:names:tc:xliff:document:2.0"  # 2.1 keeps the namespaces of 2.0
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
PROPERTIES, ATTRIBUTES = "tmx-properties", "tmx-attributes"  # categories of metadata groups
HIGHLIGHT = "tmx:hi"  # type of a marker that stands for <hi>
REVIEWED = "reviewed"  # the state of a segment that is named in a property

XliffVersion = Literal["1.2", "2.1"]
"""Versions that are written."""
