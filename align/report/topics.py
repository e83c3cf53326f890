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
from align.report.content import Fate, Outline, part_of, unsigned
from align.report.groups import Group
from align.report.naming import differing_terms, near_misses
from align.report.pairs import document_pair
from align.report.shared import shared_figures, shared_quotations
from corpus.jobs import SERIAL, Jobs
from corpus.model import Document, DocumentPair, Kind, Language, Script, Topic
from corpus.support.printing import count

SINGLES = 50
"""Single documents that stand together: a page of a newspaper."""
_NAMES = {Language.ZH: "Chinese", Language.EN: "English"}


def shared_topics(outline: Outline) -> list[Topic]:
    """The topics of two and more documents, largest first."""
    return [topic for topic in outline.report.topics if len(topic.documents) > 1]


def contents(outline: Outline) -> Iterator[str]:
    """A line for each of these topics, which leads to it."""
    for topic in shared_topics(outline):
        documents = [outline.report.documents[document] for document in topic.documents]
        yield (
            f'<li value="{topic.number}"><a href="#topic-{topic.number}">'
            f"{_labels(topic, documents)}</a> <small>{_tally(outline, topic)}</small></li>\n"
        )


def topic_groups(outline: Outline) -> Iterator[Group]:
    """What is shown of each topic."""
    for place, topic in enumerate(shared_topics(outline)):
        yield topic_group(outline, topic, place == 0)


def topic_group(outline: Outline, topic: Topic, first: bool) -> Group:
    """What is shown of a topic; of the first one, a document pair is unfolded."""
    documents = [outline.report.documents[document] for document in topic.documents]
    number, labels = topic.number, _labels(topic, documents)
    return Group(
        f"topic-{number}",
        " ".join(filter(None, (topic.label_zh, topic.label_en))) or f"Topic {number}",
        f'<section class="topic" id="topic-{number}">\n'
        f'<h3><span class="number">{number}</span> {labels}</h3>\n',
        _topic(outline, topic, documents, first=first),
        "</section>\n",
        lambda: (unsigned(outline), topic, first),
    )


def topic_ids(topic: Topic) -> Iterator[str]:
    """What the index leads to on the first page of a topic: the whole, and its documents."""
    yield f"topic-{topic.number}"
    yield from (f"document-{document}" for document in topic.documents)


def single_documents(outline: Outline, jobs: Jobs = SERIAL) -> Iterator[Group]:
    """The documents that share their event with no other; nothing if there are none."""
    documents = [
        outline.report.documents[topic.documents[0]]
        for topic in outline.report.topics
        if len(topic.documents) == 1
    ]
    if not documents:
        return
    yield Group(
        "single",
        "Single documents",
        f'<section id="single"><h2>{label("Single documents", "单篇")} '
        f"<small>{len(documents):,}</small></h2>\n"
        "<p>No other document reports the same event.</p>\n",
        _singles(outline, documents, jobs),
        "</section>\n",
        lambda: [unsigned(part_of(outline, [document.id for document in documents]))],
    )


def _singles(outline: Outline, documents: Sequence[Document], jobs: Jobs) -> Iterator[str]:
    """Some documents by day with what they say, then the next."""
    ordered = [document.id for document in _by_day(documents)]
    parts = (ordered[start : start + SINGLES] for start in range(0, len(ordered), SINGLES))
    return jobs.map(_some_singles, (part_of(outline, part) for part in parts))


def _some_singles(outline: Outline) -> str:
    """All documents of an outline, by day, and what they say."""
    documents = [*outline.report.documents.values()]
    return "".join((*_timeline(outline, documents), *_alone(outline, documents)))


def _topic(
    outline: Outline, topic: Topic, documents: Sequence[Document], *, first: bool
) -> Iterator[str]:
    pairs: Sequence[DocumentPair] = outline.pairs.get(topic.number, ())
    head = f"<h4>{label('Document pairs', '文档对')}</h4>\n" if pairs else ""
    tally = f'<p class="tally">{_tally(outline, topic)}</p>\n'
    yield "".join((tally, *_timeline(outline, documents), head))
    for number, pair in enumerate(pairs, 1):
        name, opened = f"{topic.number}-{number}", first and number == 1
        yield "".join(document_pair(outline, name, pair, opened=opened))
    yield "".join(shared_figures(outline, documents))
    yield "".join(shared_quotations(outline, pairs))
    yield "".join(differing_terms(outline, topic.number))
    yield "".join(near_misses(outline, topic.number))
    yield "".join(_alone(outline, documents))


def _labels(topic: Topic, documents: Iterable[Document]) -> str:
    language = next((code(d) for d in documents if d.language is Language.ZH), "zh-Hans")
    labels = segment(topic.label_zh, language), segment(topic.label_en, "en")
    return " ".join(filter(None, labels)) or f"Topic {topic.number}"


def _tally(outline: Outline, topic: Topic) -> str:
    documents = [outline.report.documents[document] for document in topic.documents]
    span = dict.fromkeys(filter(None, time_span(documents)))
    kinds = [pair.kind for pair in outline.pairs.get(topic.number, ())]
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
    yield '<ol class="timeline">\n'
    for day, group in groupby(_by_day(documents), key=lambda document: document.published):
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


def _by_day(documents: Iterable[Document]) -> list[Document]:
    """Those without a date last."""
    return sorted(documents, key=lambda document: (not document.published, document.published))


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
