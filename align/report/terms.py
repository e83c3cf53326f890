"""The glossary: the terms of a concept together, with the sentences that show them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from align.html.markup import (
    code,
    highlighter,
    label,
    probability,
    segment,
    source,
    text,
    tongue,
)
from align.report.content import Outline
from align.report.groups import Group
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.model import Kind, Language, SentencePair
from corpus.support.printing import count
from glossary.entries import Category, ConceptEntry, Status, TermPair

STATUS_NAMES = {
    Status.PREFERRED: "首选",
    Status.APPROVED: "已审",
    Status.CANDIDATE: "候选",
    Status.SUGGESTED: "建议",
    Status.DEPRECATED: "弃用",
    Status.FORBIDDEN: "禁用",
    Status.REJECTED: "否决",
}

CATEGORY_NAMES = {
    Category.PERSON: "人名",
    Category.PLACE: "地名",
    Category.ORGANISATION: "机构",
    Category.WORK: "作品法规",
    Category.QUANTITY: "数量",
    Category.TERM: "术语",
    Category.PHRASE: "短语",
}


_CONCEPTS = 64
"""Concepts that are sent together: some 40 kB of HTML."""


def glossary_groups(outline: Outline, jobs: Jobs = SERIAL) -> Iterator[Group]:
    """What the sentences show first; what only the dictionary suggests after it, apart."""
    places: _Places = {
        origin: _Place(code(document), source(document))
        for origin, document in outline.origins.items()
    }
    extracted = _with_pairs(outline.report.entries, suggested=False)
    suggested = _with_pairs(outline.report.entries, suggested=True)
    head = (
        f'<section id="glossary"><h2>{label("Glossary", "术语表")} '
        f"<small>{len(extracted):,}</small></h2>\n"
    )
    if extracted:
        table = _table(places, extracted, jobs)
        opening, closing = f"{head}{_GUIDE}{_HEAD}", f"{_FOOT}</section>\n"
    else:
        table = iter([f'<p class="nothing">{label("No term was found", "无")}</p>\n'])
        opening, closing = head, "</section>\n"
    shown = partial(_shown, places, extracted)
    yield Group("glossary", "Glossary", opening, table, closing, shown)
    if suggested:
        yield Group(
            "suggested",
            "Suggested by the dictionary",
            f'<section id="suggested"><h3>{label("Suggested by the dictionary", "词典建议")} '
            f"<small>{len(suggested):,}</small></h3>\n"
            "<p>No pair of sentences shows these: the dictionary (CC-CEDICT) knows them, or "
            f"their parts, as translations of what one side says.</p>\n{_HEAD}",
            _table(places, suggested, jobs),
            f"{_FOOT}</section>\n",
            partial(_shown, places, suggested),
        )


def _with_pairs(entries: Iterable[ConceptEntry], *, suggested: bool) -> list[ConceptEntry]:
    """The entries reduced to pairs that are only suggested, or to the others."""
    found = []
    for entry in entries:
        pairs = tuple(p for p in entry.pairs if (p.status is Status.SUGGESTED) is suggested)
        if pairs:
            found.append(replace(entry, pairs=pairs))
    return found


class _Place(NamedTuple):
    """What is shown of the document that a context stands in: its language code, and its source."""

    code: str
    source: str


_Places = Mapping[str, _Place]


def _shown(places: _Places, entries: Sequence[ConceptEntry]) -> Iterator[object]:
    """All that the rows of some concepts show: these, and where their contexts stand."""
    for entry in entries:
        yield entry
        for pair in entry.pairs:
            for context in pair.contexts:
                yield places.get(context.zh_document), places.get(context.en_document)


def _table(places: _Places, entries: Iterable[ConceptEntry], jobs: Jobs) -> Iterator[str]:
    """The rows of each concept."""
    with jobs.shared(places) as held:
        yield from jobs.map(partial(_rows, held), entries, _CONCEPTS)


def _rows(held: Shared[_Places], entry: ConceptEntry) -> str:
    return "".join(_concept(held.value, entry))


_COLUMNS = (
    segment("中文", "zh-Hans"),
    "English",
    label("Status", "状态"),
    label("Category", "类别"),
    label("Right", "译法概率"),
    label("A term", "术语概率"),
    label("Seen", "频次"),
)
_HEAD = (
    '<table class="terms"><thead><tr>'
    + "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    + "</tr></thead>\n"
)
_FOOT = "</table>\n"
_GUIDE = """<p class="nothing">Right: the probability that the two say the same. A term: that a
terminologist would keep the pair as it stands. Seen: how many sentence pairs show it. A candidate
was found by the program, and nobody has judged it yet.</p>
"""


def _concept(places: _Places, entry: ConceptEntry) -> Iterator[str]:
    by_zh: dict[str, list[TermPair]] = {}
    for pair in entry.pairs:
        by_zh.setdefault(pair.zh, []).append(pair)
    yield "<tbody>\n"
    for zh, pairs in by_zh.items():
        for place, pair in enumerate(pairs):
            yield "<tr>"
            if place == 0:
                language = _code(places, pair.contexts[0]) if pair.contexts else "zh-Hans"
                term = segment(zh, language) or "–"
                yield f'<td class="term zh" rowspan="{len(pairs)}">{term}</td>'
            yield f'<td class="term en">{segment(pair.en, "en") or "–"}</td>'
            yield f'<td class="status {pair.status}" data-status="{pair.status}">'
            yield f"{label(pair.status, STATUS_NAMES[pair.status])}</td>"
            named = label(pair.category, CATEGORY_NAMES[pair.category]) if pair.category else ""
            yield f'<td class="category" data-category="{pair.category or ""}">{named}</td>'
            yield f'<td class="figure" data-name="right">{probability(pair.probability)}</td>'
            yield f'<td class="figure" data-name="term">{probability(pair.termhood)}</td>'
            yield f'<td class="figure" data-name="seen">{pair.frequency:,}</td></tr>\n'
    yield from _evidence(places, entry)
    yield "</tbody>\n"


def _evidence(places: _Places, entry: ConceptEntry) -> Iterator[str]:
    """Definition, note and contexts of a concept in a row of their own; nothing if none."""
    contexts = tuple(dict.fromkeys(c for pair in entry.pairs for c in pair.contexts))
    remarks = [remark for remark in (entry.definition, entry.note) if remark]
    if not (contexts or remarks):
        return
    yield '<tr class="evidence"><td colspan="7">'
    yield "".join(f'<p class="remark">{segment(r, tongue(r))}</p>' for r in remarks)
    if contexts:
        yield f"<details><summary>{label(count(len(contexts), 'example'), '例句')}"
        yield f' <span class="domain">{segment(entry.domain, tongue(entry.domain))}</span>'
        yield "</summary>\n<ul>\n"
        zh = highlighter((pair.zh for pair in entry.pairs), Language.ZH)
        en = highlighter((pair.en for pair in entry.pairs), Language.EN)
        for context in contexts:
            yield f'<li><p class="side" lang="{_code(places, context)}">'
            yield f"{zh(context.zh)}</p>"
            yield f'<p class="side" lang="en">{en(context.en)}</p>'
            yield f'<p class="source">{_source(places, context)}</p></li>\n'
        yield "</ul></details>"
    yield "</td></tr>\n"


def _code(places: _Places, context: SentencePair) -> str:
    place = places.get(context.zh_document)
    return place.code if place else "zh-Hans"


def _source(places: _Places, context: SentencePair) -> str:
    """Where both sentences stand, and whether they translate each other."""
    origins = (context.zh_document, context.en_document)
    shown = [
        (places[origin].source if origin in places else "") or text(origin)
        for origin in origins
        if origin
    ]
    if context.kind is Kind.COMPARABLE:
        shown.insert(0, f'<span class="kind">{label("comparable", "同题")}</span>')
    return " · ".join(shown)
