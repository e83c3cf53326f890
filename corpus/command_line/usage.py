"""What is said of a command that is used wrongly: one line that names what may be given.

class Worded                      for commands and groups of typer
plain(message) -> str             what parsers say of a value, in words
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from corpus.support.printing import note

_PLAIN = (
    (r"Input should be a valid number.*", "is not a number"),
    (r"Input should be a valid integer.*", "is not a whole number"),
    (r"Input should be greater than or equal to (\S+)", r"give \1 or more"),
    (r"Input should be less than or equal to (\S+)", r"give \1 or less"),
    (r"Input should be (('.*',? )*or .*)", r"give \1"),
    (r".* is not one of (('[^']*', )*'[^']*')\.?", r"give \1"),
    (r"Input should be a valid boolean.*", "give true or false"),
    (r"Input is not a valid path.*", "is not the name of a file"),
    (r"Value must be an iterable\.?", 'give a list, such as ["a", "b"]'),
)
"""What pydantic, which newer versions of typer parse by, and click say; and the same in words."""
_NAMES = {"Chinese", "English"}
"""Words that keep their capital where a help's first one stands inside a line."""


class Worded:
    """A command, or a group of them, that says in a line what it does not take."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  (typer's own)
        """As usual."""
        with _worded(ctx, args):
            return super().parse_args(ctx, args)  # type: ignore[misc,no-any-return]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        """As usual; where there is no such command, those that there are are named."""
        with _worded(ctx, args):
            return super().resolve_command(ctx, args)  # type: ignore[misc]


@contextmanager
def _worded(context: Any, arguments: Sequence[str]) -> Iterator[None]:  # noqa: ANN401  (typer's own)
    """Have what the parser finds wrong said in one line of ours, and its exit code stay.

    Args:
        context: of the command that is parsed.
        arguments: as they were given.
    """
    given = list(arguments)
    try:
        yield
    except Exception as error:
        said = getattr(error, "message", None)
        own = "show" in vars(error) or type(error).__name__ == "NoArgsIsHelpError"
        if isinstance(said, str) and hasattr(error, "show") and not own:
            error.message = plain(said)  # type: ignore[attr-defined]
            line = f"duizhao: {_line(error, context, given)} ({context.command_path} -h says more)"
            error.show = lambda *_, **__: note(line)
        raise


def plain(message: str) -> str:
    """What a parser says of a wrong value, in words."""
    message = message.removeprefix("Value error, ")
    for pattern, text in _PLAIN:
        if found := re.fullmatch(pattern, message):
            told = found.expand(text)
            return _alternatives(re.findall(r"'([^']*)'", told)) if "'" in told else told
    return message


def _alternatives(choices: Sequence[str]) -> str:
    *first, last = choices
    return f"give {', '.join(first)} or {last}" if first else f"give {last}"


def _line(error: Any, context: Any, given: list[str]) -> str:  # noqa: ANN401
    """What is wrong, by what the error holds; else as the parser says it."""
    kind = type(error).__name__
    message: str = error.message
    parameter = getattr(error, "param", None)
    if kind == "MissingParameter" and parameter is not None:
        return f"{_name(parameter)} is missing{_about(parameter)}"
    if parameter is not None:
        value = _value(parameter, context, given)
        return f"{'/'.join(_options(parameter))}{f' {value}' if value else ''}: {message}"
    option = getattr(error, "option_name", None)
    if option is not None and kind == "NoSuchOption":
        from difflib import get_close_matches

        known = [name for each in context.command.get_params(context) for name in each.opts]
        near = get_close_matches(option, known, n=1, cutoff=0.7)
        return f"there is no option {option}{f'; {near[0]} is near' if near else ''}"
    if option is not None:
        parameter = next(
            each for each in context.command.get_params(context) if option in each.opts
        )
        if getattr(parameter, "is_flag", False):
            return f"{option} takes no value"
        return f"give {parameter.metavar} behind {option}{_about(parameter)}"
    if found := re.match(r"No such command '(.*?)'", message):
        known = list(context.command.commands)
        return f"there is no command {found[1]}; {_alternatives(known)}"
    if found := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message):
        return f"{found[1]}: more than this command takes"
    return message.rstrip(".")


def _options(parameter: Any) -> list[str]:  # noqa: ANN401
    """What a parameter is called on the command line: an argument by its value's name."""
    if parameter.param_type_name == "argument":
        return [str(parameter.metavar).removesuffix("...")]
    return list(parameter.opts)


def _name(parameter: Any) -> str:  # noqa: ANN401
    name = "/".join(_options(parameter))
    return name if parameter.param_type_name == "argument" else f"{name} {parameter.metavar}"


def _about(parameter: Any) -> str:  # noqa: ANN401
    """What the help says of a parameter, as the end of a line."""
    text: str = (parameter.help or "").removesuffix(".")
    if not text:
        return ""
    first = re.match(r"\w*", text)
    if first and first[0] not in _NAMES and (len(first[0]) == 1 or first[0][1:].islower()):
        text = text[0].lower() + text[1:]
    return f": {text}"


def _value(parameter: Any, context: Any, given: list[str]) -> str:  # noqa: ANN401
    """What was given for a parameter; nothing where it did not stand on the command line."""
    with suppress(Exception):  # the parser has refused the line once
        values = context.command.make_parser(context).parse_args(args=given)[0]
        value = values.get(parameter.name)
        several = value if isinstance(value, list | tuple) else [value]
        return " ".join(str(each) for each in several if each is not None)
    return ""
