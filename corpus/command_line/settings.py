"""Options of a command from ``duizhao.toml`` in the working folder.

stored_options(command, names) -> {name: value}
check_values(command, options)          as the command line would check them
shown(defaults, stored) -> str          the options as such a file, for ``duizhao config``

    [run]
    out = "out"
    memory = ["old.tmx"]
    min-score = 0.9
"""

import codecs
import json
import os
import re
from collections.abc import Collection, Mapping
from datetime import date, time
from math import inf
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from corpus.support.inputs import special

FILE = Path("duizhao.toml")
"""Where options stand: in the folder in which the command is given."""


def stored_options(command: str, names: Collection[str]) -> dict[str, Any]:
    """The options of a command, by the names that its function gives them; none without a file.

    Args:
        command: the table of the file.
        names: the options that the command has.

    Raises:
        InputError: no TOML, or what is no option.
    """
    if not os.path.lexists(FILE):
        return {}
    if not FILE.is_file():
        kind = special(FILE) or ("a folder" if FILE.is_dir() else "a link to what is not there")
        raise InputError(FILE, f"is {kind}; make it a file, or give it another name")
    import tomllib

    text = FILE.read_bytes().removeprefix(codecs.BOM_UTF8)
    try:
        content = tomllib.loads(text.decode())
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise InputError(FILE, "is not UTF-8; save it as UTF-8", line) from None
    except RecursionError:
        raise InputError(FILE, "is nested too deep; options are [run] and a line each") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        reason = str(error)[: place.start()] if place else str(error)
        line = int(place[1]) if place and place[1] else text.count(b"\n") + 1
        raise InputError(FILE, f"is not TOML ({reason})", line) from None
    if unknown := sorted(content.keys() - {command}):
        raise InputError(
            FILE,
            f"[{unknown[0]}] is no command with options here; give [{command}]",
            _line(unknown[0]),
        )
    table = content.get(command, {})
    if not isinstance(table, dict):
        raise InputError(FILE, f"{command} is no table; write [{command}]")
    known = {name.replace("_", "-"): name for name in names}
    if unknown := sorted(table.keys() - known.keys()):
        raise InputError(
            FILE,
            f"{unknown[0]} is no option of {command}; known are {', '.join(sorted(known))}",
            _line(unknown[0]),
        )
    return {known[name]: value for name, value in table.items()}


def check_values(command: Any, options: Mapping[str, Any]) -> None:  # noqa: ANN401  (typer's)
    """Try the values of a file, as the command line would take them.

    Args:
        command: as typer has it.
        options: from `stored_options`.

    Raises:
        InputError: a value that its option does not take.
    """
    for each in command.params:
        if each.name in options and (fault := _wrong_kind(each, options[each.name])):
            raise _refused(each.name, options[each.name], fault)
    given: list[str] = []
    for each in command.params:
        if each.required and each.name not in options:
            given += ["x"] if each.param_type_name == "argument" else [each.opts[0], "x"]
    try:
        command.make_context(command.name, given, default_map=dict(options))
    except Exception as error:
        said, name = str(error), getattr(getattr(error, "param", None), "name", None)
        if name is None or name not in options:
            raise
        raise _refused(name, options[name], getattr(error, "message", said)) from None


def _wrong_kind(parameter: Any, value: object) -> str:  # noqa: ANN401  (typer's)
    """What to give instead, where a value is of a kind that a line of arguments cannot have.

    The parser would take yes for true, and true for 1 or a name.
    """
    if getattr(parameter, "is_flag", False):
        return "" if isinstance(value, bool) else "give true or false"
    if parameter.nargs != 1 or getattr(parameter, "multiple", False):
        if not isinstance(value, list):
            return 'give a list, such as ["a", "b"]'
        return "" if all(isinstance(each, str) for each in value) else "give texts in quotes"
    if isinstance(parameter.default, int | float):
        number = isinstance(value, int | float) and not isinstance(value, bool) and value == value
        return "" if number else "is not a number"
    return "" if isinstance(value, str) else "give a text in quotes"


def _refused(name: str, value: object, reason: str) -> InputError:
    option = name.replace("_", "-")
    return InputError(FILE, f"{option} = {_value(value)}: {reason}".rstrip("."), _line(option))


def _line(key: str) -> int | None:
    """The line of the file on which a table or an option stands."""
    lines = FILE.read_text("utf-8-sig").split("\n")
    begins = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[\]=.]""")
    return next((k for k, line in enumerate(lines, 1) if begins.match(line)), None)


def shown(command: str, defaults: Mapping[str, Any], stored: Mapping[str, Any]) -> str:
    """All options as a ``duizhao.toml``; those that it does not say are comments.

    Args:
        command: whose options they are.
        defaults: of all options; None for those without.
        stored: what the file says.
    """
    lines = [f"[{command}]"]
    for name, default in defaults.items():
        option = name.replace("_", "-")
        if name in stored:
            lines.append(f"{option} = {_value(stored[name])}")
        elif default is None:
            lines.append(f"# {option} =")
        else:
            lines.append(f"# {option} = {_value(default)}")
    return "\n".join(lines)


def _value(value: Any) -> str:  # noqa: ANN401  (what TOML has)
    """As TOML writes it, which for these is as JSON does."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, date | time | dict) or value in (inf, -inf) or value != value:
        return str(value)
    return json.dumps(
        value if isinstance(value, bool | int | float) else str(value), ensure_ascii=False
    )
