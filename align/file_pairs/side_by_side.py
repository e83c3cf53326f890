"""An alignment side by side on a terminal."""

from align.file_pairs.alignment import FileAlignment
from align.guidance.sides import TextSide
from corpus.support.printing import visible


def show(alignment: FileAlignment, weak_below: float) -> None:
    """Print the beads as a table: number, both sides, score; weak ones are marked."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    left, right = alignment.left, alignment.right
    table = Table(show_lines=True, expand=True)
    table.add_column("", justify="right", style="dim", no_wrap=True)
    for side in (left, right):
        table.add_column(Text(visible(side.path.name)), ratio=1, overflow="fold")
    table.add_column("score", justify="right", no_wrap=True)
    for number, bead in enumerate(alignment.file_beads(), 1):
        score = bead.score or 0.0
        mark = f"{score:.2f}" if score >= weak_below else f"{score:.2f} ?"
        cells = [_cell(side, ids) for side, ids in ((left, bead.left), (right, bead.right))]
        table.add_row(
            str(number), *map(Text, cells), mark, style="" if score >= weak_below else "yellow"
        )
    Console().print(table)


def _cell(side: TextSide, indices: tuple[int, ...]) -> str:
    return visible("\n".join(side.sentences[i] for i in indices)) if indices else "—"
