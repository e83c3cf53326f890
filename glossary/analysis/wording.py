"""How the two sides of a term pair are worded: what speaks for an entry of a glossary by itself.

WORDING                                                  names of the numbers, in order
wording(zh, en, zh_text, en_text, is_name) -> numbers

Evidence that needs no text: whether the dictionary has the pair, how common the words are in
general language, capitals, kinds of words, and what is often glued to a term: a title
before a name, a general adjective, small words.
"""

import math
import re
from functools import cache
from typing import NamedTuple

from corpus.language.han import HAN
from corpus.language.segmentation import plain_segmenter
from glossary.analysis.glosses import glosses
from glossary.lexicon.dictionary.tables import chinese_frequency, english_frequency
from glossary.wordforms.small_words import CHINESE_STOP_WORDS, ENGLISH_STOP_WORDS

WORDING = (
    "zh listed", "zh name", "en listed", "name", "capitals", "acronym", "one word", "two words",
    "rarest en", "commonest en", "lower one", "lower rarest", "lower one rarest",
    "zh frequency", "lower zh frequency", "zh rarest", "zh commonest", "lower zh rarest",
    "general adjective", "title en", "title zh", "half borrowed", "digits", "possessive",
    "small en", "small zh", "zh adjective", "zh verb", "zh last noun", "zh first verb",
    "en first verb", "en only verb", "en ing", "en ed", "zh too long",
)  # fmt: skip
"""``lower`` is what counts where the English has no capitals; rarities are powers of ten."""

_GENERAL = """
new old recent relevant main major minor multiple various different other such certain possible
important good bad better best great big small large huge many several current former future
previous particular similar entire whole necessary able available actual real true full complete
total own early late later long short high low strong weak young rapid slow slower serious severe
deadly single original modern basic special specific timely strategic increasing growing
significant key overall additional further next last final individual personal beautiful happy sad
hot cold red white black green blue higher lower faster
"""
_GENERAL_ADJECTIVES = frozenset(_GENERAL.split())
"""Before a noun they more often describe than name: *relevant information*, *red shirt*."""

_EN_TITLES = """
professor prof doctor dr mr mrs ms miss sir lord lady president premier chancellor king queen
emperor empress prince princess pope minister secretary senator governor mayor ambassador general
colonel captain major lieutenant judge justice director chairman chairwoman chairperson chief
animator author writer actor actress singer filmmaker journalist reporter coach widow prime vice
deputy comrade
"""
TITLES_EN = frozenset(_EN_TITLES.split())
_ZH_TITLES = """
教授 博士 先生 女士 小姐 总统 总理 首相 主席 部长 大使 记者 导演 动画师 国王 女王 皇帝 王子 公主
将军 上校 上尉 法官 总裁 董事长 局长 校长 院长 市长 州长 省长 书记 同志 遗孀 作家 演员 歌手 教练
议员 参议员 发言人 国务卿 秘书长 医生 太太 爵士 勋爵 夫人 律师 主任 所长 司长 处长 编剧 诗人 画家
队长 教宗 教皇 外长 防长 财长
"""
TITLES_ZH = tuple(_ZH_TITLES.split())
_ROLES_ZH = ("饰", "任")
"""*Played by* and *in the office of*, which stand right behind a name: 比莉·派珀饰."""

_SMALL = frozenset(("of", "the", "a", "an", "and", "for", "in", "on", "to", "with", "by", "at"))
_JOINING = frozenset(("of", "and", "for"))
_RAREST = 1e-8
_CHARACTERS_FOR_WORD = 2.0
"""Chinese characters that one English word stands for at least where nothing is too much."""
_LETTERS = re.compile(r"[A-Za-z]{3}")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


class Tagged(NamedTuple):
    """Words of a term, and the tag of each."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def wording(zh: str, en: str, zh_text: str, en_text: str, is_name: bool) -> list[float]:
    """The numbers of one pair, in the order of `WORDING`.

    Args:
        zh: normal form of the Chinese term.
        en: normal form of the English term.
        zh_text: the Chinese term as published.
        en_text: the English term as published.
        is_name: whether capitals or the dictionary say so.
    """
    known, frequency = glosses(), chinese_frequency()
    forms, written = en.split() or [en], en_text.split() or [en_text]
    content = [form for form in forms if form not in _SMALL] or forms
    rarities = [-_power(english_frequency().get(form, 0.0)) for form in content]
    capitals = [word[:1].isupper() for word in written if word.lower() not in _SMALL]
    share = sum(capitals) / max(1, len(capitals))
    lower, one = float(share < 0.5), float(len(content) == 1)
    words, tags = tagged(zh)
    rarities_zh = [-_power(frequency.get(word, 0.0)) for word in words]
    general = -_power(_RAREST) + _power(frequency[zh]) if zh in frequency else 0.0
    first, last, alone = tags[0][:1], tags[-1], len(words) == 1
    verbs = known.english_verbs
    return [
        zh in known.phrases,
        zh in known.names,
        en in known.headwords,
        is_name,
        share,
        len(en_text) > 1 and en_text.isupper(),
        one,
        len(content) == 2,
        max(rarities),
        min(rarities),
        lower * one,
        lower * max(rarities),
        lower * one * max(rarities),
        general,
        lower * general,
        max(rarities_zh),
        min(rarities_zh),
        lower * max(rarities_zh),
        len(forms) > 1 and forms[0] in _GENERAL_ADJECTIVES,
        has_title_en(en_text),
        is_name and len(written) <= 3 and has_title_zh(zh),
        is_half_borrowed(zh_text, en_text),
        any(char.isdigit() for char in zh_text + en_text),
        _POSSESSIVE.search(en_text) is not None,
        sum(form in ENGLISH_STOP_WORDS and form not in _JOINING for form in forms),
        any(word in CHINESE_STOP_WORDS for word in words),
        alone and first in "ad",
        alone and first == "v" and tags[0] != "vn",
        last[:1] == "n" or last == "vn",
        not alone and tags[0] in ("v", "vg"),
        verbs.get(forms[0], 0.0) * (len(forms) > 1),
        verbs.get(forms[0], 0.0) * (len(forms) == 1),
        forms[0].endswith("ing"),
        lower * forms[0].endswith("ed"),
        max(0.0, len(zh) / _CHARACTERS_FOR_WORD - len(content) - 1),
    ]


def has_title_en(text: str) -> bool:
    """Whether it is a title before a name: Professor Lee."""
    words = text.split()
    return (
        len(words) > 1
        and words[0].lower().rstrip(".") in TITLES_EN
        and all(word[:1].isupper() for word in words[1:])
    )


def has_title_zh(zh: str) -> bool:
    """Whether a Simplified name has a title, or a role, before or behind it: 李教授."""
    return zh.endswith((*TITLES_ZH, *_ROLES_ZH)) or zh.startswith(TITLES_ZH)


def is_half_borrowed(zh_text: str, en_text: str) -> bool:
    """Whether the Chinese side is the English one with Chinese words beside it.

    António Guterres 此前 is not António Guterres: the rest has no counterpart.
    """
    inside, outside = en_text.casefold(), zh_text.casefold()
    return inside != outside and inside in outside and bool(_LETTERS.search(inside))


def has_han(text: str) -> bool:
    """Whether there is a Han character in it."""
    return bool(re.search(f"[{HAN}]", text))


@cache
def tagged(zh: str) -> Tagged:
    """The words of a Simplified term with jieba's tags."""
    tagged = plain_segmenter().tags(zh) or [(zh, "x")]
    words, tags = zip(*tagged, strict=True)
    return Tagged(words, tags)


def _power(share: float) -> float:
    return math.log10(max(share, _RAREST))
