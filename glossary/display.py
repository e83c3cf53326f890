"""Terms as they are shown: marked in the text where they stand, and as fields for scripts.

highlighted(text, occurrences) -> str       with the colours of a terminal
page(documents, title) -> str               HTML that needs no network
table(occurrences), json_lines(documents)   the lines of a table, and of JSON
show_hits(answers)                          what a look-up found, on a terminal
"""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from corpus.model import Kind, Language
from corpus.support.printing import visible
from glossary.entries import ConceptEntry, Status, TermPair

if TYPE_CHECKING:
    from glossary.lookup.find import Hit
    from glossary.scanning.occurrences import Occurrence

_UNREMARKABLE = (Status.PREFERRED, Status.APPROVED, Status.CANDIDATE)  # the other ones are said
_UNWELCOME = (Status.DEPRECATED, Status.FORBIDDEN)
_GREEN, _RED, _DIM, _PLAIN = "\x1b[1;32m", "\x1b[1;31m", "\x1b[2m", "\x1b[0m"
_STYLE = """
body { font: 1rem/1.7 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
       max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
h1 { font-size: 1.2rem } h2 { font-size: 1rem } .text { white-space: pre-wrap }
mark { background: #d7f0da; border-bottom: 2px solid #2e7d32; color: inherit }
mark.unwelcome { background: #fbdcdc; border-bottom-color: #b71c1c }
table { border-collapse: collapse; margin-top: 2rem } th { font-weight: 600 }
td, th { text-align: left; padding: .2rem 1.5rem .2rem 0; border-bottom: 1px solid #ddd }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1a1a1a }
  mark { background: #1f3d23 } mark.unwelcome { background: #4a1c1c } }
"""


_MOST_TRANSLATIONS = 100
"""Of a term, that are shown where it stands; JSON has all."""


def translations(occurrence: "Occurrence") -> list[str]:
    """What the pairs give for the term, each once; with its status unless that is welcome.

    Of more than a hundred the first ones, and how many there are.
    """
    chinese = occurrence.language is Language.ZH
    said: dict[str, str] = {}
    for pair in occurrence.pairs:
        term = pair.en if chinese else pair.zh
        said.setdefault(term, term if pair.status in _UNREMARKABLE else f"{term} ({pair.status})")
    shown = list(said.values())[:_MOST_TRANSLATIONS]
    more = len(said) - len(shown)
    return [*shown, *([f"… ({more:,} more)"] if more else [])]


def table(occurrences: "Iterable[Occurrence]") -> Iterator[str]:
    """A line for each: offsets, the text, its translations."""
    said: dict[int, str] = {}  # by number of the term
    for each in occurrences:
        if each.number not in said:
            said[each.number] = "; ".join(translations(each))
        text = " ".join(each.text.split())
        yield f"{each.start}-{each.end}\t{text}\t{said[each.number]}"


def json_lines(documents: "Iterable[tuple[str, Iterable[Occurrence]]]") -> Iterator[str]:
    """The lines of a JSON array with an object a line.

    Args:
        documents: origin and occurrences of each.
    """
    pairs: dict[int, str] = {}  # by number of the term
    opening = "["
    for origin, occurrences in documents:
        document = json.dumps(origin, ensure_ascii=False)
        for each in occurrences:
            if each.number not in pairs:
                fields = [pair_fields(entry, pair) for entry, pair in each.matches]
                pairs[each.number] = json.dumps(fields, ensure_ascii=False)
            text = json.dumps(each.text, ensure_ascii=False)
            yield (
                f'{opening}{{"document": {document}, "start": {each.start}, "end": {each.end}, '
                f'"text": {text}, "language": "{each.language}", "pairs": {pairs[each.number]}}}'
            )
            opening = ","
    yield "[]" if opening == "[" else "]"


_BESIDE = 60
"""Columns from which there is room beside two terms for how they were found."""


def show_hits(answers: "Mapping[str, Sequence[Hit]]", *, contexts: bool = False) -> None:
    """Print what was found for each term in columns; forbidden terms in red, contexts below.

    Args:
        answers: the hits by the term that was asked for.
        contexts: print the sentences that show a pair, too.
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    def shown(text: str, style: str) -> Text:
        return Text(visible(text), style)

    console = Console(highlight=False)
    for term, hits in answers.items():
        if len(answers) > 1:
            console.print(shown(term, "bold"))
        columns = Table.grid(padding=(0, 2))
        for hit in hits:
            colour = "red" if hit.pair.status in _UNWELCOME else "green"
            terms = shown(hit.pair.zh, colour), shown(hit.pair.en, colour)
            how = f"{hit.pair.status}, {hit.reason}"
            if console.width >= _BESIDE:
                columns.add_row(*terms, shown(how, "dim"), shown(hit.source, "dim"))
            else:
                columns.add_row(*terms)
                columns.add_row("", shown(f"{how}, {hit.source}", "dim"))
            if contexts and hit.pair.contexts:
                console.print(columns)
                for pair in hit.pair.contexts:
                    apart = "two documents:\n" if pair.kind is Kind.COMPARABLE else ""
                    lines = shown(f"{apart}{pair.zh}\n{pair.en}", "dim")
                    console.print(Padding(lines, (0, 0, 0, 4)))
                columns = Table.grid(padding=(0, 2))
        if columns.row_count or not hits:
            console.print(columns if hits else shown("nothing found", "dim"))


def pair_fields(entry: ConceptEntry, pair: TermPair, *, contexts: bool = False) -> dict[str, Any]:
    """A pair and its concept, flat."""
    fields = {field.name: getattr(pair, field.name) for field in dataclasses.fields(pair)}
    del fields["contexts"], fields["note"]  # the note is the concept's
    if contexts:
        fields["contexts"] = [dataclasses.asdict(context) for context in pair.contexts]
    return {
        **fields,
        "concept": entry.id,
        "domain": entry.domain,
        "definition": entry.definition,
        "note": entry.note,
    }


def highlighted(text: str, occurrences: "Sequence[Occurrence]") -> str:
    """The text with its terms in colour, each followed by its translations where it is new."""
    parts: list[str] = []
    shown: set[str] = set()
    last = 0
    for each in occurrences:
        said = "; ".join(translations(each))
        colour = _RED if _unwelcome(each) else _GREEN
        parts += (visible(text[last : each.start]), colour, visible(each.text), _PLAIN)
        if said not in shown:
            parts += (_DIM, f" [{visible(said)}]", _PLAIN)
        shown.add(said)
        last = each.end
    return "".join([*parts, visible(text[last:])])


def page(documents: "Sequence[tuple[str, str, Sequence[Occurrence]]]", title: str) -> str:
    """An HTML page: texts with their terms marked, translations as tips and in a table.

    Args:
        documents: origin, text and occurrences of each.
        title: of the page.
    """
    parts: list[str] = []
    for origin, text, occurrences in documents:
        if len(documents) > 1:
            parts.append(f"<h2>{escape(origin)}</h2>\n")
        parts.append(f'<div class="text">{_marked(text, occurrences)}</div>\n')
    return (
        f'<!DOCTYPE html>\n<html lang="mul">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="generator" content="duizhao">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n{''.join(parts)}"
        f"{_table([each for *_, occurrences in documents for each in occurrences])}</body>\n</html>"
    )


def _marked(text: str, occurrences: "Iterable[Occurrence]") -> str:
    parts: list[str] = []
    last = 0
    for each in occurrences:
        kind = ' class="unwelcome"' if _unwelcome(each) else ""
        tip = escape("; ".join(translations(each)))
        marked = f'<mark title="{tip}"{kind}>{escape(each.text)}</mark>'
        parts += (escape(text[last : each.start]), marked)
        last = each.end
    return "".join([*parts, escape(text[last:])])


def _table(occurrences: "Sequence[Occurrence]") -> str:
    """Each term with its translations and how often it stands there, the most frequent first."""
    said = {each.text: "; ".join(translations(each)) for each in occurrences}
    counts = Counter(each.text for each in occurrences)
    rows = (
        f"<tr><td>{escape(text)}</td><td>{escape(said[text])}</td><td>{count}</td></tr>\n"
        for text, count in counts.most_common()
    )
    header = "<tr><th>term</th><th>translations</th><th>times</th></tr>"
    return f"<table>\n{header}\n{''.join(rows)}</table>\n"


def _unwelcome(occurrence: "Occurrence") -> bool:
    return all(pair.status in _UNWELCOME for pair in occurrence.pairs)
