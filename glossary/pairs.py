"""``pairs.tsv``: sentence pairs as a table.

read_pairs(path) -> Iterator[SentencePair]     columns zh and en are enough
write_pairs(path, pairs)
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import InputError
from corpus.files import open_text, write_tsv
from corpus.model import Kind, SentencePair

COLUMNS = ("zh", "en", "score", "kind", "topic", "zh_document", "en_document", "zh_ids", "en_ids")
DECIMALS = 4


def read_pairs(path: str | Path) -> Iterator[SentencePair]:
    """The sentence pairs of a table whose header names at least zh and en.

    A pair is parallel, with score 1, where nothing else is said.

    Raises:
        InputError: no such columns, not UTF-8, or a field that is not what its column asks for.
    """
    with open_text(path) as stream:
        try:
            names = stream.readline().rstrip("\r\n").split("\t")
            for name in ("zh", "en"):
                if name not in names:
                    reason = f"no column {name}; the first line must name the columns zh and en"
                    raise InputError(path, reason, 1)
            for number, line in enumerate(stream, 2):
                fields = line.rstrip("\r\n").split("\t")
                if any(fields):
                    yield _pair(path, number, dict(zip(names, fields, strict=False)))
        except UnicodeDecodeError:
            raise InputError(path, "not UTF-8; save it as UTF-8") from None


def write_pairs(path: str | Path, pairs: Iterable[SentencePair]) -> None:
    """Write the table; sentence indices as ``3,4``."""
    write_tsv(
        path,
        COLUMNS,
        (
            (
                pair.zh,
                pair.en,
                f"{pair.score:.{DECIMALS}f}",
                pair.kind,
                pair.topic,
                pair.zh_document,
                pair.en_document,
                ",".join(map(str, pair.zh_ids)),
                ",".join(map(str, pair.en_ids)),
            )
            for pair in pairs
        ),
    )


def _pair(path: str | Path, number: int, record: dict[str, str]) -> SentencePair:
    try:
        return SentencePair(
            zh=record.get("zh", ""),
            en=record.get("en", ""),
            score=float(record.get("score") or 1.0),
            kind=Kind(record.get("kind") or Kind.PARALLEL),
            topic=record.get("topic", ""),
            zh_document=record.get("zh_document", ""),
            en_document=record.get("en_document", ""),
            zh_ids=_indices(record.get("zh_ids", "")),
            en_ids=_indices(record.get("en_ids", "")),
        )
    except ValueError as error:
        reason = f"{error}; score is a number, kind parallel or comparable, ids are 3,4"
        raise InputError(path, reason, number) from None


def _indices(text: str) -> tuple[int, ...]:
    return tuple(int(index) for index in text.split(",") if index.strip())
