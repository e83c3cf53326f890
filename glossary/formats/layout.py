"""How a table is laid out: which column says what of which term.

layout, rest = laid_out(path, records, own)      by the header, or by the script where there is none
layout.row(path, number, fields) -> Row          raises where a row is no entry
layout.unused() -> names of the columns that had something in them and were not read
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path

from corpus.errors import InputError
from corpus.language.han import HAN_CHARACTER
from corpus.language.headers import (
    DO_NOT_TRANSLATE,
    FORBIDDEN_TARGET,
    SOURCE,
    SOURCE_LANGUAGE,
    TARGET,
    TARGET_LANGUAGE,
    TEXT,
    TRANSLATABLE,
)
from corpus.model import Language
from glossary.entries import Status
from glossary.formats.statuses import status_from, truth
from tmx.formats.headers import (
    LANGUAGES,
    Column,
    chinese_first,
    code_of,
    columns,
    directed,
    is_header,
)
from tmx.formats.records import Record, too_many

_JOINTS = {"note": "; ", "definition": " / ", "domain": " / "}
"""Between the texts of several columns of one role; of any other role the first text counts."""
_DIRECTED = frozenset((SOURCE, TARGET, SOURCE_LANGUAGE, TARGET_LANGUAGE))
_OF_TERM = frozenset(("status", "forbidden", "preferred", "info"))
"""Roles that a column has for one term where each term has such a column; ``info`` is memoQ's
Term_Info, which may say forbidden among other things."""
_LANGUAGES = {language.value: language for language in Language}
_READ = frozenset(
    (
        *(TEXT, *_DIRECTED, *_OF_TERM, *_JOINTS),
        *("example", "part_of_speech", "concept", FORBIDDEN_TARGET, DO_NOT_TRANSLATE, TRANSLATABLE),
    )
)
_FOREIGN = re.compile(
    "[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d"
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff]"
)
"""Kana and Hangul, without the marks that Chinese typesetting uses, too (・, ー)."""
_LATIN = re.compile("[A-Za-z]")
_BORROWED = "の"
"""A kana that Chinese names of shops and brands have between Han characters."""
_SURE_ROWS = 3
"""Rows of Chinese behind a first row without any, from which on that one is taken for a header."""


@dataclass(frozen=True, slots=True)
class Said:
    """A term in a row, with what its own columns say."""

    text: str
    code: str = ""
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says.

    Attributes:
        terms: by language, in the order of the columns.
        status: of all its pairs.
        fields: texts by role, and by the own names of the caller.
        examples: by language.
        forbidden: English terms that are no translations of the Chinese ones.
        do_not_translate: the terms stay as they are in the other language.
        is_ours: we wrote it; then its terms are taken as they are.
    """

    terms: dict[Language, list[Said]]
    status: Status | None
    fields: dict[str, str]
    examples: list[tuple[Language | None, str]]
    forbidden: list[str]
    do_not_translate: bool
    is_ours: bool


@dataclass(slots=True)
class Layout:
    """The columns of a table.

    Attributes:
        columns: what each holds.
        names: as the header has them; empty where there is none.
        own: names that `Row.fields` has as they are.
    """

    columns: tuple[Column, ...]
    names: Sequence[str] = ()
    own: Collection[str] = ()
    _filled: set[int] = field(default_factory=set)
    _about: dict[int, list[int]] = field(default_factory=dict)  # columns of status by text column
    _of_row: set[int] = field(default_factory=set)  # columns of status that speak of the row
    _identity: int | None = None  # in a table of ours

    def __post_init__(self) -> None:
        for place, column in enumerate(self.columns):
            if column.role in _OF_TERM:
                term = self._term_of(place)
                if term is None:
                    self._of_row.add(place)
                else:
                    self._about.setdefault(term, []).append(place)
        roles = [column.role for column in self.columns]
        if {"concept", "score"}.issubset(roles):
            self._identity = roles.index("concept")

    def row(self, path: str | Path, number: int, fields: Sequence[str]) -> Row:
        """What a row says.

        Raises:
            InputError: more fields than columns, a language, status, yes or no that is none, or
                letters of another language in a Chinese term.
        """
        if len(fields) < 2:
            raise InputError(path, ONE_COLUMN, number)
        if any(map(str.strip, fields[len(self.columns) :])):
            raise InputError(path, too_many(path, fields, len(self.columns)), number)
        texts = [text.strip() for text in fields]
        self._filled.update(place for place, text in enumerate(texts) if text)
        identity = self._identity
        ours = identity is not None and identity < len(texts) and bool(texts[identity])
        terms: dict[Language, list[Said]] = {language: [] for language in Language}
        about: dict[str, str] = {}
        examples: list[tuple[Language | None, str]] = []
        forbidden: list[str] = []
        status, untranslated = None, False
        for place, (column, text) in enumerate(zip(self.columns, texts, strict=False)):
            if not text or not column.role:
                continue
            role = column.role
            if role in (TEXT, SOURCE, TARGET):
                language, term = self._term(path, number, place, texts, ours=ours)
                terms[language].append(term)
            elif role in _OF_TERM:
                if place in self._of_row:
                    status = _joined(status, _status(path, number, role, text), role)
            elif role == "example":
                examples.append((self._language_of(place), text))
            elif role in (DO_NOT_TRANSLATE, TRANSLATABLE):
                said = truth(text)
                if said is None:
                    reason = f"{self.names[place]}: {text!r} is neither yes nor no"
                    raise InputError(path, reason, number)
                untranslated |= said == (role == DO_NOT_TRANSLATE)
            elif role == FORBIDDEN_TARGET:
                forbidden.append(text)
            elif role not in about:
                about[role] = text
            elif role in _JOINTS and text not in about[role].split(_JOINTS[role]):
                about[role] += _JOINTS[role] + text
        return Row(terms, status, about, examples, forbidden, untranslated, ours)

    def unused(self) -> list[str]:
        """The names of the columns that had something in them, and were not read."""
        return [
            name.strip()
            for place, (name, column) in enumerate(zip(self.names, self.columns, strict=False))
            if place in self._filled and name.strip() and column.role not in {*_READ, *self.own}
        ]

    def _term(
        self, path: str | Path, number: int, place: int, texts: Sequence[str], *, ours: bool
    ) -> tuple[Language, Said]:
        """The term of a text column, whose language may stand in the row."""
        column, text = self.columns[place], texts[place]
        code = column.code
        if column.role != TEXT:
            roles = {SOURCE: SOURCE_LANGUAGE, TARGET: TARGET_LANGUAGE}
            where = [each.role for each in self.columns].index(roles[column.role])
            value = texts[where] if where < len(texts) else ""
            code = code_of(value)
            if code[:2] not in LANGUAGES:
                reason = f"language {value!r} is neither Chinese nor English; remove the line"
                raise InputError(path, reason, number)
        if not ours and (wrong := _not_written_in(code, text)):
            raise InputError(path, f"{text} {wrong}; remove the line, or mend it", number)
        status = None
        for other in self._about.get(place, ()):
            if other < len(texts) and texts[other]:
                role = self.columns[other].role
                status = _joined(status, _status(path, number, role, texts[other]), role)
        return _LANGUAGES[code[:2]], Said(text, code, status)

    def _term_of(self, place: int) -> int | None:
        """The text column that a column speaks of; none if it speaks of the row."""
        column = self.columns[place]
        texts = [p for p, each in enumerate(self.columns) if each.role == TEXT]
        if column.code:
            return next((p for p in texts if self.columns[p].code == column.code), None)
        alike = [p for p, each in enumerate(self.columns) if each.role == column.role]
        return max((p for p in texts if p < place), default=None) if len(alike) > 1 else None

    def _language_of(self, place: int) -> Language | None:
        """The language that an example is in: the one it names, or that of the column before it."""
        code = self.columns[place].code
        if not code:
            before = self.columns[:place]
            code = next((each.code for each in reversed(before) if each.role == TEXT), "")
        return Language(code[:2]) if code[:2] in LANGUAGES else None


ONE_COLUMN = "one column only; a line has a Chinese and an English term, parted by a tab or comma"


def laid_out(
    path: str | Path, records: Iterable[Record], own: Collection[str]
) -> tuple[Layout, Iterator[Record]]:
    """The layout of a table, and its rows without the header.

    With a header, columns are taken by its names. Without one, the two first columns are the terms,
    Chinese being the one with Han characters, and a third one is a note.

    Raises:
        InputError: it is empty, or one of the two languages has no column; a first row that looks
            like names of columns that are not known.
    """
    rows = without_title(iter(records), own)
    first = next(rows, None)
    if first is None:
        raise InputError(path, "is empty; a glossary has a Chinese and an English term in a line")
    number, names = first
    found = columns(names, own)
    second = next(rows, None)
    rows = chain([second] if second else [], rows)
    if not is_header(found, names) or _says_languages(names, second[1] if second else names):
        every = [first, *rows]
        return _without_header(path, every), iter(every)
    texts: list[Sequence[str]] = []
    if any(column.role in _DIRECTED for column in found):
        kept = [*rows]
        texts, rows = [fields for _, fields in kept], iter(kept)
    return Layout(directed(path, found, texts, number), names, own), rows


_TITLE_ROWS = 5
"""Rows above a header, at most, each with one field: a title, a date, who made it."""


def without_title(rows: Iterator[Record], own: Collection[str]) -> Iterator[Record]:
    """The rows from the header on, where only rows of one field stand above it."""
    above: list[Record] = []
    for row in rows:
        filled = sum(map(bool, map(str.strip, row[1])))
        if filled > 1:
            headed = above and is_header(columns(row[1], own), row[1])
            return chain([row] if headed else [*above, row], rows)
        above.append(row)
        if len(above) > _TITLE_ROWS:
            break
    return chain(above, rows)


def _says_languages(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the third and fourth field name languages in each row, as DeepL's tables have it."""
    return all(len(row) > 3 and all(map(code_of, row[2:4])) for row in (first, second))


def _without_header(path: str | Path, every: Sequence[Record]) -> Layout:
    """Two columns or three; which one is Chinese, the script of most rows decides."""
    pairs = [fields for _, fields in every if len(fields) > 1]
    if not pairs:
        raise InputError(path, ONE_COLUMN, every[0][0])
    first = chinese_first(pairs)
    if first is None:
        raise InputError(
            path, "no Chinese in the first two columns; or name the columns zh and en in a header"
        )
    chinese = [bool(HAN_CHARACTER.search(fields[not first])) for fields in pairs]
    head = [text.strip() for text in pairs[0][:2]]
    if (
        len(pairs) > _SURE_ROWS
        and not chinese[0]
        and all(chinese[1:])
        and head[0] != head[1]
        and head[not first].isalpha()
        and not head[not first].isupper()
    ):
        reason = (
            f"looks like names of columns that are not known ({', '.join(head)}); "
            "name them zh and en, or remove the line"
        )
        raise InputError(path, reason, every[0][0])
    languages = LANGUAGES if first else LANGUAGES[::-1]
    known = [*(Column(TEXT, code) for code in languages), Column("note")]
    widths = sorted(map(len, pairs))
    width = widths[(len(widths) - 1) // 2]
    if all(_says_languages(fields, fields) for fields in pairs):
        known = [Column(role) for role in (SOURCE, TARGET, SOURCE_LANGUAGE, TARGET_LANGUAGE)]
    elif Path(path).suffix.lower() == ".csv":  # there a comma may have been meant
        known = known[: max(2, width)]
    known += [Column("")] * (width - len(known))
    return Layout(tuple(known), [f"column {number}" for number in range(1, len(known) + 1)])


def _not_written_in(code: str, text: str) -> str:
    """Why a text cannot be of a language; empty if it can."""
    foreign = _FOREIGN.search(text)
    if code.startswith("zh"):
        borrowed = foreign and foreign[0] == _BORROWED and HAN_CHARACTER.search(text)
        wrong = "has Japanese or Korean letters" if foreign and not borrowed else ""
    else:
        chinese = HAN_CHARACTER.search(text) and not _LATIN.search(text)
        wrong = "has no Latin letters" if foreign or chinese else ""
    side = "Chinese" if code.startswith("zh") else "English"
    return f"stands on the {side} side and {wrong}" if wrong else ""


def _status(path: str | Path, number: int, role: str, text: str) -> Status | None:
    """What a cell says of a term or a row, if anything."""
    try:
        return _status_in(role, text)
    except ValueError as error:
        raise InputError(path, str(error), number) from None


@lru_cache(maxsize=256)
def _status_in(role: str, text: str) -> Status | None:
    if role in _FLAGS:
        said = truth(text)
        if said is None:
            raise ValueError(f"{role}: {text!r} is neither yes nor no")
        return _FLAGS[role] if said else None
    statuses = [*filter(None, map(status_from, re.split("[;,|]", text)))]
    if not statuses and role != "info":
        raise ValueError(f"no status {text.lower()!r}; there are {', '.join(Status)}")
    return least_welcome(*statuses)


_FLAGS = {"forbidden": Status.FORBIDDEN, "preferred": Status.PREFERRED}
"""What a yes in a column says."""


def _joined(status: Status | None, found: Status | None, role: str) -> Status | None:
    """The least welcome of two statuses; but what is approved may be preferred."""
    if role == "preferred" and found and status is Status.APPROVED:
        return found
    if found is Status.APPROVED and status is Status.PREFERRED:
        return status
    return least_welcome(status, found)


def least_welcome(*statuses: Status | None) -> Status | None:
    """The least welcome of the statuses that are there."""
    return max(filter(None, statuses), key=lambda status: status.rank, default=None)
