"""What goes wrong on purpose, as one tree.

    DuizhaoError
    ├── InputError              a file that cannot be used: names it, the line if known, the remedy
    │   └── UnsupportedLanguageError   text that is neither Chinese nor English
    ├── UsageError              options or paths that make no sense together
    └── StoreError              a project file (corpus.sqlite) that is not ours, or too new

Every message is one line that a command can print as it is.
"""

from pathlib import Path


class DuizhaoError(Exception):
    """Root of everything that is raised on purpose."""


class InputError(DuizhaoError):
    """A file that cannot be used.

    Attributes:
        path: the file, as the user named it.
        reason: what is wrong and what helps, in one line.
        line: one-based line of the fault, if known.
    """

    def __init__(self, path: str | Path, reason: str, line: int | None = None) -> None:
        """Keep the parts, and join them to ``path:line: reason``."""
        self.path = str(path)
        self.reason = reason
        self.line = line
        where = self.path if line is None else f"{self.path}:{line}"
        super().__init__(f"{where}: {reason}")


class UnsupportedLanguageError(InputError):
    """Text that is neither Chinese nor English."""


class UsageError(DuizhaoError):
    """Options or paths that make no sense together."""


class StoreError(DuizhaoError):
    """A project file that is not ours, or was written by a newer version."""
