"""The whole way: from files of coverage to memory, glossary and report, in one project folder.

    run_project(["news"], "out", Options()) -> RunResult

Every stage is kept in ``corpus.sqlite`` in one transaction, under a key made of all it depends on
(`align.project.run_stages`): a run that was killed goes on with the first stage that is not
finished, one with nothing new does nothing, and what new documents do not touch is not done again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from align.decisions import sheets, standing
from align.decisions.carrying import confirmed_pairs
from align.decisions.decisions_file import keep
from align.decisions.store import load_judgements
from align.documents.coverage import Coverage, stored_coverage
from align.guidance.known_pairs import digests
from align.mining.miner import mining_encoder
from align.options import Options
from align.outputs.run_record import RUN, Given, command, run_record, with_earlier
from align.outputs.summary import what_came, what_was_read
from align.outputs.writer import edited_glossaries, output_files, write_outputs, write_record
from align.project.continuation import begin_full, continuation, create, end_full
from align.project.findings import Findings
from align.project.run_stages import BEADS, Stages, key_of
from align.stages import do_stages, versions
from corpus.errors import NothingReadError, StoreError
from corpus.jobs import SERIAL, Jobs
from corpus.language.dictionary import dictionary_version
from corpus.model import Kind, Language
from corpus.readers.registry import ReadFailure
from corpus.single import read_furniture
from corpus.store.project_file import Store
from corpus.store.schema import LOCK, PROJECT
from corpus.support.files import output_folder, unwritable
from corpus.support.fingerprint import fingerprint
from corpus.support.inputs import MOST_BYTES, sha256_of
from corpus.support.locks import LockedError, locked
from corpus.support.printing import note
from corpus.support.progress import working
from glossary.curation.decisions import note_written, standing_decisions
from glossary.formats.registry import read_glossary

LATE = {"glosses": "glossary.analysis.glosses:glosses"}
"""Tables that a first run needs late, and what makes them: for `kernels.preparation.at_work`."""


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of a run.

    Attributes:
        findings: all that was found, of this and earlier inputs.
        failures: inputs of this run that could not be read.
        summary: for a person, a few lines.
        units: how many each memory holds, by file name.
    """

    findings: Findings
    failures: tuple[ReadFailure, ...]
    summary: str
    units: Mapping[str, int]

    def record(self) -> dict[str, Any]:
        """What the summary says, for a script."""
        languages = Counter(each.language for each in self.findings.coverage.documents.values())
        kinds = Counter(pair.kind for pair in self.findings.pairs)
        return {
            "documents": {language: languages[language] for language in Language},
            "topics": len(self.findings.topics),
            "pairs": {kind: kinds[kind] for kind in Kind},
            "units": dict(self.units),
            "concepts": len(self.findings.entries),
            "contradicting": list(self.findings.contradicting),
            "left_out": list(self.findings.left_out),
            "failures": [
                {"origin": failure.origin, "line": failure.line, "reason": failure.reason}
                for failure in self.failures
            ],
        }


def run_project(
    paths: Iterable[str | Path],
    out: str | Path,
    options: Options | None = None,
    *,
    most: int = MOST_BYTES,
    columns: str = "",
    jobs: Jobs = SERIAL,
) -> RunResult:
    """Read coverage and bring the outputs in `out` up to date with all that it ever held.

    Args:
        paths: files and folders; what an earlier run read stays part of the project.
        out: folder for the outputs and ``corpus.sqlite``; may lie within `paths`.
        options: the defaults if None.
        most: bytes that a file may have; larger ones are not read, but named.
        columns: what columns of tables hold, as ``text=正文,title=标题``.
        jobs: who does the work (`corpus.jobs`); the outputs do not depend on it.

    Raises:
        NothingReadError: nothing could be read and the project is empty.
        UsageError: `out` is a file.
        StoreError: ``corpus.sqlite`` is not ours, or another run is at work in `out`.
        InputError: an output cannot be written, or a memory or glossary cannot be used.
    """
    wanted = options = options or Options()
    out = Path(out)
    given_paths = [str(path) for path in paths]
    with ExitStack() as opened:
        opened.enter_context(_alone(out))
        known = digests(options.memories, options.glossaries)  # before there is a project
        encoder = mining_encoder(options.encoder)
        own = read_furniture(options.furniture)
        given = [read_glossary(path, on_loss=note) for path in options.glossaries]
        store = opened.enter_context(Store(out / PROJECT))
        with store.transaction() as connection:
            create(connection)
        stages = Stages(store, jobs)
        with stages.timed("reading"):
            outputs = output_files(out)
            added = store.add(given_paths, outputs, most=most, columns=columns, jobs=jobs)
        standing.begin(store)
        with stages.timed("segmenting"):
            store.segment(own, options.quotations, jobs)
        coverage = stored_coverage(store)
        if not coverage.documents:
            raise NothingReadError(added.failures)
        documents = _digests(coverage)
        with store.transaction() as connection:
            sheets.create(connection)
            judged = sorted(load_judgements(connection).items())
            decisions = judged, confirmed_pairs(connection)
        by = _made_by(options, [*known, *versions(encoder), *decisions])
        if options.approximate:
            stages.continued = continuation(store, documents, by)
        if not stages.continued:
            options = replace(options, approximate=False)  # all that comes of it is exact
            begin_full(store, documents, by)
        with store.transaction() as connection:
            decided = standing_decisions(connection, edited_glossaries(store, out), given)
        curation = [decided, *given]
        taught = [(pair.zh, pair.en, pair.status) for entry in decided for pair in entry.pairs]
        findings = do_stages(
            store, stages, coverage, options, [*known, *taught], curation, encoder, jobs
        )
        with stages.timed("writing"), working("writing"):
            units = write_outputs(store, out, findings, options, jobs)
        with store.transaction() as connection:
            note_written(connection)
        if findings.left_out:  # the next run asks for them again, and for all that depends on them
            store.finish_stage(BEADS, "")
            begin_full(store, documents, by)
        elif not stages.continued:
            end_full(store, documents, by)
        keep(store)
        asked = Given(with_earlier(given_paths, out / RUN), most, columns)
        record = run_record(
            asked, wanted, store, [*known, *map(sha256_of, options.furniture)], encoder
        )
        write_record(store, out, record, command(asked, out, wanted), stages.taken)
        read = what_was_read(store.files(), added)
        restored = sum(map(len, store.restored().values()))
    full = stages.continued.full if stages.continued else None
    summary = f"{read}\n\n{what_came(findings, units, out, options, restored, full)}"
    return RunResult(findings, added.failures, summary, units)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """The only run at work in a folder: of two the second says so before it does anything.

    Where nothing comes of the run, the folders that were made for it are removed again.
    """
    with ExitStack() as opened:
        opened.enter_context(output_folder(out))
        try:
            opened.enter_context(locked(out / LOCK, wait=False))
        except LockedError as error:
            who = f"process {error.holder}" if error.holder else "another process"
            raise StoreError(
                f"{out}: {who} is at work there; wait until it ends, or give another folder"
            ) from None
        except OSError as error:
            raise StoreError(f"{out}: {unwritable(error, 'another folder with -o')}") from None
        yield


def _digests(coverage: Coverage) -> dict[str, str]:
    """A hash of what the relations of each document depend on."""
    return {
        key: key_of(document.language, document.published, [s.text for s in sentences])
        for key, document in coverage.documents.items()
        for sentences in [coverage.sentences[key]]
    }


def _made_by(options: Options, known: Sequence[object]) -> str:
    """What all of a full run has in common: the code, options, decisions, and what teaches."""
    return key_of(fingerprint(__name__), dictionary_version(), options.order, options.window, known)
