"""Options that several commands share: how texts are cleaned and segmented."""

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
