"""The files of two folders, aligned in blocks: what `align batch` does.

align_folders(left, right) -> ([FileAlignment, ...], [problem, ...])
align_folders(left, right, use=write) -> what `write` makes of each alignment instead

A block is a collection of its own: what it holds teaches its alignment, and nothing of it is kept
but what is asked for. So memory does not grow with the folders, and blocks go to workers whole.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, groupby
from pathlib import Path
from typing import Any, NamedTuple

from align.file_pairs.alignment import FileAlignment, align_sides, check_folders, convention_of
from align.file_pairs.bead_files import SUFFIX
from align.guidance.sides import Convention, TextSide, pairs_by_stem, read_sides
from align.options import Guidance
from corpus.errors import InputError, NothingReadError, WorkerDiedError
from corpus.jobs import SERIAL, Jobs
from corpus.model import Language
from corpus.support.progress import track

BLOCK = 8 << 20
"""Bytes of both sides of a block, some 2,700 articles of a dozen sentences. More teach it nothing:
of 4,000 such pairs .998 of the beads are the same in blocks of 6 MB as in one collection, and .997
in blocks of 1.5 MB (`bench/batch_growth.py --blocks`). A worker takes 1.1 GB at most."""
_FILES = 16
"""Pairs of files that are read together."""

_NOTHING_WRITTEN = "nothing could be written; choose another folder with -o"

FilePair = tuple[Path, Path]


class _Asked(NamedTuple):
    """How the pairs of a block are read and aligned, and what is done with what comes of it."""

    first: Language | None
    convention: Convention | None
    guidance: Guidance
    use: Callable[[FileAlignment], Any]


class _Done(NamedTuple):
    """What came of a block.

    Attributes:
        results: of `_Asked.use`.
        unread: a line for each pair that could not be read or aligned.
        unused: a line for each alignment that `_Asked.use` could not write.
        missing: a line for each file of the guidance that a folder lacks.
        ended: how workers ended on the block, if they did; it is to be done again pair by pair.
    """

    results: list[Any]
    unread: list[str]
    missing: list[str]
    unused: list[str]
    ended: str = ""


def _itself(alignment: FileAlignment) -> FileAlignment:
    return alignment


def align_folders(
    left: str | Path,
    right: str | Path,
    *,
    lines: bool = False,
    first: Language | None = None,
    guidance: Guidance | None = None,
    jobs: Jobs = SERIAL,
    use: Callable[[FileAlignment], Any] = _itself,
) -> tuple[list[Any], list[str]]:
    """Align the files of two folders that share a stem, in blocks of `BLOCK` bytes.

    Args:
        left: a folder; hidden files and ``metadata.tsv`` are passed over.
        right: the other folder.
        lines: as in `align_files`.
        first: as in `align_files`.
        guidance: as in `align_files`.
        jobs: as in `align_files`.
        use: called with each alignment where it was made, which may be another process; what it
            returns is all that is kept. The alignment itself, if it is not given. An
            `InputError` that it raises, as where it cannot write, concerns this pair alone.

    Returns:
        What `use` returned, by stem, and what could not be used: a line for each file without
        partner, each pair that cannot be read or used or that ends the workers that align it, each
        bead file without a pair, and each translation or vector file that is not there.

    Raises:
        UsageError: not two folders, a stem that two files of one folder share, or none in both;
            or as in `align_files`.
        InputError: a memory, a glossary or a bead file that cannot be used.
        NothingReadError: not one pair could be read, or used.
    """
    guidance = guidance or Guidance()
    asked = _Asked(first, convention_of(guidance, lines), guidance, use)
    both, alone = pairs_by_stem(Path(left), Path(right))
    problems = [f"{path}: no file with this stem on the other side" for path in alone]
    strays = _strays(guidance, {one.stem for one, _ in both})
    if len(both) > 1:
        check_folders(guidance)
    parts = [both[k.start : k.stop] for k in blocks(_sizes(both), BLOCK)]
    done = list(_by_block(asked, parts, jobs))
    results, unread, missing, unused = (
        list(chain.from_iterable(parts)) for parts in zip(*(each[:4] for each in done), strict=True)
    )
    if unused and not results:
        raise NothingReadError([*problems, *unread, *unused], _NOTHING_WRITTEN)
    if len(unread) == len(both):
        raise NothingReadError([*problems, *unread])
    return results, [*problems, *unread, *unused, *strays, *missing]


def blocks(sizes: Sequence[int], most: int) -> list[range]:
    """Consecutive numbers in blocks of about the same size.

    Args:
        sizes: of each number, above 0.
        most: no block is larger, but for the one number that goes over its end.
    """
    total = sum(sizes)
    parts = -(-total // most)
    part_of = [before * parts // total for before in accumulate(sizes[:-1], initial=0)]
    found = (list(numbers) for _, numbers in groupby(range(len(sizes)), part_of.__getitem__))
    return [range(numbers[0], numbers[-1] + 1) for numbers in found]


def _sizes(pairs: Sequence[FilePair]) -> list[int]:
    """Of both files together, at least 1; what cannot be asked is named when it is read."""

    def size(path: Path) -> int:
        try:
            return path.stat().st_size
        except OSError:
            return 0

    return [1 + size(one) + size(other) for one, other in pairs]


def _by_block(asked: _Asked, parts: Sequence[Sequence[FilePair]], jobs: Jobs) -> Iterator[_Done]:
    """What came of each block, in their order.

    Few blocks are shared within: so all workers have work. So are those whose files the workers
    do not have, and where a neural model would have to be loaded by each.
    """
    if len(parts) < 2 * jobs.workers or not jobs.local or asked.guidance.encoder:
        for part in parts:
            yield _of_block(asked, jobs, part)
        return
    done = jobs.map(partial(_of_block, asked, SERIAL), parts, lost=_ended, heavy=True)
    for part, each in zip(parts, track(done, "aligning blocks of files", len(parts)), strict=True):
        yield _again(asked, jobs, part) if each.ended else each


def _again(asked: _Asked, jobs: Jobs, part: Sequence[FilePair]) -> _Done:
    """A block on which workers ended, pair by pair; named as a whole where that ends them, too."""
    try:
        return _of_block(asked, jobs, part)
    except WorkerDiedError:
        return _Done([], [_named(*pair) for pair in part], [], [])


def _ended(part: Sequence[FilePair], how: str) -> _Done:
    return _Done([], [], [], [], how)


def _of_block(asked: _Asked, jobs: Jobs, part: Sequence[FilePair]) -> _Done:
    """Read a block and align it as one collection."""
    reading = partial(_read, asked.first, asked.convention)
    readers = jobs if jobs.local else SERIAL
    sides: list[tuple[TextSide, TextSide]] = []
    unread: list[str] = []
    read = readers.map(reading, part, _FILES, lost=_lost_files)
    for found in track(read, "reading", len(part)):
        if isinstance(found, str):
            unread.append(found)
        else:
            sides.append(found)
    if not sides:
        return _Done([], unread, [], [])
    alignments, missing = align_sides(sides, asked.guidance, jobs, leave_out=True)
    unread += [_named(each.left.path, each.right.path) for each in alignments if each.ended]
    results, unused = [], []
    for each in alignments:
        try:
            results += [] if each.ended else [asked.use(each)]
        except InputError as error:
            unused.append(str(error))
    return _Done(results, unread, missing, unused)


def _read(
    first: Language | None, convention: Convention | None, paths: FilePair
) -> tuple[TextSide, TextSide] | str:
    """Both sides of a pair, or why they cannot be read."""
    try:
        return read_sides(*paths, first, convention)
    except InputError as error:
        return str(error)


def _lost_files(paths: FilePair, ended: str) -> str:
    """Why a pair is left out that ends whoever reads it."""
    return f"{paths[0]} and {paths[1]}: ended the process that read them ({ended}); left out"


def _named(one: Path, other: Path) -> str:
    """Why a pair is left out that ends whoever aligns it."""
    return f"{one} and {other}: ended the process that aligned them; left out"


def _strays(guidance: Guidance, stems: set[str]) -> list[str]:
    """The bead files in the folders of a person's judgements that belong to no pair.

    And the folders that hold none.
    """
    given = [Path(each) for each in (guidance.confirmed, guidance.rejected) if each]
    found = {folder: sorted(folder.glob(f"*{SUFFIX}")) for folder in given if folder.is_dir()}
    empty = [f"{folder}: holds no {SUFFIX} files" for folder, paths in found.items() if not paths]
    return empty + [
        f"{path}: no pair of files has this stem"
        for paths in found.values()
        for path in paths
        if path.stem not in stems
    ]
