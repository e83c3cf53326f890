"""TBX of versions 2 (martif: tig and ntig) and 3 (tbx: DCA and DCT), read entry by entry.

No DTD is loaded, no entity resolved, nothing fetched. Languages are told apart by ``xml:lang``,
in whatever order they stand; entries that have neither Chinese nor English are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from corpus.errors import InputError
from corpus.model import Kind, Language, SentencePair
from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.formats.tbx_categories import (
    ADMINISTRATIVE,
    IDENTIFIER,
    KIND,
    PAIR,
    PROCESS,
    status_from,
)
from glossary.formats.tbx_write import LANG

_ROOTS = ("martif", "tbx")
_ENTRIES = ("termEntry", "conceptEntry")
_SECTIONS = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_CODES = {
    **dict.fromkeys(("zh", "zho", "chi", "cmn"), Language.ZH),
    **dict.fromkeys(("en", "eng"), Language.EN),
}
_CONTEXT_NUMBER = re.compile(r"\.context\.(\d+)$")
_SIDE = {Language.ZH: "zh", Language.EN: "en"}


@dataclass(frozen=True, slots=True)
class _Fact:
    """One data category: ``<descrip type="definition" id="…">text``, with what its group adds."""

    category: str
    text: str
    id: str = ""
    source: str = ""
    kind: Kind = Kind.PARALLEL


@dataclass(slots=True)
class _Term:
    """One tig."""

    id: str
    language: Language
    text: str
    facts: list[_Fact]

    def first(self, category: str) -> str:
        return next((fact.text for fact in self.facts if fact.category == category), "")

    @property
    def said(self) -> Status | None:
        """The status that stands at the term, if any does."""
        found = (self.first("administrativeStatus"), self.first("processStatus"))
        return next(filter(None, map(status_from, found)), None)


def read(path: str | Path) -> list[ConceptEntry]:
    """The concepts of a TBX file.

    Pairs are those that we recorded when we wrote it; a status that was changed at the term since,
    terms that were added and terms that were removed are respected. Where nothing is recorded,
    each Chinese term pairs with each English one, with score and probability 1; the less welcome
    of two statuses counts, and no status means approved, as someone wrote it down.

    Raises:
        InputError: no well-formed XML, no TBX, entities declared in it, a language section
            without language, or no Chinese and no English term in the whole file.
    """
    found = [entry for element in _elements(path) if (entry := _entry(path, element))]
    if not found:
        raise InputError(path, "no Chinese or English terms (xml:lang zh… and en…) in it")
    return found


def _elements(path: str | Path) -> Iterator[etree._Element]:
    """The concept elements, each emptied once it was used."""
    try:
        stream = Path(path).open("rb")
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})") from None
    with stream:
        context = etree.iterparse(
            stream,
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in (*_ROOTS, *_ENTRIES)],
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            remove_comments=True,
            remove_pis=True,
        )
        checked = False
        try:
            for event, element in context:
                if event == "start" and not checked:
                    _check(path, element.getroottree())
                    checked = True
                elif event == "end" and _local(element) in _ENTRIES:
                    yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            if not Path(path).stat().st_size:
                raise InputError(path, "is empty; export it again as TBX") from None
            reason = f"no well-formed XML: {error.msg}; export it again as TBX"
            raise InputError(path, reason, error.lineno) from None
        if not checked:
            _check(path, context.root.getroottree())


def _check(path: str | Path, tree: etree._ElementTree) -> None:
    """Refuse what is no TBX, and what brings its own entities."""
    root = _local(tree.getroot())
    if root not in _ROOTS:
        raise InputError(path, f"no TBX: its root is <{root}>; export it as TBX v2 or v3")
    declared = tree.docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise InputError(path, "declares entities, which are not resolved; remove its DOCTYPE")


def _entry(path: str | Path, element: etree._Element) -> ConceptEntry | None:
    entity = next(element.iter(etree.Entity), None)
    if entity is not None:
        raise InputError(path, f"uses the entity {entity.text}; write the text", element.sourceline)
    sections = [child for child in element if _local(child) in _SECTIONS]
    facts = list(_facts(element))
    terms = [term for section in sections for term in _terms(path, section)]
    try:
        pairs = _pairs(facts, terms)
    except ValueError:
        raise InputError(
            path, f"an {PAIR} of this entry was damaged; remove it", element.sourceline
        ) from None
    if not pairs:
        return None
    everywhere = [
        *facts,
        *(fact for section in sections for fact in _facts(section)),
        *(fact for term in terms for fact in term.facts),
    ]
    return ConceptEntry(
        id=_joined(facts, IDENTIFIER) or element.get("id") or concept_id(pairs[0].zh, pairs[0].en),
        pairs=tuple(pairs),
        domain=_joined(everywhere, "subjectField"),
        definition=_joined(everywhere, "definition"),
        note=_joined(everywhere, "note"),
    )


def _terms(path: str | Path, section: etree._Element) -> Iterator[_Term]:
    code = section.get(LANG) or section.get("lang")
    if not code:
        raise InputError(path, "a language section without xml:lang; add it", section.sourceline)
    language = _CODES.get(re.split("[-_]", code.lower())[0])
    for element in section:
        if language and _local(element) in _TERMS:
            term = next((child for child in element.iter() if _local(child) == "term"), None)
            text = _text(term) if term is not None else ""
            if text:
                yield _Term(element.get("id", ""), language, text, list(_facts(element)))


def _facts(parent: etree._Element) -> Iterator[_Fact]:
    """The data categories of an element, without those of the sections and terms in it."""
    for child in parent:
        name = _local(child)
        if name in (*_SECTIONS, *_TERMS, "term"):
            continue
        if not name.endswith("Grp"):
            yield _Fact(child.get("type") or name, _text(child), child.get("id", ""))
            continue
        inner = list(_facts(child))
        if name == "termGrp":
            yield from inner
        elif inner:
            more = {fact.category: fact.text for fact in inner[1:]}
            kind = Kind.COMPARABLE if more.get(KIND) == Kind.COMPARABLE else Kind.PARALLEL
            yield replace(inner[0], source=more.get("source", ""), kind=kind)


def _pairs(facts: Sequence[_Fact], terms: Sequence[_Term]) -> list[TermPair]:
    """The pairs of an entry: the recorded ones, and those of terms that no record knows.

    Raises:
        ValueError: a record that is not as we write it.
    """
    records = [_Record.parse(fact.text) for fact in facts if fact.category == PAIR]
    by_id = {term.id: term for term in terms if term.id}
    edited = _edited(records, by_id)
    pairs = []
    known: set[str] = set()
    shown: set[tuple[str, int]] = set()
    for record in records:
        known.update((record.zh, record.en))
        zh, en = by_id.get(record.zh), by_id.get(record.en)
        if (record.zh and not zh) or (record.en and not en) or not (zh or en):
            continue  # the term was removed
        changes = [edited[identity] for identity in (record.zh, record.en) if identity in edited]
        shown.update((side, number) for side in (record.zh, record.en) for number in record.contexts)
        pairs.append(
            TermPair(
                zh.text if zh else "",
                en.text if en else "",
                score=record.score,
                probability=record.probability,
                frequency=record.frequency,
                status=_least_welcome(changes) or record.status,
                part_of_speech=record.part_of_speech,
                contexts=tuple(_context(zh, en, number) for number in record.contexts),
            )
        )
    chinese = [term for term in terms if term.language is Language.ZH]
    english = [term for term in terms if term.language is Language.EN]
    for zh, en in product(chinese or [None], english or [None]):
        new = [term for term in (zh, en) if term and term.id not in known]
        if new:
            pairs.append(_unrecorded(zh, en))
    return [_with_more_contexts(pair, pairs, terms, shown) for pair in pairs]
