"""One file by itself: what `corpus segment` prints and bead files index.

segment_file(path, language, own, quotations) -> (Document, (Sentence, …))
clean_file(path, language, own) -> (Document, {paragraph: reason})
read_furniture(["furniture.txt"]) -> FurnitureList
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.cleaning.furniture import furniture
from corpus.cleaning.lists import FurnitureList, from_lines, merged
from corpus.errors import InputError, UsageError
from corpus.language.sentences.splitting import segment
from corpus.model import Document, Language, Quotations, Sentence
from corpus.readers.plain import numbered_lines
from corpus.readers.registry import ReadFailure, SourceFile, find, read_file


def segment_file(
    path: str | Path,
    language: str = "",
    own: FurnitureList | None = None,
    quotations: Quotations = Quotations.PARTED,
) -> tuple[Document, tuple[Sentence, ...]]:
    """The one document of a file and its sentences, cleaned without regard to other files.

    Args:
        path: a file that holds one document.
        language: ``zh`` or ``en``; found out if it is empty.
        own: the user's list of furniture.
        quotations: whether those in Chinese are parted.

    Raises:
        InputError: the file cannot be read, or holds several documents.
        UsageError: a folder, or another language.
    """
    document, left_out = clean_file(path, language, own)
    return document, segment(document, left_out, quotations)


def clean_file(
    path: str | Path, language: str = "", own: FurnitureList | None = None
) -> tuple[Document, dict[int, str]]:
    """The one document of a file, and which of its paragraphs are furniture, with the reason.

    Arguments and errors are those of `segment_file`.
    """
    if language and language not in set(Language):
        raise UsageError(f"language {language!r} is not read; give zh or en")
    if Path(path).is_dir():
        raise UsageError(f"{path}: is a folder; give one file")
    (source,) = find([path])
    if isinstance(source, SourceFile) and language:
        source = SourceFile(source.origin, source.path, {**source.metadata, "language": language})
    found = [source] if isinstance(source, ReadFailure) else read_file(source)
    document = found[0] if found else ReadFailure(str(path), "holds no document")
    if isinstance(document, ReadFailure):
        raise InputError(document.origin, document.reason, document.line)
    documents = [each for each in found if isinstance(each, Document)]
    if len(documents) > 1:
        raise InputError(path, _several(documents))
    if len(found) > 1 and isinstance(fault := found[1], ReadFailure):
        raise InputError(fault.origin, fault.reason, fault.line)
    return document, furniture([document], own).get(document.id, {})


def _several(documents: Sequence[Document]) -> str:
    """What is wrong with a file of several documents, and what takes it."""
    number = len(documents)
    if not any(document.counterpart for document in documents):
        return f"holds {number} documents; give a file with one, or all to duizhao run"
    if number == len(Language):
        return "holds a text in both languages; duizhao run aligns it, or give a file with one"
    return f"holds {number} documents in both languages; duizhao run aligns them"


def read_furniture(paths: Iterable[str | Path]) -> FurnitureList:
    """The user's lists of furniture in some files, as one.

    Raises:
        InputError: a file that cannot be read, or an entry that is no regular expression; the
            error names file and line.
    """
    return merged(from_lines(numbered_lines(path), str(path)) for path in paths)
