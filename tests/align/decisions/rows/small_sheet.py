"""Sheets of made-up documents, for tests of what is done on them."""

from align.decisions.rows.sheet import FOUND, UNPAIRED, Piece, Row, Sheet, Side
from corpus.model import Document, Language, Script


def side(language, sentences):
    """One document of so many sentences of one paragraph: 'a0. a1. …'."""
    letter = "z" if language is Language.ZH else "e"
    text, pieces = "", []
    for number in range(sentences):
        sentence = f"{letter}{number}aa bb."
        pieces.append(Piece(len(text), len(text) + len(sentence), 0))
        text += f"{sentence} "
    script = Script.HANS if language is Language.ZH else Script.LATN
    document = Document(f"{language}-id", f"{language}.txt", language, script, (text,))
    return Side(document, text, tuple(pieces))


def sheet(beads, *, mined=False, scores=()):
    """A sheet of beads ([zh numbers], [en numbers]) in order."""
    counts = [max((max(bead[k]) for bead in beads if bead[k]), default=-1) + 1 for k in (0, 1)]
    zh, en = side(Language.ZH, counts[0]), side(Language.EN, counts[1])
    rows = []
    for number, (left, right) in enumerate(beads):
        state = UNPAIRED if mined and not (left and right) else FOUND
        score = scores[number] if scores else 0.9
        rows.append(Row(zh.span(left), en.span(right), score, state))
    return Sheet(zh, en, tuple(rows), mined)


def shown(it):
    """The rows by sentence numbers, with their states."""
    return [(it.shown(row)[0], it.shown(row)[1], row.state) for row in it.rows]
