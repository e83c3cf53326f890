"""What processes say to each other through a pipe: records, each behind its size in eight bytes.

put(stream, data)
take(stream) -> data
"""

import struct
from typing import IO

_SIZE = struct.Struct(">Q")


def put(stream: IO[bytes], data: bytes) -> None:
    """Send a record to the other side."""
    stream.write(_SIZE.pack(len(data)))
    stream.write(data)
    stream.flush()


def take(stream: IO[bytes]) -> bytes:
    """The record that the other side has put.

    Raises:
        EOFError: it has ended.
    """
    (size,) = _SIZE.unpack(exactly(stream, _SIZE.size))
    return exactly(stream, size)


def exactly(stream: IO[bytes], size: int) -> bytes:
    """So many bytes.

    Raises:
        EOFError: the other side has ended.
    """
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
