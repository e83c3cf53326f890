"""`duizhao review`: the pages, and decisions carried between machines."""

from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.command_line.commands import Commands, Group
from corpus.errors import UsageError
from corpus.support.printing import count, note, print_lines


class _Opening(Group):
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

Project = Annotated[
    Path, typer.Option(metavar="OUT", help="The folder that duizhao run made, or its project file.")
]
Who = Annotated[
    str, typer.Option(metavar="NAME", help="Who decides, for the log; else the login's name.")
]


@app.command("open")
def open_review(
    out: Annotated[Path, typer.Argument(help="The folder that duizhao run made.", metavar="OUT")],
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="To listen on; any that is free if 0.")
    ] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address only.")
    ] = False,
    who: Who = "",
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


@app.command("export")
def export_review(
    decisions: Annotated[
        Path, typer.Argument(help="JSON Lines to write.", metavar="DECISIONS.jsonl")
    ],
    project: Project,
) -> None:
    """Write what was decided about beads and terms, for another machine."""
    from align.decisions.decisions_file import export_decisions

    note(f"{decisions}: {count(export_decisions(project, decisions), 'decision')}")


@app.command("import")
def import_review(
    decisions: Annotated[
        Path, typer.Argument(help="What `export` wrote.", metavar="DECISIONS.jsonl")
    ],
    project: Project,
    who: Who = "",
) -> None:
    """Take decisions over from another machine; those that contradict one here are listed.

    Exit code 1 where there are such; what stands here then stays.
    """
    from align.decisions.importing import import_decisions

    found = import_decisions(project, decisions, who)
    print_lines(found.conflicts)
    for origin in found.unknown:
        note(f"{origin}: not in this project; what was decided about it is kept")
    note(
        f"{count(found.taken, 'decision')} taken, {found.known:,} known already, "
        f"{len(found.conflicts):,} that contradict"
    )
    if found.conflicts:
        raise typer.Exit(1)
