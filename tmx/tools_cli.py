"""`duizhao tmx`, second half: what makes memories of memories, counts and compares them.

`tmx.cli` mounts these commands beside its own.
"""

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.command_line.commands import Commands
from corpus.errors import UsageError
from corpus.support.inputs import MOST_COUNT, number
from corpus.support.printing import note, print_json, print_rows
from tmx.formats.xliff.vocabulary import XliffVersion
from tmx.units.languages import ChineseScript

if TYPE_CHECKING:
    from tmx.formats.tmx.recover import Repair
    from tmx.mending.catalogue import Kind

app = Commands()
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script to read.")]
Mend = Annotated[
    bool, typer.Option("--mend", help="Put marks and white space right, and list what was.")
]
Leave = Annotated[
    list[str] | None,
    typer.Option(metavar="KIND", help="With --mend: a kind of mending to leave out."),
]


def _kinds(mend: bool, leave: list[str] | None) -> "tuple[Kind, ...]":
    """The kinds of mending that are asked for.

    Raises:
        UsageError: no such kind, or some are left out of none.
    """
    from tmx.mending.catalogue import chosen

    if leave and not mend:
        raise UsageError("--leave is for --mend; give both")
    return chosen(leave or ()) if mend else ()


def _note_composed(path: Path, count: int) -> None:
    """A line for units whose words changed in writing alone."""
    if count:
        note(f"{path}: characters put into Unicode's NFC, by which tools compare, in {count} units")


def _print_mended(counts: Mapping[str, int]) -> None:
    """A row for each kind of mending that changed something."""
    from tmx.mending.catalogue import KINDS

    if counts:
        print_rows([("mended", "units", "what was done")])
        print_rows((name, number, KINDS[name].about) for name, number in counts.items())


@app.command()
def clean(
    memory: Annotated[Path, typer.Argument(metavar="IN", help="The memory to clean.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--out", "--output", metavar="OUT", help="What is good of it."),
    ] = None,
    keep: Annotated[
        str,
        typer.Option(metavar="WHICH", help="Targets of a source that stay: all, newest or best."),
    ] = "all",
    remove: Annotated[
        list[str] | None, typer.Option(metavar="CHECK", help="Remove what a check finds.")
    ] = None,
    report: Annotated[
        list[str] | None, typer.Option(metavar="CHECK", help="Only report what a check finds.")
    ] = None,
    off: Annotated[
        list[str] | None, typer.Option(metavar="CHECK", help="Leave a check out.")
    ] = None,
    mend: Mend = False,
    leave: Leave = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count, and write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take out of a memory what is wrong, and say why; nothing is lost.

    Beside OUT stand what was removed (OUT.removed.tmx) and a table of reasons (OUT.reasons.tsv).
    """
    from tmx.tools.checks.catalogue import CHECKS
    from tmx.tools.clean import Keep
    from tmx.tools.clean import clean as clean_memory
    from tmx.validation.rules import Severity

    if output is None and not dry_run:
        raise UsageError("say where the clean memory goes, with -o OUT; or give --dry-run")
    if keep not in tuple(Keep):
        raise UsageError(f"--keep {keep}: give {', '.join(Keep)}")
    severities: dict[str, Severity | None] = {}
    for names, severity in ((remove, Severity.ERROR), (report, Severity.WARNING), (off, None)):
        for name in (part.strip() for each in names or () for part in each.split(",")):
            if severities.get(name, severity) is not severity:
                raise UsageError(f"{name} is given twice; choose one of --remove, --report, --off")
            severities.update(
                dict.fromkeys(CHECKS, severity) if name == "all" else {name: severity}
            )
    cleaned = clean_memory(
        memory,
        output or memory,
        severities=severities,
        keep=Keep(keep),
        mend=_kinds(mend, leave),
        dry_run=dry_run,
        on_loss=note,
    )
    if as_json:
        print_json(dataclasses.asdict(cleaned) | {"files": list(map(str, cleaned.files))})
    else:
        print_rows([("check", "severity", "units", "what it finds")])
        print_rows(
            (name, cleaned.severities[name], count, CHECKS[name].about)
            for name, count in cleaned.found.items()
        )
        _print_mended(cleaned.mended)
    note(f"{memory}: {cleaned.units} units, {cleaned.kept} kept, {cleaned.removed} removed")
    if cleaned.files:
        note(f"written: {', '.join(map(str, cleaned.files))}")
        _note_composed(cleaned.files[0], cleaned.composed)


@app.command()
def split(
    memory: Annotated[Path, typer.Argument(metavar="IN", help="The memory to split.")],
    output: Annotated[
        Path, typer.Option("-o", "--out", "--output", metavar="FOLDER", help="Where the parts go.")
    ],
    by: Annotated[
        str,
        typer.Option(
            metavar="KEY", help="topic, year, month, day, or a property's type (x-domain)."
        ),
    ] = "",
    units: Annotated[
        int, typer.Option(min=0, max=MOST_COUNT, help="So many units in each part.")
    ] = 0,
    megabytes: Annotated[
        float,
        typer.Option(min=0, max=MOST_COUNT, callback=number, help="At most so large a part."),
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Split a memory by topic, date, property, number of units or size; no unit is changed."""
    from tmx.conversion.reading import refuse_other_forms
    from tmx.tools.split import split as divide

    refuse_other_forms(memory)
    parts = divide(memory, output, by=by, units=units, megabytes=megabytes)
    if as_json:
        print_json([dataclasses.asdict(part) | {"path": str(part.path)} for part in parts])
    else:
        print_rows((part.path, part.units, part.label) for part in parts)
    note(f"{memory}: {sum(part.units for part in parts)} units in {len(parts)} parts")


@app.command()
def diff(
    first: Annotated[Path, typer.Argument(metavar="A", help="The memory as it was.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="The memory as it is.")],
    as_json: AsJson = False,
) -> None:
    """Show what two memories differ in: sources added, removed, and with other targets.

    Exit code 1 if they differ, 0 if they do not, as `diff` has it.
    """
    from tmx.tools.diff import ChangeKind
    from tmx.tools.diff import diff as compare

    found = compare(first, second, note)
    counts = {
        kind.value: sum(change.kind is kind for change in found.changes) for kind in ChangeKind
    }
    if as_json:
        changes = [dataclasses.asdict(change) for change in found.changes]
        print_json({"same": found.same, **counts, "changes": changes})
    else:
        for change in found.changes:
            print_rows(("-", change.source, each) for each in change.before)
            print_rows(("+", change.source, each) for each in change.after)
    note(f"{found.same} the same, " + ", ".join(f"{n} {kind}" for kind, n in counts.items()))
    if found.changes:
        raise typer.Exit(1)


@app.command()
def stats(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Memory to count.")],
    as_json: AsJson = False,
) -> None:
    """Show what is in a memory: units, languages, lengths, scripts, scores, repetitions, topics."""
    from tmx.tools.stats import stats as count

    result = count(file, note)
    if as_json:
        print_json(dataclasses.asdict(result))
        return
    print_rows(
        [
            ("units", result.units),
            ("source language", result.source or "not given"),
            ("Chinese-English pairs", result.pairs),
            *([] if result.mean_score is None else [("mean score", f"{result.mean_score:.3f}")]),
            ("repeated units", result.repeated),
            ("other target for a source", result.contradicting),
            ("words in one language only", result.one_sided),
            ("with inline codes", result.marked),
            ("with notes", result.noted),
        ]
    )
    header = ("language", "segments", "characters", "words", "mean", "median", "longest")
    rows = [(code, *dataclasses.astuple(each)) for code, each in result.languages.items()]
    print_rows([(), header, *rows])
    for title, counts in (
        ("script\tsegments", result.scripts),
        ("score from\tpairs", result.scores),
        ("year\tunits", result.years),
        ("topic\tpairs", result.topics),
    ):
        if counts:
            print_rows([(), (title,), *counts.items()])


@app.command()
def merge(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Memories, the most trusted first.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--out", "--output", help="The merged memory; - for stdout.")
    ],
    source: Annotated[str, typer.Option(help="Source code; else the first memory's.")] = "",
    target: Annotated[str, typer.Option(help="Target code; else the first memory's.")] = "",
    alternatives: Annotated[
        bool, typer.Option("--alternatives", help="Keep other targets of a source too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Join memories in order of trust; what is in two of them comes out once."""
    from tmx.tools.merge import merge as join

    merged = join(
        files, output, source=source, target=target, alternatives=alternatives, on_loss=note
    )
    if as_json:
        print_json(dataclasses.asdict(merged))
    note(
        f"{output}: {merged.written} units written; left out: {merged.repeated} repeated, "
        f"{merged.overruled} with another target for a source, {merged.replaced} replaced by a "
        f"later version, {merged.unusable} without a second language"
    )
    _note_composed(output, merged.composed)


@app.command()
def convert(
    source_path: Annotated[Path, typer.Argument(metavar="IN", help="What there is.")],
    target_path: Annotated[
        Path, typer.Argument(metavar="OUT", help="What is written; - for stdout, as TMX.")
    ],
    source: Annotated[str, typer.Option(help="Source code; else the input's, or zh-CN.")] = "",
    target: Annotated[str, typer.Option(help="Target code; else the input's, or en-US.")] = "",
    script: Annotated[
        ChineseScript, typer.Option(help="Convert the Chinese to this script.")
    ] = "published",
    level: Annotated[
        int, typer.Option(min=1, max=2, help="Of a TMX: 1 words alone, 2 with inline codes.")
    ] = 2,
    xliff: Annotated[XliffVersion, typer.Option(help="Version of an XLIFF.")] = "2.1",
    recover: Annotated[
        bool, typer.Option("--recover", help="Save what can be saved of a broken TMX.")
    ] = False,
    onto: Annotated[
        Path | None,
        typer.Option(
            metavar="MEMORY", help="IN is a review of this memory: take its corrections back."
        ),
    ] = None,
    strip_paths: Annotated[
        bool, typer.Option("--strip-paths", help="Leave out the names of the units' files.")
    ] = False,
    mend: Mend = False,
    leave: Leave = None,
    as_json: AsJson = False,
) -> None:
    """Write a memory, a bilingual file, a table or a Moses pair (NAME.zh, NAME.en) as another.

    By suffix: .tmx .xlf .po .jsonl .tsv .csv .xlsx .docx; also read: .sdlxliff .mqxliff .mxliff.
    """
    if onto:
        if source or target or script != "published" or recover or strip_paths or mend or leave:
            raise UsageError("--onto changes what was corrected and nothing else; give it alone")
        _take_back(source_path, target_path, onto, as_json=as_json)
        return
    from tmx.conversion.convert import convert as change
    from tmx.conversion.losses import OTHER_CODES, OTHER_LANGUAGES, UNSAID_CODES

    repairs: list[Repair] = []

    def on_repair(repair: "Repair") -> None:
        repairs.append(repair)
        note(f"{source_path}:{repair.line}: {repair.reason}")

    converted = change(
        source_path,
        target_path,
        source,
        target,
        level=1 if level == 1 else 2,
        script=script,
        xliff=xliff,
        strip_paths=strip_paths,
        mend=_kinds(mend, leave),
        on_repair=on_repair if recover else None,
    )
    if as_json:
        repaired = {"repairs": list(map(dataclasses.asdict, repairs))} if recover else {}
        files = {"files": list(map(str, converted.files))}
        print_json(dataclasses.asdict(converted) | files | repaired)
    else:
        _print_mended(converted.mended)
    note(
        f"{target_path}: {converted.written} written; "
        f"left out: {converted.left_out} without text on one side"
    )
    if converted.files:
        note(f"written: {', '.join(map(str, converted.files))}")
    for line in converted.unused:
        note(line)
    for what, count in converted.lost.items():
        codes = f": {', '.join(converted.unsaid)}" if what in (OTHER_CODES, UNSAID_CODES) else ""
        note(f"{target_path}: lost, since this form cannot hold them: {what}{codes} ({count})")
    if not converted.written:
        both = " that has text in both of its languages" if converted.left_out else ""
        note(f"{target_path}: is empty, since there is no unit{both}")
    part = not {OTHER_CODES, OTHER_LANGUAGES}.isdisjoint(converted.lost)
    if any(repair.lost for repair in repairs) or part or not converted.written:
        raise typer.Exit(1)


def _take_back(review: Path, output: Path, memory: Path, *, as_json: bool) -> None:
    """Take the corrections of a review back; exit code 1 if some could not be."""
    from tmx.conversion.corrections import take_back

    found = take_back(review, output, memory)
    if as_json:
        print_json(dataclasses.asdict(found))
    note(
        f"{output}: {found.units:,} units, {found.changed:,} changed, {found.missing:,} without a "
        f"row in {review}"
    )
    faults: tuple[tuple[str, tuple[object, ...]], ...] = (
        ("has no id, so it belongs to no unit, and none is made", found.unnamed),
        ("no unit has this name, or it was changed since", found.unknown),
        ("several rows or units have this name; none was changed", found.ambiguous),
        ("a text was taken out; the unit keeps it", found.empty),
    )
    for reason, lines in faults:
        for line in lines:
            note(f"duizhao: {review}:{line}: {reason}")
    for line in found.unread:
        note(f"duizhao: {line}")
    for line in found.lost:
        note(f"duizhao: {output}: inline codes that the correction has no more: {line}")
    for line in found.strange:
        note(f"duizhao: {output}: no inline codes of the unit, or there twice: {line}")
    if found.unread or found.lost or found.strange or any(lines for _, lines in faults):
        raise typer.Exit(1)
