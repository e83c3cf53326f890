"""What goes wrong on purpose, as one tree.

    DuizhaoError
    ├── InputError              a file that cannot be used: names it, the line if known, the remedy
    │   └── UnsupportedLanguageError   text that is neither Chinese nor English
    ├── UsageError              options or paths that make no sense together
    │   └── NothingReadError    not one input could be used
    ├── StoreError              a project file (corpus.sqlite) that is not ours, or too new
    ├── WeightsError            weights of a model that do not fit it: a damaged installation
    ├── WorkerDiedError         a process that did a part of the work, and ended
    └── NoWorkerError           not one process could be started to share the work

Every message is one line that a command can print as it is.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any


class DuizhaoError(Exception):
    """Root of everything that is raised on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, whatever its constructor takes: workers send what they raise."""
        return _made_again, (type(self), self.args), self.__dict__


def _made_again(kind: type[DuizhaoError], args: tuple[Any, ...]) -> DuizhaoError:
    return kind.__new__(kind, *args)


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


class NothingReadError(UsageError):
    """Not one input could be used.

    Attributes:
        failures: why, one line each; empty if there were no files.
    """

    def __init__(
        self,
        failures: Iterable[object],
        remedy: str = "nothing could be read; give files or folders of Chinese and English text",
    ) -> None:
        """Keep the reasons, and what they come to, with the remedy."""
        self.failures = tuple(map(str, failures))
        super().__init__(remedy)


class StoreError(DuizhaoError):
    """A project file that is not ours, or was written by a newer version."""


class WeightsError(DuizhaoError):
    """Weights of a model that do not fit it: files of two versions, or a damaged installation.

    Attributes:
        source: the weights file.
        reason: what is wrong, with the feature that does not fit.
    """

    def __init__(self, source: str, reason: str) -> None:
        """Keep the parts, and add the remedy."""
        self.source, self.reason = source, reason
        super().__init__(f"{source}: {reason}; install duizhao again, or train the weights anew")


class WorkerDiedError(DuizhaoError):
    """A process that did a part of the work, and ended, whatever was tried.

    Attributes:
        ended: how: its signal or status.
    """

    def __init__(self, ended: str) -> None:
        """Keep how, and add the remedy."""
        self.ended = ended
        super().__init__(
            f"a process at work ended ({ended}), and another in its place; there may be too little "
            "memory: give fewer --jobs"
        )


class NoWorkerError(DuizhaoError):
    """Not one process could be started to share the work.

    Attributes:
        reason: what the system says.
    """

    def __init__(self, reason: str) -> None:
        """Keep what the system says, and add the remedy."""
        self.reason = reason
        super().__init__(
            f"no process could be started to share the work ({reason}): give --jobs 1, or end "
            "other programs"
        )
