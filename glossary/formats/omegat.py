"""OmegaT's own glossary: source, tab, target, tab, comment; UTF-8 without header (``.utf8``).

OmegaT takes a line as it is: quotes and spaces belong to the term, a line that starts with # is
a comment, and there is no status. So pairs that are rejected or lack a side stay out, and what
is not simply approved is said in the comment.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.language.han import HAN
from corpus.model import Language
from corpus.support.files import write_tsv
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.formats.rows import OnPair, entries_from
from tmx.formats.records import OnFault, OnLoss, records
from tmx.units.characters import normal_text

_UNREMARKABLE = (Status.PREFERRED, Status.APPROVED)
_WITH_ACRONYM = re.compile(rf"([{HAN}]{{2,}})\s*[（(]([^\W_{HAN}]{{2,}})[）)]")


def read(
    path: str | Path,
    on_fault: OnFault | None = None,
    on_pair: OnPair | None = None,
    on_loss: OnLoss | None = None,
) -> list[ConceptEntry]:
    """The concepts of the file; the comment becomes the note.

    Raises:
        InputError: the file cannot be read, or a line of it is no term pair.
    """
    rows = (record for record in records(path) if not record[1][0].startswith("#"))
    return entries_from(path, rows, on_fault, on_pair, on_loss)


def write(path: str | Path, entries: Iterable[ConceptEntry], source: Language) -> None:
    """Write the pairs with the source language on the left, in the order of the entries."""
    pairs = ((entry, pair) for entry in entries for pair in entry.pairs)
    found = (line for entry, pair in pairs for line in _lines(entry, pair, source))
    write_tsv(path, (), dict.fromkeys(found))


def _lines(entry: ConceptEntry, pair: TermPair, source: Language) -> Iterator[tuple[str, str, str]]:
    """One line; two for 非典型肺炎（SARS）, which OmegaT finds only in its parts."""
    zh, en = normal_text(pair.zh), normal_text(pair.en)
    if not zh or not en or pair.status is Status.REJECTED:
        return
    remark = "" if pair.status in _UNREMARKABLE else pair.status.value
    details = (remark, entry.domain, entry.definition, entry.note)
    comment = "; ".join(normal_text(text) for text in details if text)
    if source is Language.EN:
        yield _not_a_comment(en), zh, comment
        return
    parts = _WITH_ACRONYM.fullmatch(zh)
    for term in parts.groups() if parts else (zh,):
        yield _not_a_comment(term), en, comment


def _not_a_comment(term: str) -> str:
    return f" {term}" if term.startswith("#") else term
