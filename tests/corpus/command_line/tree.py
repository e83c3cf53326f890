"""The tree of commands, for tests of what all of them share."""

import pytest
from typer.main import get_group

from align.cli import app


def commands(group=None, path=()):
    """Every command as the parser has it, found in the groups themselves."""
    for name, each in (group or get_group(app)).commands.items():
        if hasattr(each, "commands"):
            yield from commands(each, (*path, name))
        else:
            yield (*path, name), each


COMMANDS = dict(commands())
GROUPS = [(), *dict.fromkeys(path[:1] for path in COMMANDS if len(path) > 1)]
ALL = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


def filled(command, value="1", chosen=None, of_it=None):
    """Arguments that a command cannot do without, with a value of its own for one parameter."""
    found = [*command]
    for each in COMMANDS[command].params:
        if each.required or each is chosen:
            given = of_it if each is chosen else value
            found += [given] if each.param_type_name == "argument" else [each.opts[0], given]
    return found
