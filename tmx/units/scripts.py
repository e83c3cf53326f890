"""Chinese in another script than it was published in (OpenCC's tables, character forms only).

in_script(units, "taiwan") -> Iterator[TranslationUnit]
pairs_in_script(pairs, "taiwan") -> Iterator[SentencePair]
most_written(texts) -> Script         what the segments of a document are written in
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.language.conversion import convert, to_simplified
from corpus.language.identification import script_of, script_shown
from corpus.language.traditional import to_traditional
from corpus.language.variants import by_words
from corpus.model import Language, Script, SentencePair
from tmx.units.languages import (
    SCRIPT_CODES,
    ChineseScript,
    code_in_script,
    normal_code,
    primary,
    script_said,
)
from tmx.units.unit import TranslationUnit, Variant

# Words stay as published (s2twp and tw2sp would put those of the other region); only characters
# take the region's forms.
_CONVERSIONS = {
    Script.HANS: {"traditional": "s2t", "taiwan": "s2tw", "hong-kong": "s2hk"},
    Script.HANT: {"taiwan": "t2tw", "hong-kong": "t2hk"},
}
# As what a conversion from the region's forms is noted; all are led back, whatever the code.
_REGIONAL = {"zh-TW": "tw2s", "zh-HK": "hk2s"}
_TAG = re.compile("(<[^>]*>)")


def in_script(
    units: Iterable[TranslationUnit], script: ChineseScript, document: Script | None = None
) -> Iterator[TranslationUnit]:
    """The units with their Chinese in one script.

    A variant that was changed says so in a property ``x-converted`` with OpenCC's name of the
    conversion, and takes the script's language code. Inline tags stay as they are.

    Args:
        units: any.
        script: what their Chinese is to be written in.
        document: what it is written in where neither its code nor a segment tells.
    """
    for unit in units:
        if script == "published":
            yield unit
        else:
            variants = tuple(_variant(variant, script, document) for variant in unit.variants)
            yield unit if variants == unit.variants else unit._replace(variants=variants)


def pairs_in_script(
    pairs: Iterable[SentencePair],
    script: ChineseScript,
    code: str = "zh",
    document: Script | None = None,
) -> Iterator[SentencePair]:
    """The pairs with their Chinese in one script; `code` is that of all their Chinese."""
    for pair in pairs:
        name = _conversion(pair.zh, normal_code(code), script, document)
        yield replace(pair, zh=_converted(pair.zh, name)) if name else pair


def most_written(texts: Iterable[str]) -> Script:
    """The script that most of the segments show, of those that show one."""
    shown = Counter(map(script_shown, texts))
    return Script.HANT if shown[Script.HANT] > shown[Script.HANS] else Script.HANS


def _variant(variant: Variant, script: ChineseScript, document: Script | None) -> Variant:
    if primary(variant.language) != Language.ZH:
        return variant
    code = normal_code(variant.language)
    name = _conversion(variant.text, code, script, document)
    text = _converted(variant.text, name) if name else variant.text
    language = code_in_script(code, script)
    if text == variant.text:
        return variant if language == code else variant._replace(language=language)
    markup = "".join(
        piece if piece.startswith("<") else _converted(piece, name)
        for piece in _TAG.split(variant.markup)
    )
    properties = (*variant.properties, ("x-converted", name))
    return variant._replace(language=language, text=text, markup=markup, properties=properties)


def _conversion(text: str, code: str, script: ChineseScript, document: Script | None) -> str:
    """OpenCC's name for what has to be done to the text, or empty.

    A segment may show its script; where it does not (于先生, 布告), its code says it, or else its
    document. The code says which region's forms Traditional text has, too.
    """
    if script == "simplified":
        return _REGIONAL.get(code, "t2s")  # which leaves Simplified text as it is
    found = script_of(text, script_said(code) or document)
    if found is Script.HANT and code in _REGIONAL and code == SCRIPT_CODES.get(script):
        return ""
    return _CONVERSIONS[found].get(script, "")


def _converted(text: str, name: str) -> str:
    """The text as OpenCC's conversion means it: to Traditional word by word, 著 by its words."""
    if name.endswith("2s"):
        return to_simplified(text)
    if name.startswith("s2"):
        return to_traditional(text, name)
    return convert(by_words(text) if name == "t2hk" else text, name)
