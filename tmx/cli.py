"""`duizhao tmx`: check, count, join, convert and search translation memories.

Those that clean, count, join, split, convert and compare are in `tmx.tools_cli`.
"""

import dataclasses
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from corpus.command_line.commands import Commands
from corpus.errors import DuizhaoError, UsageError
from corpus.support.inputs import MOST_COUNT
from corpus.support.printing import (
    note,
    print_json,
    print_lines,
    print_rows,
    visible,
    visible_on_terminal,
)
from tmx.tools_cli import app as tools

if TYPE_CHECKING:
    from corpus.model import Language, SentencePair
    from tmx.search.memory import Context, Match

app = Commands(
    help="Check, clean, join, split, convert and search translation memories (TMX).",
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
    from tmx.conversion.reading import refuse_other_forms
    from tmx.validation.rules import Severity
    from tmx.validation.validate import findings

    found: dict[str, list[dict[str, Any]]] = {}
    errors = warnings = unreadable = 0
    for path in files:
        listed = found[str(path)] = []
        try:
            refuse_other_forms(path)
            for finding in findings(path):
                if finding.severity is Severity.ERROR:
                    errors += 1
                else:
                    warnings += 1
                if as_json:
                    listed.append(dataclasses.asdict(finding))
                else:
                    line = f"{path}:{finding.line}: {finding.severity}: {finding.message} "
                    print_lines([f"{line}[{finding.rule}: {finding.consumer}]"])
        except DuizhaoError as error:
            note(f"duizhao: {error}")
            del found[str(path)]
            unreadable += 1
    if as_json:
        print_json(found)
    note(f"{len(found)} checked, {errors} errors, {warnings} warnings")
    if unreadable == len(files):
        raise typer.Exit(2)
    if errors or unreadable:
        raise typer.Exit(1)


@app.command()
def lookup(
    memories: Annotated[
        list[Path],
        typer.Option(
            "-m", "--memory", help="A memory (TMX); give several in order of trust, the best first."
        ),
    ],
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT",
            help="A segment or a part of one, in either language; else one a line on stdin.",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=MOST_COUNT, help="Show at most this many of each.")
    ] = 5,
    threshold: Annotated[int, typer.Option(min=1, max=100, help="Lowest match in percent.")] = 70,
    only: Annotated[
        Literal["matches", "concordance"] | None,
        typer.Option(help="Leave out segments that contain the text, or those like it."),
    ] = None,
    context: Annotated[
        int,
        typer.Option(
            min=0, max=MOST_COUNT, help="Show this many units round one that contains the text."
        ),
    ] = 0,
    source: Annotated[
        str, typer.Option(help="Language of the text; else Chinese if it has Chinese characters.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Find segments like a text (match percentage), and segments that contain it.

    Exit code 1 if there is nothing for any text.

    An index of each memory is kept beside it (M.tmx.index), or in the cache folder.
    """
    from corpus.support.stdin import stdin_lines
    from tmx.conversion.reading import refuse_other_forms
    from tmx.search.memory import Memory

    language = _language(source)
    absent = (sys.stdin is None or sys.stdin.isatty()) if text is None else not text.strip()
    if absent:
        raise UsageError("no text to look up; give one, or segments on stdin, one a line")
    for path in memories:
        refuse_other_forms(path)
    opened = Memory.open(*memories)
    found = False
    for wanted in stdin_lines() if text is None else (text,):
        matches: list[Match] = []
        contexts: list[Context] = []
        if only != "concordance":
            matches = opened.matches(wanted, limit=limit, threshold=threshold, source=language)
        if only != "matches":
            contexts = opened.concordance(wanted, limit=limit, context=context, source=language)
        found |= bool(matches or contexts)
        if as_json:
            print_json(_found(wanted, matches, contexts), indent=2 if text is not None else None)
            continue
        if text is None:
            print_lines([wanted])
        for label, pair, name in _labelled(matches, contexts):
            origin = [visible_on_terminal(name)] if len(memories) > 1 else []
            print_rows([(label, pair.zh, *origin), ("", pair.en)], styled=True)
        if not matches and not contexts:
            note(f"{wanted}: nothing like it at {threshold} percent, and nothing that contains it")
    if not found:
        raise typer.Exit(1)


def _labelled(
    matches: "Sequence[Match]", contexts: "Sequence[Context]"
) -> Iterator[tuple[str, "SentencePair", str]]:
    """What was found, as it is printed, with how it was and the memory it is from."""
    for match in matches:
        yield f"{match.percent}%", _printed(match.pair), match.memory
    shown = {(match.pair.zh, match.pair.en) for match in matches}
    for each in contexts:
        if each.before or each.after or (each.pair.zh, each.pair.en) not in shown:
            yield from (("before", _printed(pair), each.memory) for pair in each.before)
            yield "contains", _marked(each), each.memory
            yield from (("after", _printed(pair), each.memory) for pair in each.after)


def _marked(context: "Context") -> "SentencePair":
    """The pair, on a terminal with what was asked for in bold."""
    printed = _printed(context.pair)
    if not sys.stdout.isatty():
        return printed
    text, start, end = context.text, context.start, context.end
    before, found, after = map(visible, (text[:start], text[start:end], text[end:]))
    marked = before + typer.style(found, bold=True) + after
    if context.source == "zh":
        return dataclasses.replace(printed, zh=marked)
    return dataclasses.replace(printed, en=marked)


def _printed(pair: "SentencePair") -> "SentencePair":
    """The pair as stdout may have it."""
    zh, en = visible_on_terminal(pair.zh), visible_on_terminal(pair.en)
    return dataclasses.replace(pair, zh=zh, en=en)


def _found(text: str, matches: "Sequence[Match]", contexts: "Sequence[Context]") -> dict[str, Any]:
    """What was found for a text, pairs flat."""
    return {
        "text": text,
        "matches": [
            {
                "percent": match.percent,
                "source": match.source,
                "memory": match.memory,
                **_flat(match.pair),
            }
            for match in matches
        ],
        "concordance": [
            {
                "start": each.start,
                "end": each.end,
                "source": each.source,
                "memory": each.memory,
                **_flat(each.pair),
                "before": list(map(_flat, each.before)),
                "after": list(map(_flat, each.after)),
            }
            for each in contexts
        ],
    }


def _flat(pair: "SentencePair") -> dict[str, Any]:
    """A pair by field; the score is None where the memory has no more of it than the texts."""
    known = dataclasses.asdict(pair)
    bare = pair == type(pair)(pair.zh, pair.en)
    return known | {"score": None} if bare else known


@app.command()
def evaluate(
    memory: Annotated[
        Path, typer.Argument(metavar="MEMORY", help="The memory, in any form that `convert` reads.")
    ],
    test: Annotated[
        Path,
        typer.Argument(
            metavar="TEST",
            help="Pairs in any form of `convert`, or plain text without references.",
        ),
    ],
    source: Annotated[
        str, typer.Option(help="Language translated from; else zh, or that of the text.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Say what a memory is worth on a new text: match bands, and BLEU, chrF2, TER."""
    from tmx.evaluation import evaluate as judge

    result = judge(memory, test, source=_language(source), on_loss=note)
    if as_json:
        print_json(dataclasses.asdict(result))
        return
    amounts = {"segments": result.bands}
    amounts |= {"words": result.words} if result.words else {"characters": result.characters}
    print_rows([("match", *chain.from_iterable((name, "%") for name in amounts))])
    for band in result.bands:
        row: list[object] = [band]
        for by_band in amounts.values():
            row += [by_band[band], f"{100 * by_band[band] / sum(by_band.values()):.1f}"]
        print_rows([tuple(row)])
    if result.whole:
        print_rows([(), ("metric", f"{result.suggested} suggestions", "whole text", "signature")])
        print_rows(
            (name, each.value, result.whole[name].value, each.signature)
            for name, each in result.suggestions.items()
        )


def _language(code: str) -> "Language | None":
    """The language that a code names, if one is given."""
    from corpus.model import Language
    from tmx.units.languages import primary

    if not code:
        return None
    if primary(code) not in set(Language):
        raise UsageError(f"--source {code}: give zh or en")
    return Language(primary(code))
