"""`duizhao glossary`, second half: a glossary against texts that it was not made from.

`glossary.cli` mounts these commands beside its own.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from corpus.command_line.commands import Commands
from corpus.errors import InputError, UsageError
from corpus.support.printing import count, note, print_json, print_lines, print_rows

if TYPE_CHECKING:
    from corpus.model import SentencePair
    from glossary.entries import ConceptEntry, TermPair
    from glossary.verification.verify import Verified

app = Commands()


def _categories(wanted: list[str]) -> list[str]:
    """The categories that were asked for.

    Raises:
        UsageError: one of them is none.
    """
    if wanted:
        from glossary.entries import Category

        for name in wanted:
            if not Category.named(name):
                known = ", ".join(Category)
                raise UsageError(f"--category {name}: there is no such category; there are {known}")
    return [name.strip().lower() for name in wanted]


Categories = Annotated[
    list[str],
    typer.Option(
        "--category",
        callback=_categories,
        metavar="CATEGORY",
        help="Only terms that name this: person, place, organisation, work, quantity, term or "
        "phrase; give several to have each.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script to read.")]


@app.command()
def verify(
    listed: Annotated[
        Path, typer.Argument(metavar="LIST", help="Pairs of terms, in any form of a glossary.")
    ],
    against: Annotated[
        Path,
        typer.Option(
            "--against", metavar="MEMORY|OUT", help="Sentence pairs, or the output of a run."
        ),
    ],
    categories: Categories = [],  # noqa: B006  (typer reads it, nothing changes it)
    as_json: AsJson = False,
) -> None:
    """Say of each pair of terms whether texts show it; exit code 1 if they refute one.

    Where, how often, and what they have instead, by the alignment of the words.
    """
    from glossary.formats.registry import read_glossary
    from glossary.verification.verify import Verdict
    from glossary.verification.verify import verify as find

    rows: list[tuple[TermPair, int | None]] = []
    faults: list[InputError] = []
    read_glossary(listed, faults.append, lambda _, pair, line: rows.append((pair, line)), note)
    wanted = [row for row in rows if row[0].zh and row[0].en and row[0].status.is_welcome]
    if categories:
        wanted = [row for row in wanted if row[0].category in categories]
    if not wanted:
        raise InputError(listed, "holds no pair of terms to verify")
    pairs, extracted = _evidence(against)
    found = find(wanted, pairs, extracted)
    if as_json:
        print_json([_fields(each) for each in found])
    else:
        print_rows([("verdict", "zh", "en", "aligned", "together", "reason", "instead", "context")])
        for each in found:
            instead = "; ".join(f"{other.text} ({other.times})" for other in each.instead)
            shown = " / ".join(f"{pair.zh} | {pair.en}" for pair in each.contexts[:1])
            numbers = each.aligned, each.together
            cells = (each.verdict, each.zh, each.en, *numbers, each.reason, instead, shown)
            print_rows([tuple(" ".join(str(cell).split()) for cell in cells)])
    verdicts = Counter(each.verdict for each in found)
    kinds = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in Verdict if verdicts[verdict])
    note(f"{count(len(found), 'pair')}: {kinds}")
    for fault in faults:
        note(f"duizhao: {fault}")
    if faults or verdicts[Verdict.REFUTED]:
        raise typer.Exit(1)


@app.command("for")
def for_text(
    file: Annotated[Path, typer.Argument(help="A text, in either language; - for stdin.")],
    glossaries: Annotated[
        list[Path],
        typer.Option(
            "--glossary",
            "-g",
            help="A glossary, or a run's output; several in order of trust.",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="Where to: .tsv, .tbx, .csv, .xlsx …; - for stdout."),
    ] = None,
    form: Annotated[
        Literal["tbx", "tbx3", "tsv", "csv", "xlsx", "omegat", "deepl", "google"] | None,
        typer.Option("--format", help="Format, if the suffix is not to decide."),
    ] = None,
    categories: Categories = [],  # noqa: B006  (typer reads it, nothing changes it)
    as_json: AsJson = False,
) -> None:
    """The entries of a glossary that apply to one text, best first: printed, or as a glossary.

    What was decided comes first, then what is most of a term and stands in the text often. `deepl`
    and `google` are the CSV that these services take. Exit code 1 if no entry applies.
    """
    from glossary.curation.merge import merge
    from glossary.display import pair_fields
    from glossary.entries import of_categories
    from glossary.formats.registry import SOURCE, TARGET, format_of, read_glossary, write_in_order
    from glossary.formats.rows import table
    from glossary.scanning.applicable import applicable
    from glossary.scanning.texts import texts_of

    if form and not out:
        raise UsageError("--format is that of a file; give --out")
    if out and form is None:
        format_of(out)
    texts = texts_of(file)
    known = merge(read_glossary(path, on_loss=note) for path in glossaries)
    language, found = applicable(texts, of_categories(known, categories))
    entries = [each.entry for each in found]
    if out:
        codes = (SOURCE, TARGET) if language == "zh" else (TARGET, SOURCE)
        write_in_order(out, entries, form, codes)
    if as_json:
        print_json([{**pair_fields(each.entry, each.pair), "times": each.times} for each in found])
    elif not out:
        header, rows = table(entries, in_order=True)
        print_lines("\t".join(" ".join(cell.split()) for cell in row) for row in (header, *rows))
    note(f"{count(len(found), 'pair')} of terms")
    if not found:
        raise typer.Exit(1)


def _fields(verified: "Verified") -> dict[str, Any]:
    """For JSON: of other renderings what a reader can use."""
    instead = [
        {"text": other.text, "times": other.times, "probability": round(other.probability, 4)}
        for other in verified.instead
    ]
    return {**dataclasses.asdict(verified), "instead": instead}


def _evidence(path: Path) -> "tuple[Iterable[SentencePair], list[ConceptEntry]]":
    """The sentence pairs of a memory or a project, and what was extracted from the latter."""
    if path.is_dir():
        path = path / "corpus.sqlite"
        if not path.is_file():
            raise InputError(
                path.parent, "holds no corpus.sqlite; give a memory, or a run's output"
            )
    if path.suffix != ".sqlite":
        from tmx.conversion.reading import read_pairs

        return read_pairs(path, note), []
    from corpus.store.project_file import Store
    from glossary.project.project_tables import load_entries, load_pairs

    with Store(path, must_exist=True) as store:
        pairs = load_pairs(store.connection)
        extracted = load_entries(store.connection) if pairs else []
    if not pairs:
        raise InputError(path, "holds no sentence pairs yet; make them with: duizhao run")
    return pairs, extracted
