"""Term pairs of parallel sentence pairs: candidates, ranked, with their published forms.

find_in_pairs(pairs, order, user_words) -> list[FoundPair]       best first
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.jobs import SERIAL, Jobs, Shared
from corpus.kernels.arrays import Doubles, Flags, Floats, Ints
from corpus.model import SentencePair
from glossary.analysis.acronyms import SharedAcronym, chinese_full_forms
from glossary.analysis.glosses import glosses
from glossary.analysis.person_names import find_names
from glossary.analysis.published_forms import by_script, plain, published
from glossary.analysis.token_kernels import ACRONYM, BRACKETED, CAPITAL, FIRST
from glossary.analysis.tokens import (
    ChineseText,
    EnglishText,
    chinese_text,
    english_form,
    english_text,
)
from glossary.extraction.found_pair import CONTEXTS, FoundPair, Looks, documents, logistic
from glossary.extraction.looks import looks
from glossary.extraction.ranking.features import features
from glossary.extraction.ranking.rankers import rankers, standard
from glossary.extraction.word_alignment.candidates import Candidates, find_candidates

Order = Literal["termlike", "frequent"]

TERMHOOD_SHARE = 1.0
"""Weight of termhood beside the translation's log-odds in choosing a term's best rendering."""
BEHIND_SHARE = 0.2
"""Weight of what a term's other renderings lack in quality, beside their termhood: at 1 second
renderings that are as right as the first (隔离: quarantine, isolation) come too late."""
FREQUENCY_SHARE: dict[Order, float] = {"termlike": 0.5, "frequent": 2.0}
"""Weight of the logarithm of a pair's frequency in each order. On tico-19, whose lists have
frequent words, 2 finds most; 0.5 costs nothing where terms are rare."""
LEAST_BEST = 0.03
"""A Chinese term is shown if one of its renderings is at least so probable: others are seldom whole
terms, or rendered too freely. In the annual reports of docs/quality.md this drops half the rows,
which hold 2 % of the gold pairs, and first renderings are right 1.5 points more often."""
LEAST_PROBABILITY = 0.005
"""Less probable renderings are not shown."""
_SURE_ACRONYM = 0.5
"""Least mean s of an acronym behind its full form to be shown with it, however it ranks."""
_ACRONYM_STRENGTH = 2.2
"""Log-odds of an acronym that the Chinese has behind a term: 90 %, as for attested pairs of
comparable text; hand-set, since the sentences whose terms are listed have too few."""
_PAIRS = 256
"""Sentence pairs, or candidates, that are looked at together."""
_NAME_SIZES = (2, 3, 4)  # characters of the names that `find_names` finds
_LONG_CONTEXT = 160  # characters of a pair's English; longer sentences show a term less well


def find_in_pairs(
    pairs: Sequence[SentencePair],
    order: Order = "termlike",
    user_words: Iterable[str] = (),
    jobs: Jobs = SERIAL,
) -> list[FoundPair]:
    """Term pairs that the sentence pairs show.

    Args:
        pairs: in any order.
        order: ``frequent`` adds the logarithm of a pair's frequency to its strength.
        user_words: Simplified words to be kept whole.
        jobs: who does the work (`corpus.jobs`).
    """
    pairs = sorted(
        (pair for pair in pairs if pair.zh.strip() and pair.en.strip()),
        key=lambda p: (p.zh, p.en, p.topic, p.zh_document, p.en_document, p.zh_ids, p.en_ids),
    )
    spelled: dict[tuple[str, str], None] = {}
    for names in jobs.map(_names, ((pair.zh, pair.en) for pair in pairs), _PAIRS):
        spelled |= dict.fromkeys(names)
    zh = chinese_text([pair.zh for pair in pairs], [*(name for name, _ in spelled), *user_words])
    en = english_text([pair.en for pair in pairs])
    if not len(zh.codes) or not len(en.forms):
        return []
    links = [(name, part) for name, form in spelled for part in english_form(form).split()]
    found = find_candidates(zh, en, links, jobs)
    logits = rated(standard(features(zh, en, found)))
    strength, probability = judged(logits, found, order)
    kept = probable(found, probability)
    first = found.places[found.rows[:-1]]
    short = en.flags[first[:, 2]] & (ACRONYM | BRACKETED) == ACRONYM | BRACKETED
    kept |= short & (first[:, 3] == first[:, 2] + 1) & (found.total >= _SURE_ACRONYM * found.count)
    chosen = np.flatnonzero(kept)
    chosen = chosen[np.argsort(-strength[chosen], kind="stable")]
    named = {name: english_form(form) for name, form in spelled}
    rows = [
        row
        for row in chosen.tolist()
        if not _titled(found.zh_terms[found.zh[row]], found.en_terms[found.en[row]], named)
    ]
    shown: dict[tuple[str, str], FoundPair] = {}
    with jobs.shared(_Shown(pairs, _Written.of(zh, en, found), found)) as held:
        for row, seen in zip(rows, jobs.map(partial(_seen, held), rows, _PAIRS), strict=True):
            shown[seen.zh, seen.en] = FoundPair(
                zh=seen.zh,
                en=seen.en,
                zh_surfaces=seen.zh_surfaces,
                en_surface=seen.en_surface,
                frequency=seen.frequency,
                is_name=seen.is_name,
                sure=seen.sure,
                topic=seen.topic,
                documents=seen.documents,
                looks=seen.looks,
                strength=float(strength[row]),
                probability=float(probability[row]),
                contexts=tuple(pairs[number] for number in seen.contexts),
                logits=(float(logits[row, 0]), float(logits[row, 1])),
            )
    for acronym in _acronyms(pairs, zh, en, order):
        aligned = shown.get((acronym.zh, acronym.en), acronym)
        if aligned.strength <= acronym.strength:
            frequency = max(aligned.frequency, acronym.frequency)
            shown[acronym.zh, acronym.en] = replace(acronym, frequency=frequency)
    return sorted(shown.values(), key=lambda f: (-f.strength, f.zh, f.en))


def _names(pair: tuple[str, str]) -> list[tuple[str, str]]:
    """The names that a Chinese and an English segment spell alike, sorted."""
    return sorted(find_names([pair[0]], [pair[1]]))


def rated(matrix: Floats) -> Doubles:
    """The log-odds that each candidate is a term, and that it is right, shape (candidates, 2).

    Args:
        matrix: standard features (`ranking.standard`).
    """
    models = rankers()
    return np.stack([models[name].logits(matrix) for name in ("score", "probability")], axis=1)


def judged(logits: Doubles, found: Candidates, order: Order) -> tuple[Doubles, Doubles]:
    """Strength and probability of each candidate, best renderings first within a Chinese term.

    Args:
        logits: of each candidate (`rated`).
        found: the candidates.
        order: ``frequent`` adds more of the logarithm of the frequency.
    """
    frequency = np.log(found.count.astype(np.float64))
    termhood, right = logits[:, 0] + FREQUENCY_SHARE[order] * frequency, logits[:, 1]
    return strengths(found.zh, termhood, right), rankers()["probability"].probability(right)


def _titled(zh: str, en: str, names: Mapping[str, str]) -> bool:
    """Whether it is a name with something before it: a title and a name are two terms."""
    ends = (names.get(zh[-size:]) for size in _NAME_SIZES if size < len(zh))
    return any(form is not None and f" {form} " in f" {en} " for form in ends)


def probable(found: Candidates, probability: Doubles) -> Flags:
    """Which candidates are probable enough, and of a term that is."""
    best = np.zeros(len(found.zh_terms))
    np.maximum.at(best, found.zh, probability)
    result: Flags = best[found.zh] >= LEAST_BEST
    return result & (probability >= LEAST_PROBABILITY)


def strengths(zh: Ints, termhood: Doubles, right: Doubles) -> Doubles:
    """Termhood, with the renderings of each Chinese term in the order of their quality.

    How probable they are comes first: a rarer, longer one may be more of a term, but is seldom the
    better translation.

    Args:
        zh: Chinese type of each pair.
        termhood: log-odds that it is a term.
        right: log-odds that the pair is right.
    """
    quality = right + TERMHOOD_SHARE * termhood
    leader = np.full(int(zh.max(initial=-1)) + 1, -1)
    ascending = np.lexsort((np.arange(len(zh)), quality))
    leader[zh[ascending]] = ascending
    first = leader[zh]
    behind = np.minimum(termhood, termhood[first] - 0.01) - BEHIND_SHARE * (
        quality[first] - quality
    )
    return np.where(first == np.arange(len(zh)), termhood, behind)


class _Written(NamedTuple):
    """Where the occurrences of all candidates stand in the published sentences.

    Attributes:
        offsets: start and end in the Chinese sentence, start and end in the English one.
        flags: of the first and the last English word.
    """

    offsets: Ints
    flags: NDArray[np.int8]

    @classmethod
    def of(cls, zh: ChineseText, en: EnglishText, found: Candidates) -> "_Written":
        """A row per occurrence, in the order of the candidates."""
        a, b, c, d = found.places.T
        return cls(
            np.stack(
                [zh.places[a, 0], zh.places[b - 1, 1], en.places[c, 0], en.places[d - 1, 1]], axis=1
            ),
            np.stack([en.flags[c], en.flags[d - 1]], axis=1),
        )


class _Shown(NamedTuple):
    """The sentence pairs, and what they show."""

    pairs: Sequence[SentencePair]
    written: _Written
    found: Candidates


class _Seen(NamedTuple):
    """What occurrences show of a candidate, as `FoundPair` has it; contexts by their numbers."""

    zh: str
    en: str
    zh_surfaces: tuple[str, ...]
    en_surface: str
    frequency: int
    is_name: bool
    sure: bool
    topic: str
    documents: tuple[frozenset[str], frozenset[str]]
    looks: Looks
    contexts: list[int]


def _seen(held: Shared[_Shown], row: int) -> _Seen:
    """What the occurrences of a candidate show."""
    pairs, written, found = held.value
    at = slice(found.rows[row], found.rows[row + 1])
    zh_counts: dict[str, int] = {}
    surfaces: list[tuple[str, bool]] = []
    capital = 0
    shown: dict[int, float] = {}
    for pair, (a, b, c, d), (first, last), score in zip(
        found.pairs[at].tolist(),
        written.offsets[at].tolist(),
        written.flags[at].tolist(),
        found.scores[at].tolist(),
        strict=True,
    ):
        text = pairs[pair].zh[a:b]
        zh_counts[text] = zh_counts.get(text, 0) + 1
        surfaces.append((plain(pairs[pair].en[c:d]), bool(first & FIRST)))
        capital += bool(first & last & CAPITAL) and not first & FIRST
        shown.setdefault(pair, score)
    zh_form, en_form = found.zh_terms[found.zh[row]], found.en_terms[found.en[row]]
    topics = Counter([pairs[pair].topic for pair in shown])
    zh_forms, en_shown = by_script(zh_counts), published(surfaces, en_form)
    is_name, sure = 2 * capital > len(surfaces), glosses().attest(zh_form, en_form)
    contexts = _contexts(pairs, shown)
    beside = [pairs[number] for number in contexts]
    return _Seen(
        zh=zh_form,
        en=en_form,
        zh_surfaces=zh_forms,
        en_surface=en_shown,
        frequency=len(shown),
        is_name=is_name,
        sure=sure,
        topic=min(topics, key=lambda topic: (-topics[topic], topic)),
        documents=documents(pairs[pair] for pair in shown),
        looks=looks(zh_form, en_form, zh_forms, en_shown, beside, is_name=is_name, sure=sure),
        contexts=contexts,
    )


def _acronyms(
    pairs: Sequence[SentencePair], zh: ChineseText, en: EnglishText, order: Order
) -> list[FoundPair]:
    """Terms with the acronym that stands for them in English, since it is in brackets behind."""
    places: dict[tuple[str, str], list[SharedAcronym]] = defaultdict(list)
    for found in chinese_full_forms(zh, en):
        places[zh.string(*found.zh), en.string(found.en, found.en + 1)].append(found)
    return [
        FoundPair(
            zh=full,
            en=short,
            zh_surfaces=by_script(
                Counter(
                    pairs[f.row].zh[zh.places[f.zh[0], 0] : zh.places[f.zh[1] - 1, 1]] for f in seen
                )
            ),
            en_surface=short.upper(),
            strength=_ACRONYM_STRENGTH + FREQUENCY_SHARE[order] * math.log(len(rows)),
            probability=logistic(_ACRONYM_STRENGTH),
            frequency=len(rows),
            sure=True,
            logits=(_ACRONYM_STRENGTH, _ACRONYM_STRENGTH),
            documents=documents(pairs[row] for row in rows),
            contexts=tuple(pairs[row] for row in _contexts(pairs, dict.fromkeys(rows, 1.0))),
            topic=pairs[seen[0].row].topic,
        )
        for (full, short), seen in places.items()
        if (rows := {found.row: None for found in seen})
    ]


def _contexts(pairs: Sequence[SentencePair], shown: dict[int, float]) -> list[int]:
    """The numbers of the pairs in which the terms fit best; of equally good ones the shorter."""
    if len(shown) == 1:
        return list(shown)
    order = sorted(
        shown,
        key=lambda i: (
            -round(shown[i], 1),
            max(len(pairs[i].en), _LONG_CONTEXT),
            -pairs[i].score,
            i,
        ),
    )
    distinct: dict[tuple[str, str], int] = {}
    for i in order:
        distinct.setdefault((pairs[i].zh, pairs[i].en), i)
    return list(distinct.values())[:CONTEXTS]
