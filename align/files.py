"""Files that translate each other, aligned: what `align pair` and `align batch` do.

    align_files([(left, right), ...]) -> [FileAlignment, ...]     one collection
    partners(left_folder, right_folder) -> pairs with the same stem, and files without partner
    write_alignment(alignment, path, format)
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from align.beads import align_documents
from align.score import FileBead, write_beads
from corpus.errors import InputError, UsageError
from corpus.files import write_atomically
from corpus.model import Bead, Kind, Language, SentencePair
from corpus.single import segment_file

Format = Literal["beads", "tsv", "json", "tmx"]
SUFFIXES: dict[Format, str] = {"beads": ".align", "tsv": ".tsv", "json": ".json", "tmx": ".tmx"}

MIN_SCORE = 0.75
"""Beads below this stay out of a memory. In cross-validation on novels 97 of 100 units above it are
exactly a gold bead and four fifths of the gold beads are kept; on essays and reports 99."""


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
    pairs: Sequence[tuple[Path, Path]], *, lines: bool = False, first: Language | None = None
) -> list[FileAlignment]:
    """Align pairs of files as one collection.

    Args:
        pairs: each one Chinese and one English file, in either order.
        lines: the files have one sentence a line: neither segmented nor cleaned, and an empty
            line is a sentence too.
        first: the language of the file named first; found out by default.

    Raises:
        InputError: a file that cannot be read, or two files in one language.
    """
    sides = [_sides(left, right, lines, first) for left, right in pairs]
    alignments = [FileAlignment(left, right, ()) for left, right in sides]
    found = align_documents([(a.zh.sentences, a.en.sentences) for a in alignments])
    return [
        FileAlignment(a.left, a.right, beads) for a, beads in zip(alignments, found, strict=True)
    ]


def partners(left: Path, right: Path) -> tuple[list[tuple[Path, Path]], list[Path]]:
    """Files of two folders with the same stem, sorted, and those without partner.

    Raises:
        UsageError: not two folders, or a stem that two files of one folder share.
    """
    for folder in (left, right):
        if not folder.is_dir():
            raise UsageError(f"{folder}: not a folder; for two files use `duizhao align pair`")
    stems = _by_stem(left), _by_stem(right)
    both = sorted(stems[0].keys() & stems[1].keys())
    alone = [path for files in stems for stem, path in sorted(files.items()) if stem not in both]
    return [(stems[0][stem], stems[1][stem]) for stem in both], alone


def _by_stem(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            if path.stem in found:
                raise UsageError(f"{path} and {found[path.stem]}: two files of one stem")
            found[path.stem] = path
    return found


def _sides(
    left: Path, right: Path, lines: bool, first: Language | None
) -> tuple[TextSide, TextSide]:
    read: Callable[[Path], tuple[str, ...]] = _lines if lines else _segmented
    texts = read(left), read(right)
    if first is None:
        shares = _han_share(texts[0]), _han_share(texts[1])
        if shares[0] is not None and shares[1] is not None and (shares[0] > 0.5) == (
            shares[1] > 0.5
        ):
            language = "Chinese" if shares[0] > 0.5 else "English"
            raise InputError(
                right, f"{language} like {left}; a pair is one Chinese and one English file "
                "(or give --source and --target)"
            )
        chinese_first = (shares[0] or 0.0) > 0.5 or (shares[1] is not None and shares[1] <= 0.5)
        first = Language.ZH if chinese_first else Language.EN
    second = Language.EN if first is Language.ZH else Language.ZH
    return TextSide(left, first, texts[0]), TextSide(right, second, texts[1])


def _han_share(sentences: Sequence[str]) -> float | None:
    """Han characters among Han characters and Latin words; None where there are neither."""
    han = latin = 0
    for text in sentences:
        han += sum("\u3400" <= c <= "\u9fff" for c in text)
        latin += sum(word[0].isascii() and word[0].isalpha() for word in text.split())
    return han / (han + latin) if han + latin else None


def _lines(path: Path) -> tuple[str, ...]:
    from corpus.readers.decoding import DecodingError, decode

    try:
        data = path.read_bytes()
        text = decode(data) if data else ""
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
    except DecodingError as error:
        raise InputError(path, str(error)) from None
    found = text.replace("\r\n", "\n").split("\n")
    return tuple(found[:-1] if found[-1] == "" else found)


def _segmented(path: Path) -> tuple[str, ...]:
    return tuple(sentence.text for sentence in segment_file(path)[1])


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
        from tmx import unit_from_pair, write

        units = (unit_from_pair(pair, source, target) for pair in alignment.pairs(min_score))
        write(path, units, source=source, target=target)
    elif form == "tsv":
        from glossary.pairs import write_pairs

        write_pairs(path, alignment.pairs())
    else:
        with write_atomically(path) as stream:
            stream.write(as_text(alignment, form))


def as_text(alignment: FileAlignment, form: Literal["beads", "json"]) -> str:
    """The alignment as bead lines, or as one JSON object with the text of both sides."""
    import io

    if form == "beads":
        buffer = io.StringIO()
        write_beads(buffer, alignment.file_beads())
        return buffer.getvalue()
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
