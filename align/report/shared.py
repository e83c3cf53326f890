"""What both sides of a topic give: the same figures, and quotations where sentences correspond."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from align.html.markup import code, label, marked, source, text
from align.report.content import Outline
from corpus.language.numbers.finding import NumberKind, numbers
from corpus.model import Document, DocumentPair, Language, Sentence

LEAST_NUMBER = 10
"""Smaller cardinals are shared by any two reports (两国, "three years"); so are parts of dates."""

_QUOTATION = re.compile(
    "|".join(
        (
            "“[^”]+(?:”|$)|「[^」]+(?:」|$)|『[^』]+(?:』|$)",
            "^[^“”「」『』]+[”」』]",  # begun in a sentence before
            '"[^"]+(?:"|$)',
            r"(?<!\w)‘[^‘]+?’(?!\w)|(?<!\w)'[^']+?'(?!\w)",  # no apostrophe
        )
    )
)
"""What stands in quotation marks; a quotation of several sentences may lack one of them."""

Figure = tuple[NumberKind, Decimal]


@dataclass(frozen=True, slots=True)
class _Mention:
    """A figure where it stands."""

    document: Document
    sentence: Sentence
    span: tuple[int, int]


def shared_figures(outline: Outline, documents: Sequence[Document]) -> Iterator[str]:
    """The figures that documents of both languages state, folded; nothing if there are none.

    For each figure the two sentences that share most figures are shown, once for all they share.
    """
    zh, en = (_mentions(outline, documents, language) for language in Language)
    shared = [figure for figure in zh if figure in en]
    if not shared:
        return
    common = {figure: place for place, figure in enumerate(shared)}
    held: dict[tuple[str, int], set[int]] = {}
    for side in (zh, en):
        for figure, place in common.items():
            for mention in side[figure]:
                key = mention.sentence.document, mention.sentence.index
                held.setdefault(key, set()).add(place)

    def agreement(pair: tuple[_Mention, _Mention]) -> int:
        one, other = (held[each.sentence.document, each.sentence.index] for each in pair)
        return len(one & other)

    best: dict[tuple[Sentence, Sentence], list[tuple[_Mention, _Mention]]] = {}
    for figure in shared:
        pair = max(product(zh[figure], en[figure]), key=agreement)
        best.setdefault((pair[0].sentence, pair[1].sentence), []).append(pair)
    yield from _head("same-figures", "Shared figures", "共同数字", len(shared))
    for pairs in best.values():
        yield "<li>"
        for mentions in zip(*pairs, strict=True):
            yield f'<p class="side" lang="{code(mentions[0].document)}">'
            yield f"{marked(mentions[0].sentence.text, sorted(m.span for m in mentions))}</p>"
        facts = " · ".join(_named(mention.document) for mention in pairs[0])
        yield f'<p class="source">{facts}</p></li>\n'
    yield "</ul></details>\n"


def _mentions(
    outline: Outline, documents: Iterable[Document], language: Language
) -> dict[Figure, list[_Mention]]:
    """The telling figures of one side, in the order of the documents."""
    found: dict[Figure, list[_Mention]] = {}
    for document in documents:
        if document.language is language:
            for sentence in outline.report.sentences[document.id]:
                for number in numbers(sentence.text, language):
                    if number.kind is NumberKind.PERCENT or (
                        number.kind is NumberKind.NUMBER and number.value >= LEAST_NUMBER
                    ):
                        mention = _Mention(document, sentence, (number.start, number.end))
                        found.setdefault((number.kind, number.value), []).append(mention)
    return found


def shared_quotations(outline: Outline, pairs: Iterable[DocumentPair]) -> Iterator[str]:
    """The beads that quote on both sides, folded; nothing if there are none."""
    report = outline.report
    found: dict[tuple[str, str], DocumentPair] = {}
    for pair in pairs:
        zh, en = report.sentences[pair.zh], report.sentences[pair.en]
        for bead in report.beads_of(pair):
            sides = (
                Language.ZH.joined(zh[i].text for i in bead.zh),
                Language.EN.joined(en[j].text for j in bead.en),
            )
            if all(map(_QUOTATION.search, sides)):
                found.setdefault(sides, pair)
    if not found:
        return
    yield from _head("quotations", "Shared quotations", "共同引语", len(found))
    for sides, pair in found.items():
        documents = report.documents[pair.zh], report.documents[pair.en]
        yield "<li>"
        for side, document in zip(sides, documents, strict=True):
            spans = [match.span() for match in _QUOTATION.finditer(side)]
            yield f'<p class="side" lang="{code(document)}">{marked(side, spans)}</p>'
        yield f'<p class="source">{" · ".join(map(_named, documents))}</p></li>\n'
    yield "</ul></details>\n"


def _head(name: str, english: str, chinese: str, number: int) -> Iterator[str]:
    yield f'<details class="shared {name}"><summary>{label(english, chinese)} '
    yield f'<small>{number:,}</small></summary>\n<ul class="inside sideways">\n'


def _named(document: Document) -> str:
    """Outlet and date, else the place."""
    return source(document) or text(document.origin)
