"""`duizhao tmx`: check, count, join, convert and search translation memories.

The commands that clean, split and compare them are in `tmx.tools_cli`.
"""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import DuizhaoError, UsageError
from tmx.languages import ChineseScript
from tmx.printing import note as _note
from tmx.printing import print_json as _print_json
from tmx.printing import print_rows as _print_rows
from tmx.tools_cli import app as tools

if TYPE_CHECKING:
    from tmx.recover import Repair

app = typer.Typer(
    help="Check, clean, join, split, convert and search translation memories (TMX).",
    no_args_is_help=True,
)
app.add_typer(tools)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script to read.")]


@app.command()
def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Memories to check.")],
    as_json: AsJson = False,
) -> None:
    """Check that memories are TMX 1.4 and load in every CAT tool.

    Exit code 1 if there is an error; warnings alone, which name tools that differ, give 0.
    """
    from tmx.rules import Severity
    from tmx.validate import findings

    found: dict[str, list[dict[str, Any]]] = {}
    errors = warnings = unreadable = 0
    for path in files:
        listed = found[str(path)] = []
        try:
            for finding in findings(path):
                if finding.severity is Severity.ERROR:
                    errors += 1
                else:
                    warnings += 1
                if as_json:
                    listed.append(dataclasses.asdict(finding))
                else:
                    print(  # noqa: T201
                        f"{path}:{finding.line}: {finding.severity}: {finding.message} "
                        f"[{finding.rule}: {finding.consumer}]"
                    )
        except DuizhaoError as error:
            _note(f"duizhao: {error}")
            del found[str(path)]
            unreadable += 1
    if as_json:
        _print_json(found)
    _note(f"{len(found)} checked, {errors} errors, {warnings} warnings")
    if unreadable == len(files):
        raise typer.Exit(2)
    if errors or unreadable:
        raise typer.Exit(1)


@app.command()
def stats(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Memory to count.")],
    as_json: AsJson = False,
) -> None:
    """Show what is in a memory: units, languages, lengths, scripts, scores, repetitions, topics."""
    from tmx.stats import stats as count

    result = count(file)
    if as_json:
        _print_json(dataclasses.asdict(result))
        return
    _print_rows(
        [
            ("units", result.units),
            ("source language", result.source or "not given"),
            ("Chinese-English pairs", result.pairs),
            ("mean score", f"{result.mean_score:.3f}"),
            ("repeated units", result.repeated),
            ("other target for a source", result.contradicting),
            ("words in one language only", result.one_sided),
            ("with inline codes", result.marked),
            ("with notes", result.noted),
        ]
    )
    header = ("language", "segments", "characters", "words", "mean", "median", "longest")
    rows = [(code, *dataclasses.astuple(each)) for code, each in result.languages.items()]
    _print_rows([(), header, *rows])
    for title, counts in (
        ("script\tsegments", result.scripts),
        ("score from\tpairs", result.scores),
        ("year\tunits", result.years),
        ("topic\tpairs", result.topics),
    ):
        if counts:
            _print_rows([(), (title,), *counts.items()])


@app.command()
def merge(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Memories, the most trusted first.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The merged memory.")],
    source: Annotated[str, typer.Option(help="Source code; else the first memory's.")] = "",
    target: Annotated[str, typer.Option(help="Target code; else the first memory's.")] = "",
    alternatives: Annotated[
        bool, typer.Option("--alternatives", help="Keep other targets of a source too.")
    ] = False,
) -> None:
    """Join memories in order of trust; what is in two of them comes out once."""
    from tmx.merge import merge as join

    merged = join(files, output, source=source, target=target, alternatives=alternatives)
    _note(
        f"{output}: {merged.written} units written; left out: {merged.repeated} repeated, "
        f"{merged.overruled} with another target for a source, "
        f"{merged.unusable} without both languages"
    )


@app.command()
def convert(
    source_path: Annotated[Path, typer.Argument(metavar="IN", help="What there is.")],
    target_path: Annotated[Path, typer.Argument(metavar="OUT", help="What is written.")],
    source: Annotated[str, typer.Option(help="Source code; else the input's, or zh-CN.")] = "",
    target: Annotated[str, typer.Option(help="Target code; else the input's, or en-US.")] = "",
    script: Annotated[
        ChineseScript, typer.Option(help="Convert the Chinese to this script.")
    ] = "published",
    level: Annotated[
        int, typer.Option(min=1, max=2, help="Of a TMX: 1 words alone, 2 with inline codes.")
    ] = 2,
    recover: Annotated[
        bool, typer.Option("--recover", help="Save what can be saved of a broken TMX.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write TMX, XLIFF, JSONL, TSV, CSV, XLSX or a Moses pair (NAME.zh, NAME.en) as another."""
    from tmx.convert import convert as change

    lost = 0

    def on_repair(repair: "Repair") -> None:
        nonlocal lost
        lost += repair.lost
        _note(f"{source_path}:{repair.line}: {repair.reason}")

    converted = change(
        source_path,
        target_path,
        source,
        target,
        level=1 if level == 1 else 2,
        script=script,
        on_repair=on_repair if recover else None,
    )
    if as_json:
        _print_json(dataclasses.asdict(converted))
    _note(
        f"{target_path}: {converted.written} written; "
        f"left out: {converted.left_out} without text on one side"
    )
    for what, count in converted.lost.items():
        _note(f"{target_path}: lost, since this form cannot hold them: {what} ({count})")
    if lost:
        raise typer.Exit(1)


@app.command()
def lookup(
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="A segment or a part of one, in either language."),
    ],
    memory: Annotated[Path, typer.Option("--memory", help="The memory, a TMX.")],
    limit: Annotated[int, typer.Option(min=1, help="Show at most this many.")] = 5,
    threshold: Annotated[int, typer.Option(min=1, max=100, help="Lowest match in percent.")] = 75,
    as_json: AsJson = False,
) -> None:
    """Find segments like a text (match percentage), and segments that contain it."""
    from tmx.memory import Memory

    opened = Memory.open(memory)
    matches = opened.matches(text, limit=limit, threshold=threshold)
    contexts = opened.concordance(text, limit=limit)
    if as_json:
        _print_json(
            {
                "matches": [
                    {"percent": match.percent, **dataclasses.asdict(match.pair)}
                    for match in matches
                ],
                "concordance": [dataclasses.asdict(pair) for pair in contexts],
            }
        )
        return
    shown = [(f"{match.percent}%", match.pair) for match in matches]
    matched = {id(match.pair) for match in matches}
    shown += [("contains", pair) for pair in contexts if id(pair) not in matched]
    for label, pair in shown:
        print(f"{label}\t{pair.zh}\n\t{pair.en}")  # noqa: T201
    if not shown:
        _note(f"nothing like it at {threshold} percent, and nothing that contains it")


@app.command()
def evaluate(
    memory: Annotated[Path, typer.Argument(metavar="MEMORY", help="The memory, a TMX.")],
    test: Annotated[
        Path,
        typer.Argument(
            metavar="TEST",
            help="TMX or pairs (.tsv .csv .jsonl), or plain text without references.",
        ),
    ],
    source: Annotated[
        str, typer.Option(help="Language translated from; else zh, or that of the text.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Say what a memory is worth on a new text: match bands, and BLEU, chrF2, TER."""
    from corpus.model import Language
    from tmx.evaluate import evaluate as judge
    from tmx.languages import primary

    language = primary(source) if source else None
    if language not in (None, *Language):
        raise UsageError(f"--source {source}: give zh or en")
    result = judge(memory, test, source=Language(language) if language else None)
    if as_json:
        _print_json(dataclasses.asdict(result))
        return
    _print_rows([("match", "segments", "%", "characters", "%")])
    characters = sum(result.characters.values())
    _print_rows(
        (
            band,
            count,
            f"{100 * count / result.segments:.1f}",
            result.characters[band],
            f"{100 * result.characters[band] / characters:.1f}",
        )
        for band, count in result.bands.items()
    )
    if result.whole:
        _print_rows([(), ("metric", f"{result.suggested} suggestions", "whole text", "signature")])
        _print_rows(
            (name, each.value, result.whole[name].value, each.signature)
            for name, each in result.suggestions.items()
        )
