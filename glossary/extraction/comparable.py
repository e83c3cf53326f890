"""Term pairs of comparable text: documents on one event that do not translate each other.

find_in_coverage(text) -> list[FoundPair]             seen on both sides, best first
suggest(text, zh, en) -> list[FoundPair]           seen on one side, composed from the dictionary

No sentence tells what translates what, so a pair stands on the dictionary: every word of either
side must be likely, given a word of the other. What makes it worth showing is that both sides
were published on the same event, how often, and how term-like they are.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from glossary.analysis.glosses import glosses
from glossary.entries import Status
from glossary.extraction.coverage_phrases import Phrase
from glossary.extraction.coverage_text import CoverageText
from glossary.extraction.found_pair import FoundPair
from glossary.wordforms.small_words import CHINESE_STOP_WORDS

LEAST_FIT = 0.42
"""Least geometric mean of the words' link strengths: one word of three may be weakly linked."""
_LEAST_LINK = 0.2
_SPARE_VARIANTS = 3
"""Further names of one term that the dictionary attests (韩国: South Korea, ROK)."""

_SYNONYMS = 1
"""Further renderings of other terms, which the dictionary attests or composes as surely as
`_SURE_FIT`: 合作 and 协作 are both cooperation."""
_SURE_FIT = 0.65
_SECOND = 1.0
"""Log-odds that a second rendering ranks behind."""

_ACRONYM_FIT = 0.7
"""Least fit of a full form whose acronym is paired, too."""
_ACRONYM_BEHIND, _ACRONYM_SHARE = 0.1, 0.95
"""Log-odds that the acronym ranks behind its full form, and its fit beside that of the full form.
Hand-set: right behind it."""
_MOST_PROBABLE = 0.9
"""Probability of a pair that fits perfectly. Hand-set, not calibrated: there are no judged
comparable pairs to learn from."""
_MOSTLY_VERB = 0.7
"""Share of its glosses in which a Chinese word is a verb, above which it ends no noun phrase."""
_SUGGESTED, _SUGGESTED_COUNT = -4.0, 0.5
"""Log-odds of a suggested term, and what the logarithm of its occurrences adds; quotation marks add
1. Hand-set, so that suggestions rank among themselves: they stand behind all that was found."""
_SUGGESTED_PROBABILITY = 0.5
"""As likely as not: the composed term was not seen."""

_SMALL = frozenset(("the", "a", "an", "of", "to", "in", "on", "for", "and"))
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "our", "and", "or"))

# Hand-set log-odds, read off what terminologists keep: names and lexicalised phrases of several
# words before single words, rare words before common ones, nouns before verbs.
_FIT, _NAME, _GLOSS, _WORDS = 5.0, 1.6, 0.5, 2.0
_RARE, _COUNT, _VERB, _BASE = 0.45, 0.7, 1.2, -6.0


def find_in_coverage(text: CoverageText) -> list[FoundPair]:
    """Term pairs whose two sides both occur in the text, best first."""
    by_lemma: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in text.en:
        for unit in set(phrase.units):
            by_lemma[unit].append(phrase)
    scored = []
    for zh in text.zh:
        seen: set[str] = set()
        exact = set(glosses().phrases.get(zh.form, ()))
        least = _least_words(zh, text)
        for en in _possible(zh, by_lemma, text, exact):
            if en.form in seen:
                continue
            seen.add(en.form)
            named = (zh.form, en.form) in text.names
            attested = named or en.form in exact
            if named or (attested and (len(en.words) > 1 or zh.is_name)):
                fit = 1.0
            elif zh.is_name and len(zh.words) == 1:
                continue  # what explains a name in the dictionary is not its translation
            elif not en.is_name and _DETERMINERS.intersection(en.words):
                continue  # a clause or a list, no term
            elif len(zh.units) == 1 and len(zh.form) == 2 and zh.form not in glosses().phrases:
                continue  # its characters alone are no evidence: 台海 is not Taiwan
            elif not attested and len(_main(en.form)) < least:
                continue  # half of it: 互信 is mutual trust, not mutual
            else:
                fit = _fit(zh, en, text)
            if fit >= LEAST_FIT:
                scored.append((_strength(zh, en, fit, attested, text), fit, zh, en, attested))
    scored += _acronyms(scored, text)
    scored.sort(key=lambda row: (-row[0], row[2].form, row[3].form))
    return [_found_pair(row, text) for row in _chosen(scored)]


Scored = tuple[float, float, Phrase, Phrase, bool]


def _least_words(zh: Phrase, text: CoverageText) -> int:
    """The least number of words of a rendering: for each unit those of its shortest gloss."""
    known = glosses().phrases
    return sum(
        min((len(_main(gloss)) for gloss in known.get(text.unit_names[unit], ())), default=1)
        for unit in zh.units
    )


def _main(form: str) -> list[str]:
    """Its words without articles and prepositions."""
    return [word for word in form.split() if word not in _SMALL]


def _possible(
    zh: Phrase, by_lemma: dict[int, list[Phrase]], text: CoverageText, exact: set[str]
) -> Iterator[Phrase]:
    """English phrases that share a link with the Chinese one."""
    first = zh.units[0]
    for lemma, p in text.links[first].items():
        if p >= _LEAST_LINK:
            yield from by_lemma.get(lemma, ())
    for form in sorted(exact):
        if form in text.en_by_form:
            yield text.en_by_form[form]
    for form in sorted(text.named.get(zh.form, ())):
        if form in text.en_by_form:
            yield text.en_by_form[form]


def _fit(zh: Phrase, en: Phrase, text: CoverageText) -> float:
    """Geometric mean over the words of both sides of their best link to the other side."""
    if not en.has_stop and text.links[zh.units[-1]].get(en.units[-1], 0.0) < _LEAST_LINK:
        return 0.0  # both languages have the head of a phrase last, unless English says "of"
    total = 0.0
    for unit in zh.units:
        best = max((text.links[unit].get(lemma, 0.0) for lemma in en.units), default=0.0)
        if best < _LEAST_LINK:
            return 0.0
        total += math.log(best)
    for lemma in en.units:
        best = max((text.links[unit].get(lemma, 0.0) for unit in zh.units), default=0.0)
        if best < _LEAST_LINK:
            return 0.0
        total += math.log(best)
    return math.exp(total / (len(zh.units) + len(en.units)))


def _strength(zh: Phrase, en: Phrase, fit: float, attested: bool, text: CoverageText) -> float:
    """The log-odds that a terminologist keeps the pair."""
    words = min(len(en.words), 3) - 1
    count = math.log(min(len(zh.places), len(en.places))) + 0.5 * math.log(
        max(len(zh.places), len(en.places))
    )
    return (
        _BASE
        + _FIT * fit
        + _NAME * (zh.is_name or en.is_name)
        + _GLOSS * attested
        + _WORDS * words * (1.0 if attested else (len(zh.units) > 1) * (1 - max(zh.verb, en.verb)))
        + _RARE * (zh.rarity + en.rarity) / 2
        + _COUNT * count
        - _VERB * (zh.verb + en.verb)
    )


def _acronyms(scored: Sequence[Scored], text: CoverageText) -> list[Scored]:
    """The pairs of each full form that an acronym follows in brackets, with the acronym instead."""
    result = []
    for strength, fit, zh, en, attested in scored:
        short = text.acronyms.get(en.form)
        if short in text.en_by_form and fit >= _ACRONYM_FIT:
            rank, share = strength - _ACRONYM_BEHIND, fit * _ACRONYM_SHARE
            result.append((rank, share, zh, text.en_by_form[short], attested))
    return result


def _chosen(scored: Iterable[Scored]) -> Iterator[Scored]:
    """Greedy choice, best first: each term once, except for attested names and sure synonyms."""
    zh_taken: dict[str, int] = {}
    en_taken: dict[str, int] = {}
    done: set[tuple[str, str]] = set()
    for row in scored:
        strength, fit, zh_phrase, en_phrase, attested = row
        zh, en = zh_phrase.form, en_phrase.form
        if (zh, en) in done:
            continue
        taken = zh_taken.get(zh, 0), en_taken.get(en, 0)
        name = attested and zh_phrase.is_name and max(taken) <= _SPARE_VARIANTS
        synonym = (attested or fit >= _SURE_FIT) and min(taken) == 0 and max(taken) <= _SYNONYMS
        if taken == (0, 0) or name or synonym:
            done.add((zh, en))
            zh_taken[zh] = taken[0] + 1
            en_taken[en] = taken[1] + 1
            yield (strength - _SECOND * max(taken) * (not name), *row[1:])


def _found_pair(row: Scored, text: CoverageText) -> FoundPair:
    strength, fit, zh, en, attested = row
    return FoundPair(
        zh=zh.form,
        en=en.form,
        zh_surfaces=zh.surfaces,
        en_surface=en.surfaces[0],
        strength=strength,
        # a composed pair stands on each of its words, so its fit counts twice
        probability=_MOST_PROBABLE * (fit if attested else fit * fit),
        frequency=min(len(zh.places), len(en.places)),
        is_name=zh.is_name or en.is_name,
        sure=attested,
        documents=text.documents(zh, en),
        contexts=text.contexts(zh, en),
        topic=text.topic,
    )


def suggest(
    text: CoverageText, taken_zh: Collection[str], taken_en: Collection[str]
) -> list[FoundPair]:
    """Phrases of two or three words seen in one language only, with what the dictionary composes.

    Every word of the phrase must be the exact gloss of a word that the other side uses in the
    same coverage, and the composed term must not stand there: else it would have been found.

    Args:
        text: the documents.
        taken_zh: the Chinese terms that were found.
        taken_en: the English ones.
    """
    found = []
    known = glosses()
    for en in text.en:
        if en.form in taken_en or not 2 <= len(en.words) <= 3 or en.is_name or en.has_stop:
            continue
        if len(en.places) == 1 and not en.quoted:
            continue  # a chance meeting of two words
        parts = [_counterpart(word, text, known.headwords) for word in en.words]
        if not all(parts) or len(set(parts)) < len(parts):
            continue
        zh = "".join(parts)
        if (
            zh in taken_zh
            or zh in text.zh_by_form
            or known.verbs.get(parts[-1], 0.0) > _MOSTLY_VERB
        ):
            continue
        pieces = ", ".join(f"{w} {p}" for w, p in zip(en.words, parts, strict=True))
        found.append(
            FoundPair(
                zh=zh,
                en=en.form,
                zh_surfaces=(zh,),
                en_surface=en.surfaces[0],
                strength=_SUGGESTED + en.quoted + _SUGGESTED_COUNT * math.log(len(en.places)),
                probability=_SUGGESTED_PROBABILITY,
                frequency=0,
                contexts=text.english_contexts(en),
                topic=text.topic,
                note=f"only the English side was seen ({len(en.places)}); "
                f"the Chinese is composed from the dictionary: {pieces}",
                status=Status.SUGGESTED,
            )
        )
    found.sort(key=lambda pair: (-pair.strength, pair.en))
    return found


def _counterpart(word: str, text: CoverageText, headwords: dict[str, tuple[str, ...]]) -> str:
    """The word of the Chinese side that has this English word as an exact gloss, or empty."""
    heads = (head for head in headwords.get(word, ()) if head in text.zh_words and len(head) > 1)
    return next((head for head in heads if head not in CHINESE_STOP_WORDS), "")
