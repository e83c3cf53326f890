"""Concept entries as rows of named columns: what the TSV and CSV formats share.

rows(entries) -> rows of `COLUMNS`, best first
entries_from(path, lines) -> entries; lines as (number, fields), with a header or without
"""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import InputError
from corpus.model import Language
from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.formats.contexts import cells, contexts_from, without_remark
from glossary.wordforms.normal import language_of

COLUMNS = (
    *("zh", "en", "score", "probability", "frequency", "status", "domain"),
    *("context_zh", "context_en", "concept", "note"),
)
DECIMALS = 4
"""Of scores and probabilities in files: a hundredth of a percent changes nobody's mind."""

Line = tuple[int, Sequence[str]]
OnFault = Callable[[InputError], object]
"""Is told of a fault that costs one entry; the others are read."""
OnPair = Callable[[str, TermPair, int | None], object]
"""Is told of each pair as it is read: the id of its concept, the pair, its line where known."""

_LAST = {Status.SUGGESTED: 1, Status.REJECTED: 2}
_NAMES = {
    "zh": re.compile(r"zh([-_]\w+)*|chinese([ _-].*)?|中文|[汉漢][语語]"),
    "en": re.compile(r"en([-_]\w+)*|english([ _-].*)?|英文|英[语語]"),
}
"""Other names that headers have for the two columns that every glossary needs."""


def rows(entries: Iterable[ConceptEntry]) -> list[tuple[str, ...]]:
    """A row per term pair, best first; suggested pairs behind the others, rejected ones last.

    A definition goes into the note, since the format has no column for it; a part of speech is not
    kept. The note ends with what is to be said of the contexts
    (`glossary.formats.registry.contexts`).
    """
    pairs = [(entry, pair) for entry in entries for pair in entry.pairs]
    pairs.sort(key=lambda item: (_LAST.get(item[1].status, 0), -item[1].score))
    return [_row(entry, pair) for entry, pair in pairs]


def _row(entry: ConceptEntry, pair: TermPair) -> tuple[str, ...]:
    context_zh, context_en, remark = cells(pair.contexts)
    return (
        pair.zh,
        pair.en,
        f"{pair.score:.{DECIMALS}f}",
        f"{pair.probability:.{DECIMALS}f}",
        str(pair.frequency),
        pair.status.value,
        entry.domain,
        context_zh,
        context_en,
        entry.id,
        "; ".join(filter(None, (entry.definition, entry.note, remark))),
    )


def entries_from(
    path: str | Path,
    lines: Iterable[Line],
    on_fault: OnFault | None = None,
    on_pair: OnPair | None = None,
) -> list[ConceptEntry]:
    """The concepts of a table, in the order in which they first appear.

    With a header, columns are taken by its names, and zh and en are enough. Without one, the two
    first columns are the terms, Chinese being the one with Han characters, and a third one is a
    note. Rows that share `concept` are one concept; a row without one stands alone.

    What a row does not say is what a person who writes two terms down means by it: status
    approved, score and probability 1. What the note's end says of the contexts is no part of the
    concept's note.

    Args:
        path: what errors name.
        lines: number and fields of each line that is not empty.
        on_fault: is given a line's error, if that is not to be raised.
        on_pair: is told of each row's pair, also of one that stands there twice.

    Raises:
        InputError: no header and no Chinese; a row without terms; a status, score, probability
            or frequency that is none.
    """
    lines = iter(lines)
    first = next(lines, None)
    if first is None:
        raise InputError(path, "is empty; a glossary has a Chinese and an English term in a line")
    names = [_column(name) for name in first[1]]
    if "zh" in names and "en" in names:
        rest = lines
    elif "zh" in names or "en" in names:
        missing = "en" if "zh" in names else "zh"
        raise InputError(path, f"no column {missing}; the header must name zh and en", first[0])
    else:
        every = [first, *lines]
        names = _without_header(path, every)
        rest = iter(every)
    concepts: dict[str, _Concept] = {}
    for number, fields in rest:
        record = {name: text.strip() for name, text in zip(names, fields, strict=False)}
        try:
            if len(fields) < 2:
                raise InputError(path, _ONE_COLUMN, number)  # noqa: TRY301  (is told or raised)
            pair = _pair(path, number, record)
        except InputError as error:
            if on_fault is None:
                raise
            on_fault(error)
            continue
        identity = record.get("concept") or concept_id(pair.zh, pair.en)
        concepts.setdefault(identity, _Concept()).add(pair, record)
        if on_pair:
            on_pair(identity, pair, number)
    return [concept.entry(identity) for identity, concept in concepts.items()]


def _column(name: str) -> str:
    """The column that a header's name stands for."""
    name = name.strip().lower()
    return next((ours for ours, theirs in _NAMES.items() if theirs.fullmatch(name)), name)


def _without_header(path: str | Path, lines: Sequence[Line]) -> list[str]:
    """Two columns or three; which one is Chinese, the script of most rows decides."""
    chinese = [
        [language_of(text) is Language.ZH for text in fields[:2]]
        for _, fields in lines
        if len(fields) > 1
    ]
    if not chinese and lines:
        raise InputError(path, _ONE_COLUMN, lines[0][0])
    if not any(map(any, chinese)):
        raise InputError(
            path, "no Chinese in the first two columns; or name the columns zh and en in a header"
        )
    balance = sum(left - right for left, right in chinese)
    return ["zh", "en", "note"] if balance >= 0 else ["en", "zh", "note"]


_ONE_COLUMN = "one column only; a line has a Chinese and an English term, parted by a tab or comma"


@dataclass(slots=True)
class _Concept:
    """What the rows of one concept have said so far."""

    pairs: dict[tuple[str, str], TermPair] = field(default_factory=dict)
    domain: str = ""
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, pair: TermPair, record: dict[str, str]) -> None:
        """Take a row; of two that name the same pair the first counts."""
        self.pairs.setdefault((pair.zh, pair.en), pair)
        self.domain = self.domain or record.get("domain", "")
        note = without_remark(record.get("note", ""))
        if note:
            self.notes[note] = None

    def entry(self, identity: str) -> ConceptEntry:
        return ConceptEntry(
            identity, tuple(self.pairs.values()), self.domain, note="; ".join(self.notes)
        )


def _pair(path: str | Path, number: int, record: dict[str, str]) -> TermPair:
    zh, en = record.get("zh", ""), record.get("en", "")
    if not zh and not en:
        raise InputError(path, "neither a Chinese nor an English term; remove the line", number)
    status = record.get("status", "").lower() or Status.APPROVED
    if status not in list(Status):
        raise InputError(path, f"no status {status!r}; there are {', '.join(Status)}", number)
    shown = (record.get(name, "") for name in ("context_zh", "context_en", "note"))
    return TermPair(
        zh,
        en,
        score=_number(path, number, record, "score"),
        probability=_number(path, number, record, "probability"),
        frequency=_count(path, number, record),
        status=Status(status),
        contexts=contexts_from(*shown),
    )


def _number(path: str | Path, line: int, record: dict[str, str], name: str) -> float:
    try:
        value = float(record.get(name) or 1.0)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(path, f"{name} {record[name]!r} is no number such as 0.87", line)
    return value


def _count(path: str | Path, line: int, record: dict[str, str]) -> int:
    text = record.get("frequency") or "0"
    if not (text.isascii() and text.isdigit()):
        raise InputError(path, f"frequency {text!r} is no whole number", line)
    return int(text)
