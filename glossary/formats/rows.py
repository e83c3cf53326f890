"""Concept entries as rows of named columns: what the TSV and CSV formats share.

table(entries) -> header, rows; best first
entries_from(path, records) -> entries; records as (number, fields), with a header or without
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import InputError
from corpus.model import Kind, Language, SentencePair
from glossary.entries import Category, ConceptEntry, Status, TermPair, region
from glossary.formats.agreement import Decisions
from glossary.formats.contexts import cells, contexts_from, without_remark
from glossary.formats.layout import Row, Said, laid_out, least_welcome
from glossary.wordforms.alternatives import apart, lines_apart
from glossary.wordforms.normal import language_of
from tmx.formats.records import OnFault, OnLoss, Record

COLUMNS = (
    *("zh", "en", "score", "probability", "frequency", "status", "domain"),
    *("context_zh", "context_en", "concept", "note", "termhood", "category"),
)
MORE = ("definition", "zh_code", "en_code", "do_not_translate")
"""Columns behind these, each where a row has something in it."""
OWN = (*COLUMNS, *MORE)
"""The names that are roles by themselves."""
DECIMALS = 4
"""Of scores and probabilities in files: a hundredth of a percent changes nobody's mind."""

OnPair = Callable[[str, TermPair, int | None], object]
"""Is told of each pair as it is read: the id of its concept, the pair, its line where known."""


_LAST = {Status.SUGGESTED: 1, Status.REJECTED: 2}


def table(
    entries: Iterable[ConceptEntry], *, in_order: bool = False
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The header, and a row per term pair, best first; suggested ones behind, rejected ones last.

    If `in_order`, the rows keep the order of the entries instead. The columns of `MORE` are there
    where a row has something in them. A part of speech is not kept. The note ends with what is to
    be said of the contexts (`glossary.formats.contexts`).
    """
    pairs = [(entry, pair) for entry in entries for pair in entry.pairs]
    if not in_order:
        pairs.sort(key=lambda item: (_LAST.get(item[1].status, 0), -item[1].score))
    more = [_more(entry, pair) for entry, pair in pairs]
    kept = [place for place in range(len(MORE)) if any(fields[place] for fields in more)]
    rows = [
        (*_row(entry, pair), *(fields[place] for place in kept))
        for (entry, pair), fields in zip(pairs, more, strict=True)
    ]
    return (*COLUMNS, *(MORE[place] for place in kept)), rows


def _more(entry: ConceptEntry, pair: TermPair) -> tuple[str, ...]:
    return entry.definition, pair.zh_code, pair.en_code, "yes" if pair.do_not_translate else ""


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
        "; ".join(filter(None, (entry.note, remark))),
        f"{pair.termhood:.{DECIMALS}f}",
        pair.category or "",
    )


def entries_from(
    path: str | Path,
    records: Iterable[Record],
    on_fault: OnFault | None = None,
    on_pair: OnPair | None = None,
    on_loss: OnLoss | None = None,
) -> list[ConceptEntry]:
    """The concepts of a table, in the order in which they first appear.

    How its columns are told apart, `glossary.formats.layout` says. Several terms of one language in
    a row, or surely in one cell (`glossary.wordforms.alternatives`), name one concept; rows that
    share `concept` are one concept, a row without one stands alone.

    A decision about a pair stands above rows in which nobody decided, wherever it stands
    (`glossary.formats.agreement`). What a row does not say is what a person who writes two terms
    down means by it: status approved; score, probability and termhood 1. A category that is none of
    ours is a domain. What the note's end says of the contexts is no part of the concept's note.

    Args:
        path: what errors name.
        records: number and fields of each line that is not empty.
        on_fault: is given a line's error, if that is not to be raised.
        on_pair: is told of each row's pairs, also of one that stands there twice.
        on_loss: is told of columns that were not used.

    Raises:
        ConflictError: two rows decide differently on a pair; told, neither counts.
        InputError: no header and no Chinese; a row without terms; a row that says what cannot be
            (`Layout.row`), or a score, probability or frequency that is none.
    """
    layout, rest = laid_out(path, records, OWN)
    concepts: dict[str, _Concept] = {}
    said = Decisions(path)
    for number, fields in rest:
        try:
            row = layout.row(path, number, fields)
            pairs = _pairs(path, number, row)
            if not row.is_ours:
                pairs = [e for pair in pairs for line in lines_apart(pair) for e in apart(line)]
            identity = row.fields.get("concept") or said.concept_of(pairs[0])
            for pair in pairs:
                if on_pair:
                    on_pair(identity, pair, number)
                said.add(identity, pair, number)
                concepts.setdefault(identity, _Concept()).add(pair, row)
        except InputError as error:
            if on_fault is None:
                raise
            on_fault(error)
    if on_loss and (unused := layout.unused()):
        on_loss(f"{path}: columns that are not used: {', '.join(unused)}")
    entries = [concept.entry(identity) for identity, concept in concepts.items()]
    return said.settled(entries)


@dataclass(slots=True)
class _Concept:
    """What the rows of one concept have said so far."""

    pairs: dict[tuple[str, str], TermPair] = field(default_factory=dict)
    domain: str = ""
    definition: str = ""
    notes: dict[str, None] = field(default_factory=dict)

    def add(self, pair: TermPair, row: Row) -> None:
        """Take a pair of a row; of two that are the same the first counts, but for its status."""
        self.pairs.setdefault((pair.zh, pair.en), pair)
        self.domain = self.domain or row.fields.get("domain", "") or _foreign_category(row)
        self.definition = self.definition or row.fields.get("definition", "")
        note = without_remark(row.fields.get("note", ""))
        if note:
            self.notes[note] = None

    def entry(self, identity: str) -> ConceptEntry:
        return ConceptEntry(
            identity,
            tuple(self.pairs.values()),
            self.domain,
            self.definition,
            "; ".join(self.notes),
        )


def _foreign_category(row: Row) -> str:
    """What a column ``category`` of somebody else says: a subject field."""
    text = row.fields.get("category", "")
    return "" if Category.named(text) else text


_NO_TERM = Said("")


def _pairs(path: str | Path, number: int, row: Row) -> list[TermPair]:
    """Each Chinese with each English term of a row; the first pair has the row's contexts."""
    chinese, english = (row.terms[language] for language in Language)
    if not (chinese or english):
        raise InputError(path, "neither a Chinese nor an English term; remove the line", number)
    missing = [_NO_TERM]
    if row.do_not_translate:
        chinese, english = chinese or english, english or chinese
    chinese, english = chinese or missing, english or missing
    contexts = [*map(_example, row.examples)]
    shown = [row.fields.get(name, "") for name in ("context_zh", "context_en", "note")]
    if shown[0] or shown[1]:
        contexts[:0] = contexts_from(*shown)
    score, probability, termhood = (
        _number(path, number, row.fields, name) for name in ("score", "probability", "termhood")
    )
    pairs = [
        TermPair(
            zh.text,
            en.text,
            score,
            probability,
            _count(path, number, row.fields),
            least_welcome(row.status, zh.status, en.status) or Status.APPROVED,
            row.fields.get("part_of_speech", ""),
            () if zh is not chinese[0] or en is not english[0] else tuple(contexts),
            zh_code=region(row.fields.get("zh_code") or zh.code),
            en_code=region(row.fields.get("en_code") or en.code),
            do_not_translate=row.do_not_translate,
            termhood=termhood,
            category=Category.named(row.fields.get("category", "")),
        )
        for zh in chinese
        for en in english
    ]
    forbidden = [*_forbidden(pairs, row.forbidden)]
    return [*(pair for pair in pairs if pair.en or not forbidden), *forbidden]


def _forbidden(pairs: Sequence[TermPair], texts: Iterable[str]) -> Iterator[TermPair]:
    """Each Chinese term with each translation that is not to be used."""
    for first in {pair.zh: pair for pair in reversed(pairs)}.values():
        for text in texts:
            yield replace(first, en=text, status=Status.FORBIDDEN, contexts=())


def _example(found: tuple[Language | None, str]) -> SentencePair:
    language, text = found
    chinese = (language or language_of(text)) is Language.ZH
    return SentencePair(text if chinese else "", "" if chinese else text, kind=Kind.COMPARABLE)


def _number(path: str | Path, line: int, record: Mapping[str, str], name: str) -> float:
    try:
        value = float(record.get(name) or 1.0)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InputError(path, f"{name} {record[name]!r} is no number such as 0.87", line)
    return value


def _count(path: str | Path, line: int, record: Mapping[str, str]) -> int:
    text = record.get("frequency") or "0"
    if not (text.isascii() and text.isdigit()):
        raise InputError(path, f"frequency {text!r} is no whole number", line)
    return int(text)
