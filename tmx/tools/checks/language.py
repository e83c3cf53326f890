"""Which language, script and encoding the sides are in.

Each function takes the Chinese and the English variant and returns what is wrong, or nothing.
"""

import re

from corpus.errors import InputError, UnsupportedLanguageError
from corpus.language.conversion import one_sided_characters
from corpus.language.han import HAN_CHARACTER
from corpus.language.identification import identify
from corpus.model import Language
from tmx.units.languages import writing
from tmx.units.unit import Variant

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_LETTERS = re.compile(r"[A-Za-z]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ADDRESS = re.compile(r"[^\s@]{1,64}@\S+|\w{1,20}://\S+|www\.\S+")  # 64: RFC 5321
# A sentence left as it was has words in lower case; names and titles alone are rightly the same.
_SENTENCE_WORDS = 4
# Scripts that neither side is written in: from Greek to Georgian, kana, Hangul.
_OTHER_SCRIPTS = re.compile(r"[\u0370-\u1cff\u3041-\u30fa\u31f0-\u31ff\uac00-\ud7a3]")
# An English segment may quote a Chinese name; one of mostly Han characters is no English.
_HAN_A_WORD = 2
_LEAST_HAN = 4
_LEAST_WORDS = 6  # of an English segment whose language is looked into
_PLAIN_ENGLISH = re.compile(r"\b(?:the|and)\b")  # in lower case, so not in a quoted name


def copied(zh: Variant, en: Variant) -> str:
    """The same sentence on both sides; names, codes and figures may be the same."""
    if zh.text.strip() != en.text.strip():
        return ""
    text = _ADDRESS.sub(" ", zh.text)
    return "both sides are the same" if HAN_CHARACTER.search(text) or _is_sentence(text) else ""


def same_words(zh: Variant, en: Variant) -> str:
    """The same name or phrase on both sides, but for case and marks; figures and codes are none."""
    if zh.text.isascii() and not copied(zh, en):
        left, right = (_LETTERS.findall(_ADDRESS.sub(" ", each.text)) for each in (zh, en))
        words = any(len(word) > 1 and not word.isupper() for word in left)
        if words and [word.lower() for word in left] == [word.lower() for word in right]:
            return "both sides have the same words"
    return ""


def _is_sentence(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) >= _SENTENCE_WORDS and sum(word.islower() for word in words) > 1


def wrong_language(zh: Variant, en: Variant) -> str:
    """English where Chinese is due, Chinese where English is, or a third language."""
    han = len(HAN_CHARACTER.findall(zh.text))
    if not han and _is_sentence(_ADDRESS.sub(" ", zh.text)):
        return "the Chinese side has no Chinese character"
    if not en.text.isascii():
        han = len(HAN_CHARACTER.findall(en.text))
        some = han >= _LEAST_HAN and han > _HAN_A_WORD * len(_WORD.findall(en.text))
        if some or (han and not _LATIN.search(en.text)):
            return "the English side is Chinese"
    return _third_language(zh.text, Language.ZH) or _third_language(en.text, Language.EN)


def _third_language(text: str, language: Language) -> str:
    closer = bool(_OTHER_SCRIPTS.search(text))
    if language is Language.EN:
        long = text.count(" ") >= _LEAST_WORDS - 1
        closer = closer or (long and not _PLAIN_ENGLISH.search(text))
    if closer:
        try:
            identify(text)
        except UnsupportedLanguageError as error:
            name = "Chinese" if language is Language.ZH else "English"
            return f"the {name} side {error.reason.partition(';')[0]}"
        except InputError:  # no letters, so no language
            return ""
    return ""


def wrong_script(zh: Variant, en: Variant) -> str:
    """Characters of the script that the language code does not name; nothing under a bare zh.

    A text is taken for the other script where it has more characters of that script alone than
    of its own, at least two.
    """
    script = writing(zh.language)
    if not script:
        return ""
    simplified, traditional = one_sided_characters()
    own, other = (simplified, traditional) if script == "Hans" else (traditional, simplified)
    strange = [c for c in zh.text if c in other]
    if len(strange) > 1 and len(strange) > sum(c in own for c in zh.text):
        return f"{zh.language} has {''.join(dict.fromkeys(strange))[:10]}"
    return ""


# What damage leaves that was repaired once too often: U+FFFD read as GBK, uninitialised memory.
_RUINS = re.compile("\ufffd|锟斤|斤拷|烫烫烫|屯屯屯|[\x80-\x9f]|[\ue000-\uf8ff]")
_QUESTION_MARKS = re.compile(r"\?{3,}")
_LATIN_RUN = re.compile(r"[\xa1-\xff]{4,}")
# UTF-8 read as GBK gives two characters for three bytes; of real Chinese text, hardly a byte in
# ten is by chance part of a Chinese character in UTF-8.
_AS_UTF8 = 0.6


def damaged(zh: Variant, en: Variant) -> str:
    """Text that was decoded with the wrong encoding."""
    for name, text in (("Chinese", zh.text), ("English", en.text)):
        if not text.isascii() and (found := _damage(text)):
            return f"the {name} side has {found!r}"
        if _QUESTION_MARKS.search(text) and not any(map(str.isalpha, text)):
            return f"the {name} side is {text.strip()[:20]!r}"
    return ""


def _damage(text: str) -> str:
    found = _RUINS.search(text)
    if found:
        return text[found.start() : found.start() + 10]
    run = _LATIN_RUN.search(text)
    if run and _is_han(run[0], "latin-1", "gb18030"):
        return run[0][:20]
    if HAN_CHARACTER.search(text):
        return text[:10] if _is_read_as_gbk(text) else ""
    from ftfy.badness import is_bad

    return text[:20] if is_bad(text) else ""


def _is_read_as_gbk(text: str) -> bool:
    try:
        text.encode(
            "gb2312"
        )  # has the common characters; what UTF-8 turns into is hardly among them
    except UnicodeEncodeError:
        return _is_han(text, "gb18030", "utf-8")
    return False


def _is_han(text: str, written: str, read: str) -> bool:
    """Whether the bytes of a text in one encoding are Chinese in another."""
    data = text.encode(written, "ignore")
    han = HAN_CHARACTER.findall(data.decode(read, "ignore"))
    return len(han) > 1 and len("".join(han).encode(read)) >= _AS_UTF8 * len(data)
