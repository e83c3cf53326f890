"""What the documents of a topic call the same thing, or almost the same: who uses which term."""

from collections.abc import Iterator, Mapping, Sequence

from align.html.markup import code, label, segment, tongue
from align.project.several_names import Naming
from align.report.content import Outline
from corpus.model import Language


def differing_terms(outline: Outline, topic: int) -> Iterator[str]:
    """The concepts with several terms in one language, folded; nothing if there are none."""
    title = label("One thing, several names", "异名")
    yield from _table(outline, "naming", title, outline.report.several_names.get(topic, ()))


def near_misses(outline: Outline, topic: int) -> Iterator[str]:
    """Terms with what is named almost like them, folded; nothing if there are none."""
    title = label("Named alike, but not the same", "近似而不同")
    yield from _table(outline, "near-miss", title, outline.report.near_misses.get(topic, ()))


def _table(outline: Outline, kind: str, title: str, namings: Sequence[Naming]) -> Iterator[str]:
    if not namings:
        return
    yield f'<details class="shared {kind}"><summary>{title} '
    yield f"<small>{len(namings):,}</small></summary>\n"
    yield '<ul class="inside namings">\n'
    for naming in namings:
        yield "<li>"
        for language, terms in ((Language.ZH, naming.zh), (Language.EN, naming.en)):
            yield f'<ul class="column {language}">'
            for term, documents in terms.items():
                yield _term(outline, term, documents)
            yield "</ul>"
        yield "</li>\n"
    yield "</ul></details>\n"


def _term(outline: Outline, term: str, uses: Mapping[str, int]) -> str:
    """A term, how often it stands in the topic, and in which outlets."""
    documents = [outline.report.documents[key] for key in uses]
    outlets = sorted(
        {document.outlet or document.title or document.origin for document in documents}
    )
    users = ", ".join(segment(outlet, tongue(outlet)) for outlet in outlets)
    return (
        f'<li><span class="term" lang="{code(documents[0])}">{segment(term, code(documents[0]))}'
        f"</span> <small>×{sum(uses.values()):,} · {users}</small></li>"
    )
