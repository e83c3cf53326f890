"""What the headers of other people's tables name, in English and Chinese.

columns(["Forbidden", "en-US", "Notes", "简体中文"]) ->
    (Column("forbidden"), Column("text", "en-US"), Column("note"), Column("text", "zh-Hans"))
directed(path, columns, rows) -> the same, source and target with their languages

Known are the names of memoQ (Chinese_PRC, Term_Info), MultiTerm (Chinese (PRC)), MateCat
(Forbidden, Example of use), Crowdin (Term [en]), Lokalise (translatable), Tolgee, Weblate (source,
target), TICO (sourceString, sourceLang), UTX (src, tgt), and what people write themselves.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.errors import InputError
from corpus.language.han import HAN_CHARACTER
from corpus.language.headers import (
    SOURCE,
    SOURCE_LANGUAGE,
    TARGET,
    TARGET_LANGUAGE,
    TEXT,
    named,
)
from tmx.units.languages import normal_code, primary

LANGUAGES = ("zh", "en")
_DIRECTED = frozenset((SOURCE, TARGET))


class Column(NamedTuple):
    """What a column holds.

    Attributes:
        role: ``text`` (a term or segment), ``source`` or ``target`` (the same, in a language that
            the name does not say), ``note``, ``status`` and so on, as `corpus.language.headers`
            knows them, or one of the caller's own names; empty for what is of no use.
        code: the language that the name says, as BCP 47 writes it; empty if it says none.
        side: of a text, ``source`` or ``target`` if the name says it; else empty.
    """

    role: str
    code: str = ""
    side: str = ""

    @property
    def language(self) -> str:
        """The language without script and region; empty if the name says none."""
        return primary(self.code) if self.code else ""


def columns(names: Iterable[str], own: Collection[str] = ()) -> tuple[Column, ...]:
    """What the columns of a header hold.

    Args:
        names: the header.
        own: names that are roles by themselves.
    """
    return tuple(_column(name, own) for name in names)


def is_header(found: Sequence[Column], names: Sequence[str]) -> bool:
    """Whether a table's first row names columns: some cell names a text.

    Cells that say the same in both languages (术语, term) are a pair of terms.
    """
    named = [column for column, name in zip(found, names, strict=True) if name.strip()]
    if len(named) > 1 and len({*named}) == 1:
        scripts = {bool(HAN_CHARACTER.search(name)) for name in names if name.strip()}
        if len(scripts) > 1:
            return False
    texts = {TEXT, SOURCE_LANGUAGE, TARGET_LANGUAGE, *_DIRECTED}
    return any(column.role in texts for column in named)


def directed(
    path: str | Path, found: Sequence[Column], rows: Sequence[Sequence[str]], line: int = 1
) -> tuple[Column, ...]:
    """The columns, source and target with their languages unless columns name these row by row.

    Where the header says no language, the Chinese side is the one with Han characters in more rows.
    Where it says one, the other column has the other. Source and target beside columns of both
    languages have no role.

    Args:
        path: what errors name.
        found: as `columns` gives them.
        rows: of the table, for the script.
        line: of the header.

    Raises:
        InputError: Chinese or English has no column.
    """
    roles = {column.role for column in found}
    if not roles & {TEXT, *_DIRECTED} and not (rows and any(map(code_of, rows[0]))):
        # Then "Source language" heads the texts themselves.
        texts = {SOURCE_LANGUAGE: SOURCE, TARGET_LANGUAGE: TARGET}
        found = [column._replace(role=texts.get(column.role, column.role)) for column in found]
        roles = {column.role for column in found}
    said = {column.language for column in found if column.role == TEXT}
    if roles >= {SOURCE, TARGET, SOURCE_LANGUAGE, TARGET_LANGUAGE} and len(said) < len(LANGUAGES):
        return tuple(found)
    given: dict[str, str] = {}
    if len(said) == 1 and len(roles & _DIRECTED) == 1:
        given = {role: code for role in roles & _DIRECTED for code in LANGUAGES if code not in said}
    elif not said and roles >= _DIRECTED:
        given = _by_script(path, found, rows)
    result = [
        Column(TEXT, given[column.role], column.role)
        if column.role in given
        else Column("")
        if column.role in _DIRECTED
        else column
        for column in found
    ]
    has = {column.language for column in result if column.role == TEXT}
    missing = [code for code in LANGUAGES if code not in has]
    if missing:
        reason = f"no column {', '.join(missing)}; the header must name zh and en"
        raise InputError(path, reason, line)
    return tuple(result)


def chinese_first(pairs: Iterable[Sequence[str]]) -> bool | None:
    """Which of two columns is Chinese, by the script of most rows; None if there is no Chinese."""
    chinese = [[bool(HAN_CHARACTER.search(text)) for text in pair[:2]] for pair in pairs]
    if not any(map(any, chinese)):
        return None
    return sum(left - right for left, right in chinese) >= 0


def _by_script(
    path: str | Path, found: Sequence[Column], rows: Sequence[Sequence[str]]
) -> dict[str, str]:
    places = [[c.role for c in found].index(role) for role in (SOURCE, TARGET)]
    pairs = [[row[place] if place < len(row) else "" for place in places] for row in rows]
    first = chinese_first(pairs)
    if first is None and rows:
        raise InputError(path, "no Chinese in the columns of source and target")
    languages = LANGUAGES[::-1] if first is False else LANGUAGES
    return dict(zip((SOURCE, TARGET), languages, strict=True))


_CODE = re.compile(r"(?:zh|en)(?:-[A-Z][a-z]{3})?-(?:[A-Z]{2}|\d{3})")
"""Codes of any region (en-ZA, en-001), beyond those that `corpus.language.headers` knows by name;
written as BCP 47 has them, as ``en_id`` is more likely the id of an English text."""


def code_of(value: str) -> str:
    """The language code that a cell, or the name of a column, says; empty if none of ours."""
    column = _column(value, ())
    return column.code if column.role == TEXT else ""


def _column(name: str, own: Collection[str]) -> Column:
    if name.strip().lower() in own and name.strip().lower() not in LANGUAGES:
        return Column(name.strip().lower())
    found = named(name)
    if not found.role:
        return Column(TEXT, name.strip()) if _CODE.fullmatch(name.strip()) else Column("")
    code = "-".join([found.language, *found.subtags]) if found.language else ""
    return Column(found.role, normal_code(code) if code else "", found.side)
