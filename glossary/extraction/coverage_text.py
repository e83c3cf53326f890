"""The documents of one topic in both languages, as phrases that may be terms.

coverage_text(topic, zh, en, user_words) -> CoverageText
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.model import Kind, SentencePair
from glossary.analysis.acronyms import full_forms
from glossary.analysis.glosses import glosses
from glossary.analysis.person_names import find_names
from glossary.analysis.tokens import EnglishText, chinese_text, english_form, english_text
from glossary.extraction.coverage_phrases import (
    Phrase,
    bound_characters,
    chinese_phrases,
    countries,
    english_phrases,
)
from glossary.extraction.word_alignment.word_prior import word_prior

_HALF = 0.05
"""A word probability p counts as p / (p + 0.05): the dictionary spreads a word over some ten
renderings, so five per cent is as good as a coin's toss."""

_RIVALLED = 0.4
"""Weight of a link whose lemma has a far likelier source in this text, beside 1 for the likeliest
source; between them it grows with the root of the share. Hand-set: such a link stays possible."""
_LINKED = 0.5
"""Least strength of a link that counts in the choice of contexts: a coin's toss."""

_COUNTRY_LINK = 0.95
"""Strength of the link of a country's character to its names."""

_CONTEXT_CHOICE = 12  # occurrences of each side that are looked at for the best contexts


@dataclass(frozen=True, slots=True)
class CoverageSentence:
    """One sentence of a group: its text, and where it stands."""

    text: str
    origin: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class CoverageText:
    """Both sides of a topic.

    Attributes:
        topic: its label.
        zh: Chinese phrases, by form.
        en: English phrases, by form.
        zh_by_form: the same, to look up.
        en_by_form: the same.
        zh_words: the words that the Chinese side uses.
        unit_names: Chinese word types, and behind them what else `Phrase.units` counts.
        links: by Chinese word type the strength of its link to each English lemma, 0 to 1.
        names: Chinese and English forms of the names found by their reading.
        named: by Chinese form the English forms of those.
        acronyms: form of an English phrase -> form of the acronym that follows it in brackets.
        zh_sentences: the Chinese sentences.
        en_sentences: the English ones.
        zh_bags: lemma types that each Chinese sentence links to.
        en_bags: lemma types of each English sentence.
    """

    topic: str
    zh: tuple[Phrase, ...]
    en: tuple[Phrase, ...]
    zh_by_form: dict[str, Phrase]
    en_by_form: dict[str, Phrase]
    zh_words: frozenset[str]
    unit_names: tuple[str, ...]
    links: list[dict[int, float]]
    names: frozenset[tuple[str, str]]
    named: dict[str, set[str]]
    acronyms: dict[str, str]
    zh_sentences: tuple[CoverageSentence, ...]
    en_sentences: tuple[CoverageSentence, ...]
    zh_bags: list[frozenset[int]]
    en_bags: list[frozenset[int]]

    def contexts(self, zh: Phrase, en: Phrase) -> tuple[SentencePair, ...]:
        """The sentence of each side that shows its term, the two with most words in common."""
        choices = [
            (-self._common(i, k), len(self.zh_sentences[i].text), i, k)
            for i in sorted(set(zh.places))[:_CONTEXT_CHOICE]
            for k in sorted(set(en.places))[:_CONTEXT_CHOICE]
        ]
        _, _, i, k = min(choices)
        first, second = self.zh_sentences[i], self.en_sentences[k]
        pair = SentencePair(
            zh=first.text,
            en=second.text,
            score=0.0,
            kind=Kind.COMPARABLE,
            topic=self.topic,
            zh_document=first.origin,
            en_document=second.origin,
            zh_ids=(first.index,),
            en_ids=(second.index,),
        )
        return (pair,)

    def documents(self, zh: Phrase, en: Phrase) -> tuple[frozenset[str], frozenset[str]]:
        """The documents of each side that have its term."""
        return (
            frozenset(self.zh_sentences[i].origin for i in zh.places),
            frozenset(self.en_sentences[i].origin for i in en.places),
        )

    def english_contexts(self, en: Phrase) -> tuple[SentencePair, ...]:
        """The first sentence that shows an English term, without a Chinese side."""
        sentence = self.en_sentences[en.places[0]]
        pair = SentencePair(
            zh="",
            en=sentence.text,
            score=0.0,
            kind=Kind.COMPARABLE,
            topic=self.topic,
            en_document=sentence.origin,
            en_ids=(sentence.index,),
        )
        return (pair,)

    def _common(self, i: int, k: int) -> float:
        shared = len(self.zh_bags[i] & self.en_bags[k])
        return round(shared / math.sqrt(1 + len(self.zh_bags[i]) * len(self.en_bags[k])), 9)


def coverage_text(
    topic: str,
    zh_sentences: Sequence[CoverageSentence],
    en_sentences: Sequence[CoverageSentence],
    user_words: Iterable[str] = (),
) -> CoverageText:
    """The phrases of both sides and the links between their words.

    Args:
        topic: label.
        zh_sentences: of all Chinese documents.
        en_sentences: of all English ones.
        user_words: Simplified words to be kept whole.
    """
    zh_texts = [sentence.text for sentence in zh_sentences]
    en_texts = [sentence.text for sentence in en_sentences]
    names = {(zh, english_form(en)) for zh, en in find_names(zh_texts, en_texts)}
    zh = chinese_text(zh_texts, [*(name for name, _ in names), *user_words])
    en = english_text(en_texts)
    spelled = [(name, part) for name, english in names for part in english.split()]
    links = _links([*zh.types, *bound_characters(zh)], en.lemma_names, spelled)
    known = glosses()
    zh_phrases = tuple(chinese_phrases(zh, known, frozenset(name for name, _ in names)))
    en_phrases = tuple(english_phrases(en, known))
    named: dict[str, set[str]] = defaultdict(set)
    for name, english in names:
        named[name].add(english)
    zh_rows = [zh.words[0][a:b] for a, b in zip(zh.starts, zh.starts[1:], strict=False)]
    en_rows = [en.lemmas[a:b] for a, b in zip(en.starts, en.starts[1:], strict=False)]
    return CoverageText(
        topic=topic,
        zh=zh_phrases,
        en=en_phrases,
        zh_by_form={phrase.form: phrase for phrase in zh_phrases},
        en_by_form={phrase.form: phrase for phrase in en_phrases},
        zh_words=frozenset(zh.types[k] for k in set(zh.words[0].tolist()) if k >= 0),
        unit_names=(*zh.types, *bound_characters(zh), *countries()),
        links=links,
        names=frozenset(names),
        named=dict(named),
        acronyms=_acronyms(en),
        zh_sentences=tuple(zh_sentences),
        en_sentences=tuple(en_sentences),
        zh_bags=[
            frozenset(lemma for k in row if k >= 0 for lemma, q in links[k].items() if q > _LINKED)
            for row in zh_rows
        ],
        en_bags=[frozenset(map(int, row)) for row in en_rows],
    )


def _links(
    words: Sequence[str], lemmas: Sequence[str], names: Iterable[tuple[str, str]]
) -> list[dict[int, float]]:
    """By Chinese word type, and behind them by country (`countries`), its links to lemmas.

    A link is weaker where another word of this text is the likelier source of the lemma: 务实
    here leaves *pragmatic* less to 现实.
    """
    if not words or not lemmas:
        return []
    prior = word_prior(words, lemmas, names)
    best = np.maximum(prior.T.row_maxima(), 1e-9)
    share = prior.values / best[prior.columns]
    weight = _RIVALLED + (1 - _RIVALLED) * np.sqrt(share)
    strength = prior.values / (prior.values + _HALF) * weight
    result = [
        dict(zip(prior.columns[a:b].tolist(), strength[a:b].tolist(), strict=True))
        for a, b in pairwise(prior.starts)
    ]
    number = {lemma: i for i, lemma in enumerate(lemmas)}
    result += [
        {number[form]: _COUNTRY_LINK for form in forms if form in number}
        for forms in countries().values()
    ]
    return result


def _acronyms(text: EnglishText) -> dict[str, str]:
    """Form of each phrase that an acronym in brackets follows, whose capitals it takes."""
    starts = full_forms(text)
    return {
        text.string(int(starts[at]), at): text.string(at, at + 1)
        for at in np.flatnonzero(starts >= 0).tolist()
    }
