"""An alignment side by side on a terminal."""

from align.file_pairs.alignment import FileAlignment
from align.guidance.sides import TextSide
from corpus.support.printing import visible


def show(alignment: FileAlignment, weak_below: float) -> None:
    """Print the beads as a table: number, both sides, score; weak ones are marked.

    On a narrow terminal the sides stand one below the other.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    left, right = alignment.left, alignment.right
    table = Table(show_lines=True, expand=True)
    table.add_column("", justify="right", style="dim", no_wrap=True)
    console = Console()
    names = [visible(side.path.name) for side in (left, right)]
    beside = console.width >= _BESIDE
    for name in names if beside else ["\n".join(names)]:
        table.add_column(Text(name), ratio=1, overflow="fold")
    table.add_column("score", justify="right", no_wrap=True)
    for number, bead in enumerate(alignment.file_beads(), 1):
        score = bead.score or 0.0
        mark = f"{score:.2f}" if score >= weak_below else f"{score:.2f} ?"
        cells = [_cell(side, ids) for side, ids in ((left, bead.left), (right, bead.right))]
        shown = cells if beside else ["\n".join(cells)]
        table.add_row(
            str(number), *map(Text, shown), mark, style="" if score >= weak_below else "yellow"
        )
    console.print(table)


_BESIDE = 60
"""Columns from which both sides have room beside each other."""


def _cell(side: TextSide, indices: tuple[int, ...]) -> str:
    return visible("\n".join(side.sentences[i] for i in indices)) if indices else "—"
