"""Concepts that the documents of a topic name in several ways: ROK / South Korea / 韩国.

several_names(entries, topics, texts) -> {topic number: [Naming]}
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from corpus.jobs import SERIAL, Jobs, Shared
from corpus.model import Language, Topic
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scanning.scan import LEAST_TRUSTED, Scanner
from glossary.wordforms.normal import normal_en, normal_zh

_LEAST_TERM = 0.25
"""Score below which extraction's pairs are mostly everyday words (*hoped* and *wishes*, 希望)."""
_TOPICS = 8
"""Topics that are looked through together."""
_NORMAL = {Language.ZH: normal_zh, Language.EN: normal_en}


@dataclass(frozen=True, slots=True)
class Naming:
    """What the documents of a topic call one concept.

    Attributes:
        concept: its id.
        zh: the Chinese terms, most frequent first; of each how often which documents use it.
        en: the same of the English ones. Both sides have some, one side several.
    """

    concept: str
    zh: Mapping[str, Mapping[str, int]]
    en: Mapping[str, Mapping[str, int]]


def several_names(
    entries: Iterable[ConceptEntry],
    topics: Iterable[Topic],
    texts: Mapping[str, Sequence[str]],
    jobs: Jobs = SERIAL,
) -> dict[int, list[Naming]]:
    """The concepts with several terms of one language among the documents of a topic.

    Forms of one word, and one word in both scripts, count as one term. Extracted pairs that are
    more likely wrong than right, or hardly terms, are passed over, and so are rejected ones.

    Args:
        entries: of the glossary; their order is kept.
        topics: only those with documents in both languages can give any.
        texts: the sentences by document id.
        jobs: who looks through the topics.
    """
    terms = {entry.id: found for entry in entries if (found := _terms(entry))}
    several = [topic for topic in topics if terms and len(topic.documents) > 1]
    scanner = Scanner(ConceptEntry(concept, pairs) for concept, pairs in terms.items())
    held = [{key: texts[key] for key in topic.documents} for topic in several]
    order = {concept: k for k, concept in enumerate(terms)}
    with jobs.shared((terms, order, scanner)) as looked:
        namings = list(jobs.map(partial(_of_topic, looked), held, _TOPICS))
    return {topic.number: one for topic, one in zip(several, namings, strict=True) if one}


def _of_topic(
    looked: Shared[tuple[dict[str, tuple[TermPair, ...]], dict[str, int], Scanner]],
    texts: Mapping[str, Sequence[str]],
) -> list[Naming]:
    """The concepts of one topic, whose documents are given, that have several names there."""
    terms, order, scanner = looked.value
    counts: dict[str, dict[tuple[Language, str], Counter[str]]] = {}
    for document, sentences in texts.items():
        for occurrences in scanner.scan_each(sentences):
            for occurrence in occurrences:
                for entry, pair in occurrence.matches:
                    term = pair.zh if occurrence.language is Language.ZH else pair.en
                    uses = counts.setdefault(entry.id, {})
                    key = occurrence.language, _shown(terms[entry.id], term, occurrence.language)
                    uses.setdefault(key, Counter())[document] += 1
                    break  # one concept is named, by its first pair
    named = sorted(counts, key=order.__getitem__)  # a topic has few of all terms
    namings = [_naming(concept, counts[concept]) for concept in named]
    return [each for each in namings if each.zh and each.en and len(each.zh) + len(each.en) > 2]


def _terms(entry: ConceptEntry) -> tuple[TermPair, ...]:
    """The pairs to look for; none if each side has only one term."""
    pairs = tuple(
        pair
        for pair in entry.pairs
        if pair.status.rank < Status.CANDIDATE.rank
        or (
            pair.status is Status.CANDIDATE
            and pair.probability >= LEAST_TRUSTED
            and pair.score >= _LEAST_TERM
        )
    )
    sides = {normal_zh(p.zh) for p in pairs}, {normal_en(p.en) for p in pairs}
    return pairs if max(map(len, sides)) > 1 else ()


def _shown(pairs: Iterable[TermPair], term: str, language: Language) -> str:
    """The first term of the concept with the same normal form."""
    normal = _NORMAL[language]
    wanted = normal(term)
    terms = (pair.zh if language is Language.ZH else pair.en for pair in pairs)
    return next(each for each in terms if normal(each) == wanted)


def _naming(concept: str, uses: Mapping[tuple[Language, str], Counter[str]]) -> Naming:
    ordered = sorted(uses.items(), key=lambda item: (-item[1].total(), item[0][1]))
    zh, en = (
        {term: documents for (of, term), documents in ordered if of is language}
        for language in Language
    )
    return Naming(concept, zh, en)
