"""A file with one sentence a line, taken as it is.

read_lines(path) -> tuple of lines; an empty line counts
"""

from pathlib import Path

from corpus.errors import InputError
from corpus.language.identification import han_share
from corpus.model import Language
from corpus.readers.decoding import DecodingError, decode


def read_lines(path: Path) -> tuple[str, ...]:
    """The lines of a file; a line feed at the very end begins no line.

    Raises:
        InputError: it cannot be read, or its encoding cannot be told.
    """
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
    except DecodingError as error:
        raise InputError(path, str(error)) from None
    return tuple(text.replace("\r\n", "\n").removesuffix("\n").split("\n")) if text else ()


def language_of(lines: tuple[str, ...]) -> Language | None:
    """Chinese or English, whichever they are rather; None if they hold no letters."""
    share = han_share(lines)
    return None if share is None else Language.ZH if share > 0.5 else Language.EN


def _decoded(data: bytes) -> str:
    """The text; sound UTF-8 is taken as it is, without looking for damage as a reader would."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)
