"""Files that translate each other, aligned: what `align pair` does, and each block of a batch.

align_files([(left, right), ...]) -> [FileAlignment, ...]     one collection
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from align.beads.judgements import Judgements
from align.beads.reordered import align_in_order
from align.beads.text_pair import TextPair
from align.file_pairs.bead_files import SUFFIX, FileBead, read_beads
from align.guidance.anchors import anchor_pattern, anchors
from align.guidance.known_pairs import read_known
from align.guidance.outside import Outside
from align.guidance.sides import Convention, TextSide, read_sides
from align.options import MIN_SCORE, Guidance
from align.project.lost_paragraphs import lost_paragraphs
from corpus.errors import InputError, UsageError
from corpus.jobs import SERIAL, Jobs
from corpus.language.identification import chinese_code
from corpus.model import Bead, Kind, Language, Quotations, SentencePair
from corpus.single import read_furniture
from corpus.tabular import Tabular

_ENOUGH = 5
"""Sentences of the shorter file from which on the share in sure beads says something."""
_LEAST_HELD = 0.25
"""Share of the sentences of either side in sure beads: translations have .6 and more, also free
ones; strangers have a title and perhaps a sentence."""
_DOUBTLESS = 0.75
"""From this share on other figures do not count: novels round and reword them."""


@dataclass(frozen=True, slots=True)
class FileAlignment(Tabular):
    """Two files and their beads; a notebook shows a row for each.

    Attributes:
        left: the file that was named first.
        right: the other one.
        beads: in order, each sentence in one.
        ordered: whether what says the same stands in one order on both sides.
        lost: paragraphs that cleaning took from one file, while the other has them: that file
            and the text. An index is a line of `duizhao corpus segment`, so they are named only.
    """

    left: TextSide
    right: TextSide
    beads: tuple[Bead, ...] = ()
    ordered: bool = True
    lost: tuple[tuple[Path, str], ...] = ()

    columns: ClassVar = ("zh_ids", "en_ids", "zh", "en", "score")

    def rows(self) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], str, str, float]]:
        """The beads, with their sentences run on."""
        for bead in self.beads:
            yield bead.zh, bead.en, *self._texts(bead), bead.score

    def _texts(self, bead: Bead) -> tuple[str, str]:
        """The Chinese and the English text of a bead."""
        return (
            Language.ZH.joined(self.zh.sentences[i].strip() for i in bead.zh),
            Language.EN.joined(self.en.sentences[j].strip() for j in bead.en),
        )

    @property
    def ended(self) -> bool:
        """Whether there are no beads since workers ended on the pair: see `align_sides`."""
        return not self.beads and bool(self.left.sentences or self.right.sentences)

    @property
    def zh(self) -> TextSide:
        """The Chinese side."""
        return self.left if self.left.language is Language.ZH else self.right

    @property
    def en(self) -> TextSide:
        """The English side."""
        return self.right if self.left.language is Language.ZH else self.left

    @property
    def codes(self) -> tuple[str, str]:
        """Language codes of both files; the Chinese one names script and region by the text."""
        codes = {Language.ZH: chinese_code("".join(self.zh.sentences)), Language.EN: "en-US"}
        return codes[self.left.language], codes[self.right.language]

    @property
    def strangers(self) -> bool:
        """Whether hardly anything of one is in the other, or it states other figures.

        A few beads of strangers may be likely all the same: titles, which have no rivals.
        """
        from align.documents.alignments import other_figures

        zh, en = self.zh.sentences, self.en.sentences
        sure = [b for b in self.beads if b.zh and b.en and b.score >= MIN_SCORE]
        held = max(
            sum(len(b.zh) for b in sure) / max(1, len(zh)),
            sum(len(b.en) for b in sure) / max(1, len(en)),
        )
        if min(len(zh), len(en)) < _ENOUGH or held >= _DOUBTLESS:
            return False
        return held < _LEAST_HELD or bool(other_figures([zh], [en], [(0, 0)]))

    def file_beads(self) -> list[FileBead]:
        """The beads with the first file's indices on the left."""
        return [
            FileBead(bead.zh, bead.en, bead.score)
            if self.left.language is Language.ZH
            else FileBead(bead.en, bead.zh, bead.score)
            for bead in self.beads
        ]

    def pairs(self, min_score: float = 0.0) -> list[SentencePair]:
        """The beads with two sides that reach `min_score`, as sentence pairs."""
        return [
            SentencePair(
                *self._texts(bead),
                score=bead.score,
                kind=Kind.PARALLEL,
                zh_document=self.zh.path.as_posix(),
                en_document=self.en.path.as_posix(),
                zh_ids=bead.zh,
                en_ids=bead.en,
            )
            for bead in self.beads
            if bead.zh and bead.en and bead.score >= min_score
        ]


def align_files(
    pairs: Iterable[tuple[str | Path, str | Path]],
    *,
    lines: bool = False,
    first: Language | None = None,
    guidance: Guidance | None = None,
    jobs: Jobs = SERIAL,
) -> list[FileAlignment]:
    """Align pairs of files as one collection.

    Args:
        pairs: each one Chinese and one English file, in either order.
        lines: the files have one sentence a line: neither segmented nor cleaned, and an empty
            line is a sentence too.
        first: the language of the files named first, where it cannot be told from the text.
        guidance: what the user knows of the texts. In bead files, indices count from 0 and the
            file named first is on the left. What differs between pairs (beads, translations,
            vectors) is one file for one pair, and for several pairs a folder that has a file with
            the stem of each pair's first file.
        jobs: who does the work (`corpus.jobs`).

    Raises:
        InputError: a file that cannot be read, two files in one language, or beads that cannot
            all hold.
        UsageError: an anchor that is no regular expression, a memory whose suffix is of no form,
            one file of guidance for several pairs, a folder of beads that has those of no pair, or
            one of translations or vectors that lacks a pair's; or something else than pairs.
    """
    guidance = guidance or Guidance()
    convention = convention_of(guidance, lines)
    pairs = _checked(pairs)
    sides = [read_sides(Path(left), Path(right), first, convention) for left, right in pairs]
    for folder in (guidance.confirmed, guidance.rejected):
        names = [left.path.stem + SUFFIX for left, _ in sides]
        if folder and Path(folder).is_dir() and not any((Path(folder) / n).exists() for n in names):
            raise UsageError(f"{folder}: is a folder without {' or '.join(names)}; give the file")
    if len(sides) > 1:
        check_folders(guidance)
    alignments, missing = align_sides(sides, guidance, jobs)
    if missing:
        raise UsageError("; ".join(missing))
    return alignments


def _checked(
    pairs: Iterable[tuple[str | Path, str | Path]],
) -> list[tuple[str | Path, str | Path]]:
    """The pairs, seen to be names of two files each."""
    expected = UsageError("a list of pairs of files is expected: [(zh_path, en_path)]")
    if isinstance(pairs, str | Path):
        raise expected
    found = [*pairs]
    for pair in found:
        if isinstance(pair, str | Path) or [isinstance(n, str | Path) for n in pair] != [True] * 2:
            raise expected
    return found


def convention_of(guidance: Guidance, lines: bool) -> Convention | None:
    """How the files are cleaned and segmented; None if they are not."""
    own = read_furniture(guidance.furniture)
    if not lines:
        return Convention(own, guidance.quotations)
    if guidance.furniture or guidance.quotations is not Quotations.PARTED:
        raise UsageError(
            "lines are neither cleaned nor segmented: leave out --lines, or --furniture and "
            "--quotations"
        )
    return None


def check_folders(guidance: Guidance) -> None:
    """Raise a UsageError where one file of guidance is given for several pairs."""
    for path, name in (
        (guidance.confirmed, f"STEM{SUFFIX}"),
        (guidance.rejected, f"STEM{SUFFIX}"),
        (guidance.pivot, "STEM.txt"),
        *((path, "STEM.npy") for path in guidance.vectors or ()),
    ):
        if path and not Path(path).is_dir():
            problem = "is a file" if Path(path).exists() else "no such folder"
            raise UsageError(
                f"{path}: {problem}; for several pairs give a folder with a file {name} for each"
            )


def align_sides(
    sides: Sequence[tuple[TextSide, TextSide]],
    guidance: Guidance,
    jobs: Jobs = SERIAL,
    *,
    leave_out: bool = False,
) -> tuple[list[FileAlignment], list[str]]:
    """Align what was read as one collection.

    Args:
        sides: of each pair.
        guidance: what the user knows of the texts.
        jobs: who does the work.
        leave_out: a pair on which workers end has no beads, and the others have; else it is an
            error.

    Returns:
        The alignments, and a line for each file of the guidance that a folder lacks.
    """
    outside = Outside(guidance)
    bare = [FileAlignment(left, right) for left, right in sides]
    pattern = anchor_pattern(guidance.anchor) if guidance.anchor else None
    pairs = [
        TextPair(
            a.zh.sentences,
            a.en.sentences,
            a.zh.paragraphs,
            a.en.paragraphs,
            _judgements(a, guidance),
            anchors(pattern, a.zh.sentences, a.en.sentences) if pattern else (),
            outside.similarities(a.left, a.right),
        )
        for a in bare
    ]
    known = read_known(
        guidance.memories,
        guidance.glossaries,
        [text for a in bare for text in a.zh.sentences],
        [text for a in bare for text in a.en.sentences],
    )
    found, disordered = align_in_order(pairs, known, jobs, leave_out=leave_out)
    furniture = _taken_from_one(
        [a for k, a in enumerate(bare) if k not in disordered], guidance.quotations
    )
    alignments = [
        replace(a, beads=beads, ordered=k not in disordered, lost=_named(a, furniture))
        for k, (a, beads) in enumerate(zip(bare, found, strict=True))
    ]
    return alignments, outside.missing


def _taken_from_one(
    alignments: Iterable[FileAlignment], quotations: Quotations
) -> dict[str, set[int]]:
    """By document, the paragraphs that only one of two files lost as page furniture."""
    sides = [(a.zh, a.en) for a in alignments]
    documents = {s.document.id: s.document for both in sides for s in both if s.document}
    left_out = {s.document.id: s.left_out for both in sides for s in both if s.document}
    pairs = [(zh.document.id, en.document.id) for zh, en in sides if zh.document and en.document]
    return lost_paragraphs(pairs, documents, left_out, quotations)


def _named(alignment: FileAlignment, lost: Mapping[str, set[int]]) -> tuple[tuple[Path, str], ...]:
    return tuple(
        (side.path, side.document.paragraphs[number])
        for side in (alignment.left, alignment.right)
        if side.document
        for number in sorted(lost.get(side.document.id, ()))
    )


def _judgements(alignment: FileAlignment, guidance: Guidance) -> Judgements:
    """The confirmed and rejected beads of one pair of files."""
    given = [path and Path(path) for path in (guidance.confirmed, guidance.rejected)]
    paths = [
        path / (alignment.left.path.stem + SUFFIX) if path and path.is_dir() else path
        for path in given
    ]
    confirmed, rejected = (
        tuple(Bead(bead.left, bead.right) for bead in read_beads(path))
        if path and (path.exists() or path == folder)  # in a folder, a stem may have none
        else ()
        for path, folder in zip(paths, given, strict=True)
    )
    # Checked as the files have them, so that a message shows a bead as it stands there.
    size = len(alignment.left.sentences), len(alignment.right.sentences)
    for judgements, of in (
        (Judgements(confirmed=confirmed), paths[:1]),
        (Judgements(rejected=rejected), paths[1:]),
        (Judgements(confirmed, rejected), paths),
    ):
        try:
            judgements.checked(*size)
        except UsageError as error:
            raise InputError(" and ".join(map(str, of)), str(error)) from None
    if alignment.left is alignment.zh:
        return judgements
    return Judgements(*(tuple(Bead(b.en, b.zh) for b in beads) for beads in (confirmed, rejected)))
