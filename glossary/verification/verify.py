"""A list of term pairs against sentence pairs: what the texts show of each.

verify(rows, pairs, extracted) -> [Verified(zh, en, verdict, reason, …)]

A string search says how often the two terms stand in the same sentence pair; the alignment of the
words says whether they translate each other there, and what stands there instead.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

from corpus.model import Language, SentencePair
from corpus.support.printing import count
from glossary.analysis.glosses import glosses
from glossary.analysis.tokens import english_form
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.scanning.scan import Scanner
from glossary.verification.renderings import Rendering, Renderings
from glossary.verification.spelling import is_same, near_name, stands
from glossary.wordforms.families import is_rendered
from glossary.wordforms.normal import headword, normal_zh

CONTEXTS = 3
"""Sentence pairs that are shown of each pair of terms."""
_INSTEAD = 3
"""Other renderings that are named."""
_ALIGNED = 200
"""Sentence pairs in which the words of one term are aligned: more show nothing else."""
_FEW = 8
"""The same when `_MANY` sentence pairs are kept."""
_MANY, _MOST = 8_000, 16_000
"""Sentence pairs that are kept for terms that stand in many, and at most: alignment takes some
170 kB of memory for each."""
_OTHERS = 4_000
"""Sentence pairs without any of the terms that are aligned with the rest: from them word alignment
learns what the other words are."""
_BATCH = 2_000


class Verdict(StrEnum):
    """What texts say of a pair of terms; a closed list."""

    SHOWN = "shown"
    DOUBTFUL = "doubtful"
    REFUTED = "refuted"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Verified:
    """A pair of a list, and what the texts show of it.

    Attributes:
        zh: the Chinese term.
        en: the English term.
        line: of the list, where it is known.
        verdict: ``shown``: they translate each other somewhere; ``refuted``: the Chinese term
            stands in the texts and is something else there; ``doubtful``: the texts do not decide;
            ``unseen``: the Chinese term, or neither, is not in them.
        reason: why, in one line.
        zh_count: sentence pairs with the Chinese term.
        en_count: those with the English one, in any form.
        together: those with both.
        aligned: those whose words are aligned so.
        probability: calibrated, that the pair is right; 0 where it is not aligned.
        instead: what the texts have for the Chinese term, the likeliest first.
        contexts: sentence pairs that show the pair; else the Chinese term; else the English one.
    """

    zh: str
    en: str
    line: int | None
    verdict: Verdict
    reason: str
    zh_count: int
    en_count: int
    together: int
    aligned: int
    probability: float
    instead: tuple[Rendering, ...]
    contexts: tuple[SentencePair, ...]


@dataclass(slots=True)
class _Seen:
    """Where the terms of a pair stand.

    Attributes:
        zh_count: sentence pairs with the Chinese term.
        en_count: with the English one, in any form.
        together: with both.
        literal: with both, the English inflected at most.
        zh_in: numbers of those that are kept, and have the Chinese term alone.
        en_in: the same for the English one.
        both_in: of those with both.
    """

    zh_count: int = 0
    en_count: int = 0
    together: int = 0
    literal: int = 0
    zh_in: list[int] = field(default_factory=list)
    en_in: list[int] = field(default_factory=list)
    both_in: list[int] = field(default_factory=list)


def verify(
    rows: Sequence[tuple[TermPair, int | None]],
    pairs: Iterable[SentencePair],
    extracted: Iterable[ConceptEntry] = (),
) -> list[Verified]:
    """What sentence pairs show of each pair of terms, in the order of the list.

    Args:
        rows: the pairs, each with its line where that is known; both sides are filled.
        pairs: sentence pairs that translate each other, any number.
        extracted: what was extracted from the same project: it speaks for terms that stand in
            comparable documents alone.
    """
    kept, seen = _seen([pair for pair, _ in rows], pairs)
    shown = Renderings.of(kept, {pair.zh for pair, _ in rows}) if kept else Renderings({}, {})
    judged = [
        _judged(pair, line, where, shown, kept)
        for (pair, line), where in zip(rows, seen, strict=True)
    ]
    elsewhere = _Extracted(extracted)
    return [elsewhere.judged(each) if each.verdict is Verdict.UNSEEN else each for each in judged]


class _Extracted:
    """The extracted pairs of a project by their Chinese terms.

    Args:
        entries: of the project.
    """

    def __init__(self, entries: Iterable[ConceptEntry]) -> None:
        self._pairs: dict[str, list[TermPair]] = {}
        for entry in entries:
            for pair in entry.pairs:
                if pair.status is Status.CANDIDATE and pair.frequency and pair.probability >= _SURE:
                    self._pairs.setdefault(normal_zh(pair.zh), []).append(pair)

    def judged(self, unseen: Verified) -> Verified:
        """A pair that no sentence pair shows, by what comparable documents do."""
        found = self._pairs.get(normal_zh(unseen.zh), [])
        if not found:
            return unseen
        own = [pair for pair in found if is_same(unseen.en, pair.en)]
        others = [pair for pair in found if pair not in own][:_INSTEAD]
        pair = max(own or found, key=lambda each: each.probability)
        where = "comparable documents"
        if own:
            verdict, reason = Verdict.SHOWN, f"extracted from {where}"
        elif glosses().attest(headword(unseen.zh), english_form(unseen.en)):
            verdict, reason = Verdict.DOUBTFUL, f"{unseen.zh} is {pair.en} in {where}"
        else:
            verdict, reason = Verdict.REFUTED, f"{unseen.zh} is {pair.en} in {where}"
        return replace(
            unseen,
            verdict=verdict,
            reason=reason,
            zh_count=max(unseen.zh_count, pair.frequency),
            aligned=pair.frequency if own else 0,
            probability=pair.probability if own else 0.0,
            instead=tuple(Rendering(p.en, p.frequency, p.probability, ()) for p in others),
            contexts=pair.contexts[:CONTEXTS],
        )


def _seen(
    terms: Sequence[TermPair], pairs: Iterable[SentencePair]
) -> tuple[list[SentencePair], list[_Seen]]:
    """The sentence pairs that are aligned, and where each pair of terms stands in them."""
    scanner = Scanner(ConceptEntry(str(n), (pair,)) for n, pair in enumerate(terms))
    seen = [_Seen() for _ in terms]
    kept: list[SentencePair] = []
    others = 0
    for batch in _batches(pairs):
        sides = (([p.zh for p in batch], Language.ZH), ([p.en for p in batch], Language.EN))
        found = (scanner.scan_each(*side, overlapping=True) for side in sides)
        for pair, in_zh, in_en in zip(batch, *found, strict=True):
            zh, en = (
                {int(entry.id) for each in side for entry, _ in each.matches}
                for side in (in_zh, in_en)
            )
            for n in zh & en:
                seen[n].literal += 1
            en |= {n for n in zh - en if _is_there(terms[n].en, pair.en)}
            number = len(kept)
            wanted = False
            for n in zh | en:
                where = seen[n]
                where.zh_count += n in zh
                where.en_count += n in en
                where.together += n in zh and n in en
                places = where.both_in if n in zh & en else where.zh_in if n in zh else where.en_in
                if number < _MOST and len(places) < (_ALIGNED if number < _MANY else _FEW):
                    places.append(number)
                    wanted = True
            if not wanted and others < _OTHERS and number < _MANY:
                others += 1
                wanted = True
            if wanted:
                kept.append(pair)
    return kept, seen


def _is_there(term: str, sentence: str) -> bool:
    """Whether an English term is in a sentence, in another order or form; a name as it is."""
    return is_rendered(term, sentence) and stands(term, sentence)


def _batches(pairs: Iterable[SentencePair]) -> Iterator[list[SentencePair]]:
    rest = iter(pair for pair in pairs if pair.zh.strip() and pair.en.strip())
    while batch := list(islice(rest, _BATCH)):
        yield batch


_SURE = 0.4
"""Least probability of a rendering that counts by itself."""
_SHARE = 0.5
"""Share of the Chinese term's sentence pairs from which on an aligned rendering counts, however
improbable it is as a whole term."""


def _judged(
    pair: TermPair, line: int | None, where: _Seen, shown: Renderings, kept: Sequence[SentencePair]
) -> Verified:
    wanted = english_form(pair.en)
    of_zh = shown.of_chinese(pair.zh)
    own = [r for r in of_zh if english_form(r.text) == wanted or is_same(pair.en, r.text)]
    near = None if own or where.both_in else _near(pair, where, of_zh, kept)
    others = [r for r in of_zh if r not in own and not (near and r.text == near.text)]
    instead = [*([near] if near else []), *others][:_INSTEAD]
    of_en = [r for r in shown.of_english(pair.en) if normal_zh(r.text) != normal_zh(pair.zh)]
    shows = [*dict.fromkeys(number for rendering in own for number in rendering.pairs)]
    probability = max((rendering.probability for rendering in own), default=0.0)
    found = _Found(pair, where, len(shows), probability, instead, of_en, near)
    verdict, reason = found.verdict()
    if verdict is Verdict.SHOWN and not shows:
        shows = found.with_both(instead)
    places = shows or [*where.both_in, *where.zh_in] or where.en_in
    if verdict is not Verdict.SHOWN:
        places = [*(n for r in instead[:1] for n in r.pairs), *where.zh_in, *places]
    return Verified(
        zh=pair.zh,
        en=pair.en,
        line=line,
        verdict=verdict,
        reason=reason,
        zh_count=max(where.zh_count, len(shows)),
        en_count=max(where.en_count, len(shows)),
        together=max(where.together, len(shows)),
        aligned=len(shows),
        probability=round(probability, 4),
        instead=tuple(instead),
        contexts=tuple(kept[number] for number in [*dict.fromkeys(places)][:CONTEXTS]),
    )


def _near(
    pair: TermPair, where: _Seen, of_zh: Sequence[Rendering], kept: Sequence[SentencePair]
) -> Rendering | None:
    """The near spelling of a name that stands most often where the Chinese one does."""
    places: dict[str, list[int]] = {}
    for number in where.zh_in:
        if text := near_name(pair.zh, pair.en, kept[number].en):
            places.setdefault(text, []).append(number)
    if not places:
        return None
    text = max(places, key=lambda each: len(places[each]))
    probability = max((r.probability for r in of_zh if r.text == text), default=0.0)
    return Rendering(text, len(places[text]), probability, tuple(places[text]))


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", text))


@dataclass(frozen=True, slots=True)
class _Found:
    """What decides on a pair.

    Attributes:
        aligned: sentence pairs whose words are aligned so.
        probability: of that.
        instead: other renderings of the Chinese term, the likeliest first.
        back: other renderings of the English one.
        near: what the texts have that is spelled nearly as the English name.
    """

    pair: TermPair
    where: _Seen
    aligned: int
    probability: float
    instead: Sequence[Rendering]
    back: Sequence[Rendering]
    near: Rendering | None

    def verdict(self) -> tuple[Verdict, str]:
        """The verdict and its reason."""
        zh, en, total = self.pair.zh, self.pair.en, count(self.where.zh_count, "sentence pair")
        best = next((r for r in self.instead if r.probability >= _SURE), None)
        whole = next((r for r in self.back if r.probability >= _SURE), None)
        if not self.where.zh_count:
            there = f"; for {en} they have {whole.text}" if whole else ""
            return Verdict.UNSEEN, f"{zh} is not in the texts{there}"
        if self.near:
            verdict = Verdict.DOUBTFUL if self._is_attested() else Verdict.REFUTED
            return verdict, f"{zh} is {self.near.text} in {self.near.times} of {total}"
        if self.aligned and self.probability >= _SURE:
            return Verdict.SHOWN, f"aligned in {self.aligned} of {total} with {zh}"
        if self.aligned and (self.aligned >= _SHARE * self.where.zh_count or self._is_attested()):
            return Verdict.SHOWN, f"aligned in {self.aligned} of {total} with {zh}"
        if whole and self._is_cut(whole):
            longer = len(normal_zh(zh)) > len(normal_zh(whole.text))
            verdict = Verdict.DOUBTFUL if self.aligned or longer else Verdict.REFUTED
            return verdict, f"{en} is {whole.text} as a whole, not {zh}"
        if best is None:
            return Verdict.DOUBTFUL, f"both stand in {self.where.together} of {total} with {zh}"
        said = f"{zh} is {best.text} in {best.times} of {total}"
        verdict = Verdict.SHOWN if self.with_both(self.instead) else Verdict.DOUBTFUL
        if self._is_part(best) and not whole:
            return verdict, f"both stand in {self.where.together} of {total} with {zh}; {said}"
        if english_form(_initials(best.text)) == english_form(en):
            return verdict, f"{en} is short for it: {said}"
        if (
            self.aligned
            or self._is_attested()
            or self.where.together >= best.times
            or (self.where.literal and not whole)
        ):
            return Verdict.DOUBTFUL, said
        return Verdict.REFUTED, said

    def with_both(self, renderings: Iterable[Rendering]) -> list[int]:
        """The sentence pairs of renderings in which both terms stand, too."""
        both = {*self.where.both_in}
        numbers = (number for rendering in renderings for number in rendering.pairs)
        return [number for number in dict.fromkeys(numbers) if number in both]

    def _is_attested(self) -> bool:
        """Whether the dictionary has the pair."""
        return glosses().attest(headword(self.pair.zh), english_form(self.pair.en))

    def _is_cut(self, whole: Rendering) -> bool:
        """Whether the Chinese is a part of the term that is rendered so, or has more than that."""
        short, long = sorted((normal_zh(self.pair.zh), normal_zh(whole.text)), key=len)
        return short in long

    def _is_part(self, rendering: Rendering) -> bool:
        """Whether a rendering is the English term cut short where both stand together: Seo."""
        words = {*english_form(rendering.text).split()}
        return self.where.together > 0 and words < {*english_form(self.pair.en).split()}
