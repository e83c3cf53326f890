"""The entries of a TBX file that is not well-formed, each parsed by itself."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from corpus.errors import InputError
from corpus.readers.plain import read_text

_ROOT = re.compile(r"<((?:[\w.-]+:)?(?:martif|tbx))\b[^>]*>")
_START = re.compile(r"<(?:[\w.-]+:)?(?:termEntry|conceptEntry)\b[^>]*>")
_END = re.compile(r"</(?:[\w.-]+:)?(?:termEntry|conceptEntry)\s*>")
_PLACE = re.compile(r",? (?:line|column) \d+")  # in the entry, not in the file


class MalformedError(InputError):
    """The file is no well-formed XML."""


def pieces(path: str | Path) -> Iterator[tuple[int, Callable[[], etree._Element]]]:
    """Line and parser of each entry; the lines of the parser's errors count from 1 in the entry.

    Raises:
        InputError: no TBX, or it declares entities.
    """
    text = read_text(path)
    root = _ROOT.search(text)
    if not root or "<!ENTITY" in text:
        raise InputError(path, "is no TBX of which entries could be kept; export it again")
    opening, closing = " ".join(root[0].split()), f"</{root[1]}>"
    starts = [*_START.finditer(text, root.end())]
    line, counted = 1, 0
    for number, start in enumerate(starts):
        line += text.count("\n", counted, start.start())
        counted = start.start()
        behind = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        end = _END.search(text, start.end(), behind)
        stop = start.end() if start[0].endswith("/>") else end.end() if end else behind
        yield (
            line,
            partial(_parsed, path, f"{opening}{text[start.start() : stop].rstrip()}{closing}"),
        )


def _parsed(path: str | Path, text: str) -> etree._Element:
    parser = etree.XMLParser(
        load_dtd=False, no_network=True, resolve_entities=False, remove_comments=True
    )
    try:
        return etree.fromstring(text.encode(), parser)[0]
    except etree.XMLSyntaxError as error:
        said = _PLACE.sub("", " ".join((error.msg or "").split()))
        reason = f"no well-formed entry: {said}; mend it or export it again"
        raise InputError(path, reason, error.lineno) from None
