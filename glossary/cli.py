"""`duizhao glossary`."""

import typer

app = typer.Typer(help="", no_args_is_help=True)
