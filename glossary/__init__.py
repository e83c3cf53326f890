"""What words mean: concept entries, their files, look-up, scan, check, lexicon, extraction."""

from typing import TYPE_CHECKING

from corpus.lazy import lazily

if TYPE_CHECKING:
    from glossary.check import TermFinding, TermRule, check, check_pairs
    from glossary.curation import agreed_words, curated, decisions
    from glossary.entries import ConceptEntry, Status, Term, TermPair, concept_id
    from glossary.extract import extract_from_pairs
    from glossary.formats import read_glossary, write_glossary
    from glossary.lexicon import Evidence, gather_evidence
    from glossary.lookup import Hit, Lookup
    from glossary.merge import merge
    from glossary.normal import lemma, normal_en, normal_zh
    from glossary.occurrences import Occurrence
    from glossary.scan import Scanner
    from glossary.validate import GlossaryFault, GlossaryRule, validate

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
        "Evidence": "glossary.lexicon",
        "GlossaryFault": "glossary.validate",
        "GlossaryRule": "glossary.validate",
        "Hit": "glossary.lookup",
        "Lookup": "glossary.lookup",
        "Occurrence": "glossary.occurrences",
        "Scanner": "glossary.scan",
        "Status": "glossary.entries",
        "Term": "glossary.entries",
        "TermFinding": "glossary.check",
        "TermPair": "glossary.entries",
        "TermRule": "glossary.check",
        "agreed_words": "glossary.curation",
        "check": "glossary.check",
        "check_pairs": "glossary.check",
        "concept_id": "glossary.entries",
        "curated": "glossary.curation",
        "decisions": "glossary.curation",
        "extract_from_pairs": "glossary.extract",
        "gather_evidence": "glossary.lexicon",
        "lemma": "glossary.normal",
        "merge": "glossary.merge",
        "normal_en": "glossary.normal",
        "normal_zh": "glossary.normal",
        "read_glossary": "glossary.formats",
        "validate": "glossary.validate",
        "write_glossary": "glossary.formats",
    },
)
