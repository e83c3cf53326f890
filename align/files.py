"""Files that translate each other, aligned: what `align pair` and `align batch` do.

align_files([(left, right), ...]) -> [FileAlignment, ...]     one collection
align_folders(left_folder, right_folder) -> ([FileAlignment, ...], [problem, ...])
write_alignment(alignment, path, format)
alignment_text(alignment, format) -> what that would write
"""

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from align.beads import align_documents
from align.options import MIN_SCORE
from align.score import FileBead, write_beads
from corpus.errors import InputError, NothingReadError, UsageError
from corpus.files import write_atomically
from corpus.language import han_share
from corpus.model import Bead, Kind, Language, SentencePair
from corpus.readers.decoding import DecodingError, decode
from corpus.readers.sources import METADATA
from corpus.single import segment_file
from tmx import unit_from_pair, write, write_pairs

Format = Literal["beads", "tsv", "json", "tmx"]
SUFFIXES: dict[Format, str] = {"beads": ".align", "tsv": ".tsv", "json": ".json", "tmx": ".tmx"}


@dataclass(frozen=True, slots=True)
class TextSide:
    """One file's sentences.

    Attributes:
        path: as given.
        language: of the whole file.
        sentences: as published; an index is a line of ``duizhao corpus segment``, or of the
            file itself where it has one sentence a line.
    """

    path: Path
    language: Language
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileAlignment:
    """Two files and their beads; `left` is the file that was named first."""

    left: TextSide
    right: TextSide
    beads: tuple[Bead, ...]

    @property
    def zh(self) -> TextSide:
        """The Chinese side."""
        return self.left if self.left.language is Language.ZH else self.right

    @property
    def en(self) -> TextSide:
        """The English side."""
        return self.right if self.left.language is Language.ZH else self.left

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
                zh="".join(self.zh.sentences[i].strip() for i in bead.zh),
                en=" ".join(self.en.sentences[j].strip() for j in bead.en),
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
    pairs: Iterable[tuple[Path, Path]], *, lines: bool = False, first: Language | None = None
) -> list[FileAlignment]:
    """Align pairs of files as one collection.

    Args:
        pairs: each one Chinese and one English file, in either order.
        lines: the files have one sentence a line: neither segmented nor cleaned, and an empty
            line is a sentence too.
        first: the language of the files named first, where it cannot be told from the text.

    Raises:
        InputError: a file that cannot be read, or two files in one language.
    """
    return _aligned([_sides(left, right, lines, first) for left, right in pairs])


def align_folders(
    left: Path, right: Path, *, lines: bool = False, first: Language | None = None
) -> tuple[list[FileAlignment], list[str]]:
    """Align the files of two folders that share a stem, as one collection.

    Args:
        left: a folder; hidden files and ``metadata.tsv`` are passed over.
        right: the other folder.
        lines: as in `align_files`.
        first: as in `align_files`.

    Returns:
        The alignments by stem, and what could not be aligned: a line for each file without
        partner and each that cannot be read.

    Raises:
        UsageError: not two folders, a stem that two files of one folder share, or none in both.
        NothingReadError: not one pair could be read.
    """
    pairs, alone = _partners(left, right)
    problems = [f"{path}: no file with this stem on the other side" for path in alone]
    sides = []
    for one, other in pairs:
        try:
            sides.append(_sides(one, other, lines, first))
        except InputError as error:
            problems.append(str(error))
    if not sides:
        raise NothingReadError(problems)
    return _aligned(sides), problems


def _aligned(sides: list[tuple[TextSide, TextSide]]) -> list[FileAlignment]:
    bare = [FileAlignment(left, right, ()) for left, right in sides]
    found = align_documents([(a.zh.sentences, a.en.sentences) for a in bare])
    return [FileAlignment(a.left, a.right, beads) for a, beads in zip(bare, found, strict=True)]


def _partners(left: Path, right: Path) -> tuple[list[tuple[Path, Path]], list[Path]]:
    """Files of two folders with the same stem, sorted, and those without partner."""
    for folder in (left, right):
        if not folder.exists():
            raise UsageError(f"{folder}: no such folder")
        if not folder.is_dir():
            raise UsageError(f"{folder}: not a folder; for two files use `duizhao align pair`")
    stems = _by_stem(left), _by_stem(right)
    both = sorted(stems[0].keys() & stems[1].keys())
    if not both:
        raise UsageError(f"{left} and {right}: no two files share a stem; nothing to align")
    alone = [path for files in stems for stem, path in sorted(files.items()) if stem not in both]
    return [(stems[0][stem], stems[1][stem]) for stem in both], alone


def _by_stem(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith(".") and path.name != METADATA:
            if path.stem in found:
                raise UsageError(
                    f"{path} and {found[path.stem]}: two files of one stem; rename one of them"
                )
            found[path.stem] = path
    return found


def _sides(
    left: Path, right: Path, lines: bool, first: Language | None
) -> tuple[TextSide, TextSide]:
    """Both files, and which of them is Chinese: as the text says, else `first`."""
    read = _lines if lines else _segmented
    (one, language), (other, second) = read(left), read(right)
    if language == second:
        if language and not first:
            raise InputError(
                right,
                f"{'Chinese' if language is Language.ZH else 'English'} like {left}; a pair is one "
                "Chinese and one English file (or give --source and --target)",
            )
        language = first or Language.ZH
    elif not language:
        language = _other(second)
    return TextSide(left, language, one), TextSide(right, _other(language), other)


def _other(language: Language | None) -> Language:
    return Language.EN if language is Language.ZH else Language.ZH


def _lines(path: Path) -> tuple[tuple[str, ...], Language | None]:
    """The lines of a file as they are, and their language if they have letters."""
    try:
        data = path.read_bytes()
        text = _decoded(data)
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
    except DecodingError as error:
        raise InputError(path, str(error)) from None
    found = text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []
    share = han_share(found)
    return tuple(found), None if share is None else Language.ZH if share > 0.5 else Language.EN


def _decoded(data: bytes) -> str:
    """The text; sound UTF-8 is taken as it is, without looking for damage as a reader would."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)


def _segmented(path: Path) -> tuple[tuple[str, ...], Language | None]:
    """The sentences of a file that holds one document."""
    document, sentences = segment_file(path)
    return tuple(sentence.text for sentence in sentences), document.language


def write_alignment(
    alignment: FileAlignment,
    path: Path,
    form: Format,
    *,
    source: str = "zh-CN",
    target: str = "en-US",
    min_score: float = MIN_SCORE,
) -> None:
    """Write one alignment as beads, TSV (two-sided beads), JSON (all, with text) or TMX."""
    if form == "tmx":
        units = (unit_from_pair(pair, source, target) for pair in alignment.pairs(min_score))
        write(path, units, source=source, target=target)
    elif form == "tsv":
        write_pairs(path, alignment.pairs())
    else:
        with write_atomically(path) as stream:
            stream.write(_as_json(alignment) if form == "json" else _as_beads(alignment))


def alignment_text(
    alignment: FileAlignment,
    form: Format,
    *,
    source: str = "zh-CN",
    target: str = "en-US",
    min_score: float = MIN_SCORE,
) -> str:
    """What `write_alignment` would write."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"alignment{SUFFIXES[form]}")
        write_alignment(alignment, path, form, source=source, target=target, min_score=min_score)
        return path.read_text("utf-8")


def _as_beads(alignment: FileAlignment) -> str:
    buffer = io.StringIO()
    write_beads(buffer, alignment.file_beads())
    return buffer.getvalue()


def _as_json(alignment: FileAlignment) -> str:
    left, right = alignment.left, alignment.right
    value = {
        "left": {"path": left.path.as_posix(), "language": left.language.value},
        "right": {"path": right.path.as_posix(), "language": right.language.value},
        "beads": [
            {
                "left": list(bead.left),
                "right": list(bead.right),
                "score": round(bead.score or 0.0, 3),
                "left_text": [left.sentences[i] for i in bead.left],
                "right_text": [right.sentences[j] for j in bead.right],
            }
            for bead in alignment.file_beads()
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
