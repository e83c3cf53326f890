"""Term extraction: concepts with evidence, from sentence pairs and from comparable coverage.

extract_from_pairs(pairs) -> Glossary
extract_from_coverage(pairs, groups) -> list[ConceptEntry]

The way through: `parallel` aligns the words of sentence pairs and scores stretches that translate
each other (`word_alignment`), ranks them (`ranking`) and chooses the forms to show; `comparable`
matches the phrases of documents on one topic (`coverage_text`, `coverage_phrases`); `termhood` says
which of all these a terminologist would keep; `concepts` puts the variants of one concept together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from corpus.errors import UsageError
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.language.conversion import to_simplified
from corpus.model import SentencePair
from corpus.support.uncollected import uncollected
from glossary.entries import ConceptEntry, Glossary
from glossary.extraction.comparable import find_in_coverage, suggest
from glossary.extraction.concepts import gather
from glossary.extraction.coverage_text import CoverageSentence, coverage_text
from glossary.extraction.found_pair import FoundPair
from glossary.extraction.looks import looks_of
from glossary.extraction.parallel import Order, find_in_pairs
from glossary.extraction.termhood import with_termhood

__all__ = [
    "CoverageGroup",
    "CoverageSentence",
    "Order",
    "extract_from_coverage",
    "extract_from_pairs",
]


@dataclass(frozen=True, slots=True)
class CoverageGroup:
    """Documents on one topic, in both languages.

    Attributes:
        topic: label of the topic; it becomes the domain of what is found.
        zh: the sentences of its Chinese documents.
        en: the sentences of its English documents.
    """

    topic: str
    zh: Sequence[CoverageSentence]
    en: Sequence[CoverageSentence]


def extract_from_pairs(
    pairs: Sequence[SentencePair],
    *,
    order: Order = "termlike",
    user_words: Iterable[str] = (),
    jobs: Jobs = SERIAL,
) -> Glossary:
    """The terms that sentence pairs show, best first.

    Args:
        pairs: Chinese and English segments that translate each other, in any order.
        order: ``termlike`` puts first what is most of a term, ``frequent`` what is also frequent.
        user_words: Chinese words to be kept whole, in either script.
        jobs: who does the work (`corpus.jobs`).

    Returns:
        Concepts, all candidates; the same for the same pairs in any order. `TermPair.probability`
        is calibrated on sentences whose terms one annotator listed: that the pair is right and
        both its sides are whole terms.

    Raises:
        UsageError: something else than sentence pairs.
    """
    pairs = [*pairs]
    if not all(isinstance(pair, SentencePair) for pair in pairs):
        raise UsageError("a list of corpus.SentencePair is expected, such as tmx.read_pairs gives")
    with uncollected():
        found = find_in_pairs(pairs, order, _simplified(user_words), jobs)
        return Glossary(gather(with_termhood(found, order)))


def extract_from_coverage(
    pairs: Sequence[SentencePair],
    groups: Sequence[CoverageGroup],
    *,
    order: Order = "termlike",
    user_words: Iterable[str] = (),
    jobs: Jobs = SERIAL,
) -> list[ConceptEntry]:
    """The terms that sentence pairs and comparable documents show, best first.

    What both show is one entry with both frequencies. A pair that only comparable documents show
    ranks below an equally good one with parallel evidence. Entries that are composed from the
    dictionary, and seen in one language only, have the status ``suggested`` and come last.

    Args:
        pairs: the parallel sentence pairs of the whole run; may be empty.
        groups: the documents by topic, parallel ones included.
        order: as in `extract_from_pairs`.
        user_words: as in `extract_from_pairs`.
        jobs: as in `extract_from_pairs`.
    """
    with uncollected():
        found = found_pairs(pairs, groups, order, _simplified(user_words), jobs)
        return gather(with_termhood(found, order))


def found_pairs(
    pairs: Sequence[SentencePair],
    groups: Sequence[CoverageGroup],
    order: Order = "termlike",
    words: Sequence[str] = (),
    jobs: Jobs = SERIAL,
) -> list[FoundPair]:
    """What `extract_from_coverage` judges and gathers; a pair may come several times."""
    found = find_in_pairs(pairs, order, words, jobs) if pairs else []
    shown: list[FoundPair] = []
    suggestions: list[FoundPair] = []
    both = sorted((group for group in groups if group.zh and group.en), key=_key)
    with jobs.shared(({pair.zh for pair in found}, {pair.en for pair in found})) as seen:
        for here, suggested in jobs.map(partial(_of_group, seen, words), both):
            shown += here
            suggestions += suggested
    return [*found, *shown, *suggestions]


def _of_group(
    seen: Shared[tuple[set[str], set[str]]], words: Sequence[str], group: CoverageGroup
) -> tuple[list[FoundPair], list[FoundPair]]:
    """What the documents of a topic show beside the Chinese and English terms seen, and suggest."""
    zh, en = seen.value
    text = coverage_text(group.topic, _ordered(group.zh), _ordered(group.en), words)
    here = find_in_coverage(text) if text.zh and text.en else []
    suggested = suggest(text, zh.union(p.zh for p in here), en.union(p.en for p in here))
    here = [p for p in here if p.sure or not (p.zh in zh or p.en in en)]
    return [replace(p, looks=looks_of(p)) for p in here], suggested


def _simplified(words: Iterable[str]) -> list[str]:
    return sorted({to_simplified(word) for word in words})


def _ordered(sentences: Sequence[CoverageSentence]) -> list[CoverageSentence]:
    return sorted(sentences, key=lambda s: (s.origin, s.index, s.text))


def _key(group: CoverageGroup) -> tuple[str, tuple[str, ...]]:
    return group.topic, tuple(s.text for s in _ordered([*group.zh, *group.en]))
