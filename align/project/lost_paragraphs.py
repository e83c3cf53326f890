"""Paragraphs that cleaning took from one of two translations, while the other has them.

lost_paragraphs(pairs, documents, furniture, quotations) -> {document id: {paragraph number, …}}

A line that stands in many documents may be the page's, and may be a heading, a slogan, the sentence
with which every release of an office ends. Where the translation kept it, it is text. Two things
must agree. By its words, each sentence of the paragraph says the same as a sentence of the other
side, which says the same as no other (`align.documents.translations`). By its place, an alignment
of both texts with the dictionary, in which it stands where it was published, puts it into beads
of its own with what the other side kept.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from align.beads.collection import PairCollection
from align.beads.text_pair import TextPair
from align.documents.translations import correspondences
from corpus.cleaning.furniture import is_doubtful
from corpus.language.sentences.splitting import segment
from corpus.model import Bead, Document, Quotations
from glossary.lexicon.evidence import gather_evidence

SURE = 0.9
"""Least probability of every bead of a paragraph. Of 732 paragraphs taken from one side of articles
.72 come back, and of 1,380 strangers none; with .5 it is .79 and two
(`bench/lost_paragraphs.py`)."""

Furniture = Mapping[str, Mapping[int, str]]


class _Line(NamedTuple):
    """A sentence, and the number of its paragraph if cleaning took that, else -1."""

    text: str
    lost: int


_Sides = tuple[list[_Line], list[_Line]]


def lost_paragraphs(
    pairs: Iterable[tuple[str, str]],
    documents: Mapping[str, Document],
    furniture: Furniture,
    quotations: Quotations = Quotations.PARTED,
) -> dict[str, set[int]]:
    """The paragraphs to put back, by document id.

    What cleaning is sure of (`corpus.cleaning.furniture.is_doubtful`) stays out.

    Args:
        pairs: ids (zh, en) of documents that translate each other in one order.
        documents: by id.
        furniture: what cleaning took of each, and why.
        quotations: whether those in Chinese are parted.
    """
    sides = {
        pair: (zh, en)
        for pair in sorted(set(pairs))
        for zh, en in [[_lines(documents[key], furniture.get(key, {}), quotations) for key in pair]]
        if any(line.lost >= 0 for line in (*zh, *en))
    }
    asked = {
        pair: lines
        for pair, said in zip(sides, _said_again(list(sides.values())), strict=True)
        if (lines := _with(sides[pair], said))
    }
    collection = PairCollection([_text_pair(lines) for lines in asked.values()])
    paths = collection.align(collection.first_pass())
    found: dict[str, set[int]] = defaultdict(set)
    for pair, lines, path in zip(asked, asked.values(), paths, strict=True):
        for key, numbers in zip(pair, _in_own_beads(lines, path.beads()), strict=True):
            if numbers:
                found[key] |= numbers
    return dict(found)


def _lines(document: Document, reasons: Mapping[int, str], quotations: Quotations) -> list[_Line]:
    """The sentences of a document, those of doubtful furniture among them."""
    sure = {number for number, reason in reasons.items() if not is_doubtful(reason)}
    return [
        _Line(sentence.text, sentence.paragraph if sentence.paragraph in reasons else -1)
        for sentence in segment(document, sure, quotations)
    ]


def _said_again(sides: Sequence[_Sides]) -> list[set[str]]:
    """Of each pair what was taken from one side and is said by what the other one kept.

    Lines that are repeated are one here: they would be rivals of themselves.
    """
    texts: list[tuple[list[str], list[str]]] = []
    kept: list[set[str]] = []
    for lines in sides:
        zh, en = ([line.text for line in side] for side in lines)
        texts.append((list(dict.fromkeys(zh)), list(dict.fromkeys(en))))
        kept.append({line.text for side in lines for line in side if line.lost < 0})
    zh_texts, en_texts = [zh for zh, _ in texts], [en for _, en in texts]
    evidence = gather_evidence(
        [text for some in zh_texts for text in some], [text for some in en_texts for text in some]
    )
    found = correspondences(evidence, zh_texts, en_texts, ((k, k) for k in range(len(texts))))
    result: list[set[str]] = []
    for k, (zh, en) in enumerate(texts):
        matches = found[k, k].matches if (k, k) in found else ()
        both = [(zh[i], en[j]) for i, j in matches]
        result.append(
            {a for a, b in both if a not in kept[k] and b in kept[k]}
            | {b for a, b in both if b not in kept[k] and a in kept[k]}
        )
    return result


def _with(sides: _Sides, said: Container[str]) -> _Sides | None:
    """What both sides kept, and of what was taken the paragraphs that are said again throughout."""
    chosen = []
    for side in sides:
        silent = {line.lost for line in side if line.text not in said}
        chosen.append([line for line in side if line.lost < 0 or line.lost not in silent])
    zh, en = chosen
    return (zh, en) if any(line.lost >= 0 for line in (*zh, *en)) else None


def _text_pair(sides: _Sides) -> TextPair:
    zh, en = sides
    return TextPair([line.text for line in zh], [line.text for line in en])


def _in_own_beads(sides: _Sides, beads: Iterable[Bead]) -> tuple[set[int], set[int]]:
    """The paragraphs of either side all of whose beads are sure, and hold nothing else of it."""
    found: list[set[int]] = []
    zh, en = sides
    every = list(beads)
    for own, other, indices in (
        (zh, en, [(bead.zh, bead.en, bead.score) for bead in every]),
        (en, zh, [(bead.en, bead.zh, bead.score) for bead in every]),
    ):
        doubted: set[int] = set()
        for mine, others, score in indices:
            numbers = {own[i].lost for i in mine}
            kept = others and all(other[j].lost < 0 for j in others)
            if len(numbers) > 1 or not kept or score < SURE:
                doubted |= numbers
        found.append({line.lost for line in own if line.lost >= 0} - doubted)
    return found[0], found[1]
