"""The two sides of files that translate each other: reading them, pairing the files of folders.

read_sides(left, right, first, convention) -> (TextSide, TextSide)
pairs_by_stem(left_folder, right_folder) -> ([(path, path), ...], [path without partner, ...])
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from corpus.cleaning.lists import FurnitureList
from corpus.errors import InputError, UsageError
from corpus.language.identification import language_of
from corpus.language.sentences.splitting import segment
from corpus.model import Document, Language, Quotations
from corpus.readers.plain import read_lines
from corpus.readers.sources import METADATA
from corpus.single import clean_file


@dataclass(frozen=True, slots=True)
class TextSide:
    """One file's sentences.

    Attributes:
        path: as given.
        language: of the whole file.
        sentences: as published; an index is a line of ``duizhao corpus segment``, or of the
            file itself where it has one sentence a line.
        paragraphs: number of each sentence's paragraph; empty where the file has lines only.
        document: what the sentences were found in; None where the file has lines only.
        left_out: which of its paragraphs are page furniture, and why.
    """

    path: Path
    language: Language
    sentences: tuple[str, ...]
    paragraphs: tuple[int, ...] = ()
    document: Document | None = None
    left_out: Mapping[int, str] = field(default_factory=dict)


class Convention(NamedTuple):
    """How files are cleaned and segmented.

    Attributes:
        own: the user's list of page furniture.
        quotations: whether those in Chinese are parted.
    """

    own: FurnitureList | None = None
    quotations: Quotations = Quotations.PARTED


def read_sides(
    left: Path, right: Path, first: Language | None, convention: Convention | None
) -> tuple[TextSide, TextSide]:
    """Read both files and find out which is Chinese: from the text, else from `first`.

    Args:
        left: the file named first.
        right: the other one.
        first: language of `left`, where it cannot be told from the text.
        convention: None where they have one sentence a line: neither segmented nor cleaned.

    Raises:
        InputError: a file that cannot be read, or two files in one language.
    """
    (one, language), (other, second) = (
        _segmented(path, convention) if convention else _lines(path) for path in (left, right)
    )
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
    return replace(one, language=language), replace(other, language=_other(language))


def _other(language: Language | None) -> Language:
    return Language.EN if language is Language.ZH else Language.ZH


_UNKNOWN = Language.ZH
"""Stands where the language is not decided yet."""


def _lines(path: Path) -> tuple[TextSide, Language | None]:
    """The lines of a file as they are, and their language if they have letters."""
    lines = read_lines(path)
    return TextSide(path, _UNKNOWN, lines), language_of(lines)


def _segmented(path: Path, convention: Convention) -> tuple[TextSide, Language | None]:
    """The sentences of a file that holds one document."""
    document, left_out = clean_file(path, own=convention.own)
    sentences = segment(document, left_out, convention.quotations)
    texts = tuple(sentence.text for sentence in sentences)
    paragraphs = tuple(sentence.paragraph for sentence in sentences)
    side = TextSide(path, document.language, texts, paragraphs, document, left_out)
    return side, document.language


def pairs_by_stem(left: Path, right: Path) -> tuple[list[tuple[Path, Path]], list[Path]]:
    """Pair the files of two folders by their stems.

    Returns:
        The pairs, sorted by stem, and the files without a counterpart.

    Raises:
        UsageError: not two folders, a stem that two files of one folder share, or none in both.
    """
    for folder in (left, right):
        if not folder.exists():
            raise UsageError(f"{folder}: no such folder")
        if not folder.is_dir():
            raise UsageError(f"{folder}: not a folder; for two files use `duizhao align pair`")
    stems = by_stem(left), by_stem(right)
    shared = stems[0].keys() & stems[1].keys()
    if not shared:
        raise UsageError(f"{left} and {right}: no two files share a stem; nothing to align")
    alone = [path for files in stems for stem, path in sorted(files.items()) if stem not in shared]
    return [(stems[0][stem], stems[1][stem]) for stem in sorted(shared)], alone


def by_stem(folder: Path) -> dict[str, Path]:
    """The files of a folder by their stems; hidden ones and ``metadata.tsv`` are passed over.

    Raises:
        UsageError: two files of one stem.
    """
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if not path.is_dir() and not path.name.startswith(".") and path.name != METADATA:
            found.setdefault(path.stem, []).append(path)
    if clashes := [paths for paths in found.values() if len(paths) > 1]:
        named = "; ".join(" and ".join(map(str, paths)) for paths in clashes)
        raise UsageError(f"{named}: two files of one stem; rename all but one, or move them away")
    return {stem: path for stem, (path,) in found.items()}
