"""The drawings of docs/pictures: python bench/pictures.py [FOLDER].

The way of a document, a lattice of beads and topics over time, and what `align pair --plot` draws
of a translation and of one whose parts were moved; all of the example, as SVG for light and dark.
The same example and version give the same bytes.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path

from align.file_pairs.alignment import FileAlignment, align_files
from align.file_pairs.plot import similar_sentences, write_plot
from align.project.findings import Findings
from align.run import run_project
from corpus.model import Document, Language

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "coverage"
PAIR = EXAMPLE / "zh" / "4471802.txt", EXAMPLE / "en" / "hp-48213.txt"
_STYLE = """
svg{color-scheme:light dark;font:14px system-ui,"Noto Sans CJK SC",sans-serif}
.page{fill:#fff}text{fill:#222}.quiet{fill:#666;font-size:12px}.bold{font-weight:600}
.box{fill:#eef4fb;stroke:#0072b2}.out{fill:#f3f3f3;stroke:#8a8a8a}
.line{stroke:#666;fill:none;stroke-width:1.3}.tip{fill:#666}
.grid{stroke:#8a8a8a;stroke-opacity:.35;fill:none}
.bead{fill:#0072b2;fill-opacity:.2;stroke:#0072b2}.null{fill:#e69f00;fill-opacity:.3;stroke:#e69f00}
.path{stroke:#0072b2;stroke-width:2.5;fill:none;stroke-linejoin:round}.node{fill:#0072b2}
.zh{fill:#d1350f}.en{fill:#0072b2}
@media (prefers-color-scheme:dark){
.page{fill:#16181c}text{fill:#e6e6e6}.quiet{fill:#a5a5a5}.box{fill:#1d2a38;stroke:#4aa8e0}
.out{fill:#24272d}.line{stroke:#a5a5a5}.tip{fill:#a5a5a5}.bead{stroke:#4aa8e0}.null{stroke:#ffb52e}
.path{stroke:#4aa8e0}.node{fill:#4aa8e0}.zh{fill:#ff6b4a}.en{fill:#4aa8e0}}
"""
_WIDE = 440
"""Units across: a letter of 14 is still read where a telephone shows them on 390 pixels."""
_SHOWN = 8, 8
"""Sentences of the lattice: so many begin the example's two articles, in beads of four kinds."""


def main() -> None:
    """Write the drawings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        findings = run_project([EXAMPLE], Path(scratch) / "out").findings
        drawings = {"way": way(), "topics": topics(findings), "lattice": lattice(aligned())}
        for name, drawing in drawings.items():
            (folder / f"{name}.svg").write_text(drawing, "utf-8")
        write_plot(folder / "plot.svg", aligned(), similar_sentences(aligned()))
        moved = with_parts_moved(Path(scratch))
        write_plot(folder / "plot-moved.svg", moved, similar_sentences(moved))


def aligned() -> FileAlignment:
    """The example's first translation."""
    return align_files([PAIR])[0]


def with_parts_moved(folder: Path) -> FileAlignment:
    """The same, where the English text has its second half first and lacks a passage of it."""
    zh, en = (folder / path.name for path in PAIR)
    zh.write_text(PAIR[0].read_text("utf-8"), "utf-8")
    paragraphs = PAIR[1].read_text("utf-8").split("\n\n")
    title, *body = paragraphs
    middle = len(body) // 2
    en.write_text("\n\n".join([title, *body[middle + 2 :], *body[:middle]]), "utf-8")
    return align_files([(zh, en)])[0]


def way() -> str:
    """The way of a document, from files to the outputs."""
    steps = [
        ("files", "web pages, office files, text, tables", "out"),
        ("read and clean", "title, date, outlet; page furniture is left out", "box"),
        ("segment", "language, script, sentences, words", "box"),
        ("group by event", "topics across both languages", "box"),
        ("compare", "which documents translate each other", "box"),
        ("align  |  mine", "translations by sentences; of others, what says the same", "box"),
        ("extract terms", "with the sentences that show them", "box"),
        ("memory, glossary, report", "TMX, TBX, tables, HTML", "out"),
    ]  # fmt: skip
    high, apart = 46, 16
    parts = []
    for number, (name, what, kind) in enumerate(steps):
        top = 8 + number * (high + apart)
        parts += [
            f'<rect class="{kind}" x="20" y="{top}" width="{_WIDE - 40}" height="{high}" rx="6"/>',
            _text(_WIDE / 2, top + 19, name, "bold", "middle"),
            _text(_WIDE / 2, top + 37, what, "quiet", "middle"),
        ]
        if number:
            parts.append(_arrow(_WIDE / 2, top - apart, top))
    return _drawing("The way of a document", _WIDE, 8 + len(steps) * (high + apart) - 8, parts)


def lattice(alignment: FileAlignment) -> str:
    """The beginning of an alignment: nodes between sentences, beads as cells, the path."""
    rows, columns = _SHOWN
    cell, left, top = 40.0, 46.0, 44.0
    wide, high = columns * cell, rows * cell
    parts = [
        _text(left, 16, "English: 1, 2, 3 … →", "quiet"),
        _text(8, top - 8, "中文 ↓", "quiet"),
        *(_number(left + (j + 0.5) * cell, top - 8, j) for j in range(columns)),
        *(_number(left - 14, top + (i + 0.6) * cell, i) for i in range(rows)),
        *(_line(left + j * cell, top, left + j * cell, top + high) for j in range(columns + 1)),
        *(_line(left, top + i * cell, left + wide, top + i * cell) for i in range(rows + 1)),
    ]  # fmt: skip
    i = j = 0
    nodes = [(left, top)]
    for bead in alignment.beads:
        m, n = len(bead.zh), len(bead.en)
        if i + m > rows or j + n > columns:
            break
        x, y = left + j * cell, top + i * cell
        kind = "bead" if m and n else "null"
        parts.append(
            f'<rect class="{kind}" x="{x + 1:g}" y="{y + 1:g}" width="{max(n * cell - 2, 4):g}" '
            f'height="{max(m * cell - 2, 4):g}"/>'
        )
        i, j = i + m, j + n
        nodes.append((left + j * cell, top + i * cell))
        parts.append(_text(x + n * cell + 5, y + 14, f"{m}-{n}", "quiet"))
    points = " ".join(f"{x:g},{y:g}" for x, y in nodes)
    parts.append(f'<polyline class="path" points="{points}"/>')
    parts += [f'<circle class="node" cx="{x:g}" cy="{y:g}" r="4"/>' for x, y in nodes]
    at = top + high + 26
    for side, letters in ((alignment.zh, 24), (alignment.en, 50)):
        for number, sentence in enumerate(side.sentences[: rows if letters < 50 else columns], 1):
            parts.append(_text(8, at, f"{number}  {_short(sentence.strip(), letters)}"))
            at += 20
        at += 8
    return _drawing("A lattice of beads", _WIDE, at - 8, parts)


def topics(findings: Findings) -> str:
    """A lane for each topic, a mark for each of its documents, by day and language."""
    documents = findings.coverage.documents
    lanes = [
        (topic, [documents[key] for key in topic.documents if documents[key].day])
        for topic in findings.topics
    ]
    days = sorted({document.day for _, held in lanes for document in held if document.day})
    first, last = days[0], days[-1]
    left, right, high = 20.0, 20.0, 46.0

    def place(day: date) -> float:
        return left + (_WIDE - left - right) * (day - first).days / max(1, (last - first).days)

    parts = []
    for number, (topic, held) in enumerate(lanes):
        y = 24 + number * high
        parts.append(_text(left, y, _short(topic.label_en or topic.label_zh, 58), "quiet"))
        parts.append(_line(left, y + 14, _WIDE - right, y + 14))
        parts += _marks(held, place, y + 14)
    bottom = 24 + len(lanes) * high
    parts += [
        _text(left, bottom, first.isoformat(), "quiet"),
        _text(_WIDE - right, bottom, last.isoformat(), "quiet", "end"),
        f'<circle class="zh" cx="{left + 4:g}" cy="{bottom + 20:g}" r="5"/>',
        _text(left + 16, bottom + 25, "中文"),
        f'<circle class="en" cx="{left + 84:g}" cy="{bottom + 20:g}" r="5"/>',
        _text(left + 96, bottom + 25, "English"),
    ]
    return _drawing("Topics over time", _WIDE, bottom + 36, parts)


def _marks(held: Sequence[Document], place: Callable[[date], float], y: float) -> Iterator[str]:
    """Those of one day stand side by side."""
    before: dict[date, int] = {}
    for document in held:
        day = document.day
        if day is None:
            continue
        x = place(day) + 11 * before.get(day, 0)
        before[day] = before.get(day, 0) + 1
        language = "zh" if document.language is Language.ZH else "en"
        yield f'<circle class="{language}" cx="{min(x, _WIDE - 20):g}" cy="{y:g}" r="5"/>'


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> str:
    style = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{style} text-anchor="{anchor}">{escape(text)}</text>'


def _number(x: float, y: float, index: int) -> str:
    return _text(x, y, str(index + 1), "", "middle")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip(" ,") + "…"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path class="grid" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"/>'


def _arrow(x: float, y1: float, y2: float) -> str:
    tip = f"M{x - 4:g} {y2 - 6:g}h8l-4 6z"
    return f'<path class="line" d="M{x:g} {y1:g}V{y2 - 6:g}"/><path class="tip" d="{tip}"/>'


def _drawing(title: str, wide: float, high: float, parts: Iterable[str]) -> str:
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" '
        f'role="img"><title>{escape(title)}</title><style>{_STYLE}</style>\n'
        f'<rect class="page" width="100%" height="100%"/>\n{body}\n</svg>\n'
    )


if __name__ == "__main__":
    main()
