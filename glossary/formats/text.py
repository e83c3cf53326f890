"""Text files as users have them: UTF-8 first, then what spreadsheets and old tools write.

read_text(path) -> str
"""

from pathlib import Path

from corpus.errors import InputError


def read_text(path: str | Path) -> str:
    """The text of a file, offsets and line breaks as in it, a byte order mark dropped.

    Raises:
        InputError: it cannot be opened, or is no text (empty, binary, damaged).
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as undecodable:
        line = data.count(b"\n", 0, undecodable.start) + 1
        from corpus.readers.decoding import DecodingError, decode

        try:
            return decode(data)
        except DecodingError as error:
            raise InputError(path, str(error), line) from None
