"""What the next run gives between the rows that are decided.

previews = Previews()
previews.rows(sheet, first, last) -> (first, last, rows)
"""

from align.beads.judgements import Judgements
from align.beads.realign import Realigner
from align.beads.text_pair import TextPair
from align.decisions.sheet import CONFIRMED, DECIDED, Row, Sheet, Span
from corpus.model import Bead


class Previews:
    """Alignments of document pairs under review, each made when it is first asked for."""

    def __init__(self) -> None:
        self._realigners: dict[object, Realigner] = {}

    def rows(self, sheet: Sheet, first: int, last: int) -> tuple[int, int, list[Row]]:
        """The rows that an alignment gives, for a stretch between two decided ones.

        Args:
            sheet: as it is.
            first: place of the first row to align again.
            last: of the one behind the last.

        Returns:
            The stretch that was aligned, from its first place to the one behind it, and its rows.
        """
        if sheet.mined:
            return first, last, list(sheet.rows[first:last])
        while first > 0 and sheet.rows[first - 1].state != CONFIRMED:
            first -= 1
        while last < len(sheet.rows) and sheet.rows[last].state != CONFIRMED:
            last += 1
        key = sheet.zh.pieces, sheet.en.pieces
        realigner = self._realigners.get(key)
        if realigner is None:
            self._realigners = {key: Realigner(_text_pair(sheet))}
            realigner = self._realigners[key]
        beads = realigner.realign(judgements(sheet))
        inside = [
            {i for row in sheet.rows[first:last] for i in side.numbers(row.spans[which])}
            for which, side in enumerate((sheet.zh, sheet.en))
        ]
        decided = {row.spans: row for row in sheet.rows[first:last] if row.state in DECIDED}
        notes = {row.spans: row.note for row in sheet.rows[first:last] if row.note}
        rows = []
        for bead in beads:
            if inside[0].issuperset(bead.zh) and inside[1].issuperset(bead.en):
                spans = sheet.zh.span(bead.zh), sheet.en.span(bead.en)
                row = Row(*spans, bead.score, note=notes.get(spans, ""))
                rows.append(decided.get(spans, row))
        return first, last, rows


def judgements(sheet: Sheet) -> Judgements:
    """What is decided on a sheet, by the numbers of its sentences."""

    def bead(zh: Span, en: Span) -> Bead:
        return Bead(tuple(sheet.zh.numbers(zh)), tuple(sheet.en.numbers(en)))

    return Judgements(
        tuple(bead(*row.spans) for row in sheet.rows if row.state in DECIDED),
        tuple(
            bead(*spans)
            for spans in sorted(sheet.rejected)
            if all(
                not span or side.holds(span)
                for side, span in zip((sheet.zh, sheet.en), spans, strict=True)
            )
        ),
    )


def _text_pair(sheet: Sheet) -> TextPair:
    zh, en = sheet.zh, sheet.en
    return TextPair(
        [zh.text[start:end] for start, end, _ in zh.pieces],
        [en.text[start:end] for start, end, _ in en.pieces],
        [paragraph for _, _, paragraph in zh.pieces],
        [paragraph for _, _, paragraph in en.pieces],
    )
