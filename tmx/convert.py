"""Memories and sentence pairs in other forms: TMX, TSV, CSV, JSONL, Moses.

convert(source_path, target_path) -> number of pairs or units written
read_pairs(path) -> Iterator[SentencePair]       any of the forms
write_pairs(path, pairs) -> int                  any of the forms

TSV, CSV and JSONL have the columns of a run's pairs.tsv, of which only zh and en are needed.
A Moses pair is two files, one segment a line, NAME.zh and NAME.en; either name, or NAME.moses,
stands for both.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, TypeVar

from corpus.errors import InputError, UsageError
from corpus.files import numbered_rows, open_text, tsv_line, write_atomically
from corpus.model import Kind, SentencePair
from tmx.languages import ChineseScript, code_in_script
from tmx.read import Header, header, pairs, pairs_of, read
from tmx.recover import Repair, recover
from tmx.scripts import in_script, pairs_in_script
from tmx.text import numbered_lines
from tmx.units import TranslationUnit, unit_from_pair
from tmx.write import write

COLUMNS = (
    "zh",
    "en",
    "score",
    "kind",
    "topic",
    "zh_document",
    "en_document",
    "zh_ids",
    "en_ids",
)
DECIMALS = 4  # of a score
_MOSES = (".zh", ".en")
_Row = TypeVar("_Row")


def convert(
    source_path: str | Path,
    target_path: str | Path,
    source: str = "zh-CN",
    target: str = "en-US",
    *,
    level: Literal[1, 2] = 2,
    script: ChineseScript = "published",
    on_left_out: Callable[[int], object] | None = None,
    on_repair: Callable[[Repair], object] | None = None,
) -> int:
    """Write one form as another; the names' endings say which.

    From TMX to TMX the direction is what changes; all that a unit has and the header's properties
    and notes stay. In the other forms are a unit's Chinese and English words and what is known
    of the pair. A row or unit without text on one side is left out.

    Args:
        source_path: .tmx, .tmx.gz, .tsv, .csv, .jsonl, .zh or .en.
        target_path: .tmx, .tsv, .csv, .jsonl, .zh or .en.
        source: language code of a TMX that is written.
        target: the same.
        level: of a TMX made from a TMX: 1 writes words alone, 2 keeps inline codes.
        script: what the Chinese is written in; its code then says so.
        on_left_out: called at the end with the number of rows or units left out.
        on_repair: given, a broken TMX is read as `recover` does, and this told what was done.

    Returns:
        Units written to a TMX, else pairs.

    Raises:
        UsageError: an ending that is not among these, or both names stand for one file.
        InputError: a file that cannot be read, or has no pair.
    """
    forms = form_of(source_path), form_of(target_path)
    if _place(source_path) == _place(target_path):
        raise UsageError(f"{target_path} is what is converted; give another name for the output")
    rows = 0

    def counted(items: Iterable[_Row]) -> Iterator[_Row]:
        nonlocal rows
        for item in items:
            rows += 1
            yield item

    def units_read() -> Iterator[TranslationUnit]:
        units = recover(source_path, on_repair) if on_repair else read(source_path)
        return counted(in_script(units, script))

    source, target = code_in_script(source, script), code_in_script(target, script)
    if forms == (".tmx", ".tmx"):
        units = units_read()
        head = _header(source_path)
        written = write(
            target_path,
            units,
            source=source,
            target=target,
            level=level,
            properties=head.properties,
            notes=head.notes,
        )
    else:
        if forms[0] == ".tmx":
            found = pairs_of(source_path, units_read())
        else:
            rows_read = counted(_READERS[forms[0]](source_path))
            found = _filled(pairs_in_script(rows_read, script))
        written = write_pairs(target_path, found, source, target)
    if on_left_out:
        on_left_out(rows - written)
    return written


def read_pairs(path: str | Path) -> Iterator[SentencePair]:
    """The sentence pairs of a file in any of the forms; a pair with an empty side is passed over.

    Raises:
        UsageError: an ending that is none of them.
        InputError: it cannot be read.
    """
    return _filled(_READERS[form_of(path)](path))


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
    if form == ".tmx":
        units = (unit_from_pair(pair, source, target) for pair in found)
        return write(path, units, source=source, target=target)
    return _WRITERS[form](path, found)


def form_of(path: str | Path) -> str:
    """The form a name stands for: .tmx, .tsv, .csv, .jsonl or .moses.

    Raises:
        UsageError: none of them.
    """
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    if suffixes[-2:] == [".tmx", ".gz"]:
        return ".tmx"
    last = suffixes[-1] if suffixes else ""
    if last in _MOSES:
        return ".moses"
    if last in _READERS:
        return last
    raise UsageError(
        f"{path}: {last or 'a name without ending'} is no form of a memory; supported are "
        ".tmx, .tsv, .csv, .jsonl, and .zh or .en for a Moses pair"
    )


def _filled(found: Iterable[SentencePair]) -> Iterator[SentencePair]:
    return (pair for pair in found if pair.zh and pair.en)


def _place(path: str | Path) -> Path:
    """One path for all names of a file, and for the two of a Moses pair."""
    path = Path(path)
    return (path.with_suffix(_MOSES[0]) if form_of(path) == ".moses" else path).resolve()


def _header(path: str | Path) -> Header:
    """The header; an empty one where there is none, which is no reason not to convert the units."""
    try:
        return header(path)
    except InputError:
        return Header("", "", {})  # whatever else is wrong, reading the units will name


def _pair(path: str | Path, row: dict[str, Any], line: int) -> SentencePair:
    """A row of one of the tables as a pair; fields that are not there have their defaults."""
    try:
        return SentencePair(
            zh=str(row["zh"] or "").strip(),
            en=str(row["en"] or "").strip(),
            score=float(row.get("score") or 1.0),
            kind=Kind(row.get("kind") or Kind.PARALLEL),
            topic=str(row.get("topic") or ""),
            zh_document=str(row.get("zh_document") or ""),
            en_document=str(row.get("en_document") or ""),
            zh_ids=_ids(row.get("zh_ids")),
            en_ids=_ids(row.get("en_ids")),
        )
    except KeyError as error:
        raise InputError(path, f"has no {error.args[0]}; give zh and en", line) from None
    except (TypeError, ValueError) as error:
        reason = f"{error}; score is a number, kind parallel or comparable, ids are 3,4"
        raise InputError(path, reason, line) from None


def _ids(value: object) -> tuple[int, ...]:
    words = (
        value if isinstance(value, list) else str(value or "").strip("[]").replace(",", " ").split()
    )
    return tuple(int(word) for word in words)


def _fields(pair: SentencePair) -> dict[str, Any]:
    return {
        "zh": pair.zh,
        "en": pair.en,
        "score": round(pair.score, DECIMALS),
        "kind": pair.kind.value,
        "topic": pair.topic,
        "zh_document": pair.zh_document,
        "en_document": pair.en_document,
        "zh_ids": list(pair.zh_ids),
        "en_ids": list(pair.en_ids),
    }


def _row(pair: SentencePair) -> list[object]:
    fields = _fields(pair)
    fields["score"] = f"{pair.score:.{DECIMALS}f}"
    for name in ("zh_ids", "en_ids"):
        fields[name] = ",".join(map(str, fields[name]))
    return list(fields.values())


def _read_tsv(path: str | Path) -> Iterator[SentencePair]:
    for line, row in numbered_rows(path, ("zh", "en")):
        yield _pair(path, row, line)


def _write_tsv(path: str | Path, found: Iterable[SentencePair]) -> int:
    count = 0
    with write_atomically(path) as stream:
        stream.write(tsv_line(COLUMNS))
        for count, pair in enumerate(found, 1):  # noqa: B007  (the last number is the count)
            stream.write(tsv_line(_row(pair)))
    return count


def _read_csv(path: str | Path) -> Iterator[SentencePair]:
    with open_text(path) as stream:
        rows = csv.DictReader(stream)
        try:
            for row in rows:
                yield _pair(path, row, rows.line_num)
        except csv.Error as error:
            raise InputError(path, f"{error}; save it as CSV again", rows.line_num) from None
        except UnicodeDecodeError:
            raise InputError(path, "not UTF-8; save it as 'CSV UTF-8'") from None


def _write_csv(path: str | Path, found: Iterable[SentencePair]) -> int:
    count = 0
    with write_atomically(path) as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        for count, pair in enumerate(found, 1):  # noqa: B007  (as in _write_tsv)
            table.writerow(_row(pair))
    return count


def _read_jsonl(path: str | Path) -> Iterator[SentencePair]:
    for number, line in numbered_lines(path):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(path, f"no JSON ({error}); one object a line", number) from None
            if not isinstance(row, dict):
                raise InputError(path, "no JSON object; one object a line", number)
            yield _pair(path, row, number)


def _write_jsonl(path: str | Path, found: Iterable[SentencePair]) -> int:
    count = 0
    with write_atomically(path) as stream:
        for count, pair in enumerate(found, 1):  # noqa: B007  (as in _write_tsv)
            stream.write(json.dumps(_fields(pair), ensure_ascii=False) + "\n")
    return count


def _read_moses(path: str | Path) -> Iterator[SentencePair]:
    zh, en = (Path(path).with_suffix(suffix) for suffix in _MOSES)
    left, right = numbered_lines(zh), numbered_lines(en)
    while True:
        one, other = next(left, None), next(right, None)
        if one is None and other is None:
            return
        if one is None or other is None:
            short, long, line = (zh, en, other) if one is None else (en, zh, one)
            number = line[0] if line else 0
            raise InputError(
                short, f"ends before line {number} of {long}; the two must have as many lines"
            )
        yield SentencePair(one[1].strip(), other[1].strip())


def _write_moses(path: str | Path, found: Iterable[SentencePair]) -> int:
    count = 0
    with ExitStack() as stack:
        zh, en = (
            stack.enter_context(write_atomically(Path(path).with_suffix(suffix)))
            for suffix in _MOSES
        )
        for count, pair in enumerate(found, 1):  # noqa: B007  (as in _write_tsv)
            zh.write(tsv_line([pair.zh]))
            en.write(tsv_line([pair.en]))
    return count


_READERS: dict[str, Callable[[str | Path], Iterator[SentencePair]]] = {
    ".tmx": pairs,
    ".tsv": _read_tsv,
    ".csv": _read_csv,
    ".jsonl": _read_jsonl,
    ".moses": _read_moses,
}
_WRITERS: dict[str, Callable[[str | Path, Iterable[SentencePair]], int]] = {
    ".tsv": _write_tsv,
    ".csv": _write_csv,
    ".jsonl": _write_jsonl,
    ".moses": _write_moses,
}
