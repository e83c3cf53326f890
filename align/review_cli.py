"""`duizhao review`: the pages, and decisions carried between machines."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from corpus.command_line.commands import Commands
from corpus.errors import UsageError


class _Opening(TyperGroup):
    """A group whose command `open` need not be named: ``duizhao review OUT``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  (typer's own)
        """Put it in where no other command is named."""
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = ["open", *args]
        return super().parse_args(ctx, args)


app = Commands(
    cls=_Opening,
    help="Correct beads and sign terms in the browser: duizhao review OUT.",
)


@app.command("open")
def open_review(
    out: Annotated[Path, typer.Argument(help="The folder that duizhao run made.", metavar="OUT")],
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="To listen on; any that is free if 0.")
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address only.")
    ] = False,
    who: Annotated[
        str, typer.Option(metavar="NAME", help="Who decides, for the log; else the login's name.")
    ] = "",
) -> None:
    """Open the pages of a project on this machine (the name `open` may be left out).

    The first line of stdout is the address, for one browser. Needs the extra duizhao[review].
    """
    try:
        from align.review.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"jinja2", "starlette", "uvicorn"}:
            raise UsageError(
                f"duizhao review needs {error.name}: pip install 'duizhao[review]'"
            ) from None
        raise
    serve(out, port, who, browser=not no_browser)
