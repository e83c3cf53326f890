"""What words mean: concept entries, their files, look-up, scan, check, lexicon, extraction."""

from typing import TYPE_CHECKING

from corpus.support.lazy import lazily

if TYPE_CHECKING:
    from glossary.checking.check import TermFinding, TermRule, check, check_pairs
    from glossary.checking.validate import GlossaryFault, GlossaryRule, validate
    from glossary.curation.applied import agreed_words, curated, decisions
    from glossary.curation.merge import merge
    from glossary.entries import ConceptEntry, Status, Term, TermPair, concept_id
    from glossary.extraction.extract import extract_from_pairs
    from glossary.formats.registry import read_glossary, write_glossary
    from glossary.lexicon.evidence import Evidence, gather_evidence
    from glossary.lookup.find import Hit, Lookup
    from glossary.scanning.occurrences import Occurrence
    from glossary.scanning.scan import Scanner
    from glossary.wordforms.normal import lemma, normal_en, normal_zh

__all__ = [
    "ConceptEntry",
    "Evidence",
    "GlossaryFault",
    "GlossaryRule",
    "Hit",
    "Lookup",
    "Occurrence",
    "Scanner",
    "Status",
    "Term",
    "TermFinding",
    "TermPair",
    "TermRule",
    "agreed_words",
    "check",
    "check_pairs",
    "concept_id",
    "curated",
    "decisions",
    "extract_from_pairs",
    "gather_evidence",
    "lemma",
    "merge",
    "normal_en",
    "normal_zh",
    "read_glossary",
    "validate",
    "write_glossary",
]

__getattr__ = lazily(
    __name__,
    {
        "ConceptEntry": "glossary.entries",
        "Evidence": "glossary.lexicon.evidence",
        "GlossaryFault": "glossary.checking.validate",
        "GlossaryRule": "glossary.checking.validate",
        "Hit": "glossary.lookup.find",
        "Lookup": "glossary.lookup.find",
        "Occurrence": "glossary.scanning.occurrences",
        "Scanner": "glossary.scanning.scan",
        "Status": "glossary.entries",
        "Term": "glossary.entries",
        "TermFinding": "glossary.checking.check",
        "TermPair": "glossary.entries",
        "TermRule": "glossary.checking.check",
        "agreed_words": "glossary.curation.applied",
        "check": "glossary.checking.check",
        "check_pairs": "glossary.checking.check",
        "concept_id": "glossary.entries",
        "curated": "glossary.curation.applied",
        "decisions": "glossary.curation.applied",
        "extract_from_pairs": "glossary.extraction.extract",
        "gather_evidence": "glossary.lexicon.evidence",
        "lemma": "glossary.wordforms.normal",
        "merge": "glossary.curation.merge",
        "normal_en": "glossary.wordforms.normal",
        "normal_zh": "glossary.wordforms.normal",
        "read_glossary": "glossary.formats.registry",
        "validate": "glossary.checking.validate",
        "write_glossary": "glossary.formats.registry",
    },
)
