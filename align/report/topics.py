"""Topics: who reported when, what corresponds, and what each side says alone."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from align.documents.records import time_span
from align.html.markup import (
    attribute,
    code,
    heading,
    label,
    link,
    running,
    segment,
    source,
    text,
)
from align.report.content import Fate, Outline
from align.report.naming import differing_terms, near_misses
from align.report.pairs import document_pair
from align.report.shared import shared_figures, shared_quotations
from corpus.model import Document, DocumentPair, Kind, Language, Script, Topic
from corpus.support.printing import count

_NAMES = {Language.ZH: "Chinese", Language.EN: "English"}


def topics(outline: Outline) -> Iterator[str]:
    """The topics of two and more documents, largest first, with a table of contents."""
    shared = [topic for topic in outline.report.topics if len(topic.documents) > 1]
    yield f'<section id="topics"><h2>{label("Topics", "主题")} '
    yield f"<small>{len(shared):,}</small></h2>\n"
    if not shared:
        yield f'<p class="nothing">{label("No two documents report the same event", "无")}</p>\n'
    if len(shared) > 1:
        yield from _contents(outline, shared)
    for place, topic in enumerate(shared):
        yield from _topic(outline, topic, first=place == 0)
    yield "</section>\n"


def single_documents(outline: Outline) -> Iterator[str]:
    """The documents that share their event with no other; nothing if there are none."""
    documents = [
        outline.report.documents[topic.documents[0]]
        for topic in outline.report.topics
        if len(topic.documents) == 1
    ]
    if not documents:
        return
    yield f'<section id="single"><h2>{label("Single documents", "单篇")} '
    yield f"<small>{len(documents):,}</small></h2>\n"
    yield "<p>No other document reports the same event.</p>\n"
    yield from _timeline(outline, documents)
    yield from _alone(outline, documents)
    yield "</section>\n"


def _contents(outline: Outline, shared: Iterable[Topic]) -> Iterator[str]:
    yield '<ol class="contents">\n'
    for topic in shared:
        documents = [outline.report.documents[document] for document in topic.documents]
        yield f'<li value="{topic.number}"><a href="#topic-{topic.number}">'
        yield f"{_labels(topic, documents)}</a> <small>{_tally(outline, topic)}</small></li>\n"
    yield "</ol>\n"


def _topic(outline: Outline, topic: Topic, *, first: bool) -> Iterator[str]:
    documents = [outline.report.documents[document] for document in topic.documents]
    yield f'<section class="topic" id="topic-{topic.number}">\n'
    yield f'<h3><span class="number">{topic.number}</span> {_labels(topic, documents)}</h3>\n'
    yield f'<p class="tally">{_tally(outline, topic)}</p>\n'
    yield from _timeline(outline, documents)
    pairs: Sequence[tuple[int, DocumentPair]] = outline.pairs.get(topic.number, ())
    if pairs:
        yield f"<h4>{label('Document pairs', '文档对')}</h4>\n"
    for number, pair in pairs:
        yield from document_pair(outline, number, pair, opened=first and number == pairs[0][0])
    yield from shared_figures(outline, documents)
    yield from shared_quotations(outline, (pair for _, pair in pairs))
    yield from differing_terms(outline, topic.number)
    yield from near_misses(outline, topic.number)
    yield from _alone(outline, documents)
    yield "</section>\n"


def _labels(topic: Topic, documents: Iterable[Document]) -> str:
    language = next((code(d) for d in documents if d.language is Language.ZH), "zh-Hans")
    labels = segment(topic.label_zh, language), segment(topic.label_en, "en")
    return " ".join(filter(None, labels)) or f"Topic {topic.number}"


def _tally(outline: Outline, topic: Topic) -> str:
    documents = [outline.report.documents[document] for document in topic.documents]
    span = dict.fromkeys(filter(None, time_span(documents)))
    kinds = [pair.kind for _, pair in outline.pairs.get(topic.number, ())]
    parts = [
        f"{sum(document.language is language for document in documents):,} {name}"
        for language, name in _NAMES.items()
    ]
    parts += [" – ".join(span)] if span else []
    for kind, noun in ((Kind.PARALLEL, "translation"), (Kind.COMPARABLE, "comparable pair")):
        if number := kinds.count(kind):
            parts.append(count(number, noun))
    return " · ".join(map(text, parts))


def _timeline(outline: Outline, documents: Iterable[Document]) -> Iterator[str]:
    """Documents by day, Chinese left and English right; those without a date last."""
    ordered = sorted(documents, key=lambda document: (not document.published, document.published))
    yield '<ol class="timeline">\n'
    for day, group in groupby(ordered, key=lambda document: document.published):
        of_day = list(group)
        yield '<li><p class="day">'
        yield f"<time>{text(day)}</time></p>" if day else label("no date", "无日期") + "</p>"
        for language in Language:
            yield f'<div class="column {language}">'
            for document in of_day:
                if document.language is language:
                    yield from _card(outline, document)
            yield "</div>"
        yield "</li>\n"
    yield "</ol>\n"


def _card(outline: Outline, document: Document) -> Iterator[str]:
    facts = [source(document), count(len(outline.report.sentences[document.id]), "sentence")]
    if document.script is Script.HANT:
        facts.append(segment("繁體", "zh-Hant"))
    yield f'<article id="document-{attribute(document.id)}">'
    yield f'<p class="title">{heading(document)}</p>'
    yield f'<p class="source">{" · ".join(filter(None, facts))}</p>'
    if document.title:
        yield f'<p class="origin">{text(document.origin)}</p>'
    if document.url not in ("", document.origin):
        yield f'<p class="origin">{link(document)}</p>'
    yield "</article>"


def _alone(outline: Outline, documents: Sequence[Document]) -> Iterator[str]:
    """What has no counterpart in any document of the other language, by side and document."""
    without = {
        document.id: [
            sentence
            for sentence, fate in zip(
                outline.report.sentences[document.id], outline.fates[document.id], strict=True
            )
            if fate is Fate.ALONE
        ]
        for document in documents
    }
    if not any(without.values()):
        return
    yield f"<h4>{label('Without counterpart', '无对应')}</h4>\n"
    yield '<div class="sides">\n'
    for language in Language:
        yield f'<div class="column {language}">\n'
        for document in documents:
            sentences = without[document.id]
            if document.language is not language or not sentences:
                continue
            every = len(outline.report.sentences[document.id])
            yield f'<details class="onesided"><summary>{heading(document)} '
            yield f"<small>{len(sentences):,} of {count(every, 'sentence')}</small></summary>\n"
            yield f'<div class="inside" id="alone-{attribute(document.id)}">'
            for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
                yield running(group, code(document))
            yield "</div></details>\n"
        yield "</div>\n"
    yield "</div>\n"
