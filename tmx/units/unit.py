"""Translation units: what a memory is made of (TMX 1.4b, section "Content elements").

unit_from_pair(pair, source, target) -> TranslationUnit     with its evidence as x- properties
pair_from_unit(unit) -> SentencePair | None                 the same way back
without_paths(unit) -> TranslationUnit                      without the names of its files
one_target_each(pairs, source) -> list[SentencePair]        the best translation of each source
segtype(pairs) -> "sentence" | "paragraph"                  what their segments are
with_source(unit, source) -> TranslationUnit                with a srclang if it is another
is_composed(unit) -> bool                                   whether its words are in NFC
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import is_normalized

from corpus.errors import UsageError
from corpus.model import Kind, Language, SentencePair
from tmx.units.characters import normal_text
from tmx.units.languages import nearest, primary

Pairs = tuple[tuple[str, str], ...]


class Variant(NamedTuple):
    """What a unit says in one language (``<tuv>``).

    Attributes:
        language: code as written in ``xml:lang``.
        text: the words of ``<seg>``: what stands in inline codes (bpt, ept, ph, it, ut) is left
            out, what stands in ``<hi>`` belongs to it.
        markup: the XML source of ``<seg>`` where it has inline elements, else empty.
        properties: type and value of each ``<prop>``.
        notes: ``<note>`` texts.
        attributes: the other attributes as written (creationdate, changeid …).
    """

    language: str
    text: str
    markup: str = ""
    properties: Pairs = ()
    notes: tuple[str, ...] = ()
    attributes: Pairs = ()


class TranslationUnit(NamedTuple):
    """One unit of a translation memory (``<tu>``).

    Attributes:
        variants: in file order.
        properties: type and value of each ``<prop>``; own types start with ``x-``.
        notes: ``<note>`` texts.
        attributes: as written (tuid, creationdate, changeid …).
    """

    variants: tuple[Variant, ...]
    properties: Pairs = ()
    notes: tuple[str, ...] = ()
    attributes: Pairs = ()

    @property
    def segments(self) -> dict[str, str]:
        """The words by language code; of two variants with one code, the first."""
        found: dict[str, str] = {}
        for variant in self.variants:
            found.setdefault(variant.language, variant.text)
        return found


def unit_from_pair(
    pair: SentencePair, source: str = "zh-CN", target: str = "en-US"
) -> TranslationUnit:
    """The unit for a sentence pair, source variant first, with what is known of the pair.

    Raises:
        UsageError: the codes are not one Chinese and one English one.
    """
    one, other = (pair.zh, pair.en) if _zh_first(source, target) else (pair.en, pair.zh)
    known = [("x-score", f"{pair.score:.3f}"), ("x-kind", pair.kind.value)]
    if pair.topic:
        known.append(("x-topic", pair.topic))
    documents = zip(PATHS, (pair.zh_document, pair.en_document), strict=True)
    known += [(name, document) for name, document in documents if document]
    if pair.zh_ids:
        known.append(("x-sentences-zh", " ".join(map(str, pair.zh_ids))))
    if pair.en_ids:
        known.append(("x-sentences-en", " ".join(map(str, pair.en_ids))))
    return TranslationUnit((Variant(source, one), Variant(target, other)), tuple(known))


PATHS = ("x-document-zh", "x-document-en")
"""Properties that name files."""


def without_paths(unit: TranslationUnit) -> TranslationUnit:
    """The unit without the names of the files that it comes from."""
    kept = tuple((name, text) for name, text in unit.properties if name not in PATHS)
    return unit._replace(properties=kept)


@lru_cache(maxsize=64)
def _zh_first(source: str, target: str) -> bool:
    sides = primary(source), primary(target)
    if set(sides) != {*Language}:
        raise UsageError(
            f"{source} and {target} are not one Chinese and one English language code; "
            "give for example zh-CN and en-US"
        )
    return sides[0] == Language.ZH


def pair_from_unit(unit: TranslationUnit, codes: Iterable[str] = ()) -> SentencePair | None:
    """The Chinese and English words of a unit, or None if one of them is missing or empty.

    Of several Chinese (or English) variants the one with a code of `codes` counts, else one of its
    script, else the first. What `unit_from_pair` wrote is
    restored, the score to three decimals; properties of other tools are passed over.
    """
    texts: dict[str, str] = {}
    filled = [variant for variant in unit.variants if variant.text.strip()]
    if len(filled) > len(Language):
        languages = [variant.language for variant in filled]
        for code in codes:
            if (place := nearest(languages, code)) is not None:
                texts.setdefault(primary(code), filled[place].text.strip())
    for variant in filled:
        texts.setdefault(primary(variant.language), variant.text.strip())
    if Language.ZH not in texts or Language.EN not in texts:
        return None
    known = dict(unit.properties)
    kind = known.get("x-kind")
    return SentencePair(
        zh=texts[Language.ZH],
        en=texts[Language.EN],
        score=score_of(unit),
        kind=Kind.COMPARABLE if kind == Kind.COMPARABLE else Kind.PARALLEL,
        topic=known.get("x-topic", ""),
        zh_document=known.get("x-document-zh", ""),
        en_document=known.get("x-document-en", ""),
        zh_ids=_numbers(known.get("x-sentences-zh", "")),
        en_ids=_numbers(known.get("x-sentences-en", "")),
    )


def score_of(unit: TranslationUnit) -> float:
    """The x-score, from 0 to 1; 1 without one, or where it is not what we write under the name."""
    for name, text in unit.properties:
        if name == "x-score":
            try:
                value = float(text)
            except ValueError:
                return 1.0
            return value if 0.0 <= value <= 1.0 else 1.0
    return 1.0


def one_target_each(
    pairs: Iterable[SentencePair], source: str | Language = Language.ZH
) -> list[SentencePair]:
    """For each source segment its translation with the best score, in the order given.

    CAT tools use one translation for a source, and differ in which (OmegaT 3.6 the last in the
    file, 6 the first): a memory for them is best decided here. Of equal scores the first wins.
    """
    best: dict[str, SentencePair] = {}
    for pair in pairs:
        key = normal_text(pair.zh if primary(source) == Language.ZH else pair.en)
        if key not in best or pair.score > best[key].score:
            best[key] = pair
    return list(best.values())


def segtype(pairs: Iterable[SentencePair]) -> Literal["sentence", "paragraph"]:
    """What a memory of these pairs says that its segments are.

    One with several sentences makes it "paragraph": OmegaT then splits both sides where it works
    by sentences, and uses the whole as before where it does not; sentences it takes as they are.
    """
    several = any(len(pair.zh_ids) > 1 or len(pair.en_ids) > 1 for pair in pairs)
    return "paragraph" if several else "sentence"


def with_source(unit: TranslationUnit, source: str) -> TranslationUnit:
    """The unit with a srclang of its own, its first text's, where none is in this language."""
    languages = [variant.language for variant in unit.variants if variant.text.strip()]
    named = any(name == "srclang" for name, _ in unit.attributes)
    if named or not languages or any(primary(each) == primary(source) for each in languages):
        return unit
    return unit._replace(attributes=(*unit.attributes, ("srclang", languages[0])))


def is_composed(unit: TranslationUnit) -> bool:
    """Whether its words are in Unicode's NFC; where they are not, writing a memory changes them."""
    return all(is_normalized("NFC", variant.text) for variant in unit.variants)


def _numbers(text: str) -> tuple[int, ...]:
    """Sentence numbers written with spaces; none if it is anything else."""
    if not text:
        return ()
    words = text.split()
    return tuple(map(int, words)) if all(w.isascii() and w.isdigit() for w in words) else ()
