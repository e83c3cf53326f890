"""What a run says at its end, for a person: what was read, what came of it.

what_was_read(files, added) -> str                      a small table by kind of file
what_came(findings, units, out, options, restored) -> str
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from align.options import Options
from align.outputs.writer import REPORT
from align.project.findings import Findings
from corpus.model import Kind, Language
from corpus.store.project_file import Added
from corpus.support.printing import count
from glossary.entries import Status

_PUT_BACK = "{} put back that only one side had lost as page furniture"
_KEPT = "approximate: the glossary is that of the last full run, over {}"
_COLUMNS = ("kind", "files", "zh", "en", "not read")


def what_was_read(files: Mapping[str, Sequence[Language]], added: Added) -> str:
    """By kind of file, how many this run gave, their documents, and how many could not be read.

    Below it, what the project holds from earlier runs: files that this run was not given, and
    those of them that are not there any more.

    Args:
        files: languages of the documents of every file that the project holds.
        added: what this run read.
    """
    given = [*added.new, *added.unchanged, *added.replaced]
    read = Counter(map(_kind, given))
    failed = Counter(_kind(failure.origin.partition("#")[0]) for failure in added.failures)
    languages = Counter((_kind(name), each) for name in given for each in files.get(name, ()))
    rows: list[Sequence[object]] = [_COLUMNS]
    rows += [
        (kind, read[kind], *(languages[kind, language] for language in Language), failed[kind])
        for kind in sorted(read | failed)
    ]
    width = max(len(str(row[0])) for row in rows)
    lines = [
        f"{row[0]:{width}}" + "".join(f"  {field:>{len(name)}}" for field, name in cells)
        for row in rows
        for cells in [list(zip(row[1:], _COLUMNS[1:], strict=True))]
    ]
    earlier = sorted(name for name in files if files[name] and name not in set(given))
    gone = [name for name in earlier if not Path(name).exists()]
    if earlier:
        lines.append(f"{count(len(earlier), 'more file')} from earlier runs")
    if gone:
        lines.append(
            f"{len(gone)} of them {'is' if len(gone) == 1 else 'are'} not there any more: "
            f"{', '.join(gone)} (duizhao corpus remove takes one out)"
        )
    return "\n".join(lines)


def _kind(name: str) -> str:
    """The suffix of a file's name."""
    return PurePosixPath(name).suffix.lower() or "(none)"


def what_came(
    findings: Findings,
    units: Mapping[str, int],
    out: Path,
    options: Options,
    restored: int = 0,
    full: int | None = None,
) -> str:
    """What the run found, and where it stands.

    Args:
        findings: all that the run found.
        units: of each memory, by file name.
        out: the folder of the outputs.
        options: of the run.
        restored: paragraphs that cleaning took and a translation shows to be text.
        full: documents of the last full run, where this one kept what that found.
    """
    documents = list(findings.coverage.documents.values())
    chinese = sum(document.language is Language.ZH for document in documents)
    kinds = [pair.kind for pair in findings.pairs]
    parallel, comparable = kinds.count(Kind.PARALLEL), kinds.count(Kind.COMPARABLE)
    suggested = sum(
        all(pair.status is Status.SUGGESTED for pair in entry.pairs) for entry in findings.entries
    )
    lines = [
        f"{count(len(documents), 'document')} ({chinese} zh, {len(documents) - chinese} en) "
        f"in {count(len(findings.topics), 'topic')}",
        f"{count(parallel, 'document pair')} "
        f"{'is a translation' if parallel == 1 else 'are translations'}, "
        f"{comparable} cover{'s' if comparable == 1 else ''} the same event",
        *([_PUT_BACK.format(count(restored, "paragraph"))] if restored else []),
        *(f"{out / name}: {count(number, 'unit')}" for name, number in units.items()),
        *([] if any(units.values()) else [_why_empty(findings, options)]),
        f"{out / 'glossary.tsv'}: {count(len(findings.entries), 'concept')} "
        f"({suggested} suggested)",
        *([_KEPT.format(count(full, "document"))] if full is not None else []),
        f"{out / REPORT}: all of it, to look at",
    ]
    return "\n".join(lines)


def _why_empty(findings: Findings, options: Options) -> str:
    """Why no memory has a unit, and what can be done about it."""
    languages = {document.language for document in findings.coverage.documents.values()}
    if len(languages) == 1:
        missing = "English" if Language.ZH in languages else "Chinese"
        return f"No units: there is no {missing} document. Add some, and run again."
    kinds = [pair.kind for pair in findings.pairs]
    alone = "If two of them are, `duizhao align pair ZH EN -o memory.tmx` aligns them."
    if Kind.PARALLEL in kinds:
        scores = [p.score for p in findings.sentence_pairs if p.kind is Kind.PARALLEL]
        best = f"the best has {max(scores):.2f}" if scores else "there is none"
        return (
            f"No units: no sentence pair of the translations is fit for a memory from "
            f"{options.min_score:g} on; {best}. Look at them in {REPORT}; --min-score lowers this."
        )
    if not kinds:
        return f"No units: no document was recognised as a translation of another. {alone}"
    if options.include_comparable:
        return f"No units: no translations, and no mined sentence pair is sure enough. {alone}"
    return (
        "No units: the documents report the same events, but none was recognised as a translation. "
        f"{alone} --include-comparable takes sentences that say the same."
    )
