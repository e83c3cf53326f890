"""`duizhao glossary`: make glossaries, look terms up, find them in text, convert files."""

import dataclasses
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from corpus.errors import InputError, UsageError

if TYPE_CHECKING:
    from corpus.model import SentencePair
    from glossary.entries import ConceptEntry, TermPair
    from glossary.scan import Occurrence

app = typer.Typer(
    help="Extract, look up, find in text and convert the terms of both languages.",
    no_args_is_help=True,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script to read.")]
Glossaries = Annotated[
    list[Path],
    typer.Option("--glossary", "-g", help="A glossary; give several in order of trust."),
]
_UNREMARKABLE = ("preferred", "approved", "candidate")  # the other statuses are shown


@app.command()
def extract(
    source: Annotated[
        Path,
        typer.Argument(metavar="INPUT", help="Sentence pairs: .tmx, .tsv … or a corpus.sqlite."),
    ],
    out: Annotated[Path, typer.Option("-o", "--out", help="The glossary: .tbx, .tsv, .csv …")],
    order: Annotated[
        Literal["termlike", "frequent"],
        typer.Option(help="What comes first: what looks most like a term, or what is frequent."),
    ] = "termlike",
) -> None:
    """Find the terms of sentence pairs, and write them as a glossary."""
    from glossary.formats import format_of, write_glossary

    format_of(out)
    pairs = list(_sentence_pairs(source))
    from glossary.extract import extract_from_pairs  # after that: it is slow to import

    entries = extract_from_pairs(pairs, order=order)
    write_glossary(out, entries)
    _note(f"{len(entries)} concepts")


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
    limit: Annotated[int, typer.Option(min=1, help="Hits for each term.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Say what terms are in the other language, where that is from, and why it was found.

    What no glossary has is looked up in CC-CEDICT.
    """
    from glossary.lookup import Lookup

    if not terms and _nothing_piped():
        raise UsageError("no term to look up; give some, or one a line on stdin")
    wanted = terms or [line.strip() for line in sys.stdin if line.strip()]
    known = Lookup.open(glossaries)
    answers = {term: known.find(term, fuzzy=fuzzy, limit=limit) for term in wanted}
    if as_json:
        _print_json(
            {
                term: [
                    {
                        **_pair(hit.entry, hit.pair, contexts=context),
                        "how": hit.how,
                        "similarity": round(hit.score, 4),
                        "source": hit.source,
                    }
                    for hit in hits
                ]
                for term, hits in answers.items()
            }
        )
        return
    for term, hits in answers.items():
        for hit in hits:
            how = f"{hit.how} {hit.score:.2f}" if hit.score < 1 else hit.how
            _print(hit.pair.zh, hit.pair.en, hit.pair.status, how, hit.source)
            for pair in hit.pair.contexts if context else ():
                _print("", pair.zh)
                _print("", pair.en)
        if not hits:
            _note(f"{term}: nothing found")


@app.command()
def scan(
    file: Annotated[Path, typer.Argument(help="A text, in either language.")],
    glossaries: Glossaries,
    as_json: AsJson = False,
) -> None:
    """Find all terms of a glossary in a text: offsets in characters, term, translations."""
    from corpus.language import identify
    from glossary.formats import read_glossary
    from glossary.formats.text import read_text
    from glossary.scan import Scanner

    text = read_text(file)
    identify(text, str(file))  # refuses other languages, and what has no letters
    scanner = Scanner(entry for path in glossaries for entry in read_glossary(path))
    found = scanner.scan(text)
    if as_json:
        _print_json([_occurrence(occurrence) for occurrence in found])
        return
    for occurrence in found:
        shown = " ".join(occurrence.text.split())
        if sys.stdout.isatty():
            shown = typer.style(shown, bold=True, fg="green")
        _print(f"{occurrence.start}-{occurrence.end}", shown, "; ".join(_translations(occurrence)))
    _note(f"{len(found)} occurrences")


@app.command()
def convert(
    source_path: Annotated[Path, typer.Argument(metavar="IN", help="A glossary.")],
    target_path: Annotated[
        Path, typer.Argument(metavar="OUT", help="The same in another format, by its suffix.")
    ],
    source: Annotated[
        str, typer.Option(help="Code of the language on the left (OmegaT) or first (TBX).")
    ] = "zh-CN",
    target: Annotated[str, typer.Option(help="Code of the other language.")] = "en-US",
) -> None:
    """Write a glossary in another format: .tbx, .tsv, .csv, or .utf8 for OmegaT."""
    from glossary.formats import format_of, read_glossary, write_glossary

    format_of(target_path)
    entries = read_glossary(source_path)
    write_glossary(target_path, entries, source=source, target=target)
    _note(f"{len(entries)} concepts")


def _sentence_pairs(path: Path) -> "Iterable[SentencePair]":
    """The pairs of an input of `extract`, by its suffix."""
    if path.suffix == ".sqlite":
        from corpus.store import Store
        from glossary.tables import load_pairs

        with Store(path, must_exist=True) as store:
            pairs = load_pairs(store.connection)
        if not pairs:
            raise InputError(path, "holds no sentence pairs yet; make them with: duizhao run")
        return pairs
    from tmx import read_pairs

    return read_pairs(path)


def _translations(occurrence: "Occurrence") -> Sequence[str]:
    """What the pairs give for the term, each once; with its status unless that is welcome."""
    from corpus.model import Language

    chinese = occurrence.language is Language.ZH
    said: dict[str, str] = {}
    for pair in occurrence.pairs:
        term = pair.en if chinese else pair.zh
        said.setdefault(term, term if pair.status in _UNREMARKABLE else f"{term} ({pair.status})")
    return list(said.values())


def _occurrence(occurrence: "Occurrence") -> dict[str, Any]:
    return {
        "start": occurrence.start,
        "end": occurrence.end,
        "text": occurrence.text,
        "language": occurrence.language,
        "pairs": [_pair(entry, pair) for entry, pair in occurrence.matches],
    }


def _pair(entry: "ConceptEntry", pair: "TermPair", *, contexts: bool = False) -> dict[str, Any]:
    """A pair and its concept, flat."""
    fields = dataclasses.asdict(pair)
    if not contexts:
        del fields["contexts"]
    return {
        **fields,
        "concept": entry.id,
        "domain": entry.domain,
        "definition": entry.definition,
        "note": entry.note,
    }


def _nothing_piped() -> bool:
    """Whether stdin is a terminal, or closed (Python then has none)."""
    return sys.stdin is None or sys.stdin.isatty()


def _print(*fields: object) -> None:
    print("\t".join(map(str, fields)))  # noqa: T201


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201


def _note(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201
