"""Options that several commands share: how texts are cleaned and segmented, and by how many."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.model import Quotations

Furniture = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FILE",
        help="A list of what is page furniture, a line or a /regular expression/ a line; may be "
        "given several times.",
    ),
]
Convention = Annotated[
    Quotations,
    typer.Option(help="Whether quotations in Chinese, and who said them, are parted."),
]
Workers = Annotated[
    int,
    typer.Option(
        "--jobs",
        min=0,
        metavar="N",
        help="Processes that share the work; 0: one for each core, if there is so much of it.",
    ),
]
Cluster = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS", help="A Dask scheduler whose workers share the work (duizhao[cluster])."
    ),
]
"""However many, and wherever they are, the same results (`corpus.jobs`, `align.cluster`)."""
