"""Which of the two languages a document is written in, and in which script.

identify(text, origin) -> (Language, Script)
han_share(texts) -> float | None          which of two texts is the Chinese one
language_of(texts) -> Language | None     the language of texts that are in one of the two
chinese_code(text) -> "zh-CN" | "zh-TW" | "zh-HK"

Decided for a whole document, never for a sentence: quotations in the other language do not tip
it. Counts of characters by script decide between Chinese and English, characters that stand in
one Chinese script only decide between simplified and traditional. Text in any other language is
refused: it would only be noise in a memory of these two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log10
from typing import NoReturn

from corpus.errors import InputError, UnsupportedLanguageError
from corpus.language.conversion import BEYOND, any_of, one_sided_characters
from corpus.language.frequencies import word_frequencies
from corpus.language.han import HAN_CHARACTER
from corpus.model import Language, Script

# Scripts are told apart by blocks of Unicode. Chinese, Japanese and Korean are counted by
# characters and alphabetic scripts by words, because a character says about as much as a word.
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
LATIN_WORD = re.compile(
    r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]+(?:['’][A-Za-z]+)?"
)
_ALPHABETS = {
    "Cyrillic": re.compile(r"[\u0400-\u052f]+"),
    "Greek": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]+"),
    "Arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"),
    "Hebrew": re.compile(r"[\u0590-\u05ff]+"),
    "an Indic script": re.compile(r"[\u0900-\u0dff]+"),
    "Thai, Lao or Tibetan": re.compile(r"[\u0e00-\u0fff]"),
}
# A Japanese text is a third to a half kana; a Chinese one that quotes Japanese names or titles
# stays far below this share of kana among kana and Han characters.
_KANA_SHARE = 0.15
# The most frequent English function words make up 30 to 45 % of running text. Other languages
# share a few of the spellings (of, on, as, was, per) and stay below 15 %; from this share on
# no closer look is needed.
_PLAINLY_ENGLISH = 0.2
_FREQUENT = (
    "the of and to that for it on with was as be by at from are have has had he his she her they "
    "their we our you your not this which or but were been will would who its said after about "
    "than more when there can if into over out up says amid"
)
FUNCTION_WORDS = frozenset(_FREQUENT.split())
# The languages in Latin letters that there are frequency lists for.
OTHERS = {
    "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "es": "Spanish",
    "fi": "Finnish", "fil": "Filipino", "fr": "French", "hu": "Hungarian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay",
    "nb": "Norwegian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "sh": "Serbo-Croatian", "sk": "Slovak", "sl": "Slovenian", "sv": "Swedish", "tr": "Turkish",
    "vi": "Vietnamese",
}  # fmt: skip
# Judged by mean log10 word frequency, a word that a list lacks counting 1e-7. Measured:
# samples of ten words of the other languages fit their own list better than the English one by
# 1.3 or more; of 15,000 English lines of four words or more (headlines, captions, lists of
# names) none fits another language better by more than 0.81.
_UNSEEN = -7.0
_LEAD = 0.85
_LEAST_WORDS = 4
# Languages without a list (Swahili, Irish, Latin) fit English at -6.1 and below; English text of
# this many words, lists of foreign names included, at -5.4 and above.
_UNLIKE_ENGLISH = -6.1
_ENOUGH_WORDS = 20
_LONG = 1000
"""Characters from which on a text is looked at for being one; less may be a table or a joke."""
_FEWEST_LETTERS = 10
"""Different letters that so long a text has at least: English has 20 within its first sentences."""
_LONGEST_WORD = 1000
"""Letters. Addresses, file names and the names of molecules stay below; encoded data do not."""
_SAMPLE = 2000  # words: more of a long document tell no more


def identify(text: str, origin: str = "text") -> tuple[Language, Script]:
    """The language and script of a document.

    Args:
        text: the whole document; a title belongs to it.
        origin: what an error names.

    Returns:
        Language and script. Chinese that holds as many characters of one script as of the
        other, or none that decide, is taken for simplified.

    Raises:
        UnsupportedLanguageError: it is neither Chinese nor English.
        InputError: it holds no letters.
    """
    counts = Counter(text)
    han, kana, hangul = (
        sum(count for character, count in counts.items() if kind.match(character))
        for kind in (HAN_CHARACTER, _KANA, _HANGUL)
    )
    latin = LATIN_WORD.findall(text)
    weights = {name: len(script.findall(text)) for name, script in _ALPHABETS.items()}
    other = max(weights, key=lambda name: weights[name])
    most = max(han + kana, hangul, len(latin), weights[other])
    if most == 0:
        raise InputError(origin, "holds no letters; remove it, or check its encoding")
    if len(text) > _LONG and (finding := _no_text(counts, latin)):
        raise InputError(origin, f"{finding}; it is no text, so leave it out")
    if most == weights[other]:
        _refuse(origin, f"is written in {other}" if " " in other else f"is in {other} script")
    if most == hangul:
        _refuse(origin, "looks Korean")
    if most == len(latin) > han + kana:
        words = [word.lower() for word in latin[:_SAMPLE]]
        if finding := _foreign(words):
            _refuse(origin, finding)
        return Language.EN, Script.LATN
    if kana >= _KANA_SHARE * (kana + han):
        _refuse(origin, "looks Japanese")
    return Language.ZH, script_of(text)


def _no_text(counts: Counter[str], words: list[str]) -> str:
    """What shows that so many characters are no text, else an empty string."""
    letters = [character for character in counts if character.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return f"is made of {len(letters)} different letters only"
    longest = max(words, key=len, default="")
    if len(longest) > _LONGEST_WORD:
        return f"has a word of {len(longest):,} letters"
    return ""


def han_share(texts: Iterable[str]) -> float | None:
    """Han characters among Han characters and Latin words; None where there are neither.

    Above one half a text is Chinese, if it is one of the two; `identify` refuses other languages.
    """
    han = latin = 0
    for text in texts:
        han += len(HAN_CHARACTER.findall(text))
        latin += len(LATIN_WORD.findall(text))
    return han / (han + latin) if han + latin else None


def language_of(texts: Iterable[str]) -> Language | None:
    """Chinese or English, whichever the texts are rather; None if they hold no letters."""
    share = han_share(texts)
    return None if share is None else Language.ZH if share > 0.5 else Language.EN


def script_of(text: str, said: Script | None = None) -> Script:
    """Whether Chinese text is simplified or traditional.

    Args:
        text: any; a short one may show nothing (于先生) or little.
        said: what its language code or its document says, which holds if nothing else decides;
            characters that Taiwan writes, too (峰, 床, 秘), then do not speak for Simplified.
            Without it such text is simplified.
    """
    return script_shown(text, but_shared=said is Script.HANT) or said or Script.HANS


def scripts_of(texts: Sequence[str], said: Script | None = None) -> list[Script]:
    """`script_of` of each text, several times as fast where nearly all are in the script said."""
    hans, hant = _telling(said is Script.HANT)
    others = hans if said is Script.HANT else hant
    if not _has("\n".join(texts), *others):
        return [said or Script.HANS] * len(texts)
    return [script_of(text, said) for text in texts]


_Characters = tuple[frozenset[str], re.Pattern[str]]


def script_shown(text: str, but_shared: bool = False) -> Script | None:
    """The script of which a text has more characters that only this one has; None if of neither.

    Args:
        text: any.
        but_shared: of those that OpenCC counts as Simplified alone, count none that Big5 has.
    """
    hans, hant = _telling(but_shared)
    some_hant = _has(text, *hant)
    if not some_hant or not _has(text, *hans):  # as in nearly every text
        return Script.HANT if some_hant else Script.HANS if _has(text, *hans) else None
    counts = [
        sum(each in characters for each in pattern.findall(text))
        for characters, pattern in (hans, hant)
    ]
    return None if counts[0] == counts[1] else Script.HANT if counts[1] > counts[0] else Script.HANS


@lru_cache
def _telling(but_shared: bool) -> tuple[_Characters, _Characters]:
    """Simplified and Traditional characters as `script_shown` counts them, and what finds them."""
    simplified, traditional = one_sided_characters()
    if but_shared:
        simplified = frozenset(c for c in simplified if not c.encode("big5", "ignore"))
    return (simplified, any_of(simplified)), (traditional, any_of(traditional))


def _has(text: str, characters: frozenset[str], pattern: re.Pattern[str]) -> bool:
    found = pattern.search(text)
    return found is not None and (found[0] < BEYOND or not characters.isdisjoint(text))


_CANTONESE = re.compile("[嘅喺咗冇哋嚟啲嗰]")
_HONG_KONG = re.compile("[衞裏着綫]")
_TAIWAN = re.compile("[衛裡線]|著(?![名作者述書錄稱])")
_SURE = 2
"""Different characters of a region that a text has to have."""


def chinese_code(text: str) -> str:
    """The language code of Chinese text: zh-CN, zh-TW, or zh-HK where that is sure.

    Traditional text is Hong Kong's if it is Cantonese or has characters that are written there
    (衞 裏 着 綫), and none that Taiwan writes for them (衛 裡 著 線).
    """
    if script_of(text) is Script.HANS:
        return "zh-CN"
    cantonese, marks = (len({*each.findall(text)}) for each in (_CANTONESE, _HONG_KONG))
    if cantonese >= _SURE or (cantonese + marks >= _SURE and not _TAIWAN.search(text)):
        return "zh-HK"
    return "zh-TW"


def _foreign(words: list[str]) -> str:
    """What is wrong with words in Latin letters if they are not English, else an empty string."""
    if len(words) < _LEAST_WORDS:
        return ""
    if sum(word in FUNCTION_WORDS for word in words) >= _PLAINLY_ENGLISH * len(words):
        return ""
    english = _fit(words, "en")
    fits = {language: _fit(words, language) for language in OTHERS}
    best = max(fits, key=lambda language: fits[language])
    if fits[best] > english + _LEAD:
        return f"looks {OTHERS[best]}"
    if english < _UNLIKE_ENGLISH and len(words) >= _ENOUGH_WORDS:
        return "is not English"
    return ""


def _fit(words: list[str], language: str) -> float:
    """Mean log10 frequency of the words in a language."""
    frequencies = _frequencies(language)
    return sum(frequencies.get(word, _UNSEEN) for word in words) / len(words)


@lru_cache
def _frequencies(language: str) -> dict[str, float]:
    """log10 relative frequencies of a language's common words."""
    return {w: log10(share) for w, share in word_frequencies(language, common=True).items()}


def _refuse(origin: str, finding: str) -> NoReturn:
    """Say what the text is, and what is read instead."""
    raise UnsupportedLanguageError(
        origin, f"{finding}; only Chinese and English are read, so leave it out"
    )
