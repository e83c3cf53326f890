"""`duizhao align`: what says the same as what.

`align.cli` mounts these commands, beside those of the other packages.
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial, wraps
from inspect import signature
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from align.options import MIN_SCORE, MOST_DAYS, Guidance, check_output, first_language
from corpus.command_line.commands import Commands
from corpus.command_line.conventions import Cluster, Convention, Furniture, Workers
from corpus.errors import UsageError
from corpus.model import Quotations
from corpus.support.inputs import number
from corpus.support.printing import (
    is_stdout,
    note,
    print_json,
    print_json_lines,
    print_lines,
    visible_on_terminal,
)

if TYPE_CHECKING:
    from align.file_pairs.alignment import FileAlignment
    from align.file_pairs.results import Results

app = Commands(
    help="Find out what says the same: beads, sentence pairs, document pairs, topics.",
)

Format = Literal["beads", "tsv", "json", "tmx"]
Paths = Annotated[list[Path], typer.Argument(help="Files, folders, - for stdin.", metavar="PATH")]
Lines = Annotated[
    bool, typer.Option("--lines", help="One sentence a line already: neither split nor cleaned.")
]
Source = Annotated[str, typer.Option(help="Source language code: the first file's, and the TMX's.")]
Target = Annotated[str, typer.Option(help="Target language code.")]
MinScore = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, callback=number, help="Beads below this stay out of a TMX."),
]
Memories = Annotated[
    list[Path] | None,
    typer.Option("-m", "--memory", help="TMX or pairs that teach the alignment; may be repeated."),
]
Glossaries = Annotated[
    list[Path] | None,
    typer.Option("-g", "--glossary", help="Terms that teach the alignment; may be repeated."),
]
Window = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=MOST_DAYS,
        metavar="DAYS",
        help="Documents further apart are compared only by rare words; 0: time does not matter. "
        "By default it follows from the dates of more than 5,000 documents; with fewer than 200 "
        "of a language that have a date it leaves out nothing.",
    ),
]
Anchor = Annotated[
    str, typer.Option(metavar="REGEX", help="Sentences that correspond, such as headings.")
]
Confirmed = Annotated[
    Path | None, typer.Option("--beads", help="Bead file (batch: folder): these stay as they are.")
]
Rejected = Annotated[
    Path | None, typer.Option(help="Bead file (batch: folder): these must not come back.")
]
Pivot = Annotated[
    Path | None, typer.Option(help="Machine translations of one side, one a line, as evidence.")
]
Encoder = Annotated[
    str, typer.Option(metavar="MODEL", help="Sentence vectors as evidence: use, or such as LaBSE.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Vectors = Annotated[
    tuple[Path, Path] | None,
    typer.Option(metavar="A.npy B.npy", help="Sentence vectors made elsewhere, as evidence."),
]

NO_GUIDANCE = Guidance()


def _guidance(
    memory: Memories = None,
    glossary: Glossaries = None,
    anchor: Anchor = "",
    beads: Confirmed = None,
    rejected: Rejected = None,
    pivot: Pivot = None,
    encoder: Encoder = "",
    vectors: Vectors = None,
    furniture: Furniture = None,
    quotations: Convention = Quotations.PARTED,
) -> Guidance:
    """What the user knows of the texts, as the options say it."""
    return Guidance(
        tuple(memory or ()),
        tuple(glossary or ()),
        beads,
        rejected,
        anchor,
        pivot,
        encoder,
        vectors,
        tuple(furniture or ()),
        quotations,
    )


def _guided(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of `_guidance` in the place of its parameter ``guidance``."""
    shared = signature(_guidance).parameters

    @wraps(command)
    def with_options(**options: Any) -> None:  # noqa: ANN401  (whatever typer parsed)
        guidance = _guidance(**{name: options.pop(name) for name in shared})
        command(**options, guidance=guidance)

    own = signature(command)
    parameters = [
        each
        for parameter in own.parameters.values()
        for each in (shared.values() if parameter.name == "guidance" else [parameter])
    ]
    with_options.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_options


@app.command()
@_guided
def pair(
    a: Annotated[Path, typer.Argument(help="One side; - for stdin.", metavar="A")],
    b: Annotated[Path, typer.Argument(help="The other side; - for stdin.", metavar="B")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Its suffix decides the format; - for stdout."),
    ] = None,
    form: Annotated[Format | None, typer.Option("--format", help="Format.")] = None,
    lines: Lines = False,
    source: Annotated[str | None, typer.Option(help="Language code of A.")] = None,
    target: Annotated[str | None, typer.Option(help="Language code of B.")] = None,
    min_score: MinScore = MIN_SCORE,
    guidance: Guidance = NO_GUIDANCE,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw the path of the beads, too.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the beads as JSON, whatever --out says.")
    ] = False,
) -> None:
    """Align two files that translate each other."""
    first = first_language(source, target)
    from align.file_pairs.alignment import align_files
    from align.file_pairs.doubts import doubts
    from align.file_pairs.formats import SUFFIXES, alignment_text, write_alignment

    if out is not None and form is None:
        suffix = SUFFIXES["beads"] if is_stdout(out) else out.suffix
        form = next((name for name, each in SUFFIXES.items() if each == suffix), None)
        if form is None:
            known = ", ".join(SUFFIXES.values())
            raise UsageError(f"{out}: suffix is none of {known}; rename it or give --format")
    if plot is not None and plot.suffix.lower() != ".svg":
        raise UsageError(f"{plot}: a plot is drawn as SVG; give it the suffix .svg")
    alignment = align_files([(a, b)], lines=lines, first=first, guidance=guidance)[0]
    for line in doubts(alignment):
        note(line)
    if plot is not None:
        from align.file_pairs.plot import similar_sentences, write_plot

        write_plot(plot, alignment, similar_sentences(alignment))
    source, target = _codes(source, target, alignment)
    if out is not None and form is not None:
        write_alignment(alignment, out, form, source=source, target=target, min_score=min_score)
    if out is not None and not as_json:
        return
    if form is None and sys.stdout.isatty() and not as_json:
        from align.file_pairs.side_by_side import show

        show(alignment, min_score)
        return
    printed = "json" if as_json else form or "beads"
    text = alignment_text(alignment, printed, source=source, target=target, min_score=min_score)
    sys.stdout.write(visible_on_terminal(text))


@app.command()
@_guided
def batch(
    a: Annotated[Path, typer.Argument(help="Folder of one side.", metavar="A")],
    b: Annotated[Path, typer.Argument(help="Folder of the other side.", metavar="B")],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FOLDER", help="Folder for the results.")
    ],
    form: Annotated[Format, typer.Option("--format", help="Format.")] = "beads",
    lines: Lines = False,
    source: Annotated[str | None, typer.Option(help="Language code of A's files.")] = None,
    target: Annotated[str | None, typer.Option(help="Language code of B's files.")] = None,
    min_score: MinScore = MIN_SCORE,
    guidance: Guidance = NO_GUIDANCE,
    jobs: Workers = 0,
    cluster: Cluster = "",
) -> None:
    """Align files with the same stem in two folders, as one collection."""
    first = first_language(source, target)
    from align.cluster import jobs_of
    from align.file_pairs.folders import align_folders
    from align.file_pairs.formats import SUFFIXES
    from align.file_pairs.results import Results, refuse_inputs
    from corpus.support.files import output_folder

    refuse_inputs(out, (a, b), SUFFIXES[form], [*guidance.memories, *guidance.glossaries])
    with output_folder(out), jobs_of(jobs, cluster) as workers:
        written = partial(_written, Results(out), form, source, target, min_score)
        said, problems = align_folders(
            a, b, lines=lines, first=first, guidance=guidance, jobs=workers, use=written
        )
    for line in chain.from_iterable(said):
        note(line)
    name_faults(problems)


def _written(
    results: "Results",
    form: Format,
    source: str | None,
    target: str | None,
    min_score: float,
    alignment: "FileAlignment",
) -> list[str]:
    """Write an alignment into a folder; what was kept there, and what is doubtful about it."""
    from align.file_pairs.doubts import doubts
    from align.file_pairs.formats import SUFFIXES, write_alignment

    code, other = _codes(source, target, alignment)
    kept = results.write(
        alignment.left.path.stem + SUFFIXES[form],
        lambda path: write_alignment(
            alignment, path, form, source=code, target=other, min_score=min_score
        ),
    )
    return [*([kept] if kept else []), *doubts(alignment)]


@app.command()
def score(
    auto: Annotated[Path, typer.Argument(help="Bead file, or folder of them.", metavar="AUTO")],
    gold: Annotated[Path, typer.Argument(help="Gold: the same.", metavar="GOLD")],
    per_file: Annotated[bool, typer.Option("--per-file", help="A line per file, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Strict precision, recall and F1 of beads against gold."""
    from align.file_pairs.scoring import Score, score_paths

    total, files = score_paths(auto, gold)

    def line(name: str, s: Score) -> str:
        return (
            f"{name}P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f}  "
            f"({s.right} correct, {s.proposed} automatic, {s.gold} gold beads)"
        )

    if as_json:
        rows = {"": total, **(files if per_file else {})}
        values = [
            {
                "file": name, "precision": s.precision, "recall": s.recall, "f1": s.f1,
                "correct": s.right, "automatic": s.proposed, "gold": s.gold,
            }
            for name, s in rows.items()
        ]  # fmt: skip
        print_json(values if per_file else values[0], indent=None)
        return
    if per_file:
        for name, file_score in files.items():
            print_lines([line(name + "  ", file_score)])
    print_lines([line("", total)])


@app.command()
def documents(
    paths: Paths,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="DOCS.tsv; - for stdout.")] = None,
    window: Window = None,
    as_json: AsJson = False,
) -> None:
    """Find the Chinese and English documents that cover the same event."""
    check_output(out, as_json=as_json)
    from align.documents.coverage import read_coverage, relations
    from align.documents.records import pair_records
    from align.documents.tsv import write_documents

    coverage = read_coverage(paths)
    pairs, _ = relations(coverage, window=window)
    if out:
        write_documents(out, coverage, pairs)
    if as_json:
        print_json_lines(pair_records(coverage, pairs))
    name_faults(coverage.failures)


@app.command()
def topics(
    paths: Paths,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="TOPICS.tsv; - for stdout.")
    ] = None,
    granularity: Annotated[
        float,
        typer.Option(
            min=-20.0,
            max=20.0,
            callback=number,
            help="Above 0: broader themes; below: narrower events (log odds).",
        ),
    ] = 0.0,
    window: Window = None,
    as_json: AsJson = False,
) -> None:
    """Group documents by the event that they report, across the languages."""
    check_output(out, as_json=as_json)
    from align.documents.coverage import read_coverage
    from align.documents.records import topic_records
    from align.documents.topic_labels import relate
    from align.documents.tsv import write_topics

    coverage = read_coverage(paths)
    _, found = relate(coverage, granularity, window)
    if out:
        write_topics(out, coverage, found)
    if as_json:
        print_json_lines(topic_records(coverage, found))
    name_faults(coverage.failures)


@app.command()
def mine(
    zh: Annotated[Path, typer.Argument(help="Chinese sentences: id TAB sentence.", metavar="ZH")],
    en: Annotated[Path, typer.Argument(help="English sentences: id TAB sentence.", metavar="EN")],
    out: Annotated[Path, typer.Option("-o", "--out", help="MINED.tsv; - for stdout.")],
    threshold: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            max=1.0,
            callback=number,
            help="Least probability; 0 for all that was scored.",
        ),
    ] = None,
    encoder: Annotated[
        str, typer.Option(metavar="use", help="Sentence vectors as evidence (duizhao[vectors]).")
    ] = "",
    jobs: Workers = 0,
    cluster: Cluster = "",
) -> None:
    """Find the sentence pairs that say the same in two lists."""
    from align.cluster import jobs_of
    from align.mining.lists import mine_files

    with jobs_of(jobs, cluster) as workers:
        turned = mine_files(zh, en, out, threshold, encoder, workers)
    if turned:
        note(f"duizhao: {zh} is English and {en} Chinese: taken the other way round")


def _codes(source: str | None, target: str | None, found: "FileAlignment") -> tuple[str, str]:
    """The codes given, else those of the files in their order."""
    if source and target:
        return source, target
    left, right = found.codes
    return source or left, target or right


def name_faults(found: Iterable[object]) -> None:
    """Name each on stderr; if there are any, the exit code says so."""
    lines = [str(fault) for fault in found]
    for line in lines:
        note(f"duizhao: {line}")
    if lines:
        raise typer.Exit(1)
