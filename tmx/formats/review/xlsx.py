"""A memory for review in a workbook: name, source, target, note; then what is known of the pair.

write(path, rows, codes) -> int
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from tmx.formats.review.rows import ID, NOTE, Row
from tmx.formats.rows import COLUMNS, cells, fields_of
from tmx.units.languages import primary
from tmx.units.unit import pair_from_unit

_USUAL = ("zh", "en", "zh-CN", "en-US")
_KNOWN = COLUMNS[2:]
_SCORE = _KNOWN.index("score")


def write(path: str | Path, rows: Iterable[Row], codes: tuple[str, str]) -> int:
    """Write a workbook of one sheet; the number of rows.

    Args:
        path: of the workbook.
        rows: of units with Chinese and English.
        codes: of source and target.

    Raises:
        InputError: more rows or longer texts than Excel takes, or the place cannot be written.
    """
    from corpus.support.workbook import write_rows

    def found() -> Iterator[list[object]]:
        for row in rows:
            pair = pair_from_unit(row.unit, codes)
            fields = fields_of(row.unit, pair) if pair else {}
            known: list[object] = [cell or None for cell in cells(fields)[2:]]
            if "score" in fields:
                known[_SCORE] = fields["score"]
            yield [row.name, row.source, row.target, row.note or None, *known]

    # zh and en, as in every table of pairs, but for codes that say more than the usual region.
    texts = (primary(code) if code in _USUAL else code for code in codes)
    header = (ID, *texts, NOTE, *_KNOWN)
    return write_rows(path, found(), header, "review")
