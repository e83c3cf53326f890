"""Decisions from elsewhere put in their place on a sheet.

imposed(sheet, confirmed, rejected) -> [Edit, ...]
beside(sheet, rows) -> places of what shares no sentence with them
"""

from collections.abc import Collection, Iterable, Iterator

from align.decisions.rows.sheet import DECIDED, Edit, Row, Sheet, Spans


def imposed(sheet: Sheet, confirmed: Iterable[Spans], rejected: Collection[Spans]) -> list[Edit]:
    """The edits that put confirmed beads in their place, and take rejected ones apart.

    One that shares a sentence with a row that is decided already has no place.

    Args:
        sheet: as it is.
        confirmed: beads; those that are not among the rows are put there.
        rejected: beads; those with two sides that are among the rows fall apart.

    Returns:
        In the order in which they are to be made; the states of what they make are found.
    """
    sides = sheet.zh, sheet.en
    there = {row.spans for row in sheet.rows}
    absent = [spans for spans in _whole(sheet, confirmed) if spans not in there]
    if not absent and there.isdisjoint(rejected):
        return []
    taken = _sentences_of(sheet, [row.spans for row in sheet.rows if row.state in DECIDED])
    owners: list[dict[int, Spans]] = [{}, {}]
    for spans in absent:
        numbers = [side.numbers(span) for side, span in zip(sides, spans, strict=True)]
        if all(
            taken[which].isdisjoint(some) and owners[which].keys().isdisjoint(some)
            for which, some in enumerate(numbers)
        ):
            for which, some in enumerate(numbers):
                owners[which].update(dict.fromkeys(some, spans))
    placed: set[Spans] = set()
    edits: list[Edit] = []
    for place, row in enumerate(sheet.rows):
        numbers = [side.numbers(span) for side, span in zip(sides, row.spans, strict=True)]
        claims = [
            owners[which][i]
            for which, some in enumerate(numbers)
            for i in some
            if i in owners[which]
        ]
        if row.state in DECIDED or not (claims or (all(row.spans) and row.spans in rejected)):
            continue
        after = [Row(*spans) for spans in dict.fromkeys(claims) if spans not in placed]
        placed.update(claims)
        after += [Row(sides[0].span([i]), ()) for i in numbers[0] if i not in owners[0]]
        after += [Row((), sides[1].span([j])) for j in numbers[1] if j not in owners[1]]
        edits.append(Edit("imposed", place, (row,), tuple(after)))
    return edits[::-1]  # so that places before them stay


def _whole(sheet: Sheet, beads: Iterable[Spans]) -> Iterator[Spans]:
    """The beads whose sentences are there; those without a counterpart each for itself."""
    for zh, en in beads:
        if all(not s or side.holds(s) for side, s in ((sheet.zh, zh), (sheet.en, en))):
            if zh and en:
                yield zh, en
            elif zh:
                yield from ((sheet.zh.span([i]), ()) for i in sheet.zh.numbers(zh))
            else:
                yield from (((), sheet.en.span([j])) for j in sheet.en.numbers(en))


def _sentences_of(sheet: Sheet, beads: Iterable[Spans]) -> tuple[set[int], set[int]]:
    """The numbers of the sentences of both sides that beads hold."""
    zh: set[int] = set()
    en: set[int] = set()
    for spans in beads:
        zh.update(sheet.zh.numbers(spans[0]))
        en.update(sheet.en.numbers(spans[1]))
    return zh, en


def beside(sheet: Sheet, others: Iterable[Row]) -> list[int]:
    """The places of the rows that share no sentence with the others."""
    covered = _sentences_of(sheet, (row.spans for row in others))

    def clear(row: Row) -> bool:
        for which, side in enumerate((sheet.zh, sheet.en)):
            if span := row.spans[which]:
                numbers = side.numbers(span)
                if not numbers or not covered[which].isdisjoint(numbers):
                    return False
        return True

    return [place for place, row in enumerate(sheet.rows) if clear(row)]
