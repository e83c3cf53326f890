"""Writing units in any of the forms.

write_units(path, units, codes, header) -> int       write_table(path, found, heads) -> int
write_review(path, named, codes) -> int              write_pairs(path, pairs) -> int
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from corpus.errors import UsageError
from corpus.model import SentencePair
from tmx.conversion.reading import MOSES, form_of
from tmx.formats import jsonl, moses, tables
from tmx.formats.review.rows import Identifiers, review_rows
from tmx.formats.rows import fields, fields_of
from tmx.formats.tmx.read import NO_HEADER, Header, segment_type
from tmx.formats.tmx.write import write
from tmx.formats.xliff.vocabulary import XliffVersion
from tmx.units.unit import TranslationUnit, unit_from_pair

_TABLES = {".tsv": tables.write_tsv, ".csv": tables.write_csv, ".xlsx": tables.write_xlsx}


def write_pairs(
    path: str | Path,
    found: Iterable[SentencePair],
    source: str = "zh-CN",
    target: str = "en-US",
) -> int:
    """Write sentence pairs in the form that the name's ending asks for; how many there were.

    Raises:
        UsageError: an ending that is none of the forms.
        InputError: it cannot be written.
    """
    form = form_of(path)
    if form in _TABLES:
        return _TABLES[form](path, map(fields, found))
    if form == MOSES:
        return moses.write(path, map(fields, found))
    if form == ".jsonl":
        return jsonl.write(path, map(fields, found))
    units = (unit_from_pair(pair, source, target) for pair in found)
    if form == ".docx":
        identifiers = Identifiers(())
        named = ((unit, identifiers.of(unit)) for unit in units)
        return write_review(path, named, (source, target))
    return write_units(path, units, (source, target))


def write_units(
    path: str | Path,
    units: Iterable[TranslationUnit],
    codes: tuple[str, str],
    header: Header = NO_HEADER,
    *,
    level: Literal[1, 2] = 2,
    xliff: XliffVersion = "2.1",
    relabel: tuple[bool, bool] = (False, False),
) -> int:
    """Write the units that have text in both languages; how many.

    Args:
        path: its ending says the form, which holds units.
        units: any.
        codes: of source and target.
        header: of the memory.
        level: of a TMX.
        xliff: version of an XLIFF.
        relabel: whether texts of another region take the code of source (of target).

    Raises:
        UsageError: a form that is not written.
        InputError: it cannot be written.
    """
    form = form_of(path)
    if form == ".jsonl":
        return jsonl.write_units(path, units, codes)
    source, target = codes
    if form == ".po":
        from tmx.formats.gettext import write as gettext_write

        if Path(path).suffix.lower() == ".pot":
            raise UsageError(f"{path}: a template has no translations; give a name in .po")
        return gettext_write.write(path, units, source, target, header)
    if form == ".xlf":
        if Path(path).suffix.lower() not in (".xlf", ".xliff"):
            raise UsageError(f"{path}: is written by its own tool alone; give a name in .xlf")
        if xliff == "1.2":
            from tmx.formats.xliff12 import write as write12

            return write12.write(path, units, source, target, header, relabel)
        from tmx.formats.xliff import write as write2

        return write2.write(path, units, source, target, header, relabel)
    return write(
        path,
        units,
        source=source,
        target=target,
        segtype=segment_type(header),
        level=level,
        properties=header.properties,
        notes=header.notes,
        relabel=relabel,
    )


def write_table(
    path: str | Path,
    found: Iterable[tuple[TranslationUnit, SentencePair]],
    heads: tuple[str, str],
) -> int:
    """Write a table or a Moses pair of units, each with its pair; how many rows.

    Args:
        path: its ending says the form.
        found: as `tmx.formats.tmx.read.bilingual` gives them.
        heads: names of the columns of texts, source first.
    """
    rows = (fields_of(unit, pair) for unit, pair in found)
    form = form_of(path)
    return moses.write(path, rows) if form == MOSES else _TABLES[form](path, rows, heads)


def write_review(
    path: str | Path, named: Iterable[tuple[TranslationUnit, str]], codes: tuple[str, str]
) -> int:
    """Write a review (DOCX, XLSX) of units, each with its name; how many rows."""
    from tmx.formats.review import docx, xlsx

    put = docx.write if form_of(path) == ".docx" else xlsx.write
    return put(path, review_rows(named, codes), codes)
