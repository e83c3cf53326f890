"""Mending as units go by, and a table of what was changed.

with ledger("out.tmx.mended.tsv", kinds) as book:
    book.unit(unit) -> unit         book.pair(pair) -> pair
book.found -> units by kind
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from corpus.errors import UsageError
from corpus.model import Language, SentencePair
from corpus.support.files import tsv_line, write_atomically
from corpus.support.inputs import open_input
from corpus.support.printing import is_stdout
from tmx.mending.catalogue import Kind, mended
from tmx.mending.units import mended_unit
from tmx.units.languages import primary
from tmx.units.unit import TranslationUnit, Variant

COLUMNS = ("unit", "tuid", "mended", "zh", "en", "mended_zh", "mended_en")
"""A row for each unit that was changed: before and after."""


def ledger_path(output: str | Path) -> Path:
    """Where the table stands: beside the output, with its whole name: out.tmx.mended.tsv.

    Raises:
        UsageError: the output is what the command prints, which nothing stands beside.
    """
    if is_stdout(output):
        raise UsageError(f"{output}: what is mended is listed beside the output; give it a name")
    return Path(output).with_name(f"{Path(output).name}.mended.tsv")


@contextmanager
def ledger(path: str | Path, kinds: Sequence[Kind]) -> Iterator["Ledger"]:
    """A ledger whose table appears when the block ends well.

    Raises:
        UsageError: another file has its name.
        InputError: the table cannot be written.
    """
    if not _may_be_replaced(Path(path)):
        raise UsageError(f"{path}: is no list of what was mended; move it, or name another output")
    with write_atomically(path) as table:
        table.write(tsv_line(COLUMNS))
        yield Ledger(kinds, table)


def _may_be_replaced(path: Path) -> bool:
    """Whether nothing, or a table of ours, stands under a name."""
    if not path.is_file():
        return True
    ours = tsv_line(COLUMNS).encode()
    with open_input(path) as stream:
        return stream.read(len(ours)) == ours


class Ledger:
    """Mends what it is given.

    Attributes:
        found: how many units each kind changed.
    """

    def __init__(self, kinds: Sequence[Kind], table: TextIO) -> None:
        self.found: Counter[str] = Counter()
        self._kinds = kinds
        self._table = table
        self._place = 0

    def unit(self, unit: TranslationUnit) -> TranslationUnit:
        """The unit, put right."""
        after, names = mended_unit(unit, self._kinds)
        tuid = dict(unit.attributes).get("tuid", "")
        self._enter(tuid, names, _texts(unit), _texts(after))
        return after

    def pair(self, pair: SentencePair) -> SentencePair:
        """The pair, put right."""
        zh, en, names = mended(Variant("zh", pair.zh), Variant("en", pair.en), self._kinds)
        after = replace(pair, zh=zh.text, en=en.text)
        self._enter("", names, (pair.zh, pair.en), (after.zh, after.en))
        return after

    def _enter(
        self, tuid: str, names: Sequence[str], before: Sequence[str], after: Sequence[str]
    ) -> None:
        self._place += 1
        self.found.update(names)
        if names:
            row = (self._place, tuid, ", ".join(names), *before, *after)
            self._table.write(tsv_line(row))


def _texts(unit: TranslationUnit) -> tuple[str, str]:
    """The Chinese and the English words, of several variants one behind the other."""
    zh, en = (
        " / ".join(each.text for each in unit.variants if primary(each.language) == language)
        for language in Language
    )
    return zh, en
