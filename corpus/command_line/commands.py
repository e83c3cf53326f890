"""Groups of commands that look alike: names of values a person reads, options that all share.

app = Commands(help="...")       as `typer.Typer`
@app.command()                   adds -q and -v, which the group has, too; -h is help
set_loudness(context, ...)       for the callback of a group that has one of its own

typer declares options by annotations, and shows ``<list[Path]>`` for what has no `metavar`. Here
every value has a name: FILE, N, NUMBER, TEXT, or its choices.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import partial, wraps
from inspect import Parameter, signature
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup

from corpus.command_line.help_pages import HelpPage
from corpus.command_line.usage import Worded
from corpus.errors import UsageError
from corpus.support import printing
from corpus.support.printing import is_stdout

Function = TypeVar("Function", bound=Callable[..., Any])

_NAMES: dict[object, str] = {Path: "FILE", int: "N", float: "NUMBER", str: "TEXT"}
_CODES = {"source", "target"}
"""Options whose text is the code of a language."""
_DASH = "- for std"
"""In the help of a file for which ``-`` stands for stdin or stdout."""
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say on stderr only what went wrong.")]
Verbose = Annotated[
    bool, typer.Option("-v", "--verbose", help="Say what is being done, and how long it took.")
]


class Command(Worded, HelpPage, TyperCommand):
    """One command, with help of two plain lists."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401  (typer's own)
        """``[OPTIONS] A [B] C...``."""
        return ["[OPTIONS]", *(_shown(each) for each in _arguments(self.get_params(ctx)))]


class Group(Worded, HelpPage, TyperGroup):
    """Commands under one name."""


def set_loudness(context: typer.Context, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """What the options of a group ask of each of its commands, until the command has ended."""
    context.call_on_close(partial(printing.loudness, quiet=False, verbose=False))
    _set_loudness(quiet, verbose)


class Commands(typer.Typer):
    """A group of commands that are all `Command`; its `-q` and `-v` are for each of them."""

    def __init__(
        self,
        cls: type[Group] = Group,
        **settings: Any,  # noqa: ANN401  (typer's own)
    ) -> None:
        """Take what `typer.Typer` takes."""
        if "help" in settings:  # else its commands stand in another group
            settings.setdefault("callback", set_loudness)
        super().__init__(
            cls=cls,
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

        try:
            _set_loudness(options.pop("quiet"), options.pop("verbose"))
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
        for name, annotation in (("quiet", Quiet), ("verbose", Verbose))
    ]
    parameters = [*own.parameters.values(), *added]
    command.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command


def _set_loudness(quiet: bool, verbose: bool) -> None:
    """Beside what a group was asked for.

    Raises:
        UsageError: both were asked for.
    """
    quiet, verbose = quiet or printing.is_quiet(), verbose or printing.is_verbose()
    if quiet and verbose:
        raise UsageError("-q (--quiet) and -v (--verbose) exclude each other; give one")
    printing.loudness(quiet=quiet, verbose=verbose)


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


def _file(parameter: Parameter) -> tuple[str, str]:
    """The name of a parameter's value and its help, if it is a file; else nothing."""
    if get_origin(parameter.annotation) is Annotated:
        kind, info, *_ = get_args(parameter.annotation)
        if _kind(kind) == _NAMES[Path]:
            return info.metavar, info.help or ""
    return "", ""


def _refuse_dash(parameters: Iterable[Parameter], options: Mapping[str, Any]) -> None:
    """Say that a command neither reads stdin nor prints in the place of a file.

    Raises:
        UsageError: ``-`` was given for one of the files, or for two of which only one can be read;
            or a file and JSON are to be printed.
    """
    if options.get("as_json") and any(map(is_stdout, options.values())):
        raise UsageError("--json and the output cannot both be printed; give a file for the output")
    read: list[str] = []
    for parameter in parameters:
        given = options.get(parameter.name)
        dashes = (given if isinstance(given, list) else [given]).count(Path("-"))
        name, about = _file(parameter)
        if dashes and name and _DASH not in about:
            raise UsageError(f"- stands for no {name} here; give the name of a file")
        if f"{_DASH}in" in about:
            read += [name] * dashes
    if len(read) > 1:
        names = " and ".join(dict.fromkeys(read))
        raise UsageError(f"{names}: - is stdin, which can be read once; give it once, else files")


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
