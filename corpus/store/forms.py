"""Tables by the statements that make them: are they there, and in which form.

create_tables(connection, script, computed)      makes what is not there
differing(connection, script) -> [name, …]       what is there in another form, or not at all
statements(script) -> [statement, …]

SQLite keeps the text of every statement that made something. So no version needs to be counted: a
table is of another form if the statement that made it was another one, comments and white space
apart.
"""

import re
import sqlite3

from corpus.errors import StoreError
from corpus.support.printing import note

_MADE = re.compile(
    r"\s*CREATE (?:VIRTUAL )?(TABLE|INDEX|TRIGGER) (?:IF NOT EXISTS )?\"?(\w+)\"?(.*?);?\s*",
    re.DOTALL,
)
_COMMENT = re.compile(r"--[^\n]*")


def create_tables(connection: sqlite3.Connection, script: str, *, computed: bool) -> None:
    """Make the tables of a room if they are not there, in the caller's transaction.

    Args:
        connection: of a project file.
        script: ``CREATE … IF NOT EXISTS`` statements: tables, indexes, triggers.
        computed: whether what they hold can be computed again. If so, tables of another form
            (another version made them) are made anew, and every stage is to be done again.

    Raises:
        StoreError: they are of another form, and hold what a person decided.
    """
    names = _forms(script)
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    other = [name for name in differing(connection, script) if name in there]
    if other:
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        if not computed:
            raise StoreError(
                f"{path}: {', '.join(other)}: made by another version of duizhao; open the "
                "project with that one, or choose another place"
            )
        note(f"duizhao: {path}: made by another version; all is computed again")
        for name, (kind, _) in reversed(names.items()):
            connection.execute(f"DROP {kind} IF EXISTS {name}")
        connection.execute("DELETE FROM stages")
    for statement in statements(script):
        connection.execute(statement)


def differing(connection: sqlite3.Connection, script: str) -> list[str]:
    """The names of what the script makes that is not there, or in another form."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql <> ''")
    there = dict(form for (sql,) in rows if (form := _form(sql)))
    return [name for name, form in _forms(script).items() if there.get(name) != form]


def _forms(script: str) -> dict[str, tuple[str, str]]:
    """By the name of what a script makes its kind and its definition."""
    return dict(form for statement in statements(script) if (form := _form(statement)))


def _form(statement: str) -> tuple[str, tuple[str, str]] | None:
    """The name of what a statement makes, its kind and its definition; None if it makes nothing."""
    made = _MADE.fullmatch(_COMMENT.sub("", statement))
    return (made[2], (made[1], " ".join(made[3].split()))) if made else None


def statements(script: str) -> list[str]:
    """A script's statements: `executescript` would commit the transaction they belong to."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
