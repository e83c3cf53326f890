"""How sentence pairs render terms, by the alignment of their words.

shown = Renderings.of(pairs, terms)
shown.of_chinese("务实外交") -> [Rendering("pragmatic diplomacy", 7, 0.9), …]      likeliest first
shown.of_english("chip")     -> [Rendering("芯片", 5, 0.88), …]
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from corpus.language.conversion import to_simplified
from corpus.model import SentencePair
from corpus.support.uncollected import uncollected
from glossary.analysis.person_names import find_names
from glossary.analysis.published_forms import plain
from glossary.analysis.tokens import chinese_text, english_form, english_text
from glossary.extraction.ranking.features import features
from glossary.extraction.ranking.rankers import rankers, standard
from glossary.extraction.word_alignment.candidates import find_candidates
from glossary.wordforms.normal import headword


class Rendering(NamedTuple):
    """What a term is in the other language, as the sentence pairs have it.

    Attributes:
        text: as it stands in the pair that shows it best.
        times: sentence pairs in which the words are aligned so.
        probability: calibrated, that it is a right translation and both are whole terms.
        pairs: the sentence pairs by number, best first.
    """

    text: str
    times: int
    probability: float
    pairs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Renderings:
    """Aligned stretches by the normal form of one side."""

    _chinese: dict[str, list[Rendering]]
    _english: dict[str, list[Rendering]]

    @classmethod
    def of(cls, pairs: Sequence[SentencePair], terms: Iterable[str]) -> "Renderings":
        """What the pairs show.

        Args:
            pairs: sentence pairs that translate each other.
            terms: Chinese terms that are kept whole.
        """
        chinese: dict[str, list[Rendering]] = defaultdict(list)
        english: dict[str, list[Rendering]] = defaultdict(list)
        with uncollected():
            names = sorted({name for pair in pairs for name in find_names([pair.zh], [pair.en])})
            words = [*(name for name, _ in names), *sorted({*map(to_simplified, terms)})]
            zh = chinese_text([pair.zh for pair in pairs], words)
            en = english_text([pair.en for pair in pairs])
            if not len(zh.codes) or not len(en.forms):
                return cls({}, {})
            links = [(name, part) for name, form in names for part in english_form(form).split()]
            found = find_candidates(zh, en, links)
            model = rankers()["probability"]
            right = model.probability(model.logits(standard(features(zh, en, found))))
            for row in np.argsort(-right, kind="stable").tolist():
                at = slice(found.rows[row], found.rows[row + 1])
                shown = tuple(dict.fromkeys(found.pairs[at].tolist()))
                a, b, c, d = found.places[found.rows[row]].tolist()
                pair = pairs[shown[0]]
                texts = (
                    pair.zh[zh.places[a, 0] : zh.places[b - 1, 1]],
                    plain(pair.en[en.places[c, 0] : en.places[d - 1, 1]]),
                )
                known = len(shown), float(right[row]), shown
                chinese[found.zh_terms[found.zh[row]]].append(Rendering(texts[1], *known))
                english[found.en_terms[found.en[row]]].append(Rendering(texts[0], *known))
        return cls(dict(chinese), dict(english))

    def of_chinese(self, term: str) -> list[Rendering]:
        """The English renderings of a Chinese term, the likeliest first."""
        return self._chinese.get(headword(term), [])

    def of_english(self, term: str) -> list[Rendering]:
        """The Chinese renderings of an English term, the likeliest first."""
        return self._english.get(english_form(term), [])
