"""The command `duizhao`: mounts the packages' commands and turns errors into one line and a code.

Exit codes: 0 done; 1 done, but something was unreadable or a check found faults; 2 wrong use, or
nothing could be done. As in shells, 130 behind Ctrl-C, and 141 where nobody reads on (``| head``).
"""

import sys
from collections.abc import Sequence
from inspect import Parameter, signature
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from align import align_cli, review_cli
from align.align_cli import (
    Glossaries,
    Memories,
    MinScore,
    Paths,
    Source,
    Target,
    Window,
    name_faults,
)
from align.options import MIN_PROBABILITY, MIN_SCORE, Options
from corpus import cli as corpus_cli
from corpus.command_line.commands import Commands, Quiet, Verbose, set_loudness
from corpus.command_line.conventions import Cluster, Convention, Furniture, Workers
from corpus.command_line.settings import check_values, shown, stored_options
from corpus.errors import DuizhaoError, NothingReadError
from corpus.model import Quotations
from corpus.support.inputs import MEGABYTE, MOST_BYTES, number
from corpus.support.printing import is_quiet, note, open_streams, print_json, print_lines
from corpus.support.uncollected import seldom_collected
from glossary import cli as glossary_cli
from tmx import cli as tmx_cli
from tmx.units.languages import ChineseScript

if TYPE_CHECKING:
    from corpus.store.concordance import Hit, RelatedHit
    from corpus.store.project_file import Store

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script to read.")]

app = Commands(
    name="duizhao",
    help="From Chinese and English coverage of the same events to a translation memory "
    "and a glossary.",
    pretty_exceptions_enable=False,
)
app.add_typer(corpus_cli.app, name="corpus")
app.add_typer(align_cli.app, name="align")
app.add_typer(glossary_cli.app, name="glossary")
app.add_typer(review_cli.app, name="review")
app.add_typer(tmx_cli.app, name="tmx")


_INTERRUPTED = 130
"""Exit code behind Ctrl-C (128 and the number of the signal), as shells have it."""
_UNREAD = 141
"""Exit code where the reader of a pipe has gone (128 and the number of the signal)."""
_ROOM = 70
"""Columns from which findings have room beside their topics."""
_RUN = "run"
"""The command whose options may stand in ``duizhao.toml``."""


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"duizhao {version('duizhao')}")
        raise typer.Exit


def _related(store: "Store", hits: "Sequence[Hit]") -> "list[RelatedHit]":
    """What `duizhao corpus search` cannot know by itself: topics and counterparts."""
    from align.project.counterparts import related

    return related(store, hits)


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """What is asked of the command as a whole."""
    seldom_collected()  # `align.entry` has disabled it altogether
    set_loudness(context, quiet, verbose)
    context.obj = _related
    if context.invoked_subcommand == _RUN:
        context.default_map = {_RUN: _stored()}


@app.command()
def run(
    paths: Paths,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FOLDER", help="Folder for all outputs.")
    ],
    source: Source = "zh-CN",
    target: Target = "en-US",
    min_score: MinScore = MIN_SCORE,
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
    min_probability: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=1.0,
            callback=number,
            help="Extracted term pairs below this stay out of the glossary.",
        ),
    ] = MIN_PROBABILITY,
    keep: Annotated[
        Literal["sure", "likely", "all"],
        typer.Option(help="How sure it must be that a terminologist keeps an extracted pair."),
    ] = "likely",
    memory: Memories = None,
    glossary: Glossaries = None,
    script: Annotated[
        ChineseScript, typer.Option(help="Convert the Chinese of the memory to this script.")
    ] = "published",
    split_by: Annotated[
        Literal["topic", "size"] | None,
        typer.Option(help="Write a memory for each topic, or parts of a bounded size, too."),
    ] = None,
    strip_paths: Annotated[
        bool, typer.Option("--strip-paths", help="Leave file names out of the memories.")
    ] = False,
    max_size: corpus_cli.MaxSize = MOST_BYTES // MEGABYTE,
    columns: corpus_cli.Columns = "",
    furniture: Furniture = None,
    quotations: Convention = Quotations.PARTED,
    encoder: Annotated[
        Literal["use"] | None,
        typer.Option(help="Sentence vectors as evidence for which sentences correspond."),
    ] = None,
    window: Window = None,
    approximate: Annotated[
        bool,
        typer.Option(
            "--approximate",
            help="Keep what the last full run found until the collection has grown by a tenth.",
        ),
    ] = False,
    jobs: Workers = 0,
    cluster: Cluster = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON for a script to read.")
    ] = False,
) -> None:
    """Turn coverage into a translation memory, a glossary and a report.

    Options may stand in `duizhao.toml` (see `duizhao config`); those given here go before.
    """
    options = Options(
        source, target, min_score, include_comparable, order, min_probability, keep,
        tuple(memory or ()), tuple(glossary or ()), script, split_by or "",
        strip_paths, tuple(furniture or ()), quotations, encoder or "", window,
        approximate,
    )  # fmt: skip
    from align.cluster import jobs_of
    from align.run import LATE, run_project  # after that: it is slow to import
    from corpus.kernels.preparation import at_work

    most = max_size * MEGABYTE
    with at_work(LATE), jobs_of(jobs, cluster) as workers:
        result = run_project(paths, out, options, most=most, columns=columns, jobs=workers)
    if as_json:
        print_json(result.record())
    elif not is_quiet():
        print_lines(result.summary.splitlines())
    name_faults([*result.failures, *result.findings.contradicting, *result.findings.left_out])


@app.command()
def config() -> None:
    """Show the options of `run`, as `duizhao.toml` in this folder has them.

    What is printed is such a file: options that are not set stand in it as comments.
    """
    print_lines([shown(_RUN, _run_options(), _stored())])


def _stored() -> dict[str, object]:
    """The options of `run` that a file sets, checked."""
    stored = stored_options(_RUN, _run_options())
    if stored:
        from typer.main import get_group

        check_values(get_group(app).commands[_RUN], stored)
    return stored


def _run_options() -> dict[str, object]:
    """The options of `run` that a file may hold, with their defaults; None where there is none."""
    return {
        name: None if each.default is Parameter.empty else each.default
        for name, each in signature(run).parameters.items()
        if name != "as_json"
    }


@app.command()
def doctor(
    clean: Annotated[
        bool, typer.Option("--clean", help="Remove what the cache folder holds.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON for a script to read.")
    ] = False,
) -> None:
    """Say what is installed, where the cache is, and what is slow or missing here."""
    from corpus.command_line import doctor as examination

    if clean:
        removed = examination.clean()
        note(f"{removed / MEGABYTE:.1f} MB removed")
        if as_json:
            print_json({"removed": removed})
        return
    findings = examination.report()
    if as_json:
        print_json([{"topic": topic, "finding": finding} for topic, finding in findings])
    elif sys.stdout.isatty() and get_terminal_size().columns < _ROOM:
        for topic, finding in findings:
            print_lines([*([topic] if topic else []), f"  {finding.strip()}"])
    else:
        width = max(len(topic) for topic, _ in findings)
        print_lines(f"{topic:{width}}  {finding}" for topic, finding in findings)


def main() -> None:
    """Run the command line."""
    open_streams()
    try:
        app(prog_name="duizhao")
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            sys.exit(_UNREAD)
        if ended.code == _INTERRUPTED:
            note("duizhao: interrupted; outputs are whole, and a run goes on where it was")
        raise
    except NothingReadError as error:
        for failure in (*error.failures, error):
            note(f"duizhao: {failure}")
        sys.exit(2)
    except DuizhaoError as error:
        note(f"duizhao: {error}")
        sys.exit(2)
    except MemoryError:
        note("duizhao: more memory is needed than there is; give less at once")
        sys.exit(2)
    except OSError as error:  # the disk is full, or the like
        from corpus.support.files import OF_WRITING, unwritable

        said = unwritable(error) if error.errno in OF_WRITING else error.strerror or error
        parts = ("duizhao", error.filename, said)
        note(": ".join(str(part) for part in parts if part))
        sys.exit(2)


if __name__ == "__main__":
    main()
