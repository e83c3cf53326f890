"""What the documents of a topic call the same thing: term by term, with who uses which."""

from collections.abc import Iterator, Mapping

from align.report.content import Outline
from align.report.markup import code, label, segment, tongue
from corpus.model import Language


def differing_terms(outline: Outline, topic: int) -> Iterator[str]:
    """The concepts with several terms in one language, folded; nothing if there are none."""
    namings = outline.namings.get(topic, ())
    if not namings:
        return
    yield f'<details class="shared naming"><summary>{label("Differing terms", "异名")} '
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
