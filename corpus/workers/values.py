"""Big values in files that workers map into memory, so that those of a machine hold them once.

write_value(value, folder) -> path
read_value(path) -> value            its arrays mapped

A file holds the size of its head; the head, a pickle of the sizes of the parts; a pickle of the
value; its arrays.
"""

import mmap
import pickle
import struct
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.errors import InputError

_ALIGNED = 64
"""Bytes to which parts are aligned: a line of the processor's cache, more than any number needs."""
_KEPT = 3
"""Values that a worker holds at once: no function that is mapped asks for more than two, and one
that is done with is held until the next comes."""
_SIZE = struct.Struct(">Q")


def write_value(value: object, folder: Path) -> Path:
    """Write a value into a new file of a folder.

    Raises:
        InputError: it cannot be written, as where the drive is full.
    """
    buffers: list[pickle.PickleBuffer] = []
    parts: list[Any] = [pickle.dumps(value, 5, buffer_callback=buffers.append)]
    parts += [buffer.raw() for buffer in buffers]
    head = pickle.dumps([len(part) for part in parts])
    try:
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".shared", delete=False) as out:
            for part in (_SIZE.pack(len(head)), head, *parts):
                out.write(b"\0" * (-out.tell() % _ALIGNED))
                out.write(part)
    except OSError as error:
        reason = f"cannot be written ({error.strerror}); let TMPDIR be a folder with more room"
        raise InputError(folder, reason) from None
    return Path(out.name)


@lru_cache(_KEPT)
def read_value(path: str) -> Any:  # noqa: ANN401  (whatever was written)
    """The value of a file; its arrays are copied where they are written to."""
    with Path(path).open("rb") as file:
        memory = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))
    at = 0

    def part(length: int) -> memoryview:
        nonlocal at
        first = at + -at % _ALIGNED
        at = first + length
        return memory[first:at]

    (size,) = _SIZE.unpack(part(_SIZE.size))
    pickled, *buffers = map(part, pickle.loads(part(size)))  # noqa: S301  (ours)
    return pickle.loads(pickled, buffers=buffers)  # noqa: S301
