"""How help is set: lists of names and what they mean, for terminals of any width.

class HelpPage                       for commands and groups of typer
"""

import re
import shutil
from collections.abc import Sequence
from typing import Any

WIDEST = 80
"""Columns: longer lines read badly."""
_NARROWEST = 20
_BESIDE = 60
"""Columns from which there is room for what a name means beside it, else it stands below."""
_NAMES_MOST = 30
"""Columns for names, at most; what is longer has a line of its own."""


class HelpPage:
    """Help that fits the terminal: arguments, options, then commands."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  (typer's own)
        """As usual, for the width that there is."""
        if ctx.terminal_width is None:
            columns = min(shutil.get_terminal_size().columns, WIDEST)
            ctx.terminal_width = max(columns - 2, _NARROWEST)
        return super().get_help(ctx)  # type: ignore[misc,no-any-return]

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """A list of arguments, and one of options; of a group's commands, too."""
        lists: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": [], "Commands": []}
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            record = parameter.get_help_record(ctx)
            if record is not None and parameter.param_type_name == "argument":
                lists["Arguments"].append((parameter.metavar or "", record[1]))
            elif record is not None:
                lists["Options"].append((record[0], _bounds(record[1])))
        for name, command in getattr(self, "commands", {}).items():
            lists["Commands"].append((name, _first(command.help or "")))
        for title, records in lists.items():
            if records:
                with formatter.section(title):
                    _write(formatter, records)


def _write(formatter: Any, records: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401
    """Names and what they mean beside them, or below where there is no room."""
    room = formatter.width - formatter.current_indent
    broken = [("\n".join(_broken(name, room)), text) for name, text in records]
    if formatter.width >= _BESIDE - 2:
        indented = [(name.replace("\n", "\n    "), text) for name, text in broken]
        formatter.write_dl(indented, col_max=_NAMES_MOST)
        return
    for name, text in broken:
        for line in name.split("\n"):
            formatter.write(f"{'':{formatter.current_indent}}{line}\n")
        with formatter.indentation(), formatter.indentation():
            formatter.write_text(text)


def _broken(name: str, width: int) -> list[str]:
    """A name with its value in lines: choices that do not fit go on in the next one."""
    lines = [""]
    for part in re.findall(r"[^|\s]+\|?\s*|\|", name):
        if lines[-1] and len(lines[-1] + part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _first(text: str) -> str:
    """The first sentence of a help, without its stop."""
    paragraph = " ".join(text.split("\n\n")[0].split())
    return paragraph.removesuffix(".")


def _bounds(text: str) -> str:
    """A help whose ``0.0<=x<=1.0`` is ``0 to 1``, and ``x>=1`` is ``1 or more``."""
    number = r"(-?\d+)(?:\.0|(\.\d+))?"
    text = re.sub(f"{number}<=x<={number}", r"\1\2 to \3\4", text)
    text = re.sub(f"(?:x>={number}|{number}<=x)(?!<)", r"\1\2\3\4 or more", text)
    return re.sub(f"x<={number}", r"\1\2 or less", text)
