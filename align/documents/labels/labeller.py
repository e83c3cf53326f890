"""What a topic is called: a few key terms in each language that a reader recognises it by.

A term is telling when it is frequent in the topic's documents, stands in several of them, and is
rare in the other documents and in the language at large. Names rank before other words, and the
terms that extraction found as their score says. A label holds nothing that is cut: the words of a
document are counted as names, terms and listed words (`chinese`, `english`).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from align.documents.labels.chinese import chinese_mentions
from align.documents.labels.counts import Counts
from align.documents.labels.english import english_mentions
from align.documents.labels.extracted import ExtractedTerms
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.language.conversion import convert
from corpus.language.identification import script_of
from corpus.model import Language, Script
from glossary.entries import ConceptEntry
from glossary.lexicon.dictionary.tables import chinese_frequency, english_frequency

TERMS = 3
"""Key terms in a label: what fits in a list and still tells two stories apart."""
_AT_LARGE = 5.0
"""Documents of the language at large that the topic is held against besides the collection."""
_REPETITION = 0.75
"""Power of a term's count: between every occurrence alike (1) and its square root."""
_DOCUMENTS = 32
"""Documents whose words are counted together."""

Texts = Mapping[str, Sequence[str]]
"""Sentences by document id."""
Spread = Mapping[str, int]
"""In how many documents of a language each word stands; the empty one in all."""
Known = Callable[[Language, Collection[str]], Spread]
"""The spread of these words, and of the empty one, in a larger collection."""


class Labeller:
    """The words of documents, counted once.

    Args:
        zh: the Chinese documents.
        en: the English ones.
        entries: what term extraction found in them, and what people decided; none if nothing was
            extracted.
        jobs: who counts.
        known: how widely words are spread in the collection that these documents are some of;
            they are all of it if None.

    Attributes:
        spread: of the words of these documents, by language.
    """

    def __init__(
        self,
        zh: Texts,
        en: Texts,
        entries: Iterable[ConceptEntry] = (),
        jobs: Jobs = SERIAL,
        known: Known | None = None,
    ) -> None:
        self._script = {key: script_of("".join(zh[key])) for key in sorted(zh)}
        self._zh: dict[str, Counts] = {}
        self._published: dict[str, Mapping[str, str]] = {}
        with jobs.shared(ExtractedTerms(entries)) as terms:
            chinese = (zh[key] for key in self._script)
            found = jobs.map(partial(_chinese_mentions, terms), chinese, _DOCUMENTS)
            for key, mentions in zip(self._script, found, strict=True):
                self._zh[key], self._published[key] = mentions
            english = (en[key] for key in sorted(en))
            counts = jobs.map(partial(_english_mentions, terms), english, _DOCUMENTS)
            self._en = dict(zip(sorted(en), counts, strict=True))
        held = {Language.ZH: _spread(self._zh), Language.EN: _spread(self._en)}
        self.spread = {of: known(of, held[of]) if known else held[of] for of in held}

    def labels(self, groups: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
        """The Chinese and the English label of each group of document ids.

        The label is empty in a language that the group has no document of. The Chinese one is in
        the script of most of the group's Chinese documents.
        """
        return [
            ("、".join(chinese), ", ".join(english))
            for chinese, english in self.key_terms(groups, TERMS)
        ]

    def key_terms(
        self, groups: Sequence[Sequence[str]], count: int
    ) -> list[tuple[list[str], list[str]]]:
        """The most telling Chinese and English terms of each group, best first, `count` at most."""
        spread = self.spread
        zh = _best_terms(self._zh, groups, chinese_frequency(), spread[Language.ZH], count)
        en = _best_terms(self._en, groups, english_frequency(), spread[Language.EN], count)
        return [
            (self._as_published(chinese, group), english)
            for group, chinese, english in zip(groups, zh, en, strict=True)
        ]

    def _as_published(self, terms: Sequence[str], group: Sequence[str]) -> list[str]:
        """Terms in the normal form as the group's documents in its main script write them."""
        chinese = [key for key in group if key in self._script]
        traditional = [key for key in chinese if self._script[key] is Script.HANT]
        if 2 * len(traditional) <= len(chinese):
            return list(terms)
        forms = [self._published[key] for key in traditional]
        return [
            next((form[term] for form in forms if term in form), None) or convert(term, "s2t")
            for term in terms
        ]


def _chinese_mentions(
    terms: Shared[ExtractedTerms], text: Sequence[str]
) -> tuple[Counts, Mapping[str, str]]:
    return chinese_mentions(text, terms.value.in_texts(text, Language.ZH))


def _english_mentions(terms: Shared[ExtractedTerms], text: Sequence[str]) -> Counts:
    return english_mentions(text, terms.value.in_texts(text, Language.EN))


def _spread(counts: Mapping[str, Counts]) -> Spread:
    """In how many of some documents each word stands, by the counts of each document."""
    held = Counter(term for of_one in counts.values() for term in of_one)
    held[""] = len(counts)
    return held


def _best_terms(
    terms: Mapping[str, Counts],
    groups: Sequence[Sequence[str]],
    frequency: Mapping[str, float],
    spread: Spread,
    most: int,
) -> Iterator[list[str]]:
    for group in groups:
        own = [terms[key] for key in group if key in terms]
        total: defaultdict[str, float] = defaultdict(float)
        held: Counter[str] = Counter()
        for counts in own:
            for term, count in counts.items():
                total[term] += count**_REPETITION / len(own)
                held[term] += 1
        score = {
            term: value
            * math.sqrt(held[term] / len(own))
            * math.log((spread[""] + _AT_LARGE) / (max(0, spread.get(term, 0) - held[term]) + 0.5))
            * _surprise(term, frequency)
            for term, value in total.items()
        }
        ranked = sorted(score, key=lambda term: (-score[term], term))
        yield list(islice(_distinct(ranked), most))


def _surprise(term: str, frequency: Mapping[str, float]) -> float:
    """Information of a term in nats above one word in a thousand; of the rarest of its parts.

    Between 0.1 and 6: rarer than two in a million is rare enough, and often a fragment.
    """
    rarest = min(frequency.get(part.lower(), 0.0) for part in re.split("[ -]", term))
    return min(6.0, max(0.1, -math.log(max(rarest, 1e-9)) - 7.0))


def _distinct(ranked: Iterable[str]) -> Iterator[str]:
    """The terms that are no part of a better one and hold no better one."""
    seen: list[str] = []
    for term in ranked:
        folded = term.lower()
        if not any(folded in other or other in folded for other in seen):
            seen.append(folded)
            yield term
