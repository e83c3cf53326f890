"""What a memory's header says, for tools that go on without one.

lenient_header(path) -> Header
segment_type(*headers) -> "sentence" | "paragraph" | …
"""

from pathlib import Path
from typing import Literal, cast

from corpus.errors import InputError
from tmx.formats.tmx.read import Header, header
from tmx.units.structure import SEGMENT_TYPES

SegmentType = Literal["block", "paragraph", "sentence", "phrase"]


def lenient_header(path: str | Path) -> Header:
    """The header; an empty one where there is none, which is no reason not to use the units.

    Whatever else is wrong with the file, reading its units will name.
    """
    try:
        return header(path)
    except InputError:
        return Header("", "", {})


def segment_type(*headers: Header) -> SegmentType:
    """What segments are where memories with these headers stand in one.

    "sentence" where all say so, or say nothing; "paragraph", which OmegaT also splits, where they
    differ.
    """
    said = {head.attributes.get("segtype", "") for head in headers} & set(SEGMENT_TYPES)
    if len(said) > 1:
        return "paragraph"
    return cast(SegmentType, said.pop()) if said else "sentence"
