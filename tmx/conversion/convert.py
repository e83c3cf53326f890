"""Memories and sentence pairs in other forms: TMX, XLIFF, PO, JSONL; TSV, CSV, XLSX, DOCX, Moses.

convert(source_path, target_path) -> Converted(written, left_out, lost)

TMX, XLIFF, PO and JSONL hold whole units. The others hold pairs, tables with the columns of a run's
pairs.tsv, of which only zh and en are needed. A Moses pair is two files, NAME.zh and NAME.en;
either name, or NAME.moses, stands for both.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from corpus.errors import UsageError
from corpus.model import Language, Script
from corpus.support.progress import track
from tmx.conversion.losses import OTHER_LANGUAGES, Losses
from tmx.conversion.reading import (
    MOSES,
    TABLES,
    TMX,
    UNITS,
    codes_of,
    form_of,
    header_of,
    read_units,
)
from tmx.conversion.writing import write_review, write_table, write_units
from tmx.formats import moses, tables
from tmx.formats.review.rows import Identifiers
from tmx.formats.rows import CODES
from tmx.formats.tmx.read import NO_HEADER, bilingual, direction_of_units
from tmx.formats.tmx.recover import Repair, recover
from tmx.formats.tmx.source_target import Sides
from tmx.formats.xliff.vocabulary import XliffVersion
from tmx.mending.catalogue import KINDS, Kind
from tmx.mending.ledger import ledger, ledger_path
from tmx.units.languages import ChineseScript, code_in_script, normal_code, primary, script_said
from tmx.units.scripts import in_script, most_written
from tmx.units.unit import TranslationUnit, with_source, without_paths


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
        unsaid: of what was lost the codes of languages with script or region.
    """

    written: int
    left_out: int
    lost: Mapping[str, int]
    unused: tuple[str, ...] = ()
    mended: Mapping[str, int] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    unsaid: tuple[str, ...] = ()


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
    if _place(source_path) == _place(target_path):
        raise UsageError(f"{target_path} is what is converted; give another name for the output")
    reviewed = new == ".docx" or (new == ".xlsx" and old in UNITS)
    of_pairs = new == MOSES or (new in TABLES and not reviewed)
    if of_pairs:
        for code in filter(None, (source, target)):
            if primary(code) not in {*Language}:
                raise UsageError(f"{code}: {new} holds Chinese and English alone; {_WHOLE}")
    given = _Given(source_path, old, recovering=on_repair is not None and old == TMX)
    codes = given.codes(source, target)
    codes = code_in_script(codes[0], script), code_in_script(codes[1], script)
    head = header_of(source_path) if old in UNITS else NO_HEADER
    heads = _heads(given, codes, (source, target), script) if of_pairs else None
    losses = Losses(
        new,
        codes,
        (source, target),
        heads,
        of_review=reviewed,
        of_pairs=new == ".xlf" and xliff == "1.2",
    )
    if new not in (TMX, ".xlf", ".po") and (head.properties or head.notes):
        losses.found["the header's properties and notes"] = 1
    document = given.script(script)
    unused: list[str] = []
    rows = 0

    def units() -> Iterator[TranslationUnit]:
        nonlocal rows
        found = given.units(_unsaid(codes, script), unused.append, on_repair)
        for unit in in_script(track(found, "converting"), script, document):
            rows += 1
            kept = without_paths(unit) if strip_paths else unit
            if new == TMX and not source:
                kept = with_source(kept, codes[0])
            losses.add(kept)
            yield book.unit(kept) if book else kept

    table = ledger_path(target_path) if mend else None
    if table and table.resolve() == Path(source_path).resolve():
        raise UsageError(f"{source_path} is where mended units are listed; give another output")
    with ledger(table, mend) if table else nullcontext() as book:
        if reviewed:
            named = zip(units(), given.names(), strict=True)
            written = write_review(target_path, named, codes)
        elif heads:
            reason = f"its units are in {{}}, and {new} holds Chinese and English alone; {_WHOLE}"
            held = bilingual(source_path, units(), codes, reason)
            written = write_table(target_path, held, heads)
        else:
            written = write_units(
                target_path,
                units(),
                codes,
                head,
                level=level,
                xliff=xliff,
                relabel=(bool(source), bool(target)),
            )
    mended = {name: book.found[name] for name in KINDS if book.found[name]} if book else {}
    lost = +losses.found
    left_out = rows - written - lost[OTHER_LANGUAGES] if written else rows
    files = (table,) if table else ()
    return Converted(
        written,
        left_out,
        dict(sorted(lost.items())),
        tuple(unused),
        mended,
        files,
        tuple(sorted(losses.unsaid)),
    )


class _Given:
    """What is converted."""

    def __init__(self, path: str | Path, form: str, *, recovering: bool) -> None:
        self._path = path
        self._form = form
        self._recovering = recovering

    def units(
        self,
        codes: tuple[str, str] | None = None,
        on_loss: Callable[[str], object] | None = None,
        on_repair: Callable[[Repair], object] | None = None,
    ) -> Iterator[TranslationUnit]:
        """Its units; `codes` are those of units that say none."""
        if self._recovering:
            return recover(self._path, on_repair or (lambda _: None))
        return read_units(self._path, codes, on_loss)

    def names(self) -> Iterator[str]:
        """The names of its units in a review, as it has them before anything is changed."""
        return map(Identifiers(self.units()).of, self.units())

    def codes(self, source: str, target: str) -> tuple[str, str]:
        """Source and target code of what is written: as asked for, as it has them, or ours."""
        if source and target:
            return source, target
        own = codes_of(self._path)
        if self._recovering:
            own = direction_of_units(self._path, header_of(self._path).source, self.units())
        codes = own or CODES
        if source:
            return source, _other(codes, source)
        return (_other(codes, target), target) if target else codes

    def script(self, wanted: ChineseScript) -> Script | None:
        """What most of its Chinese is written in, where its code does not say so and it matters."""
        if wanted in ("published", "simplified"):
            return None
        in_table = self._form in TABLES
        said = tables.languages(self._path).codes if in_table else codes_of(self._path) or ()
        if any(map(script_said, said)) and self._form not in (MOSES, ".jsonl"):
            return None
        return most_written(
            variant.text
            for unit in self.units()
            for variant in unit.variants
            if primary(variant.language) == Language.ZH
        )


def _heads(
    given: _Given, codes: tuple[str, str], asked: tuple[str, str], script: ChineseScript
) -> tuple[str, str]:
    """The names of a table's columns of texts, source first: their codes if these say more."""
    if {*codes} <= {*CODES}:
        return primary(codes[0]), primary(codes[1])
    sides = Sides(*codes)
    found: tuple[set[str], set[str]] = set(), set()
    for unit in given.units(codes):
        for side, known in zip(sides.of(unit), found, strict=True):
            if side.text.strip():
                known.add(code_in_script(normal_code(side.language), script))
    one, other = (
        code if said or (known == {normal_code(code)} and code not in CODES) else primary(code)
        for code, said, known in zip(codes, asked, found, strict=True)
    )
    return one, other


def _unsaid(codes: tuple[str, str], script: ChineseScript) -> tuple[str, str]:
    """The codes for reading units that say none: a script that is asked for is not theirs yet."""
    if script == "published":
        return codes
    one, other = (Language.ZH if primary(code) == Language.ZH else code for code in codes)
    return one, other


def _place(path: str | Path) -> Path:
    """One path for all names of a file, and for the two of a Moses pair."""
    path = Path(path)
    return (path.with_suffix(moses.ENDINGS[0]) if form_of(path) == MOSES else path).resolve()


def _other(codes: tuple[str, str], given: str) -> str:
    """Of two codes the one of another language than the one that is given, or else of a region."""
    by_language = (code for code in codes if primary(code) != primary(given))
    return next(by_language, codes[normal_code(codes[0]) == normal_code(given)])


_WHOLE = "write .tmx, .xlf or .jsonl"
