"""`duizhao glossary`: make glossaries, look terms up, find them in text, convert files."""

import dataclasses
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corpus.command_line.commands import Commands
from corpus.errors import InputError, UsageError
from corpus.support.inputs import MOST_COUNT
from corpus.support.printing import count, note, print_json, print_lines, print_rows
from glossary.texts_cli import Categories
from glossary.texts_cli import app as against_texts

if TYPE_CHECKING:
    from corpus.model import SentencePair
    from glossary.checking.check import TermFinding
    from glossary.entries import ConceptEntry

app = Commands(
    help="Extract, look up, find in text, check and convert the terms of both languages.",
)
app.add_typer(against_texts)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script to read.")]
Glossaries = Annotated[
    list[Path],
    typer.Option("--glossary", "-g", help="A glossary; give several in order of trust."),
]
_SUMMED = 5
"""Terms that the summary of a check names."""
MOST_PAIRS = 25_000
"""Pairs that terms are taken from if nobody wants more: each takes some 130 kB of memory (measured
on tico-19, up to 3,071 pairs), so these take four gigabytes, and they show half a million terms."""
Source = Annotated[
    str, typer.Option(help="Code of the language on the left (OmegaT) or first (TBX).")
]
Target = Annotated[str, typer.Option(help="Code of the other language.")]
Format = Annotated[
    Literal["tbx", "tbx3", "tsv", "csv", "xlsx", "omegat", "deepl", "google"] | None,
    typer.Option("--format", help="Format, if the suffix is not to decide; tbx3 is TBX version 3."),
]
Keep = Literal["sure", "likely", "all"]

KeepGood = Annotated[
    bool, typer.Option("--keep-good", help="Leave out entries that cannot be read, and name them.")
]


@app.command()
def extract(
    source: Annotated[
        Path,
        typer.Argument(metavar="INPUT", help="Sentence pairs: .tmx, .tsv … or a corpus.sqlite."),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The glossary: .tbx, .tsv, .csv …; - for stdout.")
    ],
    order: Annotated[
        Literal["termlike", "frequent"] | None,
        typer.Option(
            help="What comes first: what looks most like a term (the default), or what is frequent."
        ),
    ] = None,
    glossaries: Annotated[
        list[Path],
        typer.Option(
            "--glossary", "-g", help="What people decided wins; give several in order of trust."
        ),
    ] = [],  # noqa: B006  (typer reads it, nothing changes it)
    form: Format = None,
    keep: Annotated[
        Keep, typer.Option(help="How sure it must be that a terminologist keeps a pair.")
    ] = "likely",
    categories: Categories = [],  # noqa: B006  (typer reads it, nothing changes it)
    most: Annotated[
        int,
        typer.Option(
            min=1, max=MOST_COUNT, help="Pairs at most; of more, so many are drawn by chance."
        ),
    ] = MOST_PAIRS,
    as_json: AsJson = False,
) -> None:
    """Find the terms of sentence pairs, and write them as a glossary.

    Of a project (corpus.sqlite) it writes what the last run found, or finds them anew where --order
    or --glossary is given.
    """
    from glossary.curation.applied import agreed_words, curated
    from glossary.entries import of_categories, probable
    from glossary.extraction.drawing import drawn
    from glossary.formats.registry import format_of, read_glossary, write_glossary

    if form is None:
        format_of(out)
    edited = [read_glossary(path, on_loss=note) for path in glossaries]
    found = [] if order or edited else _stored_entries(source)
    if not found:
        pairs, number = drawn(_sentence_pairs(source), most)
        if number > most:
            note(f"duizhao: {source}: of {number:,} pairs {most:,} were drawn; --most takes more")
        from glossary.extraction.extract import extract_from_pairs  # last: it is slow to import

        words = agreed_words(edited)
        found = extract_from_pairs(pairs, order=order or "termlike", user_words=words)
    entries = of_categories(curated(found, edited) if edited else found, categories)
    every = len(entries)
    entries = probable(entries, 0.0, keep)
    write_glossary(out, entries, form)
    more = every - len(entries)
    if as_json:
        print_json({"out": str(out), "concepts": len(entries), "more": more})
    note(count(len(entries), "concept") + (f" ({more:,} more with --keep all)" if more else ""))


@app.command()
def lookup(
    terms: Annotated[
        list[str] | None,
        typer.Argument(metavar="TERM...", help="Terms of either language; else from stdin."),
    ] = None,
    glossaries: Glossaries = [],  # noqa: B006  (typer reads it, nothing changes it)
    fuzzy: Annotated[bool, typer.Option("--fuzzy", help="Find similar spellings too.")] = False,
    context: Annotated[
        bool, typer.Option("--context", help="Show the sentences that show the term.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=MOST_COUNT, help="Hits for each term.")] = 20,
    categories: Categories = [],  # noqa: B006  (typer reads it, nothing changes it)
    as_json: AsJson = False,
) -> None:
    """Say what terms are in the other language, where that is from, and why it was found.

    What no glossary has is looked up in CC-CEDICT. Exit code 1 if a term is in neither; the nearest
    ones are named then.
    """
    from corpus.support.stdin import stdin_lines
    from glossary.display import pair_fields, show_hits
    from glossary.lookup.find import Lookup

    if not terms and _nothing_piped():
        raise UsageError("no term to look up; give some, or one a line on stdin")
    wanted = terms or list(stdin_lines())
    known = Lookup.open(glossaries)
    most = MOST_COUNT if categories else limit
    answers = {
        term: [
            hit
            for hit in known.find(term, fuzzy=fuzzy, limit=most)
            if not categories or hit.pair.category in categories
        ][:limit]
        for term in wanted
    }
    missing = [term for term, hits in answers.items() if not hits]
    if as_json:
        print_json(
            {
                term: [
                    {
                        **pair_fields(hit.entry, hit.pair, contexts=context),
                        "how": hit.how,
                        "similarity": round(hit.score, 4),
                        "source": hit.source,
                    }
                    for hit in hits
                ]
                for term, hits in answers.items()
            }
        )
    elif sys.stdout.isatty():
        show_hits({term: hits for term, hits in answers.items() if hits}, contexts=context)
    else:
        for hit in (hit for hits in answers.values() for hit in hits):
            print_rows([(hit.pair.zh, hit.pair.en, hit.pair.status, hit.reason, hit.source)])
            for pair in hit.pair.contexts if context else ():
                print_rows([("", pair.zh), ("", pair.en)])
    for term in missing:
        near = known.nearest(term)
        said = "; nearest: " + ", ".join(f"{h.pair.zh} = {h.pair.en}" for h in near) if near else ""
        note(f"{term}: nothing found{said}")
    if missing:
        raise typer.Exit(1)


@app.command()
def scan(
    file: Annotated[Path, typer.Argument(help="A text, in either language; - for stdin.")],
    glossaries: Glossaries,
    as_html: Annotated[
        bool, typer.Option("--html", help="Print a page with the terms marked in the text.")
    ] = False,
    categories: Categories = [],  # noqa: B006  (typer reads it, nothing changes it)
    as_json: AsJson = False,
) -> None:
    """Find all terms of a glossary in a text: offsets in characters, term, translations.

    A file of another kind than plain text is read as `duizhao corpus` reads it: offsets count in
    its paragraphs, a line each. On a terminal the text itself is shown, with its terms highlighted.
    """
    from glossary.display import highlighted, json_lines, page, table
    from glossary.entries import of_categories
    from glossary.formats.registry import read_glossary
    from glossary.scanning.scan import Scanner
    from glossary.scanning.texts import texts_of

    if as_html and as_json:
        raise UsageError("--html and --json exclude each other")
    texts = texts_of(file)
    entries = (entry for path in glossaries for entry in read_glossary(path, on_loss=note))
    scanner = Scanner(of_categories(entries, categories))
    found = [(origin, text, scanner.scan(text)) for origin, text in texts]
    if as_json:
        print_lines(json_lines((origin, occurrences) for origin, _, occurrences in found))
    elif as_html:
        print_lines([page(found, file.name)])
    else:
        for origin, text, occurrences in found:
            if len(found) > 1:
                print_lines([f"# {origin}"])
            if sys.stdout.isatty():
                print_lines([highlighted(text, occurrences)], styled=True)
            else:
                print_lines(table(occurrences))
    note(count(sum(len(occurrences) for *_, occurrences in found), "occurrence"))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A memory, or sentence pairs (.tmx .tsv …).")],
    glossaries: Glossaries,
    source: Annotated[
        Literal["zh", "en"] | None,
        typer.Option(help="Language translated from; else the memory's, or zh."),
    ] = None,
    candidates: Annotated[
        bool,
        typer.Option("--candidates", help="Expect extracted terms, too, where none is approved."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Find units that do not keep to a glossary; exit code 1 if there are any.

    Approved terms that are missing, forbidden ones that are used, one term translated in two ways.
    """
    from corpus.model import Language
    from glossary.checking.check import check as find
    from glossary.curation.merge import merge as join
    from glossary.formats.registry import read_glossary

    entries = join(read_glossary(path, on_loss=note) for path in glossaries)
    language = Language(source) if source else None
    findings = find(file, entries, source=language, candidates=candidates, on_loss=note)
    if as_json:
        print_json([dataclasses.asdict(finding) for finding in findings])
    else:
        for each in findings:
            where = f"{file}:{each.unit}: {each.rule}"
            print_lines([f"{where}: {each.reason} ({each.language} {each.start}-{each.end})"])
    note(_summary(findings))
    if findings:
        raise typer.Exit(1)


@app.command()
def convert(
    source_path: Annotated[Path, typer.Argument(metavar="IN", help="A glossary.")],
    target_path: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help="The same in another format, by its suffix; - for stdout."
        ),
    ],
    form: Format = None,
    keep_good: KeepGood = False,
    categories: Categories = [],  # noqa: B006  (typer reads it, nothing changes it)
    source: Source = "zh-CN",
    target: Target = "en-US",
    as_json: AsJson = False,
) -> None:
    """Write a glossary in another format: .tbx, .tsv, .csv, .xlsx, or .utf8 for OmegaT."""
    _rewrite(
        [source_path], target_path, form, source, target, categories,
        keep_good=keep_good, as_json=as_json,
    )  # fmt: skip


@app.command()
def merge(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Glossaries, the most trusted first.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="The merged glossary; - for stdout.")],
    form: Format = None,
    keep_good: KeepGood = False,
    source: Source = "zh-CN",
    target: Target = "en-US",
    as_json: AsJson = False,
) -> None:
    """Join glossaries in order of trust; a concept of two of them comes out once."""
    _rewrite(files, out, form, source, target, keep_good=keep_good, as_json=as_json)


@app.command()
def validate(
    file: Annotated[Path, typer.Argument(help="A glossary.")],
    as_json: AsJson = False,
) -> None:
    """Check a glossary; exit code 1 if anything is wrong.

    Entries that cannot be read, empty or equal sides, concepts that stand twice, statuses that
    contradict each other.
    """
    from glossary.checking.validate import validate as find

    faults = find(file)
    if as_json:
        print_json([dataclasses.asdict(fault) for fault in faults])
    else:
        for fault in faults:
            place = f"{file}:{fault.line}" if fault.line else f"{file}"
            concept = f"{fault.concept}: " if fault.concept else ""
            print_lines([f"{place}: {fault.rule}: {concept}{fault.message}"])
    note(count(len(faults), "fault"))
    if faults:
        raise typer.Exit(1)


def _rewrite(
    files: Sequence[Path],
    out: Path,
    form: str | None,
    source: str,
    target: str,
    categories: Sequence[str] = (),
    *,
    keep_good: bool,
    as_json: bool,
) -> None:
    """Write glossaries as one; name what was left out of them, in the exit code, too."""
    from glossary.checking.validate import EmptySides
    from glossary.curation.merge import merge as join
    from glossary.entries import of_categories
    from glossary.formats.registry import format_of, read_glossary, write_glossary

    if form is None:
        format_of(out)
    faults: list[InputError] = []
    glossaries = []
    for path in files:
        empty = EmptySides(path)
        on_fault = faults.append if keep_good else None
        read = read_glossary(path, on_fault, empty.add, on_loss=note)
        glossaries.append(empty.without(read, on_fault))
    entries = of_categories(join(glossaries) if len(glossaries) > 1 else glossaries[0], categories)
    write_glossary(out, entries, form, source=source, target=target)
    if as_json:
        left_out = [{"file": f.path, "line": f.line, "reason": f.reason} for f in faults]
        print_json({"out": str(out), "concepts": len(entries), "left_out": left_out})
    note(count(len(entries), "concept"))
    for fault in faults:
        note(f"duizhao: {fault}")
    if faults:
        raise typer.Exit(1)


def _summary(findings: "Sequence[TermFinding]") -> str:
    """How many, by rule, and the terms that most of them are about."""
    rules = Counter(finding.rule for finding in findings)
    terms = Counter(finding.term or finding.text for finding in findings).most_common(_SUMMED)
    kinds = ", ".join(f"{times} {rule}" for rule, times in rules.items())
    most = ", ".join(f"{term} ({times})" for term, times in terms if times > 1)
    said = count(len(findings), "finding")
    return f"{said}{': ' if kinds else ''}{kinds}{'; most about ' if most else ''}{most}"


def _sentence_pairs(path: Path) -> "Iterable[SentencePair]":
    """The pairs of an input of `extract`, by its suffix."""
    if path.suffix == ".sqlite":
        from corpus.store.project_file import Store
        from glossary.project.project_tables import load_pairs

        with Store(path, must_exist=True) as store:
            pairs = load_pairs(store.connection)
        if not pairs:
            raise InputError(path, "holds no sentence pairs yet; make them with: duizhao run")
        return pairs
    from tmx.conversion.reading import read_pairs

    return read_pairs(path, note)


def _stored_entries(path: Path) -> "list[ConceptEntry]":
    """What the last run of a project found, with the names of its topics by now; else nothing."""
    if path.suffix != ".sqlite":
        return []
    from corpus.store.project_file import Store
    from glossary.project.project_tables import named_entries

    with Store(path, must_exist=True) as store:
        return named_entries(store.connection)


def _nothing_piped() -> bool:
    """Whether stdin is a terminal, or closed (Python then has none)."""
    return sys.stdin is None or sys.stdin.isatty()
