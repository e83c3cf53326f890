"""The command `duizhao`: mounts the packages' commands and turns errors into one line and a code.

Exit codes: 0 done; 1 done, but something was unreadable or a check found faults; 2 wrong use, or
nothing could be done.
"""

import sys

import typer

from corpus import cli as corpus_cli
from corpus.errors import DuizhaoError
from glossary import cli as glossary_cli
from tmx import cli as tmx_cli

app = typer.Typer(
    name="duizhao",
    help="From Chinese and English coverage of the same events to a translation memory "
    "and a glossary.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(corpus_cli.app, name="corpus")
app.add_typer(glossary_cli.app, name="glossary")
app.add_typer(tmx_cli.app, name="tmx")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        app()
    except DuizhaoError as error:
        print(f"duizhao: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)  # the reader had enough (duizhao … | head)


if __name__ == "__main__":
    main()
