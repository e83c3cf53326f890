"""TBX of versions 2 (martif: tig and ntig) and 3 (tbx: DCA and DCT), read entry by entry.

No DTD is loaded, no entity resolved, nothing fetched. Languages are told apart by ``xml:lang``,
in whatever order they stand; entries that have neither Chinese nor English are passed over.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from lxml import etree

from corpus.errors import InputError
from corpus.model import Kind, Language
from corpus.support.inputs import open_input
from corpus.support.printing import count
from glossary.entries import ConceptEntry, concept_id, region
from glossary.formats.rows import OnPair
from glossary.formats.tbx.mapping import IDENTIFIER, KIND, LANG, PAIR
from glossary.formats.tbx.pairs import Fact, TermSection, TooManyTermsError, pairs_of
from glossary.formats.tbx.private import restore
from glossary.formats.tbx.salvage import MalformedError, pieces
from tmx.formats.records import OnFault, OnLoss
from tmx.units.languages import primary

_ROOTS = ("martif", "tbx")
_ENTRIES = ("termEntry", "conceptEntry")
SECTIONS = ("langSet", "langSec")
TERMS = ("tig", "ntig", "termSec")
_NOTES = ("note", "usageNote", "Usage note", "explanation", "descrip")
"""Categories of remarks; Weblate writes explanations of the source term without any."""
_CONTEXT_NUMBER = re.compile(r"\.context\.(\d+)$")


_Placed = tuple[int | None, ConceptEntry | None]


def read(
    path: str | Path,
    on_fault: OnFault | None = None,
    on_pair: OnPair | None = None,
    on_loss: OnLoss | None = None,
) -> list[ConceptEntry]:
    """The concepts of a TBX file.

    Pairs are those that we recorded when we wrote it; a status that was changed at the term since,
    terms that were added and terms that were removed are respected. Where nothing is recorded,
    each Chinese term pairs with each English one, with score and probability 1; the less welcome
    of two statuses counts, and no status means approved, as someone wrote it down.

    Args:
        path: the file.
        on_fault: is given the error of an entry that cannot be used, if that is not to be raised;
            of a file that is not well-formed, every entry that is well-formed itself is read.
        on_pair: is told of each pair, with the line at which its entry begins.
        on_loss: is told what is not kept.

    Raises:
        InputError: no well-formed XML, no TBX, entities declared in it, a language section
            without language, or entries of which none has a Chinese or English term.
    """
    others: Counter[str] = Counter()
    if on_fault is None:
        found = [(line_of(each), entry_of(path, each, others)) for each in elements(path)]
    else:
        found, faults = _good_entries(path, others)
        for fault in faults:
            on_fault(fault)
    _check_languages(path, found, others, on_loss)
    if on_pair is not None:
        for line, entry in found:
            for pair in entry.pairs if entry else ():
                on_pair(entry.id if entry else "", pair, line)
    return [entry for _, entry in found if entry]


def _check_languages(
    path: str | Path, found: Sequence[_Placed], others: Mapping[str, int], on_loss: OnLoss | None
) -> None:
    """Refuse a file whose languages are not ours, and name those of others that are left out."""
    entries = [entry for _, entry in found if entry]
    if found and not entries:
        raise InputError(path, "no Chinese or English terms (xml:lang zh… and en…) in it")
    names = {"Chinese": "zh", "English": "en"}
    there = [
        name
        for name, side in names.items()
        if any(getattr(p, side) for e in entries for p in e.pairs)
    ]
    if not others:
        return
    said = ", ".join(f"{code} ({count(number, 'term')})" for code, number in sorted(others.items()))
    missing = [name for name in names if name not in there]
    if missing:
        reason = f"has terms in {', '.join(there)} and {said}, and none in {missing[0]}"
        raise InputError(path, f"{reason}; only Chinese and English make a glossary here")
    if on_loss:
        on_loss(f"{path}: languages that are left out: {said}")


def _good_entries(path: str | Path, others: Counter[str]) -> tuple[list[_Placed], list[InputError]]:
    """The entries that can be used, with their lines, and why others cannot."""
    found: list[_Placed] = []
    faults: list[InputError] = []
    try:
        for element in elements(path):
            try:
                found.append((line_of(element), entry_of(path, element, others)))
            except InputError as error:
                faults.append(error)
    except MalformedError as malformed:
        found, faults = [], []
        others.clear()
        for line, piece in pieces(path):
            try:
                found.append((line, entry_of(path, piece(), others)))
            except InputError as error:
                at = None if error.line is None else error.line + line - 1
                faults.append(InputError(path, error.reason, at))
        faults = faults or [malformed]  # between the entries
    return found, faults


def elements(path: str | Path) -> Iterator[etree._Element]:
    """The concept elements, each emptied once it was used."""
    with open_input(path) as stream:
        context = etree.iterparse(
            stream,
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in (*_ROOTS, *_ENTRIES)],
            load_dtd=False,
            no_network=True,
            resolve_entities=False,
            remove_comments=True,
        )
        checked = False
        try:
            for event, element in context:
                if event == "start" and not checked:
                    _check(path, element.getroottree())
                    checked = True
                elif event == "end" and local(element) in _ENTRIES:
                    yield element
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except etree.XMLSyntaxError:
            first = next(iter(context.error_log), None)  # of an error chain the cause
            if first is None:
                raise InputError(path, "is empty; export it again as TBX") from None
            reason = f"no well-formed XML: {' '.join(first.message.split())}; export it again"
            raise MalformedError(path, reason, first.line) from None
        if not checked:
            _check(path, context.root.getroottree())


def _check(path: str | Path, tree: etree._ElementTree) -> None:
    """Refuse what is no TBX, and what brings its own entities."""
    root = local(tree.getroot())
    if root not in _ROOTS:
        raise InputError(path, f"no TBX: its root is <{root}>; export it as TBX v2 or v3")
    declared: Any = tree.docinfo.internalDTD  # the stubs do not know its methods
    if declared is not None and declared.entities():
        raise InputError(path, "declares entities, which are not resolved; remove its DOCTYPE")


def entry_of(
    path: str | Path, element: etree._Element, others: Counter[str]
) -> ConceptEntry | None:
    """The concept of an element; none if it has neither Chinese nor English.

    Args:
        path: what errors name.
        element: of the entry.
        others: terms of other languages are counted there, by code.

    Raises:
        InputError: an entity, a section without language, a damaged record, too many terms.
    """
    entity = next(element.iter(etree.Entity), None)
    if entity is not None:
        raise InputError(path, f"uses the entity {entity.text}; write the text", line_of(element))
    restore(element)
    sections = [child for child in element if local(child) in SECTIONS]
    facts = list(_facts(element))
    terms = [term for section in sections for term in _terms(path, section, others)]
    try:
        pairs = pairs_of(facts, terms)
    except TooManyTermsError as error:
        raise InputError(path, str(error), line_of(element)) from None
    except ValueError:
        raise InputError(
            path, f"an {PAIR} of this entry was damaged; remove it", line_of(element)
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
        note="; ".join(filter(None, (_joined(everywhere, *_NOTES), _sources(everywhere)))),
    )


def _terms(
    path: str | Path, section: etree._Element, others: Counter[str]
) -> Iterator[TermSection]:
    code = section.get(LANG) or section.get("lang")
    if not code:
        raise InputError(path, "a language section without xml:lang; add it", line_of(section))
    language = _language(code)
    for element in section:
        if language is None and local(element) in TERMS:
            others[code] += 1
        elif language and local(element) in TERMS:
            term = next((child for child in element.iter() if local(child) == "term"), None)
            text = _text(term) if term is not None else ""
            if text:
                identity = element.get("id", "")
                facts = tuple(_facts(element))
                yield TermSection(identity, language, text, facts, region(code))


def _language(code: str) -> Language | None:
    found = primary(code)
    return Language(found) if found in [*Language] else None


def _facts(parent: etree._Element) -> Iterator[Fact]:
    """The data categories of an element, without those of the sections and terms in it."""
    for child in parent:
        name = local(child)
        if name in (*SECTIONS, *TERMS, "term"):
            continue
        if not name.endswith("Grp"):
            number = _CONTEXT_NUMBER.search(child.get("id", ""))
            yield Fact(child.get("type") or name, _text(child), int(number[1]) if number else 0)
            continue
        inner = list(_facts(child))
        if name == "termGrp":
            yield from inner
        elif inner:
            more = {fact.category: fact.text for fact in inner[1:]}
            kind = Kind.COMPARABLE if more.get(KIND) == Kind.COMPARABLE else Kind.PARALLEL
            yield replace(inner[0], source=more.get("source", ""), kind=kind)


def _joined(facts: Iterable[Fact], *categories: str) -> str:
    """The different texts of some categories."""
    texts = (fact.text for fact in facts if fact.category in categories)
    return " / ".join(dict.fromkeys(filter(None, texts)))


def _sources(facts: Iterable[Fact]) -> str:
    """Where terms come from, as a remark."""
    said = _joined(facts, "source", "sourceIdentifier")
    return f"source: {said}" if said else ""


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()


def line_of(element: etree._Element) -> int | None:
    """Where an element stands in its file."""
    return cast("int | None", element.sourceline)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
