"""Lines from standard input, whatever encoding the system has for it.

stdin_lines() -> Iterator[str]
"""

import sys
from collections.abc import Iterator

from corpus.errors import InputError


def stdin_lines() -> Iterator[str]:
    """The lines that are not blank, without white space at the edges, as they arrive.

    Raises:
        InputError: a line that is not UTF-8, or all are blank.
    """
    empty = True
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8").removeprefix("\ufeff").strip()
        except UnicodeDecodeError:
            raise InputError("stdin", "is not UTF-8; convert it first (iconv)", number) from None
        if text:
            empty = False
            yield text
    if empty:
        raise InputError("stdin", "is empty; give a text on each line")
