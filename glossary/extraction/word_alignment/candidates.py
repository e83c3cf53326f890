"""Candidate term pairs of parallel sentence pairs, with the counts that tell how good they are.

find_candidates(zh, en, names) -> Candidates     columns, one row per pair of term types
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.jobs import SERIAL, Jobs, Shared
from corpus.kernels.arrays import Doubles, Floats, Ints, Longs, Ragged
from corpus.matrices.sparse import SparseMatrix
from corpus.workers.threads import in_threads
from glossary.analysis.acronyms import full_forms
from glossary.analysis.boundaries import (
    chinese_barriers,
    chinese_side,
    english_barriers,
    english_side,
    is_chinese_term,
    is_english_term,
)
from glossary.analysis.token_kernels import stretch_hashes
from glossary.analysis.tokens import ChineseText, EnglishText, content_words, word_rows
from glossary.extraction.word_alignment.hmm import Posteriors, posteriors
from glossary.extraction.word_alignment.span_kernels import (
    EDGES,
    Links,
    Spans,
    WordRows,
    add_links,
    score_spans,
)
from glossary.extraction.word_alignment.word_prior import reverse_prior, word_prior
from glossary.lexicon.dictionary.tables import SIF, chinese_frequency, english_frequency

SEGMENTATION_WEIGHTS = (1.4, 1.0)
"""Weights of the most probable words and of those of at most two characters. Two views of where
words end, averaged, offer more right stretches than one; the ratio was not tuned here."""
KEPT_PER_TERM = 4
"""A pair is kept if it is among the first four of both its terms, by sum of s, ..."""
KEPT_ANYWAY = 2
"""... or among the first two of one of them: a frequent term has many rare counterparts of which
it is the only rendering. On tico-19 that loses no gold pair, six of both lost one in twenty."""
BACKGROUND_SHARE = 0.7
"""Weights of words come from the language at large to 70 %, from this text to 30 %."""
CHINESE_WEIGHT = 1.6
"""A Chinese word weighs so much more than an English one: there are fewer of them."""

_CHUNK = 2048  # sentence pairs whose link probabilities are held at once (some 20 MB)


_NO_SPANS = Spans(
    np.zeros(0, np.int32),
    np.zeros((0, 4), np.int32),
    np.zeros(0, np.float32),
    np.zeros((0, len(EDGES)), np.float32),
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of a Chinese and an English term type, as columns.

    Attributes:
        zh: number of the Chinese type in `zh_terms`.
        en: number of the English type in `en_terms`.
        count: sentence pairs that show the pair.
        total: sum of s over them (see `span_kernels`).
        zh_terms: normal forms.
        en_terms: normal forms.
        zh_hashes: of each Chinese type; sorted.
        en_hashes: of each English type; sorted.
        rows: for each pair the start of its occurrences, shape (pairs + 1,).
        places: occurrences as in `span_kernels.Spans`, best first in each row.
        pairs: sentence pair of each occurrence.
        scores: s of each occurrence.
        edges: of each occurrence, see `span_kernels.EDGES`.
    """

    zh: Ints
    en: Ints
    count: Ints
    total: Floats
    zh_terms: list[str]
    en_terms: list[str]
    zh_hashes: Longs
    en_hashes: Longs
    rows: Longs
    places: Ints
    pairs: Ints
    scores: Floats
    edges: Floats

    def __len__(self) -> int:
        """The number of pairs."""
        return len(self.zh)


def find_candidates(
    zh: ChineseText,
    en: EnglishText,
    names: Iterable[tuple[str, str]] = (),
    jobs: Jobs = SERIAL,
) -> Candidates:
    """Pairs of stretches that translate each other, counted by their normal forms.

    Args:
        zh: one text per sentence pair.
        en: as many.
        names: Chinese words and the lemmas that spell them.
        jobs: who aligns the words.
    """
    occurrences = _occurrences(zh, en, names, jobs)
    return _counted(zh, en, occurrences)


def _occurrences(
    zh: ChineseText, en: EnglishText, names: Iterable[tuple[str, str]], jobs: Jobs
) -> Spans:
    """Every pair of stretches in every sentence pair."""
    content = content_words(en)
    at = np.flatnonzero(content)
    en_rows = Ragged(np.searchsorted(at, en.starts), en.lemmas[at])
    columns = at - np.repeat(en.starts[:-1], np.diff(en_rows.starts))
    prior = word_prior(zh.types, en.lemma_names, names)
    views = [word_rows(zh, number) for number in range(len(SEGMENTATION_WEIGHTS))]
    directions = [(rows, backward) for rows, _ in views for backward in (False, True)]
    with jobs.shared(_Bilingual(en_rows, len(zh.types), len(en.lemma_names), prior)) as held:
        found_links = jobs.map(partial(_aligned, held), directions)
        links = [
            (rows.starts, atoms, next(found_links), next(found_links)) for rows, atoms in views
        ]
    zh_side = chinese_side(zh, chinese_barriers(zh))
    en_side = english_side(en, english_barriers(en))
    zh_weight, en_weight = _chinese_weights(zh), _english_weights(en) * content
    full = full_forms(en)
    whole = sum(SEGMENTATION_WEIGHTS)

    def some(first: int) -> Spans:
        last = min(first + _CHUNK, len(zh.starts) - 1)
        rows = slice(first, last + 1)
        widths = np.diff(en.starts[rows])
        blocks = np.concatenate([[0], np.cumsum(np.diff(zh.starts[rows]) * widths)])
        into_en = np.zeros(int(blocks[-1]), np.float32)
        into_zh = np.zeros(int(blocks[-1]), np.float32)
        for weight, (word_starts, atoms, forward, backward) in zip(
            SEGMENTATION_WEIGHTS, links, strict=True
        ):
            words = WordRows(
                zh_starts=word_starts[rows],
                zh_atoms=atoms,
                atom_starts=zh.starts[rows],
                en_starts=en_rows.starts[rows],
                en_places=columns,
                widths=widths,
            )
            share = weight / whole
            for link, is_backward, result in (
                (forward, False, into_en),
                (backward, True, into_zh),
            ):
                add_links(words, link.starts[rows], link.values, is_backward, share, blocks, result)
        return score_spans(
            zh_side._replace(starts=zh.starts[rows]),
            zh_weight,
            en_side._replace(starts=en.starts[rows]),
            en_weight,
            en.flags,
            full,
            Links(blocks, into_en, into_zh),
            first,
        )

    found = [_NO_SPANS, *in_threads(some, range(0, len(zh.starts) - 1, _CHUNK))]
    return Spans(*map(np.concatenate, zip(*found, strict=True)))


class _Bilingual(NamedTuple):
    """The English words of all pairs, the types of both sides, and what the dictionary says."""

    en_rows: Ragged
    zh_types: int
    en_types: int
    prior: SparseMatrix


def _aligned(held: Shared[_Bilingual], view: tuple[Ragged, bool]) -> Posteriors:
    """The links of the Chinese words to the English ones, or backward."""
    (zh_rows, backward), (en_rows, zh_types, en_types, prior) = view, held.value
    if not backward:
        return posteriors(zh_rows, en_rows, zh_types, en_types, prior)
    counts = np.bincount(zh_rows.tokens, minlength=zh_types)
    return posteriors(en_rows, zh_rows, en_types, zh_types, reverse_prior(prior, counts))


def _chinese_weights(text: ChineseText) -> Floats:
    """SIF weight of each atom: that of its word by the first segmentation, shared out."""
    words, at = word_rows(text, 0)
    frequency = chinese_frequency()
    background = np.array([frequency.get(name, 0.0) for name in text.types], np.float64)
    weight = _sif(background, words.tokens)[words.tokens] * CHINESE_WEIGHT
    lengths = np.diff(np.append(at, len(text.codes)))
    return np.repeat(weight / lengths, lengths).astype(np.float32)


def _english_weights(text: EnglishText) -> Floats:
    """SIF weight of each word."""
    frequency = english_frequency()
    background = np.array([frequency.get(name, 0.0) for name in text.lemma_names], np.float64)
    return _sif(background, text.lemmas)[text.lemmas].astype(np.float32)


def _sif(background: Doubles, tokens: Ints) -> Doubles:
    own = np.bincount(tokens, minlength=len(background)) / max(1, len(tokens))
    mixed = BACKGROUND_SHARE * background + (1 - BACKGROUND_SHARE) * own
    result: Doubles = SIF / (SIF + mixed)
    return result


def _counted(zh: ChineseText, en: EnglishText, occurrences: Spans) -> Candidates:
    """Occurrences grouped by the normal forms of both sides."""
    pairs, places, scores, edges = occurrences
    zh_keys = stretch_hashes(zh.codes, places[:, 0], places[:, 1])
    en_keys = stretch_hashes(en.forms, places[:, 2], places[:, 3])
    zh_hashes, zh_first, zh_of = np.unique(zh_keys, return_index=True, return_inverse=True)
    en_hashes, en_first, en_of = np.unique(en_keys, return_index=True, return_inverse=True)
    zh_terms = [zh.string(*places[k, :2]) for k in zh_first]
    en_terms = [en.string(*places[k, 2:]) for k in en_first]
    zh_good = np.array([is_chinese_term(term) for term in zh_terms], np.bool_)
    en_good = np.array([is_english_term(term) for term in en_terms], np.bool_)
    good = np.flatnonzero(zh_good[zh_of] & en_good[en_of]) if len(pairs) else pairs
    # occurrences by term pair, then best s, then the order of the sentence pairs
    key = zh_of[good].astype(np.int64) * max(1, len(en_hashes)) + en_of[good]
    order = np.lexsort((places[good, 0], pairs[good], -scores[good], key))
    good, key = good[order], key[order]
    starts = np.flatnonzero(np.append(True, key[1:] != key[:-1])) if len(key) else key
    row = np.cumsum(np.append(False, key[1:] != key[:-1])) if len(key) else key
    # a pair shown twice in one sentence pair counts once
    once = np.unique(row * max(1, len(zh.starts)) + pairs[good], return_index=True)[1]
    total = np.bincount(row[once], scores[good[once]], minlength=len(starts))
    result = Candidates(
        zh=zh_of[good[starts]].astype(np.int32),
        en=en_of[good[starts]].astype(np.int32),
        count=np.bincount(row[once], minlength=len(starts)).astype(np.int32),
        total=total.astype(np.float32),
        zh_terms=zh_terms,
        en_terms=en_terms,
        zh_hashes=zh_hashes,
        en_hashes=en_hashes,
        rows=np.append(starts, len(good)).astype(np.int64),
        places=places[good],
        pairs=pairs[good],
        scores=scores[good],
        edges=edges[good],
    )
    zh_rank, en_rank = rank_within(result.zh, result.total), rank_within(result.en, result.total)
    keep = (np.maximum(zh_rank, en_rank) < KEPT_PER_TERM) | (
        np.minimum(zh_rank, en_rank) < KEPT_ANYWAY
    )
    return _selected(result, np.flatnonzero(keep))


def rank_within(group: Ints, value: NDArray[np.floating]) -> Longs:
    """The place of each row in its group by value, from 0."""
    order = np.lexsort((np.arange(len(group)), -value, group))
    first = np.append(True, group[order][1:] != group[order][:-1]) if len(group) else order
    starts = np.flatnonzero(first)
    result = np.empty(len(group), np.int64)
    result[order] = np.arange(len(group)) - np.repeat(
        starts, np.diff(np.append(starts, len(group)))
    )
    return result


def _selected(candidates: Candidates, chosen: Longs) -> Candidates:
    """Some of the pairs, with their occurrences; the terms stay."""
    lengths = np.diff(candidates.rows)[chosen]
    rows = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    at = np.arange(rows[-1]) - np.repeat(rows[:-1] - candidates.rows[chosen], lengths)
    parts = {name: getattr(candidates, name)[chosen] for name in ("zh", "en", "count", "total")}
    parts |= {
        name: getattr(candidates, name)[at] for name in ("places", "pairs", "scores", "edges")
    }
    return replace(candidates, rows=rows, **parts)
