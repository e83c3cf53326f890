"""The entries of a glossary that apply to some texts.

applicable([("a.txt", "会谈…")], entries) -> [Applicable(entry, times), …]       best first
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.language.identification import identify
from corpus.model import Language
from glossary.entries import ConceptEntry, TermPair
from glossary.scanning.scan import Scanner

_SAMPLE = 100_000
"""Characters of a text that its language is told from."""


class Applicable(NamedTuple):
    """A pair whose source term stands in the texts, alone in its entry.

    Attributes:
        times: how often it stands there.
    """

    entry: ConceptEntry
    times: int

    @property
    def pair(self) -> TermPair:
        """The pair."""
        return self.entry.pairs[0]


def applicable(
    texts: Sequence[tuple[str, str]], entries: Iterable[ConceptEntry]
) -> tuple[Language, list[Applicable]]:
    """The language of the texts (of most characters), and the pairs that apply to them.

    Of overlapping terms the longest counts. What is decided comes first, the more welcome before
    the less; then a term that scores high and stands there often.

    Args:
        texts: origin and text of each, in either language.
        entries: the glossary; rejected pairs do not apply.
    """
    scanner = Scanner(entries)
    found: dict[tuple[str, str, str], ConceptEntry] = {}
    times: Counter[tuple[str, str, str]] = Counter()
    written: Counter[Language] = Counter()
    for origin, text in texts:
        language, _ = identify(text[:_SAMPLE], origin)
        written[language] += len(text)
        for occurrence in scanner.scan(text, language):
            for entry, pair in occurrence.matches:
                if pair.zh and pair.en:
                    key = entry.id, pair.zh, pair.en
                    found.setdefault(key, replace(entry, pairs=(pair,)))
                    times[key] += 1
    applying = [Applicable(entry, times[key]) for key, entry in found.items()]
    applying.sort(key=_rank)
    source = written.most_common(1)[0][0] if written else Language.ZH
    return source, applying


def _rank(found: Applicable) -> tuple[int, float]:
    return found.pair.status.rank, -found.pair.score * (1 + math.log(found.times))
