"""Clauses that correspond where their sentences as wholes do not.

    find_fragments(pairs, sentences, mined) -> {(zh id, en id): (Fragment, ...)}

The clauses of comparable documents are mined as sentences are (`align.mining.miner`): what is known
of a sentence among its rivals holds of a clause, too. Where that finds nothing, a fixed expression
that both documents use in one place tells of a clause (`align.mining.expressions`). Clauses are
some two to a sentence, so this costs about twice what mining the same documents did.
"""

from collections.abc import Iterable, Mapping, Sequence

from align.evidence.clauses import Fragment, clauses
from align.mining.expressions import shared_expressions
from align.mining.miner import mine
from align.vectors.encoders import SentenceEncoder
from corpus.jobs import SERIAL, Jobs
from corpus.model import Bead, Language, Sentence

Clause = tuple[Sentence, tuple[int, int]]

BY_EXPRESSION = 0.9
"""Probability that clauses which alone share an expression correspond. In 122 translated news
pieces 47 of 48 proposals were right; where 183 pairs of pieces of one event shared no sentence, 3
were made (``bench/fragments.py --expressions``): 47 of 51."""
MOST_CLAUSES = 200
"""Of documents with more on either side, expressions are not asked: chance likeness grows with the
square of the length, and the longest of those pieces has 80 clauses."""

LEAST_SCORE = 0.8
"""Fragments below this are not proposed. Where each sentence of a pair was joined to a stranger
(``bench/fragments.py``), nearly all proposals from .5 on lie in what corresponds; between .5 and .8
one clause often says more than the other."""


def find_fragments(
    pairs: Iterable[tuple[str, str]],
    sentences: Mapping[str, Sequence[Sentence]],
    mined: Mapping[tuple[str, str], Iterable[Bead]],
    least: float = LEAST_SCORE,
    encoder: SentenceEncoder | None = None,
    jobs: Jobs = SERIAL,
) -> dict[tuple[str, str], tuple[Fragment, ...]]:
    """The fragments of document pairs, in the order of the Chinese document.

    Neither two whole sentences nor parts of sentences that correspond as wholes are fragments; a
    clause stands in one at most.

    Args:
        pairs: ids of comparable documents.
        sentences: by document id.
        mined: the beads of the pairs: what corresponds as a whole.
        least: score from which a fragment is kept.
        encoder: sentence vectors as evidence, as in `align.mining.miner.mine`.
        jobs: who mines them.
    """
    found: dict[tuple[str, str], list[Fragment]] = {pair: [] for pair in pairs}
    whole = {
        (pair, i, j)
        for pair in found
        for bead in mined.get(pair, ())
        for i in bead.zh
        for j in bead.en
    }
    zh = _clauses({zh for zh, _ in found}, sentences, Language.ZH)
    en = _clauses({en for _, en in found}, sentences, Language.EN)
    proposed = mine(
        [*map(_text, zh)], [*map(_text, en)], threshold=least, encoder=encoder, jobs=jobs
    )
    if least <= BY_EXPRESSION:
        proposed += _by_expression(found, zh, en, proposed)
    for i, j, score in proposed:
        (one, zh_span), (other, en_span) = zh[i], en[j]
        pair = one.document, other.document
        if (
            pair in found
            and (pair, one.index, other.index) not in whole
            and not (_text(zh[i]) == one.text and _text(en[j]) == other.text)
        ):
            found[pair].append(Fragment(one.index, zh_span, other.index, en_span, score))
    return {pair: tuple(sorted(fragments)) for pair, fragments in found.items()}


def _by_expression(
    pairs: Iterable[tuple[str, str]],
    zh: Sequence[Clause],
    en: Sequence[Clause],
    mined: Iterable[tuple[int, int, float]],
) -> list[tuple[int, int, float]]:
    """Clauses that share an expression, where neither is mined in the same document pair."""
    places: dict[str, list[int]] = {}
    for side in (zh, en):
        for k, (sentence, _) in enumerate(side):
            places.setdefault(sentence.document, []).append(k)
    taken = {(en[j][0].document, i) for i, j, _ in mined}
    taken_en = {(zh[i][0].document, j) for i, j, _ in mined}
    found = []
    for one, other in sorted(pairs):
        left, right = places.get(one, []), places.get(other, [])
        if max(len(left), len(right)) > MOST_CLAUSES:
            continue
        shared = shared_expressions([_text(zh[i]) for i in left], [_text(en[j]) for j in right])
        for a, b in shared:
            i, j = left[a], right[b]
            if (other, i) not in taken and (one, j) not in taken_en:
                taken.add((other, i))
                taken_en.add((one, j))
                found.append((i, j, BY_EXPRESSION))
    return found


def _clauses(
    documents: Iterable[str], sentences: Mapping[str, Sequence[Sentence]], language: Language
) -> list[Clause]:
    return [
        (sentence, span)
        for document in sorted(documents)
        for sentence in sentences[document]
        for span in clauses(sentence.text, language)
    ]


def _text(clause: Clause) -> str:
    sentence, span = clause
    return sentence.text[slice(*span)]
