"""The command `duizhao`: mounts the packages' commands and turns errors into one line and a code.

Exit codes: 0 done; 1 done, but something was unreadable or a check found faults; 2 wrong use, or
nothing could be done.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corpus import cli as corpus_cli
from corpus.errors import DuizhaoError, UsageError
from glossary import cli as glossary_cli
from tmx import cli as tmx_cli

if TYPE_CHECKING:
    from corpus.model import Language

app = typer.Typer(
    name="duizhao",
    help="From Chinese and English coverage of the same events to a translation memory "
    "and a glossary.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
align_app = typer.Typer(
    help="Find out what says the same: beads, sentence pairs, document pairs, topics.",
    no_args_is_help=True,
)
app.add_typer(corpus_cli.app, name="corpus")
app.add_typer(align_app, name="align")
app.add_typer(glossary_cli.app, name="glossary")
app.add_typer(tmx_cli.app, name="tmx")

Format = Literal["beads", "tsv", "json", "tmx"]
Paths = Annotated[list[Path], typer.Argument(help="Files or folders.")]
Lines = Annotated[
    bool, typer.Option("--lines", help="One sentence a line already: neither split nor cleaned.")
]
Source = Annotated[
    str, typer.Option(help="Source language code: the first file's, and the TMX's.")
]
Target = Annotated[str, typer.Option(help="Target language code.")]
MinScore = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="Beads below this stay out of a TMX.")
]
_MIN_SCORE = 0.75  # align.files.MIN_SCORE, which is too heavy to import for --help


@app.command()
def run(
    paths: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for all outputs.")],
    source: Source = "zh-CN",
    target: Target = "en-US",
    min_score: MinScore = _MIN_SCORE,
    include_comparable: Annotated[
        bool,
        typer.Option(
            "--include-comparable",
            help="Let surely equal sentences of untranslated coverage into the memory.",
        ),
    ] = False,
    order: Annotated[
        Literal["termlike", "frequent"], typer.Option(help="What comes first in the glossary.")
    ] = "termlike",
) -> None:
    """Turn coverage into a translation memory, a glossary and a report."""
    from align.run import Options, run_project

    result = run_project(
        paths, out, Options(source, target, min_score, include_comparable, order)
    )
    for failure in result.failures:
        _note(str(failure))
    print(result.summary)  # noqa: T201
    if result.failures:
        raise typer.Exit(1)


@align_app.command()
def pair(
    a: Annotated[Path, typer.Argument(help="One side.")],
    b: Annotated[Path, typer.Argument(help="The other side.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Its suffix decides the format.")
    ] = None,
    form: Annotated[Format | None, typer.Option("--format", help="Format.")] = None,
    lines: Lines = False,
    source: Annotated[str | None, typer.Option(help="Language code of A.")] = None,
    target: Annotated[str | None, typer.Option(help="Language code of B.")] = None,
    min_score: MinScore = _MIN_SCORE,
) -> None:
    """Align two files that translate each other."""
    from align.files import SUFFIXES, align_files, as_text, write_alignment

    first, codes = _direction(source, target)
    if out is not None and form is None:
        found = [name for name, suffix in SUFFIXES.items() if suffix == out.suffix]
        if not found:
            known = ", ".join(SUFFIXES.values())
            raise UsageError(f"{out}: suffix is none of {known}; rename it or give --format")
        form = found[0]
    if out is None and form in ("tsv", "tmx"):
        raise UsageError(f"--format {form} needs -o FILE")
    alignment = align_files([(a, b)], lines=lines, first=first)[0]
    if out is not None and form is not None:
        source, target = codes or _codes_of(alignment.left.language)
        write_alignment(
            alignment, out, form, source=source, target=target, min_score=min_score
        )
    elif form is None and sys.stdout.isatty():
        from align.display import show

        show(alignment, min_score)
    else:
        sys.stdout.write(as_text(alignment, "json" if form == "json" else "beads"))


@align_app.command()
def batch(
    a: Annotated[Path, typer.Argument(help="Folder of one side.")],
    b: Annotated[Path, typer.Argument(help="Folder of the other side.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Folder for the results.")],
    form: Annotated[Format, typer.Option("--format", help="Format.")] = "beads",
    lines: Lines = False,
    source: Annotated[str | None, typer.Option(help="Language code of A's files.")] = None,
    target: Annotated[str | None, typer.Option(help="Language code of B's files.")] = None,
    min_score: MinScore = _MIN_SCORE,
) -> None:
    """Align files with the same stem in two folders, as one collection."""
    from align.files import SUFFIXES, align_files, partners, write_alignment

    first, codes = _direction(source, target)
    pairs, alone = partners(a, b)
    for path in alone:
        _note(f"{path}: no file with this stem on the other side")
    if not pairs:
        raise UsageError(f"{a} and {b}: no two files share a stem; nothing to align")
    for alignment in align_files(pairs, lines=lines, first=first):
        code, other = codes or _codes_of(alignment.left.language)
        path = out / (alignment.left.path.stem + SUFFIXES[form])
        write_alignment(
            alignment, path, form, source=code, target=other, min_score=min_score
        )
    if alone:
        raise typer.Exit(1)


@align_app.command()
def score(
    auto: Annotated[Path, typer.Argument(help="Bead file, or folder of them.")],
    gold: Annotated[Path, typer.Argument(help="Gold: the same.")],
    per_file: Annotated[bool, typer.Option("--per-file", help="A line per file, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Strict precision, recall and F1 of beads against gold."""
    from align.score import Score, score_paths

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
        _print(json.dumps(values if per_file else values[0], ensure_ascii=False))
        return
    if per_file:
        for name, file_score in files.items():
            _print(line(name + "  ", file_score))
    _print(line("", total))


@align_app.command()
def documents(
    paths: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", help="DOCS.tsv")],
) -> None:
    """Find the Chinese and English documents that cover the same event."""
    from align.coverage import read_coverage, relate, write_documents

    coverage = read_coverage(paths)
    pairs, _ = relate(coverage)
    write_documents(out, coverage, pairs)
    _failures(coverage.failures)


@align_app.command()
def topics(
    paths: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", help="TOPICS.tsv")],
) -> None:
    """Group documents by the event that they report, across the languages."""
    from align.coverage import read_coverage, relate, write_topics

    coverage = read_coverage(paths)
    _, found = relate(coverage)
    write_topics(out, coverage, found)
    _failures(coverage.failures)


@align_app.command()
def mine(
    zh: Annotated[Path, typer.Argument(help="Chinese sentences: id TAB sentence.")],
    en: Annotated[Path, typer.Argument(help="English sentences: id TAB sentence.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="MINED.tsv")],
    threshold: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="Least probability; 0 for all that was scored."),
    ] = None,
) -> None:
    """Find the sentence pairs that say the same in two lists."""
    from align.coverage import mine_files

    if mine_files(zh, en, out, threshold):
        _note(f"{zh} is English and {en} Chinese: taken the other way round")


def _direction(
    source: str | None, target: str | None
) -> tuple["Language | None", tuple[str, str] | None]:
    """The first file's language and the two codes, if the user gave them."""
    if source is None and target is None:
        return None, None
    if source is None or target is None:
        raise UsageError("--source and --target go together")
    from corpus.model import Language
    from tmx.languages import primary

    sides = primary(source), primary(target)
    if set(sides) != {Language.ZH, Language.EN}:
        raise UsageError(
            f"--source {source} --target {target}: give one Chinese and one English code, "
            "for example zh-CN and en-US"
        )
    return Language(sides[0]), (source, target)


def _codes_of(first: "Language") -> tuple[str, str]:
    return ("zh-CN", "en-US") if first.value == "zh" else ("en-US", "zh-CN")


def _failures(failures: Iterable[object]) -> None:
    found = list(failures)
    for failure in found:
        _note(str(failure))
    if found:
        raise typer.Exit(1)


def _note(text: str) -> None:
    print(f"duizhao: {text}", file=sys.stderr)  # noqa: T201


def _print(text: str) -> None:
    print(text)  # noqa: T201


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        app()
    except DuizhaoError as error:
        _note(str(error))
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)  # the reader had enough (duizhao … | head)


if __name__ == "__main__":
    main()
