"""Which version of a unit is the latest one, told by its name (``tuid``), over several memories.

versions = Versions(connection)
versions.add(file, place, unit)         for every unit, in order of trust
versions.outdated(place, unit) -> bool
"""

import sqlite3
from hashlib import blake2b

from tmx.tools.groups import latest_date
from tmx.units.unit import TranslationUnit

_SCHEMA = """
CREATE TABLE versions (
    key INTEGER PRIMARY KEY, file INTEGER, place INTEGER, date INTEGER, doubled INTEGER
);
"""
_SHORTEST = 8
"""Characters of a name; shorter ones, and digits alone, number the units of one file."""
_KEY_BYTES = 8


class Versions:
    """The latest version of each unit that has a name.

    That is the one that was changed last (change date, else creation date), else the first. A name
    that several units of one file have tells nothing, and these units are all the latest.

    Args:
        connection: of a temporary database.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        connection.executescript(_SCHEMA)

    def add(self, file: int, place: int, unit: TranslationUnit) -> None:
        """One more unit: the number of its file, and its own over all files."""
        key = _key(unit)
        if key is None:
            return
        date = latest_date(unit)
        row = self._execute("SELECT file, date FROM versions WHERE key = ?", (key,)).fetchone()
        if row is None:
            self._execute("INSERT INTO versions VALUES (?, ?, ?, ?, 0)", (key, file, place, date))
        elif row[0] == file:
            self._execute("UPDATE versions SET doubled = 1 WHERE key = ?", (key,))
        elif date > row[1]:
            self._execute(
                "UPDATE versions SET file = ?, place = ?, date = ? WHERE key = ?",
                (file, place, date, key),
            )
        else:
            self._execute("UPDATE versions SET file = ? WHERE key = ?", (file, key))

    def outdated(self, place: int, unit: TranslationUnit) -> bool:
        """Whether another unit is a later version of this one."""
        key = _key(unit)
        if key is None:
            return False
        query = "SELECT place, doubled FROM versions WHERE key = ?"
        found, doubled = self._execute(query, (key,)).fetchone() or (place, 0)
        return not doubled and found != place


def _key(unit: TranslationUnit) -> int | None:
    """A number for the name of a unit; None if it has none that is more than a number."""
    name = dict(unit.attributes).get("tuid", "") if unit.attributes else ""
    if len(name) < _SHORTEST or name.isdigit():
        return None
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()
    return int.from_bytes(digest, "little", signed=True)
