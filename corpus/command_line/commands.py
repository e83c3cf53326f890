"""Groups of commands that look alike: names of values a person reads, options that all share.

app = Commands(help="...")       as `typer.Typer`
@app.command()                   adds -q and -v; -h is help

typer declares options by annotations, and shows ``<list[Path]>`` for what has no `metavar`. Here
every value has a name: FILE, N, NUMBER, TEXT, or its choices.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import typer
from typer.core import TyperCommand

from corpus.errors import UsageError
from corpus.support import printing
from corpus.support.printing import is_stdout

Function = TypeVar("Function", bound=Callable[..., Any])

_NAMES: dict[object, str] = {Path: "FILE", int: "N", float: "NUMBER", str: "TEXT"}
_CODES = {"source", "target"}
"""Options whose text is the code of a language."""
_DASH = "- for std"
"""In the help of a file for which ``-`` stands for stdin or stdout."""
_SHARED = {
    "quiet": Annotated[
        bool, typer.Option("-q", "--quiet", help="Say on stderr only what went wrong.")
    ],
    "verbose": Annotated[
        bool, typer.Option("-v", "--verbose", help="Say what is being done, and how long it took.")
    ],
}
_PLAIN = (
    (r"Value error, (.*)", r"\1"),
    (r"Input should be a valid number.*", "is not a number"),
    (r"Input should be a valid integer.*", "is not a whole number"),
    (r"Input should be greater than or equal to (\S+)", r"give \1 or more"),
    (r"Input should be less than or equal to (\S+)", r"give \1 or less"),
    (r"Input should be (('.*',? )*or .*)", r"give \1"),
    (r"Input should be a valid boolean.*", "give true or false"),
    (r"Input is not a valid path.*", "is not the name of a file"),
    (r"Value must be an iterable\.?", 'give a list, such as ["a", "b"]'),
)
"""What pydantic, which newer versions of typer parse by, says; and the same in words."""


class Command(TyperCommand):
    """One command, with help of two plain lists."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  (typer's own)
        """As usual; what a wrong value is told does not name the parser."""
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            said = getattr(error, "message", None)
            if isinstance(said, str):
                error.message = plain(said)  # type: ignore[attr-defined]
            raise

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401
        """``[OPTIONS] A [B] C...``."""
        return ["[OPTIONS]", *(_shown(each) for each in _arguments(self.get_params(ctx)))]

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Arguments, then options."""
        lists: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and parameter.param_type_name == "argument":
                lists["Arguments"].append((parameter.metavar or "", record[1]))
            elif record is not None:
                lists["Options"].append((record[0], _bounds(record[1])))
        for title, records in lists.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


class Commands(typer.Typer):
    """A group of commands that are all `Command`."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  (typer's own)
        """Take what `typer.Typer` takes."""
        super().__init__(
            no_args_is_help=True,
            context_settings={"help_option_names": ["-h", "--help"]},
            rich_markup_mode=None,  # help drawn by rich takes three times as long to start
            **settings,
        )

    def command(
        self,
        name: str | None = None,
        **settings: Any,  # noqa: ANN401
    ) -> Callable[[Function], Function]:
        """Register a function as a command; as `typer.Typer.command`."""
        register = super().command(name, cls=Command, **settings)

        def registered(function: Function) -> Function:
            register(_shared(function))
            return function

        return registered


def plain(message: str) -> str:
    """What a parser says of a wrong value, in words."""
    for pattern, text in _PLAIN:
        if found := re.fullmatch(pattern, message):
            return found.expand(text)
    return message


def _bounds(text: str) -> str:
    """A help whose ``0.0<=x<=1.0`` is ``0 to 1``, and ``x>=1`` is ``1 or more``."""
    number = r"(-?\d+)(?:\.0|(\.\d+))?"
    text = re.sub(f"{number}<=x<={number}", r"\1\2 to \3\4", text)
    text = re.sub(f"(?:x>={number}|{number}<=x)(?!<)", r"\1\2\3\4 or more", text)
    return re.sub(f"x<={number}", r"\1\2 or less", text)


def _arguments(parameters: list[Any]) -> Iterator[Any]:
    return (each for each in parameters if each.param_type_name == "argument")


def _shown(argument: Any) -> str:  # noqa: ANN401
    """An argument as the line of usage has it."""
    name = argument.metavar.removesuffix("...")
    several = "..." if argument.nargs != 1 else ""
    return f"{name}{several}" if argument.required else f"[{name}{several}]"


def _shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the options that all share, and a name for each value."""

    @wraps(function)
    def command(**options: Any) -> object:  # noqa: ANN401  (whatever typer parsed)
        from corpus.support.progress import summed_up

        printing.loudness(quiet=options.pop("quiet"), verbose=options.pop("verbose"))
        try:
            options = {name: _decoded(value) for name, value in options.items()}
            _refuse_dash(own.parameters.values(), options)
            with summed_up():
                return function(**options)
        finally:
            printing.loudness(quiet=False, verbose=False)

    own = signature(function)
    for parameter in own.parameters.values():
        _name(parameter)
    added = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
        for name, annotation in _SHARED.items()
    ]
    parameters = [*own.parameters.values(), *added]
    command.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


def _decoded(value: Any) -> Any:  # noqa: ANN401  (whatever typer parsed)
    """A text of the command line from its bytes, which are UTF-8 whatever the locale says.

    Names of files stay as the system has them.

    Raises:
        UsageError: they are not.
    """
    if isinstance(value, list):
        return list(map(_decoded, value))
    if not isinstance(value, str) or value.isascii() or isinstance(value, Enum):
        return value
    try:
        return value.encode(errors="surrogateescape").decode()
    except UnicodeDecodeError:
        raise UsageError(f"{value}: is not UTF-8; give it in that encoding") from None


def _file(parameter: Parameter) -> Any:  # noqa: ANN401  (typer's own)
    """What typer knows of a parameter, if it is a file, and none that its help says ``-`` of."""
    if get_origin(parameter.annotation) is not Annotated:
        return None
    kind, info, *_ = get_args(parameter.annotation)
    return info if _kind(kind) == _NAMES[Path] and _DASH not in (info.help or "") else None


def _refuse_dash(parameters: Iterable[Parameter], options: Mapping[str, Any]) -> None:
    """Say that a command neither reads stdin nor prints in the place of a file.

    Raises:
        UsageError: ``-`` was given for one of the files; or a file and JSON are to be printed.
    """
    if options.get("as_json") and any(map(is_stdout, options.values())):
        raise UsageError("--json and the output cannot both be printed; give a file for the output")
    for parameter in parameters:
        given = options.get(parameter.name)
        dash = Path("-") in (given if isinstance(given, list) else [given])
        if dash and (info := _file(parameter)):
            raise UsageError(f"- stands for no {info.metavar} here; give the name of a file")


def _name(parameter: Parameter) -> None:
    """Give the value of an option or argument a name, unless it has one."""
    if get_origin(parameter.annotation) is Annotated:
        kind, info, *_ = get_args(parameter.annotation)
        if hasattr(info, "metavar") and info.metavar is None:
            named = "CODE" if parameter.name in _CODES and kind in (str, str | None) else ""
            info.metavar = named or _kind(kind) or parameter.name.upper()


def _kind(annotation: Any) -> str:  # noqa: ANN401  (any type)
    """What a value of the type is called; nothing where it has no value (a flag)."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not type(None))
    if get_origin(annotation) is Literal:
        return "|".join(map(str, get_args(annotation)))
    if get_origin(annotation) is list:
        return _kind(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "|".join(str(member.value) for member in annotation)
    return _NAMES.get(annotation, "")
