"""An alignment as a picture: where the two texts are alike, and the beads across it, in SVG.

write_plot(path, alignment, similar_sentences(alignment))

The file named first runs down, the other one to the right; a cell is a sentence of each. Dots are
sentence pairs that are alike, whether or not the path goes there, so a passage that was moved or
that one side lacks shows at a glance. Where a side has more than `CELLS` sentences, a cell holds
several: it shows the sum of its dots, and its beads as one with their mean score.
"""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

import numpy as np

from align.beads.lattice.band import telling_pairs
from align.file_pairs.alignment import FileAlignment
from align.file_pairs.bead_files import FileBead
from align.guidance.sides import TextSide
from corpus.kernels.arrays import Doubles, Longs
from corpus.model import Language
from corpus.support.files import write_atomically
from glossary.lexicon.evidence import gather_evidence

CELLS = 400
"""Cells of the longer side: each is two pixels or more, and any length of text gives a picture of
a few hundred kilobytes at most."""
_SIDE = 800.0
"""Pixels of the longer side, of the picture without axes; it is a vector picture and scales."""
_LEAST_SIDE = 160.0
"""Pixels of the shorter side at least, so that a summary beside a book can be read."""
_LEFT, _TOP, _RIGHT, _BOTTOM = 86.0, 96.0, 24.0, 44.0
"""Room for the axes, the title and the legend."""
_TICKS = 8
"""Labels on the longer axis, about."""
_STRENGTHS = 4
"""Shades of dots; more cannot be told apart in a dot of two pixels."""
_CHANCE, _CERTAIN = 2.0, 8.0
"""Values of `align.beads.lattice.band.telling_pairs` that make no dot and a full one: of the pairs
at 8 and above 97 % translate each other (novels, essays, academic texts), of all pairs a
quarter."""

LEVELS = ((0.95, "sure"), (0.8, "likely"), (0.5, "doubtful"), (0.0, "weak"))
"""Least score and name of each colour; from 0.8 on a bead enters a memory by default."""

_STYLE = """
svg{color-scheme:light dark;font:12px system-ui,"Noto Sans CJK SC",sans-serif}
.page{fill:#fff}.frame{fill:none;stroke:#8a8a8a}.grid{stroke:#8a8a8a;stroke-opacity:.25}
text{fill:#222}.quiet{fill:#666}.title{font-size:15px;font-weight:600}
.dots{stroke:#555;stroke-linecap:square;fill:none}
.bead{fill-opacity:.45;stroke-width:1.4;stroke-linejoin:round}
.sure{fill:#0072b2;stroke:#0072b2}.likely{fill:#3fa7d6;stroke:#3fa7d6}
.doubtful{fill:#e69f00;stroke:#e69f00}.weak{fill:#d1350f;stroke:#d1350f}
@media (prefers-color-scheme:dark){
.page{fill:#16181c}text{fill:#e6e6e6}.quiet{fill:#a5a5a5}.dots{stroke:#c8c8c8}
.sure{fill:#4aa8e0;stroke:#4aa8e0}.likely{fill:#9ad4f2;stroke:#9ad4f2}
.doubtful{fill:#ffb52e;stroke:#ffb52e}.weak{fill:#ff6b4a;stroke:#ff6b4a}}
"""


class Dots(NamedTuple):
    """Sentence pairs that are alike.

    Attributes:
        left: sentence numbers of the file named first, shape (k,).
        right: of the other file, shape (k,).
        strength: how alike, 0 to 1, shape (k,).
    """

    left: Longs
    right: Longs
    strength: Doubles


def similar_sentences(alignment: FileAlignment) -> Dots:
    """The sentence pairs of two files that share telling words: up to four for each Chinese one."""
    zh, en = alignment.zh.sentences, alignment.en.sentences
    evidence = gather_evidence(zh, en)
    i, j, score = telling_pairs(evidence, range(len(zh)), range(len(en)))
    strength = np.clip((score - _CHANCE) / (_CERTAIN - _CHANCE), 0.0, 1.0).astype(np.float64)
    if alignment.left is alignment.zh:
        return Dots(i.astype(np.int64), j.astype(np.int64), strength)
    return Dots(j.astype(np.int64), i.astype(np.int64), strength)


def alike(alignment: FileAlignment) -> Dots:
    """The former name of `similar_sentences`."""
    return similar_sentences(alignment)


class _Scale(NamedTuple):
    """From sentence numbers to pixels: y for the left file, x for the right one."""

    rows: int
    columns: int
    cell: int
    height: float
    width: float

    def x(self, sentence: float) -> float:
        return _LEFT + sentence * self.width / max(1, self.columns)

    def y(self, sentence: float) -> float:
        return _TOP + sentence * self.height / max(1, self.rows)


class _Mark(NamedTuple):
    """What is drawn for one bead or for some in a row."""

    left: range
    right: range
    score: float


def write_plot(path: str | Path, alignment: FileAlignment, dots: Dots) -> None:
    """Write the picture.

    Raises:
        InputError: the place cannot be written.
    """
    with write_atomically(path) as stream:
        stream.writelines(f"{line}\n" for line in plot_lines(alignment, dots))


def plot_lines(alignment: FileAlignment, dots: Dots) -> Iterator[str]:
    """The lines of the SVG, which needs nothing from outside."""
    scale = _scale(len(alignment.left.sentences), len(alignment.right.sentences))
    width, height = _LEFT + scale.width + _RIGHT, _TOP + scale.height + _BOTTOM
    title = " – ".join(_names(alignment))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{_STYLE}</style>"
    yield f'<rect class="page" width="{width:.0f}" height="{height:.0f}"/>'
    yield _text(_LEFT, 24, title, "title")
    beads = alignment.file_beads()
    yield from _legend(beads, scale)
    yield from _axes(alignment, scale)
    yield from _dot_paths(dots, scale)
    yield from _bead_marks(beads, scale)
    yield "</svg>"


def _scale(rows: int, columns: int) -> _Scale:
    longest = max(rows, columns, 1)
    height, width = (max(_LEAST_SIDE, _SIDE * count / longest) for count in (rows, columns))
    return _Scale(rows, columns, -(-longest // CELLS), height, width)


def _legend(beads: Sequence[FileBead], scale: _Scale) -> Iterator[str]:
    """What the colours mean and how many beads have each."""
    levels = [_level(bead.score or 0.0) for bead in beads]
    x = _LEFT
    for (least, name), top in zip(LEVELS, (None, *LEVELS), strict=False):
        span = f"{least:g} or more" if top is None else f"below {top[0]:g}"
        label = f"{name} ({span}): {levels.count(name):,}"
        yield f'<rect class="{name}" x="{x:.0f}" y="36" width="10" height="10"/>'
        yield _text(x + 15, 45, label, "")
        x += 26 + 6.4 * len(label)
    sentences = f"a cell holds {scale.cell} x {scale.cell} sentences" if scale.cell > 1 else ""
    yield _text(_LEFT, 62, "; ".join(filter(None, ["dots: sentences that are alike", sentences])))


def _axes(alignment: FileAlignment, scale: _Scale) -> Iterator[str]:
    down, across = (
        _axis(name, side)
        for name, side in zip(_names(alignment), (alignment.left, alignment.right), strict=True)
    )
    step = _step(max(scale.rows, scale.columns))
    bottom, end = _TOP + scale.height, _LEFT + scale.width
    for number in range(0, scale.columns + 1, step):
        x = scale.x(number)
        yield f'<path class="grid" d="M{x:.1f} {_TOP}V{bottom:.1f}"/>'
        yield _text(x, _TOP - 6, f"{number:,}", "quiet", "middle")
    for number in range(0, scale.rows + 1, step):
        y = scale.y(number)
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{end:.1f}"/>'
        yield _text(_LEFT - 8, y + 4, f"{number:,}", "quiet", "end")
    yield (
        f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{scale.width:.1f}" '
        f'height="{scale.height:.1f}"/>'
    )
    yield _text(_LEFT + scale.width / 2, bottom + 26, across, "", "middle")
    middle = _TOP + scale.height / 2
    yield (
        f'<text transform="translate(20 {middle:.1f}) rotate(-90)" text-anchor="middle">'
        f"{escape(down)}</text>"
    )


def _axis(name: str, side: TextSide) -> str:
    language = "Chinese" if side.language is Language.ZH else "English"
    return f"{name}: {language}, {len(side.sentences):,} sentences, from 0"


def _names(alignment: FileAlignment) -> tuple[str, str]:
    """The names of the files, with their folders where these alone tell them apart."""
    one, other = alignment.left.path, alignment.right.path
    if one.name != other.name:
        return one.name, other.name
    return f"{one.parent.name}/{one.name}", f"{other.parent.name}/{other.name}"


def _step(sentences: int) -> int:
    """A round number that gives about `_TICKS` labels."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if sentences <= _TICKS * step:
                return step
        power *= 10


def _dot_paths(dots: Dots, scale: _Scale) -> Iterator[str]:
    """A path of squares per shade; a cell is full with one full dot for each of its sentences."""
    across = scale.columns // scale.cell + 1
    cells = dots.left // scale.cell * across + dots.right // scale.cell
    total = np.bincount(cells, dots.strength, (scale.rows // scale.cell + 1) * across)
    shades = np.rint(np.minimum(1.0, total / scale.cell) * _STRENGTHS).astype(np.int64)
    size = scale.cell * min(scale.width / max(1, scale.columns), scale.height / max(1, scale.rows))
    for shade in range(1, _STRENGTHS + 1):
        found = np.flatnonzero(shades == shade)
        if len(found):
            rows, columns = np.divmod(found, across)
            marks = "".join(
                f"M{scale.x((c + 0.5) * scale.cell):.4g} {scale.y((r + 0.5) * scale.cell):.4g}h0"
                for r, c in zip(rows.tolist(), columns.tolist(), strict=True)
            )
            opacity = 0.2 + 0.6 * shade / _STRENGTHS
            thick = min(8.0, max(2.0, 0.6 * size))
            yield (
                f'<path class="dots" stroke-width="{thick:.1f}" opacity="{opacity:.2f}" '
                f'd="{marks}"/>'
            )


def _bead_marks(beads: Sequence[FileBead], scale: _Scale) -> Iterator[str]:
    """A rectangle for each bead, or for the beads of a cell; a line where one side is empty."""
    for mark in _marks(beads, scale.cell):
        x, y = scale.x(mark.right.start), scale.y(mark.left.start)
        x1, y1 = scale.x(mark.right.stop), scale.y(mark.left.stop)
        tip = f"{_numbers(mark.left)} : {_numbers(mark.right)}  {mark.score:.2f}"
        yield (
            f'<path class="bead {_level(mark.score)}" d="M{x:.1f} {y:.1f}H{x1:.1f}V{y1:.1f}'
            f'H{x:.1f}Z"><title>{tip}</title></path>'
        )


def _marks(beads: Sequence[FileBead], cell: int) -> Iterator[_Mark]:
    """The beads; those that start within one cell of each other as one, with their mean score."""
    i = j = rows = columns = 0
    scores: list[float] = []
    for bead in beads:
        if scores and max(rows, columns) >= cell:
            yield _Mark(range(i, i + rows), range(j, j + columns), sum(scores) / len(scores))
            i, j, rows, columns, scores = i + rows, j + columns, 0, 0, []
        rows += len(bead.left)
        columns += len(bead.right)
        scores.append(bead.score or 0.0)
    if scores:
        yield _Mark(range(i, i + rows), range(j, j + columns), sum(scores) / len(scores))


def _numbers(sentences: range) -> str:
    if not sentences:
        return "none"
    last = f"–{sentences[-1]}" if len(sentences) > 1 else ""
    return f"{sentences.start}{last}"


def _level(score: float) -> str:
    return next(name for least, name in LEVELS if score >= least)


def _text(x: float, y: float, text: str, kind: str = "quiet", anchor: str = "start") -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
    )
