"""What any bilingual file holds, whatever its form.

form_of(path) -> ".tmx" | ".xlf" | …
read_units(path) -> Iterator[TranslationUnit]
read_pairs(path) -> Iterator[SentencePair]
header_of(path) -> Header            codes_of(path) -> (source code, target code) | None
refuse_other_forms(path)             for what reads memories alone
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from corpus.errors import InputError, UsageError
from corpus.model import Language, SentencePair
from corpus.support.printing import is_stdout
from tmx.formats import jsonl, moses, tables
from tmx.formats.records import OnLoss
from tmx.formats.rows import CODES, unit_from_row
from tmx.formats.tmx import read as tmx_read
from tmx.formats.tmx.read import NO_HEADER, Header, direction_of_units, lenient_header, pairs_of
from tmx.units.unit import TranslationUnit

TMX = ".tmx"
UNITS = frozenset({TMX, ".jsonl", ".xlf", ".po"})
"""The forms that hold whole units."""
TABLES = frozenset({".tsv", ".csv", ".xlsx", ".docx"})
_SEGMENTED = frozenset({".xlf", ".po"})
"""The forms whose segments may be not translated yet."""
_SAMPLE = 200
"""Pairs by which it is told where their Chinese was written, if nothing says it."""
_Item = TypeVar("_Item")
MOSES = ".moses"
"""Stands for the two files of a Moses pair."""
_XLIFF = frozenset({".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"})
_GETTEXT = frozenset({".po", ".pot"})
BILINGUAL = _XLIFF | _GETTEXT
"""Endings of the files that CAT tools work on: XLIFF and what tools made of it, catalogues."""


def form_of(path: str | Path) -> str:
    """The form a name stands for: .tmx, .jsonl, .xlf, .po, .tsv, .csv, .xlsx, .docx or .moses.

    What is printed is TMX.

    Raises:
        UsageError: none of them.
    """
    if is_stdout(path):
        return ".tmx"
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    if suffixes[-2:-1] == [TMX] and suffixes[-1] in (".gz", ".zip"):
        return TMX
    last = suffixes[-1] if suffixes else ""
    if last == MOSES or last in moses.ENDINGS:
        return MOSES
    if last in _XLIFF:
        return ".xlf"
    if last in _GETTEXT:
        return ".po"
    if last in UNITS or last in TABLES:
        return last
    raise UsageError(
        f"{path}: {last or 'a name without ending'} is no form of a memory; supported are "
        ".tmx, .tsv, .csv, .xlsx, .docx, .jsonl, .xlf, .po, and .zh or .en for a Moses pair"
    )


def refuse_other_forms(path: str | Path) -> None:
    """Do nothing for a memory, or what has an ending of no form.

    Raises:
        InputError: it is there, and by its name in another form; how to make a memory of it.
    """
    form = form_or_tmx(path)
    if form != TMX and Path(path).is_file():
        remedy = f"make a memory of it first: duizhao tmx convert {path} OUT.tmx"
        raise InputError(path, f"this is {_CALLED[form]}, no TMX; {remedy}")


_CALLED = {
    ".xlf": "XLIFF",
    ".po": "a catalogue (PO)",
    ".jsonl": "JSONL",
    ".tsv": "a table (TSV)",
    ".csv": "a table (CSV)",
    ".xlsx": "a workbook (XLSX)",
    ".docx": "a document (DOCX)",
    MOSES: "one side of a Moses pair",
}


def header_of(path: str | Path) -> Header:
    """The header; where there is none, one that says the source. Other endings are TMX."""
    form = form_or_tmx(path)
    if form in _SEGMENTED:
        found: Header = _reader(path, form).header(path)
        return found
    if form == TMX:
        return lenient_header(path)
    codes = codes_of(path)
    return Header("", codes[0], {}) if codes else NO_HEADER


def codes_of(path: str | Path) -> tuple[str, str] | None:
    """Source and target code as the file has them, or else as its units and texts show.

    None where there is nothing to tell them by.
    """
    form = form_or_tmx(path)
    try:
        if form == ".jsonl" and (said := jsonl.codes(path)):
            return said
        if form in TABLES:
            (source, target), chinese = tables.languages(path)
            return _completed(source, chinese), _completed(target, chinese)
        if form in (".jsonl", MOSES):
            sample = islice(read_pairs(path), _SAMPLE)
            return _shown_by("\n".join(pair.zh for pair in sample)), CODES[1]
        head = header_of(path)
        target = head.attributes.get("trgLang", "")
        if form in _SEGMENTED and head.source and target:
            return head.source, target
        return direction_of_units(path, head.source, read_units(path))
    except InputError:
        return None  # whatever is wrong, reading the units will name


def _shown_by(chinese: str) -> str:
    """The code that Chinese text shows by its script and its words."""
    from corpus.language.identification import chinese_code  # nothing that a look-up needs

    return chinese_code(chinese)


def _completed(code: str, chinese: str) -> str:
    """A code of a table; where it says no more than the language, the usual one."""
    if code == Language.ZH:
        return _shown_by(chinese)
    return CODES[1] if code == Language.EN else code


def direction_of(path: str | Path) -> tuple[str, str]:
    """Source and target code, which `codes_of` or else the first unit with two languages has.

    Raises:
        InputError: it cannot be read, or no unit has two languages.
    """
    if form_or_tmx(path) == TMX:
        return direction_of_units(path, header_of(path).source, read_units(path))
    return codes_of(path) or CODES


def read_units(
    path: str | Path,
    codes: tuple[str, str] | None = None,
    on_loss: OnLoss | None = None,
    *,
    every: bool = False,
) -> Iterator[TranslationUnit]:
    """The units of a file.

    Args:
        path: of any form; what has an ending of none is TMX.
        codes: source and target code of units that say none; what they show if not given.
        on_loss: is told what the file has and is not read: columns of a table, segments that are
            not translated.
        every: give the segments of a bilingual file that are not translated, too.

    Raises:
        InputError: it cannot be read.
    """
    form = form_or_tmx(path)
    if form == TMX:
        return tmx_read.read(path)
    passed: Counter[str] = Counter()
    if form in _SEGMENTED:
        return _told(_reader(path, form).read(path, passed, every=every), path, passed, on_loss)
    codes = codes or codes_of(path) or CODES
    if form in TABLES:
        found = tables.read_units(path, codes, passed, on_loss, every=every)
        return _told(found, path, passed, on_loss)
    if form == ".jsonl":
        return jsonl.read_units(path, *codes)
    rows = ({"zh": pair.zh, "en": pair.en} for pair in moses.read(path))
    return (unit_from_row(path, row, number, codes) for number, row in enumerate(rows, 1))


def read_pairs(path: str | Path, on_loss: OnLoss | None = None) -> Iterator[SentencePair]:
    """The sentence pairs of a file in any of the forms, told by the name's ending.

    A pair with an empty side is passed over. `tmx.pairs` takes a TMX alone, whatever its name.

    Args:
        path: of any form.
        on_loss: as `read_units` has it.

    Raises:
        UsageError: an ending that is none of the forms.
        InputError: it cannot be read.
    """
    form = form_of(path)
    if form in UNITS and form != ".jsonl":
        codes = () if form == TMX else codes_of(path) or ()
        return pairs_of(path, read_units(path, on_loss=on_loss), codes)
    if form in TABLES:
        passed: Counter[str] = Counter()
        found = _told(tables.read(path, passed, on_loss), path, passed, on_loss)
    else:
        found = jsonl.read(path) if form == ".jsonl" else moses.read(path)
    return (pair for pair in found if pair.zh and pair.en)


def _reader(path: str | Path, form: str) -> ModuleType:
    """The module that reads this form, of XLIFF this version."""
    if form == ".po":
        from tmx.formats.gettext import read as gettext_read

        return gettext_read
    from tmx.formats.xliff import elements, read
    from tmx.formats.xliff12 import read as read12

    return read12 if elements.version(path).startswith("1.") else read


def _told(
    found: Iterable[_Item], path: str | Path, passed: Counter[str], on_loss: OnLoss | None
) -> Iterator[_Item]:
    """What was found; at its end is told what was passed over."""
    yield from found
    if passed and on_loss:
        total = sum(passed.values())
        subject = "1 segment is no unit" if total == 1 else f"{total:,} segments are no units"
        reasons = ", ".join(f"{count:,} {reason}" for reason, count in passed.most_common())
        on_loss(f"{path}: {subject}: {reasons}")


def form_or_tmx(path: str | Path) -> str:
    """As `form_of`; what has an ending of no form is TMX."""
    try:
        return form_of(path)
    except UsageError:
        return TMX
