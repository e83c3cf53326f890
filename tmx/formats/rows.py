"""Sentence pairs and units as the rows of a table, with the columns of a run's pairs.tsv.

fields(pair) -> dict                     fields_of(unit, pair) -> dict
row(pair) -> list[str]                   cells(fields) -> list[str]
pair_from_row(path, row, line) -> SentencePair
unit_from_row(path, row, line, codes) -> TranslationUnit
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.errors import InputError
from corpus.model import Kind, SentencePair
from tmx.units.unit import TranslationUnit, unit_from_pair

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
CODES = ("zh-CN", "en-US")
"""Of Chinese and English where a file does not say more."""
FRAGMENT = "fragment"
"""The kind of a row that pairs clauses: no pair of sentences, so no reader takes it for one."""


def pair_from_row(path: str | Path, row: Mapping[str, Any], line: int) -> SentencePair:
    """The pair of a row; fields that are not there have their defaults.

    Raises:
        InputError: naming `path` and `line`: no zh or en, or a field of the wrong kind.
    """
    try:
        return SentencePair(
            zh=_text("zh", row["zh"]),
            en=_text("en", row["en"]),
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


def _text(name: str, value: object) -> str:
    if value is not None and not isinstance(value, str | int | float):
        raise ValueError(f"{name} is no text, but {str(value)[:40]}")
    return "" if value is None else str(value).strip()


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


def unit_from_row(
    path: str | Path, row: Mapping[str, Any], line: int, codes: tuple[str, str]
) -> TranslationUnit:
    """The unit of a row, with what the row says of the pair and nothing else.

    Raises:
        InputError: as `pair_from_row`.
    """
    pair = pair_from_row(path, row, line)
    unit = unit_from_pair(pair, *codes)
    said = []
    if row.get("score") not in (None, ""):
        said.append(("x-score", f"{pair.score:.{DECIMALS}f}".removesuffix("0")))
    if row.get("kind"):
        said.append(("x-kind", pair.kind.value))
    _, _, *others = unit.properties  # the first two are score and kind
    return unit._replace(properties=(*said, *others))


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


def fields_of(unit: TranslationUnit, pair: SentencePair) -> dict[str, Any]:
    """What is known of a unit and its pair, by column; score and kind only where it says them."""
    known = fields(pair)
    said = {name for name, _ in unit.properties}
    for name in ("score", "kind"):
        if f"x-{name}" not in said:
            del known[name]
    return known


def cells(known: Mapping[str, Any]) -> list[str]:
    """The same as text, in the order of the columns."""
    texts = {**dict.fromkeys(COLUMNS, ""), **known}
    if "score" in known:
        texts["score"] = f"{known['score']:.{DECIMALS}f}"
    for name in ("zh_ids", "en_ids"):
        texts[name] = ",".join(map(str, texts[name])) if texts[name] else ""
    return [texts[name] for name in COLUMNS]


def row(pair: SentencePair) -> list[str]:
    """The cells of a pair."""
    return cells(fields(pair))
