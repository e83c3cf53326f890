"""What words mean: concept entries and their files, look-up, scan, lexical model, extraction."""

from typing import TYPE_CHECKING

from corpus.lazy import lazily

if TYPE_CHECKING:
    from glossary.entries import ConceptEntry, Status, Term, TermPair, concept_id
    from glossary.extract import extract_from_pairs
    from glossary.formats import read_glossary, write_glossary
    from glossary.lexicon import Evidence, gather_evidence
    from glossary.lookup import Hit, Lookup
    from glossary.normal import lemma, normal_en, normal_zh
    from glossary.scan import Occurrence, Scanner

__all__ = [
    "ConceptEntry",
    "Evidence",
    "Hit",
    "Lookup",
    "Occurrence",
    "Scanner",
    "Status",
    "Term",
    "TermPair",
    "concept_id",
    "extract_from_pairs",
    "gather_evidence",
    "lemma",
    "normal_en",
    "normal_zh",
    "read_glossary",
    "write_glossary",
]

__getattr__ = lazily(
    __name__,
    {
        "ConceptEntry": "glossary.entries",
        "Evidence": "glossary.lexicon",
        "Hit": "glossary.lookup",
        "Lookup": "glossary.lookup",
        "Occurrence": "glossary.scan",
        "Scanner": "glossary.scan",
        "Status": "glossary.entries",
        "Term": "glossary.entries",
        "TermPair": "glossary.entries",
        "concept_id": "glossary.entries",
        "extract_from_pairs": "glossary.extract",
        "gather_evidence": "glossary.lexicon",
        "lemma": "glossary.normal",
        "normal_en": "glossary.normal",
        "normal_zh": "glossary.normal",
        "read_glossary": "glossary.formats",
        "write_glossary": "glossary.formats",
    },
)
