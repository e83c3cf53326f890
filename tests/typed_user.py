"""A user's script, for mypy in strict mode: what the public names say of their types is so."""

from pathlib import Path
from typing import assert_type

import align
import corpus
import glossary
import tmx


def from_files_to_terms(news: Path) -> glossary.Glossary:
    """The way of docs/guides/developer.md, with every type written down."""
    alignments: list[align.FileAlignment] = align.align_files([(news / "a.txt", "b.txt")])
    pairs: list[corpus.SentencePair] = alignments[0].pairs(min_score=0.8)
    assert_type(alignments[0].beads, tuple[corpus.Bead, ...])
    assert_type(align.align_documents([(["你好。"], ["Hello."])]), list[tuple[corpus.Bead, ...]])
    assert_type(align.mine(["你好。"], ["Hello."]), list[tuple[int, int, float]])
    terms = glossary.extract_from_pairs(pairs)
    assert_type(terms, glossary.Glossary)
    for entry in terms:
        assert_type(entry, glossary.ConceptEntry)
        assert_type(entry.pairs[0].status, glossary.Status)
    glossary.write_glossary("terms.tbx", terms)
    tmx.write("memory.tmx", map(tmx.unit_from_pair, pairs))
    return glossary.merge([terms, glossary.read_glossary("ours.tsv")])


def looked_up(memory: tmx.Memory) -> tmx.Matches:
    """Matches are a list of what one can ask for its sides."""
    found = memory.matches("你好。", limit=3, source=corpus.Language.ZH)
    assert_type(found[0], tmx.Match)
    assert_type(found[0].suggestion, str)
    return found


def whole_run() -> str:
    """A run, its options and its findings."""
    try:
        result = align.run_project(["news"], "out", align.Options(min_score=0.8))
    except corpus.UsageError as error:
        return str(error)
    assert_type(result.findings, align.Findings)
    return result.findings.topics[0].label_zh
