"""Sentence pairs as the rows of a table, with the columns of a run's pairs.tsv."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from corpus.model import Kind, SentencePair

COLUMNS = (
    "zh",
    "en",
    "score",
    "kind",
    "topic",
    "zh_document",
    "en_document",
    "zh_ids",
    "en_ids",
)
DECIMALS = 4  # of a score
FRAGMENT = "fragment"
"""The kind of a row that pairs clauses: no pair of sentences, so no reader takes it for one."""


def pair_from_row(path: str | Path, row: dict[str, Any], line: int) -> SentencePair:
    """The pair of a row; fields that are not there have their defaults.

    Raises:
        InputError: naming `path` and `line`: no zh or en, or a field of the wrong kind.
    """
    try:
        return SentencePair(
            zh=str(row["zh"] or "").strip(),
            en=str(row["en"] or "").strip(),
            score=_score(row.get("score")),
            kind=Kind(row.get("kind") or Kind.PARALLEL),
            topic=str(row.get("topic") or ""),
            zh_document=str(row.get("zh_document") or ""),
            en_document=str(row.get("en_document") or ""),
            zh_ids=_ids(row.get("zh_ids")),
            en_ids=_ids(row.get("en_ids")),
        )
    except KeyError as error:
        raise InputError(path, f"has no {error.args[0]}; give zh and en", line) from None
    except (TypeError, ValueError) as error:
        reason = f"{error}; score is a number from 0 to 1, kind parallel or comparable, ids are 3,4"
        raise InputError(path, reason, line) from None


def is_fragment(row: Mapping[str, Any]) -> bool:
    """Whether a row pairs clauses, which no memory takes."""
    return row.get("kind") == FRAGMENT


def _score(value: object) -> float:
    if value in (None, ""):
        return 1.0
    score = float(str(value))
    if not 0.0 <= score <= 1.0:  # NaN neither
        raise ValueError(f"score {value}")
    return score


def _ids(value: object) -> tuple[int, ...]:
    words = (
        value if isinstance(value, list) else str(value or "").strip("[]").replace(",", " ").split()
    )
    return tuple(int(word) for word in words)


def fields(pair: SentencePair) -> dict[str, Any]:
    """What is known of a pair, by column, for JSON."""
    return {
        "zh": pair.zh,
        "en": pair.en,
        "score": round(pair.score, DECIMALS),
        "kind": pair.kind.value,
        "topic": pair.topic,
        "zh_document": pair.zh_document,
        "en_document": pair.en_document,
        "zh_ids": list(pair.zh_ids),
        "en_ids": list(pair.en_ids),
    }


def row(pair: SentencePair) -> list[str]:
    """The same as text, in the order of the columns."""
    known = fields(pair)
    known["score"] = f"{pair.score:.{DECIMALS}f}"
    for name in ("zh_ids", "en_ids"):
        known[name] = ",".join(map(str, known[name]))
    return list(known.values())
