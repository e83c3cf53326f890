"""Checking a memory: well-formed, TMX 1.4, and of use in every CAT tool.

validate(path) -> list[Finding]
findings(path) -> Iterator[Finding]    one by one, for files with more faults than memory
"""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import InputError
from tmx.formats.tmx.decoding import chunks, encoding_of
from tmx.formats.tmx.parsing import EntityError, steps
from tmx.validation.checker import Checker
from tmx.validation.rules import Finding, finding

_HEAD = 4096
"""Bytes in which the root element stands, behind comments and what tools say of themselves."""
_XLIFF = re.compile(rb"<(?:\w+:)?xliff[\s>]")
_LARGEST = 1 << 30  # bytes a file, RWS Language Cloud's limit
_LARGE = 20_000_000  # bytes a file, Pontoon's limit


def validate(path: str | Path) -> list[Finding]:
    """All faults of a memory, in file order.

    XML that is not well-formed ends the check at that place.

    Raises:
        InputError: the file cannot be read at all.
    """
    return sorted(findings(path), key=lambda found: found.line)


def findings(path: str | Path, *, regular: bool = True) -> Iterator[Finding]:
    """The same faults as they are found, those that take the whole file to see last.

    Memory use grows by 20 bytes a unit, and as much for its tuid.

    Args:
        path: the memory.
        regular: as in `parsing.steps`.

    Raises:
        InputError: the file cannot be read at all.
    """
    if _XLIFF.search(next(chunks(path), b"").replace(b"\0", b"")[:_HEAD]):
        raise InputError(path, "this is XLIFF, no TMX; duizhao tmx convert makes one of it")
    yield from _of_file(Path(path))
    checker = Checker(path)
    try:
        for _ in steps(path, checker, regular=regular):
            yield from checker.found
            checker.found.clear()
        checker.finish()
    except InputError as error:
        rule = "entity" if isinstance(error, EntityError) else "well-formed"
        checker.found.append(finding(error.line or 1, rule, error.reason))
    yield from checker.found


def _of_file(path: Path) -> Iterator[Finding]:
    """What can be said before a tag is read."""
    encoding = encoding_of(next(chunks(path), b""))
    declared = encoding.declared.lower().replace("_", "-")
    if encoding.name != "utf-8":
        yield finding(1, "encoding", f"written in {encoding.name}")
    elif encoding.mark:
        yield finding(1, "encoding", "starts with a byte order mark")
    wide = encoding.name.startswith(("utf-16", "utf-32"))
    if declared and wide != declared.startswith(("utf-16", "utf-32", "ucs-2", "iso-10646")):
        message = f"declares {encoding.declared}, is {encoding.name}"
        yield finding(1, "encoding-declared", message)
    if not path.name.endswith((".tmx", ".tmx.gz", ".tmx.zip")):
        yield finding(1, "file-name", f"{path.name} does not end in .tmx")
    size = path.stat().st_size
    if size > _LARGEST:
        yield finding(1, "file-size", f"{size:,} bytes")
    elif size > _LARGE:
        yield finding(1, "file-large", f"{size:,} bytes")
