"""Memories and sentence pairs in other forms: TMX, XLIFF, PO, JSONL; TSV, CSV, XLSX, DOCX, Moses.

convert(source_path, target_path) -> Converted(written, left_out, lost)
write_pairs(path, pairs) -> int                  any of the forms

TMX, XLIFF, PO and JSONL hold whole units. The others hold pairs, tables with the columns of a run's
pairs.tsv, of which only zh and en are needed. A Moses pair is two files, NAME.zh and NAME.en;
either name, or NAME.moses, stands for both.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeVar

from corpus.errors import InputError, UsageError
from corpus.model import Language, SentencePair
from corpus.support.progress import track
from tmx.conversion.reading import (
    CODES,
    TABLES,
    UNITS,
    codes_of,
    every_pair,
    filled,
    form_of,
    header_of,
    read_units,
)
from tmx.formats import jsonl, moses, tables
from tmx.formats.review.rows import Identifiers, review_rows
from tmx.formats.tmx.read import Header, segment_type
from tmx.formats.tmx.recover import Repair, recover
from tmx.formats.tmx.source_target import Sides
from tmx.formats.tmx.write import write
from tmx.formats.xliff.vocabulary import XliffVersion
from tmx.mending.catalogue import KINDS, Kind
from tmx.mending.ledger import ledger, ledger_path
from tmx.units.languages import ChineseScript, code_in_script, normal_code, primary, script_said
from tmx.units.scripts import in_script, most_written, pairs_in_script
from tmx.units.unit import (
    PATHS,
    TranslationUnit,
    Variant,
    is_composed,
    pair_from_unit,
    unit_from_pair,
    with_source,
    without_paths,
)

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Converted:
    """What a conversion did.

    Attributes:
        written: units or pairs in the output.
        left_out: units or rows without text on one side.
        lost: units (or headers) by what the new form could not hold of them; empty if nothing.
        unused: in lines, what the input has and was not used: columns of a table, segments that are
            not translated.
        mended: how many units each kind of mending changed.
        files: what was written beside the output: the table of what was mended.
    """

    written: int
    left_out: int
    lost: Mapping[str, int]
    unused: tuple[str, ...] = ()
    mended: Mapping[str, int] = field(default_factory=dict)
    files: tuple[Path, ...] = ()


def convert(
    source_path: str | Path,
    target_path: str | Path,
    source: str = "",
    target: str = "",
    *,
    level: Literal[1, 2] = 2,
    script: ChineseScript = "published",
    xliff: XliffVersion = "2.1",
    strip_paths: bool = False,
    mend: Sequence[Kind] = (),
    on_repair: Callable[[Repair], object] | None = None,
) -> Converted:
    """Write one form as another; the names' endings say which.

    Between TMX, JSONL, PO and XLIFF all of a unit is kept, with the header's properties and notes;
    XLIFF holds two languages. DOCX, and XLSX of whole units, are reviews, in which codes and notes
    are shown (`tmx.conversion.corrections` takes them back). The other forms have the Chinese and
    English words of a unit and what is known of the pair (a Moses pair the words alone).

    Args:
        source_path: .tmx, .jsonl, .xlf, .xliff, .sdlxliff, .mqxliff, .mxliff, .po, .tsv, .csv,
            .xlsx, .docx, .zh or .en; a TMX may be packed (.tmx.gz, .tmx.zip).
        target_path: any of these but a packed one, and the forms of XLIFF that are a tool's own.
        source: language code of what is written; empty for the input's, else zh-CN. With
            `target` it turns a memory round.
        target: the same, else en-US.
        level: of a TMX that is written: 1 writes words alone, 2 keeps inline codes.
        script: what the Chinese is written in; its code then says so.
        xliff: version of an XLIFF that is written.
        strip_paths: leave out the names of the files that units come from.
        mend: kinds of mending (`tmx.mending.catalogue.KINDS`); what is changed stands in a table
            beside the output, out.tmx.mended.tsv.
        on_repair: given, a broken TMX is read as `recover` does, and this told what was done.

    Raises:
        UsageError: an ending that is not among these, both names stand for one file, or the table
            of what is mended has no place.
        InputError: a file that cannot be read, or in recovering has no unit.
    """
    old, new = form_of(source_path), form_of(target_path)
    recovering = on_repair is not None and old == ".tmx"
    if _place(source_path) == _place(target_path):
        raise UsageError(f"{target_path} is what is converted; give another name for the output")
    reviewed = new == ".docx" or (new == ".xlsx" and old in UNITS)
    if new not in UNITS and not reviewed:
        for code in filter(None, (source, target)):
            if primary(code) not in {*Language}:
                raise UsageError(f"{code}: {new} holds Chinese and English alone; {_WHOLE}")
    codes = _codes(source_path, old, source, target)
    codes = code_in_script(codes[0], script), code_in_script(codes[1], script)
    said = "zh" if script == "published" else _chinese_code(source_path, old)
    document = None
    if script not in ("published", "simplified") and script_said(said) is None:
        document = most_written(_chinese(source_path, old, recovering=recovering))
    sides = Sides(*codes)
    rows = 0
    lost: Counter[str] = Counter()
    unused: list[str] = []
    head = header_of(source_path)
    if new not in (".tmx", ".xlf", ".po") and (head.properties or head.notes):
        lost["the header's properties and notes"] = 1

    def counted(items: Iterable[_Row]) -> Iterator[_Row]:
        nonlocal rows
        for item in track(items, "converting"):
            rows += 1
            yield item

    def units_read() -> Iterator[TranslationUnit]:
        if on_repair and old == ".tmx":
            units = recover(source_path, on_repair)
        else:
            units = read_units(source_path, _unsaid(codes, script), unused.append)
        for unit in counted(in_script(units, script, document)):
            kept = without_paths(unit) if strip_paths else unit
            if new == ".tmx" and not source:
                kept = with_source(kept, codes[0])
            lost.update(_more_than(kept, new, sides))
            if new == ".xlf":
                given = zip(sides.of(kept), codes, (source, target), strict=True)
                lost[OTHER_CODES] += any(
                    not asked and _differs(v, code) for v, code, asked in given
                )
            yield book.unit(kept) if book else kept

    table = ledger_path(target_path) if mend else None
    if table and table.resolve() == Path(source_path).resolve():
        raise UsageError(f"{source_path} is where mended units are listed; give another output")
    with ledger(table, mend) if table else nullcontext() as book:
        if reviewed:
            named = zip(units_read(), _names(source_path, recovering=recovering), strict=True)
            written = _write_review(target_path, named, codes)
        elif old in UNITS and new in UNITS:
            relabel = bool(source), bool(target)
            units = units_read()
            written = _write_units(target_path, units, codes, head, level, xliff, relabel)
        else:
            if old in UNITS:
                found = _pairs(source_path, new, units_read(), codes)
            else:
                rows_read = every_pair(source_path, unused.append)
                found = filled(pairs_in_script(counted(rows_read), script, said, document))
                if strip_paths:
                    found = (replace(pair, zh_document="", en_document="") for pair in found)
                if book:
                    found = map(book.pair, found)
            written = write_pairs(target_path, found, *codes)
    mended = {name: book.found[name] for name in KINDS if book.found[name]} if book else {}
    files = (table,) if table else ()
    left_out = rows - written - lost[OTHER_LANGUAGES] if written else rows
    return Converted(written, left_out, dict(sorted((+lost).items())), tuple(unused), mended, files)


def _chinese_code(path: str | Path, form: str) -> str:
    """The code that a file has for its Chinese; "zh" where it does not say."""
    codes = tables.codes(path, ("", "")) if form in TABLES else codes_of(path) or ()
    return next((code for code in codes if code and primary(code) == Language.ZH), Language.ZH)


def _chinese(path: str | Path, form: str, *, recovering: bool) -> Iterator[str]:
    """The Chinese of a file whose code does not say its script."""
    if form not in UNITS:
        yield from (pair.zh for pair in every_pair(path))
        return
    for unit in _plainly(path, recovering=recovering):
        for variant in unit.variants:
            if primary(variant.language) == Language.ZH:
                yield variant.text


def _names(path: str | Path, *, recovering: bool) -> Iterator[str]:
    """The names of a memory's units in a review, as it has them before anything is changed."""
    identifiers = Identifiers(_plainly(path, recovering=recovering))
    return map(identifiers.of, _plainly(path, recovering=recovering))


def _plainly(path: str | Path, *, recovering: bool) -> Iterator[TranslationUnit]:
    """The units as they are; what was recovered is told elsewhere."""
    return iter(recover(path, lambda _: None) if recovering else read_units(path))


def _unsaid(codes: tuple[str, str], script: ChineseScript) -> tuple[str, str]:
    """The codes for reading units that say none: a script that is asked for is not theirs yet."""
    if script == "published":
        return codes
    one, other = (Language.ZH if primary(code) == Language.ZH else code for code in codes)
    return one, other


def _pairs(
    path: str | Path, form: str, units: Iterable[TranslationUnit], codes: tuple[str, str]
) -> Iterator[SentencePair]:
    """The Chinese and English of the units; of several variants those of the codes."""
    found = False
    languages: dict[str, None] = {}
    for unit in units:
        pair = pair_from_unit(unit, codes)
        if pair is not None:
            found = True
            yield pair
        elif not found:
            languages.update((v.language, None) for v in unit.variants if v.text.strip())
    if len(languages) > 1 and not found:
        reason = (
            f"its units are in {', '.join(list(languages)[:8])}, and {form} holds Chinese and "
            f"English alone; {_WHOLE}"
        )
        raise InputError(path, reason)


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
    if form in _WRITERS:
        return _WRITERS[form](path, found)
    units = (unit_from_pair(pair, source, target) for pair in found)
    if form == ".docx":
        identifiers = Identifiers(())
        named = ((unit, identifiers.of(unit)) for unit in units)
        return _write_review(path, named, (source, target))
    return _write_units(path, units, (source, target), Header("", source, {}))


def _place(path: str | Path) -> Path:
    """One path for all names of a file, and for the two of a Moses pair."""
    path = Path(path)
    return (path.with_suffix(moses.ENDINGS[0]) if form_of(path) == ".moses" else path).resolve()


def _codes(path: str | Path, form: str, source: str, target: str) -> tuple[str, str]:
    """Source and target code of what is written: as given, as the input has them, or ours."""
    own = None if source and target else codes_of(path)
    codes = own or CODES
    if source and not target:
        target = _other(codes, source)
    elif target and not source:
        source = _other(codes, target)
    return source or codes[0], target or codes[1]


def _other(codes: tuple[str, str], given: str) -> str:
    """Of two codes the one of another language than the one that is given, or else of a region."""
    by_language = (code for code in codes if primary(code) != primary(given))
    return next(by_language, codes[normal_code(codes[0]) == normal_code(given)])


def _write_units(
    path: str | Path,
    units: Iterable[TranslationUnit],
    codes: tuple[str, str],
    head: Header,
    level: Literal[1, 2] = 2,
    xliff: XliffVersion = "2.1",
    relabel: tuple[bool, bool] = (True, True),
) -> int:
    form = form_of(path)
    if form == ".jsonl":
        return jsonl.write_units(path, units, codes)
    source, target = codes
    if form == ".po":
        from tmx.formats.gettext import write as gettext_write

        if Path(path).suffix.lower() == ".pot":
            raise UsageError(f"{path}: a template has no translations; give a name in .po")
        return gettext_write.write(path, units, source, target, head)
    if form == ".xlf":
        if Path(path).suffix.lower() not in (".xlf", ".xliff"):
            raise UsageError(f"{path}: is written by its own tool alone; give a name in .xlf")
        if xliff == "1.2":
            from tmx.formats.xliff12 import write as write12

            return write12.write(path, units, source, target, head)
        from tmx.formats.xliff import write as write2

        return write2.write(path, units, source, target, head)
    return write(
        path,
        units,
        source=source,
        target=target,
        segtype=segment_type(head),
        level=level,
        properties=head.properties,
        notes=head.notes,
        relabel=relabel,
    )


def _write_review(
    path: str | Path,
    named: Iterable[tuple[TranslationUnit, str]],
    codes: tuple[str, str],
) -> int:
    from tmx.formats.review import docx, xlsx

    rows = review_rows(named, codes)
    put = docx.write if form_of(path) == ".docx" else xlsx.write
    return put(path, rows, codes)


def _differs(variant: Variant, code: str) -> bool:
    """Whether a text is written under another code than the file's, which says more than zh."""
    own = normal_code(variant.language)
    return bool(variant.text.strip()) and "-" in own and own != normal_code(code)


def _more_than(unit: TranslationUnit, form: str, sides: Sides) -> Iterator[str]:
    """What a unit has that a form does not hold."""
    texts = [variant.text for variant in unit.variants]
    if form == ".tmx" and not is_composed(unit):
        yield NOT_COMPOSED
    if form in (".tmx", ".jsonl"):
        return
    if sum(map(bool, map(str.strip, texts))) > 1:
        whole = all(side.text.strip() for side in sides.of(unit))
        if not (whole if form in _OF_TWO else pair_from_unit(unit)):
            yield OTHER_LANGUAGES
    if form == ".po":
        return
    if len(unit.variants) > 2:
        yield "other variants"
    if form == ".xlf":
        return
    reviewed = form in REVIEWS
    if not reviewed and any(variant.markup for variant in unit.variants):
        yield "inline codes"
    if (unit.notes and not reviewed) or any(variant.notes for variant in unit.variants):
        yield "notes"
    if any(name != "tuid" or not reviewed for name, _ in unit.attributes) or any(
        variant.attributes for variant in unit.variants
    ):
        yield "ids, dates and authors"
    held = set() if form in (".moses", ".docx") else _HELD
    more = {name for name, _ in unit.properties} - held
    if more or any(variant.properties for variant in unit.variants):
        yield "properties"


REVIEWS = (".docx", ".xlsx")
"""The forms in which people correct a memory; codes, notes and names of units are shown there."""
_WHOLE = "write .tmx, .xlf or .jsonl"
OTHER_CODES = "regions of units in another one than the file's, which other tools read for theirs"
OTHER_LANGUAGES = "units of other languages"
NOT_COMPOSED = "characters in another form than Unicode's NFC, by which tools compare"
_OF_TWO = frozenset({".xlf", ".po", *REVIEWS})
"""Forms of any two languages."""
_HELD = frozenset(
    {
        "x-score",
        "x-kind",
        "x-topic",
        *PATHS,
        "x-sentences-zh",
        "x-sentences-en",
    }
)


_WRITERS: dict[str, Callable[[str | Path, Iterable[SentencePair]], int]] = {
    ".jsonl": jsonl.write,
    ".tsv": tables.write_tsv,
    ".csv": tables.write_csv,
    ".xlsx": tables.write_xlsx,
    ".moses": moses.write,
}
