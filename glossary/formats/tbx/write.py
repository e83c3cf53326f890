"""TBX-Basic with its data categories as attributes (DCA), as `categories` documents them.

Version 2 (ISO 30042:2008, martif with tig) is what CAT tools of all ages read; version 3 is that of
ISO 30042:2019.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from lxml import etree

from corpus.model import Kind, Language, SentencePair
from corpus.support.files import write_atomically
from glossary.entries import ConceptEntry, Term
from glossary.formats.rows import DECIMALS
from glossary.formats.tbx.mapping import (
    CATEGORY,
    IDENTIFIER,
    KIND,
    LANG,
    PAIR,
    UNTRANSLATED,
    said,
)
from glossary.formats.tbx.private import make_basic
from tmx.units.characters import normal_lines

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class _Version:
    """How a version of TBX names its elements, and what stands round the entries."""

    entry: str
    section: str
    term: str
    header: str
    footer: str


_VERSIONS = {
    2: _Version(
        entry="termEntry",
        section="langSet",
        term="tig",
        header="""<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader>
    <fileDesc>
      <sourceDesc>
        <p>duizhao</p>
      </sourceDesc>
    </fileDesc>
    <encodingDesc>
      <p type="XCSURI">TBXBasicXCSV02.xcs</p>
    </encodingDesc>
  </martifHeader>
  <text>
    <body>
""",
        footer="""    </body>
  </text>
</martif>
""",
    ),
    3: _Version(
        entry="conceptEntry",
        section="langSec",
        term="termSec",
        header="""<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>duizhao</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
""",
        footer="""    </body>
  </text>
</tbx>
""",
    ),
}


def write(
    path: str | Path, entries: Iterable[ConceptEntry], codes: Sequence[str], version: int = 2
) -> None:
    """Write the entries in their order, entry by entry.

    Args:
        path: the file.
        entries: the concepts.
        codes: the two language codes for ``xml:lang``, source language first.
        version: 2 or 3.
    """
    used: set[str] = set()
    form = _VERSIONS[version]
    with write_atomically(path) as stream:
        stream.write(form.header)
        for entry in entries:
            element = _entry(entry, codes, used, form)
            if version == 3:
                make_basic(element)
            etree.indent(element, space="  ", level=3)
            stream.write(f"      {etree.tostring(element, encoding='unicode').rstrip()}\n")
        stream.write(form.footer)


def _entry(
    entry: ConceptEntry, codes: Sequence[str], used: set[str], form: _Version
) -> etree._Element:
    name = _unused_name(entry.id, used)
    element = etree.Element(form.entry, id=name)
    contexts = list(dict.fromkeys(c for pair in entry.pairs for c in pair.contexts))
    terms = {language: entry.terms(language) for language in Language}
    ids = {
        (language, term.text): f"{name}.{language}.{number}"
        for language in Language
        for number, term in enumerate(terms[language], 1)
    }
    if all(pair.do_not_translate for pair in entry.pairs):
        _add(element, "descrip", UNTRANSLATED[1], UNTRANSLATED[0])
    for category, text in (("subjectField", entry.domain), ("definition", entry.definition)):
        if text:
            _add(element, "descrip", text, category)
    if name != entry.id:
        _add(element, "admin", entry.id, IDENTIFIER)
    named = entry.pairs[0].category
    if named:
        _add(element, "admin", named, CATEGORY)
    for pair in entry.pairs:
        record = {
            "zh": ids.get((Language.ZH, pair.zh)),
            "en": ids.get((Language.EN, pair.en)),
            "score": f"{pair.score:.{DECIMALS}f}",
            "probability": f"{pair.probability:.{DECIMALS}f}",
            "frequency": pair.frequency,
            "documents": pair.documents or None,
            "status": pair.status,
            "contexts": ",".join(str(contexts.index(context) + 1) for context in pair.contexts),
            "translate": "no" if pair.do_not_translate else None,
            "termhood": f"{pair.termhood:.{DECIMALS}f}",
            "category": (pair.category or "-") if pair.category != named else None,
            "pos": pair.part_of_speech,  # last, since it may have spaces
        }
        fields = (f"{key}={value}" for key, value in record.items() if value not in (None, ""))
        _add(element, "admin", " ".join(fields), PAIR)
    if entry.note:
        _add(element, "note", entry.note)
    for code in codes:
        language = _language(code)
        for own, same in _by_code(terms[language], code).items():
            section = etree.SubElement(element, form.section, {LANG: own})
            for term in same:
                _add_term(
                    etree.SubElement(section, form.term), term, ids[language, term.text], contexts
                )
    return element


def _by_code(terms: Sequence[Term], code: str) -> dict[str, list[Term]]:
    """The terms of one language by their own codes, those that have none by this one first."""
    found: dict[str, list[Term]] = {code: []}
    for term in terms:
        found.setdefault(term.code or code, []).append(term)
    return {own: same for own, same in found.items() if same}


def _add_term(
    element: etree._Element, term: Term, identity: str, contexts: Sequence[SentencePair]
) -> None:
    element.set("id", identity)
    _add(element, "term", term.text)
    if term.part_of_speech:
        _add(element, "termNote", term.part_of_speech, "partOfSpeech")
    category, value = said(term.status)
    _add(element, "termNote", value, category)
    chinese = term.language is Language.ZH
    for context in term.contexts:
        text = context.zh if chinese else context.en
        if text:
            group = etree.SubElement(element, "descripGrp")
            number = contexts.index(context) + 1
            _add(group, "descrip", text, "context").set("id", f"{identity}.context.{number}")
            document = context.zh_document if chinese else context.en_document
            if document:
                _add(group, "admin", document, "source")
            if context.kind is not Kind.PARALLEL:
                _add(group, "admin", context.kind, KIND)


def _add(parent: etree._Element, tag: str, text: str, category: str = "") -> etree._Element:
    element = etree.SubElement(parent, tag, {"type": category} if category else {})
    element.text = normal_lines(text)
    return element


def _language(code: str) -> Language:
    return Language(code.lower().replace("_", "-").split("-")[0])


def _unused_name(identity: str, used: set[str]) -> str:
    """The id if it can be an XML id in this file, else a number that can."""
    if not _NAME.fullmatch(identity) or identity in used:
        identity = next(name for i in count(len(used) + 1) if (name := f"n{i}") not in used)
    used.add(identity)
    return identity
