"""Plain text, line by line, in any encoding that the readers know.

numbered_lines(path) -> Iterator[(number, line)]
"""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from corpus.errors import InputError
from corpus.support.files import open_text


def numbered_lines(path: str | Path) -> Iterator[tuple[int, str]]:
    """The lines of a file with their numbers, from 1.

    UTF-8 comes in constant memory; what is in another encoding is decoded whole.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    if _is_utf8(path):
        with open_text(path) as stream:
            yield from enumerate(stream, 1)
    else:
        yield from enumerate(StringIO(_decoded(path), newline=""), 1)


def _is_utf8(path: str | Path) -> bool:
    """Whether all of the file is, which is to be known before a line of it is used."""
    with open_text(path) as stream:
        try:
            return not any("\0" in line for line in stream)  # NUL: UTF-16 without a mark
        except UnicodeDecodeError:
            return False


def _decoded(path: str | Path) -> str:
    from corpus.readers.decoding import DecodingError, decode

    try:
        return decode(Path(path).read_bytes())
    except DecodingError as error:
        raise InputError(path, str(error)) from None
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
