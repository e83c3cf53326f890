"""Glossary files: read_glossary(path) and write_glossary(path, entries), the format by suffix.

| format | suffixes        | keeps                                                          |
| ------ | --------------- | -------------------------------------------------------------- |
| tbx    | .tbx            | everything; of contexts the texts, their documents and kind     |
| tbx3   | (.tbx)          | the same as TBX version 3, TBX-Basic, where it is asked for      |
| tsv    | .tsv            | pairs, evidence, status, domain, note, the texts of contexts    |
| csv    | .csv            | the same                                                        |
| xlsx   | .xlsx           | the same                                                        |
| omegat | .utf8 .txt .tab | pairs, with a comment; rejected ones stay out                   |
| deepl  | (.csv)          | a welcome pair for each term; written where it is asked for     |
| google | (.csv)          | the same                                                        |
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import InputError, UsageError
from corpus.model import Language
from corpus.support.printing import is_stdout
from corpus.support.uncollected import uncollected
from glossary.entries import ConceptEntry, Glossary

if TYPE_CHECKING:
    from glossary.formats.rows import OnPair
    from tmx.formats.records import OnFault, OnLoss

FORMATS = {
    "tbx": (".tbx",),
    "tbx3": (),
    "tsv": (".tsv",),
    "csv": (".csv",),
    "xlsx": (".xlsx",),
    "omegat": (".utf8", ".txt", ".tab"),
    "deepl": (),
    "google": (),
}
_MODULES = {
    "tbx": "tbx.read",
    **dict.fromkeys(("tsv", "csv", "xlsx"), "tables"),
    "omegat": "omegat",
}
"""The modules are named, not imported: a command pays for the format that it needs, and a format
may use what stands in this room."""
SOURCE, TARGET = "zh-CN", "en-US"


@uncollected()
def read_glossary(
    path: str | Path,
    on_fault: "OnFault | None" = None,
    on_pair: "OnPair | None" = None,
    on_loss: "OnLoss | None" = None,
) -> Glossary:
    """The concepts of a glossary file.

    Args:
        path: its suffix decides the format; or the output folder of a run.
        on_fault: is given the error of an entry that cannot be used, with its line, and the
            others are read; if not given, the first such error is raised.
        on_pair: is told of each pair as it is read: id of its concept, pair, line where known.
        on_loss: is told what the file has and the entries have not, such as columns that are not
            known.

    Raises:
        InputError: no known suffix, or a file that cannot be used: names the line where known.
    """
    path = glossary_file(path)
    read = _module(format_of(path)).read
    return Glossary(read(path, on_fault, on_pair, on_loss))


def write_glossary(
    path: str | Path,
    entries: Iterable[ConceptEntry],
    format: str | None = None,
    *,
    source: str = SOURCE,
    target: str = TARGET,
) -> None:
    """Write the concepts to a glossary file.

    Args:
        path: where to.
        entries: what to write.
        format: one of `FORMATS`, else the suffix decides (TBX is version 2 then).
        source: language code (BCP 47) of the language that stands first in TBX, and on the
            left in OmegaT's format. TSV, CSV and XLSX have named columns instead.
        target: code of the other language.

    Raises:
        InputError: no known suffix, or the folder cannot be written.
        UsageError: no such format, or the codes are not one Chinese and one English.
    """
    _write(path, entries, format, (source, target), in_order=False)


def write_in_order(
    path: str | Path, entries: Iterable[ConceptEntry], format: str | None, codes: tuple[str, str]
) -> None:
    """The same, but the rows of tables keep the order of the entries, instead of the best first."""
    _write(path, entries, format, codes, in_order=True)


def _write(
    path: str | Path,
    entries: Iterable[ConceptEntry],
    format: str | None,
    codes: tuple[str, str],
    *,
    in_order: bool,
) -> None:
    if format not in (None, *FORMATS):
        raise UsageError(f"no glossary format {format!r}; there are {', '.join(FORMATS)}")
    languages = [code.lower().split("-")[0] for code in codes]
    if sorted(languages) != sorted(Language):
        raise UsageError(
            f"{codes[0]} and {codes[1]}: one must be Chinese (zh-…), one English (en-…)"
        )
    match format or format_of(path):
        case "tbx" | "tbx3" as version:
            tbx = import_module("glossary.formats.tbx.write")
            tbx.write(path, entries, codes, 3 if version == "tbx3" else 2)
        case "omegat":
            _module("omegat").write(path, entries, Language(languages[0]))
        case "deepl" | "google" as service:
            services = import_module("glossary.formats.services")
            services.write(path, entries, service, Language(languages[0]))
        case table:
            _module(table).write(path, entries, table, in_order=in_order)


def glossary_file(path: str | Path) -> Path:
    """The file that a path stands for: of the output folder of a run its ``glossary.tsv``.

    Raises:
        InputError: a folder without one.
    """
    path = Path(path)
    if not path.is_dir():
        return path
    table = path / "glossary.tsv"
    if not table.is_file():
        raise InputError(path, "holds no glossary.tsv; give a glossary, or the output of a run")
    return table


def _module(form: str) -> Any:  # noqa: ANN401  (a module)
    """The module that reads and writes a format, imported when it is needed."""
    return import_module(f"glossary.formats.{_MODULES[form]}")


def format_of(path: str | Path) -> str:
    """The format that a name's suffix stands for: one of `FORMATS`; printed are tables.

    Raises:
        InputError: none of them.
    """
    if is_stdout(path):
        return "tsv"
    suffix = Path(path).suffix.lower()
    for name, suffixes in FORMATS.items():
        if suffix in suffixes:
            return name
    known = " ".join(known for suffixes in FORMATS.values() for known in suffixes)
    raise InputError(path, f"no glossary format {suffix or 'without a suffix'}; use one of {known}")
