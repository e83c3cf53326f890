"""Topics over time: a lane for each topic, a mark for each document, by outlet and language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from align.html.markup import attribute, label, segment, text, tongue
from align.report.content import Outline
from corpus.model import Document, Language, Topic
from corpus.support.printing import count

LANES = 40
"""Topics in the map, the largest; about two screens. The list below it has them all."""
OUTLETS = 7
"""Outlets with a colour of their own: more than eight colours are not told apart at a glance (C.
Ware, Information Visualization, chapter on colour as labels)."""
_MARKS = 6
"""Documents of one day and language that are drawn; the others are a number behind them."""
_TICKS, _NARROW = 8, 3
"""Dates below the map at most, and every which of them stands there on a telephone: so many fit."""
_APART = 8
"""Pixels from a mark to the next of its day."""
_EDGE, _WIDTH = 3.0, 94.0
"""Percent of a lane before the first day, and from it to the last: no mark is cut off."""
_STEPS = (1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652)
"""Days between two dates below the map."""


def time_map(outline: Outline, topics: Sequence[Topic]) -> Iterator[str]:
    """The map of the largest of some topics; nothing where no two days are known."""
    documents = outline.report.documents
    shown = [topic for topic in topics if any(documents[d].published for d in topic.documents)]
    lanes = shown[:LANES]
    dated = [
        (documents[key], day)
        for topic in lanes
        for key in topic.documents
        if (day := documents[key].day)
    ]
    days = sorted({day for _, day in dated})
    if len(days) < 2:
        return
    colours = _colours(document for document, _ in dated)
    first, last = days[0], days[-1]
    yield f'<section id="map"><h2>{label("Topics over time", "主题时间线")}</h2>\n'
    if len(lanes) < len(topics):
        rest = f"The {len(lanes)} largest of {len(topics):,} topics that have dates"
        yield f'<p class="nothing">{rest}; all are listed below.</p>\n'
    yield from _legend(dated, colours)
    yield '<ol class="lanes">\n'
    for topic in lanes:
        yield from _lane(topic, [documents[key] for key in topic.documents], colours, first, last)
    yield '</ol>\n<div class="axis"><svg width="100%" height="18" aria-hidden="true">'
    yield from _ticks(first, last)
    yield "</svg></div>\n</section>\n"


def _colours(documents: Iterable[Document]) -> dict[str, int]:
    """A number from 1 for each of the outlets with most documents, by outlet."""
    sizes = Counter(document.outlet for document in documents if document.outlet)
    ordered = sorted(sizes, key=lambda outlet: (-sizes[outlet], outlet))
    return {outlet: number for number, outlet in enumerate(ordered[:OUTLETS], 1)}


def _legend(dated: Sequence[tuple[Document, date]], colours: Mapping[str, int]) -> Iterator[str]:
    sizes = Counter(colours.get(document.outlet, 0) for document, _ in dated)
    names = {number: outlet for outlet, number in colours.items()}
    yield '<ul class="outlets">\n'
    for number in sorted(sizes, key=lambda each: each or OUTLETS + 1):
        name = names.get(number)
        shown = segment(name, tongue(name)) if name else label("others", "其他")
        yield f'<li data-outlet="o{number}">{_mark(f"o{number}", Language.EN, "7", 7)}'
        yield f"{shown} <small>{sizes[number]:,}</small></li>\n"
    yield f"<li>{_mark('', Language.ZH, '7', 7)}{segment('中文', 'zh-Hans')}</li>"
    yield f"<li>{_mark('', Language.EN, '7', 7)}English</li>\n"
    yield f'<li class="nothing">{label("each mark is a document", "一点一文")}</li>\n</ul>\n'


def _mark(kind: str, language: Language, x: str, y: int) -> str:
    """A mark alone, for the legend: round for Chinese, square for English."""
    shape = _shape(kind, language, x, y)
    return f'<svg class="key" width="14" height="14" aria-hidden="true">{shape}</svg>'


def _shape(kind: str, language: Language, x: str, y: int, inside: str = "", shift: int = 0) -> str:
    if language is Language.ZH:
        place, moved = f'cx="{x}" cy="{y}" r="5"', f"translate({shift} 0)"
        return f'<circle class="mark {kind}" {place} transform="{moved}">{inside}</circle>'
    place, moved = f'x="{x}" y="{y - 5}" width="10" height="10"', f"translate({shift - 5} 0)"
    return f'<rect class="mark {kind}" {place} transform="{moved}">{inside}</rect>'


def _lane(
    topic: Topic,
    documents: Sequence[Document],
    colours: Mapping[str, int],
    first: date,
    last: date,
) -> Iterator[str]:
    dated = sorted(
        ((day, document) for document in documents if (day := document.day)),
        key=lambda each: (each[0], each[1].language, each[1].origin),
    )
    names = [segment(topic.label_zh, "zh-Hans"), segment(topic.label_en, "en")]
    words = f"{count(len(documents), 'document')}, {dated[0][0]} to {dated[-1][0]}"
    yield f'<li><a class="lane-name" href="#topic-{topic.number}">'
    yield f"{' '.join(filter(None, names)) or f'Topic {topic.number}'}</a>"
    yield f'<svg class="lane" width="100%" height="30" role="group" aria-label="{words}">'
    for (day, language), group in groupby(dated, key=lambda each: (each[0], each[1].language)):
        of_day = [document for _, document in group]
        x = f"{_EDGE + _WIDTH * (day - first) / (last - first):.2f}%"
        y = 8 if language is Language.ZH else 22
        for place, document in enumerate(of_day[:_MARKS]):
            kind = f"o{colours.get(document.outlet, 0)}"
            facts = filter(None, (document.outlet, str(day), document.title or document.origin))
            title = f"<title>{text(' · '.join(facts))}</title>"
            yield f'<a href="#document-{attribute(document.id)}">'
            yield f"{_shape(kind, language, x, y, title, _APART * place)}</a>"
        if (more := len(of_day) - _MARKS) > 0:
            yield f'<text x="{x}" y="{y + 4}" dx="{_APART * _MARKS}">+{more}</text>'
    yield "</svg>"
    if without := len(documents) - len(dated):
        yield f'<small class="undated">{count(without, "document")} without a day</small>'
    yield "</li>\n"


def _ticks(first: date, last: date) -> Iterator[str]:
    """Dates at even distances, as many as fit."""
    span = (last - first).days
    step = next((days for days in _STEPS if span / days < _TICKS), span // _TICKS + 1)
    for number, passed in enumerate(range(0, span + 1, step)):
        x = _EDGE + _WIDTH * passed / span
        anchor = "start" if x < 10 else "end" if x > 90 else "middle"
        day = first + timedelta(days=passed)
        kind = ' class="fine"' if number % _NARROW else ""
        yield f'<text{kind} x="{x:.2f}%" y="13" text-anchor="{anchor}">{day}</text>'
