"""Documents from the rows of a table.

articles(origin, rows, metadata) -> Iterator[Document | InputError]

A row is an article if there is a column with text; two, known to be a pair, if there is one in
each language. Where a Chinese and an English column are all that is there, a row is a paragraph,
and the table one text in both languages. Lists of terms and what this program itself writes are no
articles, and are named with where they belong.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from statistics import median

from corpus.errors import InputError, UsageError
from corpus.language.headers import are_headers
from corpus.language.identification import language_of
from corpus.model import Document, Language
from corpus.readers.bilingual import documents, sides
from corpus.readers.documents import one_line, stated, width, with_title
from corpus.readers.refusals import TERMS, are_terms
from corpus.readers.tables.columns import Columns, chosen, columns, translations

Row = tuple[int, Sequence[str]]
"""Its line or number, counted from 1, and its cells."""

EMPTY = "is empty"
"""Why a table without cells is not read."""
_NO_ROWS = "holds no text below the names of its columns"
_HEADER_ROWS = 5
"""Rows among which the names of the columns are looked for: titles may stand above them."""
_SAMPLE = 200
_ARTICLE = 600
"""Columns: cells that are longer in most rows are articles, not paragraphs."""
_OWN = (
    ({"zh", "en", "concept", "status"}, "is a glossary; give it with --glossary"),
    ({"zh", "en", "kind", "zh_ids"}, "are sentence pairs of a run; give them with --memory"),
    ({"topic", "language", "path"}, "is a run's list of topics, no coverage; leave it out"),
    ({"zh", "en", "score", "reason"}, "is a list of document pairs, no coverage; leave it out"),
    ({"zh", "en", "score"}, "are sentence pairs; give them with --memory"),
)
"""What is written here, by names that its header has."""


def articles(
    origin: str, rows: Iterable[Row], metadata: Mapping[str, str]
) -> Iterator[Document | InputError]:
    """The documents of a table; for a row that cannot be used, the error that says why.

    A document's origin is ``path#id``, or ``path#row`` where there is no id.

    Args:
        origin: of the file.
        rows: all of them, the header included.
        metadata: hold for rows that do not say it themselves; ``columns`` says which column
            holds what, as the command line does.

    Raises:
        InputError: no column holds text, or the table is none of articles.
    """
    filled = ((number, row) for number, row in rows if any(map(str.strip, row)))
    first = list(islice(filled, _SAMPLE))
    if not first:
        raise InputError(origin, EMPTY)
    try:
        at, places = _header(origin, [row for _, row in first], chosen(metadata.get("columns", "")))
    except UsageError as error:
        raise InputError(origin, str(error)) from None
    wide = len(first[at - 1][1]) if at else max(len(row) for _, row in first[:_HEADER_ROWS])
    faults: list[InputError] = []
    rest = _within(origin, chain(first[at:], filled), wide, faults)
    found = False
    for each in _found(origin, rest, places, metadata):
        found = True
        yield each
    yield from faults
    if not found and not faults:
        raise InputError(origin, _NO_ROWS)


def _within(origin: str, rows: Iterable[Row], wide: int, faults: list[InputError]) -> Iterator[Row]:
    """The rows that have no more cells than the header; the others are added to the faults."""
    for number, row in rows:
        if any(map(str.strip, row[wide:])):
            reason = f"has {len(row)} cells, the header {wide}; put text with separators in quotes"
            faults.append(InputError(origin, reason, number))
        else:
            yield number, row


def _found(
    origin: str, rest: Iterator[Row], places: Columns, metadata: Mapping[str, str]
) -> Iterator[Document | InputError]:
    """What the rows below the header hold."""
    zh, en = (places.get(("text", language)) for language in Language)
    if zh is None or en is None:
        yield from _by_rows(origin, rest, places, metadata)
        return
    sample = list(islice(rest, _SAMPLE))
    rest = chain(sample, rest)
    usual = [median([width(_cell(row, at)) for _, row in sample] or [0]) for at in (zh, en)]
    if any(role not in ("text", "id") for role, _ in places) or (min(usual) > _ARTICLE):
        yield from _by_rows(origin, rest, places, metadata)
        return
    if are_terms([(_cell(row, zh), _cell(row, en)) for _, row in sample]):
        raise InputError(origin, TERMS)
    cells = [(_cell(row, zh), _cell(row, en)) for _, row in rest]
    if not cells:
        raise InputError(origin, _NO_ROWS)
    zh_cells, en_cells = ([pair[side] for pair in cells] for side in (0, 1))
    yield from sides(origin, ("", ""), zh_cells, en_cells, metadata)


def _header(
    origin: str, rows: Sequence[Sequence[str]], chosen: Mapping[str, str]
) -> tuple[int, Columns]:
    """How many rows are above the first article, and the places of the columns."""
    heads = rows[:_HEADER_ROWS]
    for row in heads:
        names = {name.strip().lower() for name in row}
        for own, reason in _OWN:
            if own <= names and not chosen:
                raise InputError(origin, reason)
    fault: UsageError | None = None
    for at, row in enumerate(heads, 1):
        if not chosen and (found := _translated(row, rows[at:])):
            return at, found
        try:
            places = columns(row, chosen)
        except UsageError as error:
            fault = fault or error
            continue
        languages = {language for role, language in places if role == "text"}
        if languages and languages != {Language.ZH} and languages != {Language.EN}:
            return at, places
        if languages and len(places) > 1:  # one language, with a title, a date …
            return at, {(role, None): place for (role, _), place in places.items()}
    if fault is not None:
        raise fault
    by_content = _by_content(rows)
    if by_content is not None:
        return by_content
    there = ", ".join(name for name in map(one_line, rows[0]) if name)[:200]
    raise UsageError(
        "no column is called text, body, content or 正文, and no two 原文 and 译文 or by their "
        "languages; say which hold text, as in --columns text=NAME (articles) or --columns "
        f"zh=NAME,en=NAME (a text in both languages); there are: {there}"
    )


def _translated(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a text and its translation, if the names say so and the cells bear it out."""
    sides = translations(names)
    if sides is None:
        return None
    languages = [language_of(_cell(row, side) for row in rows) for side in sides]
    if sorted(filter(None, languages)) != sorted(Language):
        return None
    return {("text", language): side for language, side in zip(languages, sides, strict=True)}


def _by_content(rows: Sequence[Sequence[str]]) -> tuple[int, Columns] | None:
    """The columns of a table with a Chinese and an English one, whatever their names.

    Rows above the first that has either cell in its own language are names.
    """
    wide = max(map(len, rows))
    languages = [language_of([_cell(row, index) for row in rows]) for index in range(wide)]
    found = [language for language in languages if language is not None]
    if sorted(found) != sorted(Language):
        return None
    places: Columns = {("text", each): languages.index(each) for each in Language}
    at = 0
    while at < len(rows) - 1 and (
        are_headers(rows[at])
        or any(
            language_of([_cell(rows[at], place)]) not in (language, None)
            for (_, language), place in places.items()
        )
    ):
        at += 1
    return at, places


def _by_rows(
    origin: str, rows: Iterable[Row], places: Columns, metadata: Mapping[str, str]
) -> Iterator[Document | InputError]:
    """A document, or a pair, for each row."""
    seen: dict[str, int] = {}
    dateless: list[int] = []
    for number, row in rows:
        given = {
            role: _cell(row, place) for (role, language), place in places.items() if not language
        }
        key = one_line(given.get("id", "")) or str(number)
        if key in seen:
            reason = f"id {key} stands in row {seen[key]} already; ids must differ"
            yield InputError(origin, reason, number)
            continue
        seen[key] = number
        if given.get("date") and "date" not in stated({"date": given["date"]}):
            dateless.append(number)
        found = stated({k: v for k, v in given.items() if k in ("title", "date", "outlet", "url")})
        merged = {**metadata, **found}
        if given.get("language", "").strip():
            merged["language"] = given["language"]
        try:
            yield from _of_row(f"{origin}#{key}", row, places, merged)
        except InputError as error:
            yield type(error)(origin, error.reason, number)
    if dateless:
        reason = f"rows whose date cannot be read: {len(dateless):,}; write it as 2026-01-04"
        yield InputError(origin, reason, dateless[0])


def _of_row(
    key: str, row: Sequence[str], places: Columns, metadata: Mapping[str, str]
) -> list[Document | InputError]:
    if all(("text", language) in places for language in Language) and ("text", None) not in places:
        shared = metadata.get("title", "")
        titles = [
            _cell(row, places.get(("title", language)))
            or (shared if language_of([shared]) is language else "")
            for language in Language
        ]
        zh, en = (
            with_title(title, _cell(row, places["text", language]).split("\n"))
            for title, language in zip(titles, Language, strict=True)
        )
        return sides(key, titles, zh, en, metadata)
    title = metadata.get("title", "")
    text = _cell(row, places["text", None]).split("\n")
    return documents(key, title, with_title(title, text), metadata)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""
