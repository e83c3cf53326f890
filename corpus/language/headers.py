"""What the name of a column says, in English and Chinese: what stands in it, and in which language.

named("Chinese (PRC)") -> Name("text", "zh", ("CN",))       named("备注") -> Name("note")
without_headers(["原文", "译文", "周一开工。"]) -> ["周一开工。"]

Names of coverage (正文, headline) are another list: `corpus.readers.tables.columns`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from corpus.language.conversion import to_simplified
from corpus.language.han import HAN, HAN_CHARACTER

TEXT, SOURCE, TARGET = "text", "source", "target"
SOURCE_LANGUAGE, TARGET_LANGUAGE = "source_language", "target_language"
DO_NOT_TRANSLATE, TRANSLATABLE = "do_not_translate", "translatable"
FORBIDDEN_TARGET = "forbidden_target"
"""A column of translations that are not to be used, not of yes and no."""
_LONGEST = 40
"""Characters of a name."""


class Name(NamedTuple):
    """What a name says.

    Attributes:
        role: ``text`` (of the language), ``source`` or ``target`` (text, the language of which is
            not said), ``note``, ``status`` and so on (`_ROLES`); empty for what is not known.
        language: ``zh`` or ``en``; empty if none is said.
        subtags: script or region, as BCP 47 writes it.
        side: of a text whose language is said, ``source`` or ``target`` if that is, too.
    """

    role: str
    language: str = ""
    subtags: tuple[str, ...] = ()
    side: str = ""


def named(name: str) -> Name:
    """What the name of a column says."""
    words = [*_words(name)]
    language = next((_LANGUAGES[word] for word in words if word in _LANGUAGES), "")
    places = [_PLACES[word] for word in words if word in _PLACES] if language else []
    rest = [w for w in words if w not in _LANGUAGES and not (language and w in _PLACES)]
    role = _role(rest)
    side = ""
    if language and (role in (SOURCE, TARGET) or (not role and _KNOWN.issuperset(rest))):
        side = role if role and not _EITHER.issuperset(_ROLES[role].intersection(rest)) else ""
        role = TEXT
    return Name(role, language, tuple(_subtags(places)), side) if role else Name("")


def are_headers(cells: Sequence[str]) -> bool:
    """Whether the cells of a row, as far as they are filled, only name the columns of two texts."""
    names = [_of_a_row(cell) for cell in cells if cell.strip()]
    if not all(names) or len(set(names)) < len(names):
        return False
    roles = {name.role for name in names if name}
    languages = {name.language for name in names if name and name.role == TEXT}
    return roles >= {SOURCE, TARGET} or languages == {"zh", "en"} or _one_and_other(roles)


def without_headers(lines: Iterable[str]) -> list[str]:
    """The lines of a text without those that head its tables: cells, or a row with tabs or bars."""
    found: list[str] = []
    for are_names, group in groupby(lines, lambda line: all(map(_of_a_row, _cells(line)))):
        run = [*group]
        if not (are_names and are_headers([cell for line in run for cell in _cells(line)])):
            found += run
    return found


def _cells(line: str) -> list[str]:
    return _BORDER.split(line.strip(" \t|｜"))


def _one_and_other(roles: set[str]) -> bool:
    return TEXT in roles and bool(roles & {SOURCE, TARGET})


def _of_a_row(cell: str) -> Name | None:
    """What a cell says if it is the name of a column."""
    if len(cell) > _LONGEST:
        return None
    plain = _PLAIN.sub("", cell).lower()
    name = Name(plain) if plain in _COUNTED else named(cell)
    return name if name.role else None


def _words(name: str) -> Iterator[str]:
    """The words of a name in lower case; Chinese ones in English."""
    name = unicodedata.normalize("NFKC", name).strip()
    name = _ENTRY_NUMBER.sub("id", _CAMEL.sub(" ", name))
    if HAN_CHARACTER.search(name):
        name = _ABBREVIATED.sub(r"\g<0>文", name)
        name = _CHINESE.sub(lambda match: f" {_CHINESE_WORDS[match[0]]} ", to_simplified(name))
    for word in _WORD.findall(name.lower()):
        yield _SPELLED.get(word, word)


def _role(words: Sequence[str]) -> str:
    """The first role of which a word stands there, if all other words are known, too."""
    if not _KNOWN.issuperset(words):
        return ""
    if {"not", "translate"}.issubset(words):
        return DO_NOT_TRANSLATE
    if not _ROLES["forbidden"].isdisjoint(words) and not _ROLES[TARGET].isdisjoint(words):
        return FORBIDDEN_TARGET
    for role, theirs in _ROLES.items():
        if theirs.intersection(words):
            if role in (SOURCE, TARGET) and _LANGUAGE_WORDS.intersection(words):
                return SOURCE_LANGUAGE if role == SOURCE else TARGET_LANGUAGE
            if role == TRANSLATABLE and {"non", "not"}.intersection(words):
                return DO_NOT_TRANSLATE
            return role
    return ""


def _subtags(places: Sequence[str]) -> list[str]:
    """Script and region; the script alone, or none where the region says it."""
    regions = [place for place in places if len(place) == 2]
    scripts = [place for place in places if len(place) == 4]
    return regions[:1] or scripts[:1]


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ENTRY_NUMBER = re.compile(r"\bentry[\s_-]*(?:number|no)\b\.?", re.IGNORECASE)
"""MultiTerm's name of a concept's number."""
_ABBREVIATED = re.compile(rf"(?<=[^{HAN}])[中英](?![{HAN}])")
"""中 and 英 for the two languages, behind something else: 术语（中）."""
_WORD = re.compile(rf"[a-z0-9]+|[{HAN}]+|[#№]")
_LANGUAGES = {
    **dict.fromkeys(("zh", "zho", "chi", "cmn", "chinese", "mandarin"), "zh"),
    **dict.fromkeys(("en", "eng", "english"), "en"),
}
_PLACES = {
    **dict.fromkeys(("hans", "simplified"), "Hans"),
    **dict.fromkeys(("hant", "traditional"), "Hant"),
    **dict.fromkeys(("cn", "prc", "china", "mainland"), "CN"),
    **dict.fromkeys(("tw", "taiwan"), "TW"),
    **dict.fromkeys(("hk", "hong", "kong"), "HK"),
    **dict.fromkeys(("mo", "macau", "macao"), "MO"),
    **dict.fromkeys(("sg", "singapore"), "SG"),
    **dict.fromkeys(("us", "usa", "states", "american"), "US"),
    **dict.fromkeys(("gb", "uk", "kingdom", "british"), "GB"),
    **dict.fromkeys(("au", "australia", "australian"), "AU"),
    **dict.fromkeys(("ca", "canada", "canadian"), "CA"),
    **dict.fromkeys(("united", "s", "a", "r", "sar"), ""),
}
"""Script and region by the words that name them; those of Windows' names (Chinese_Hong_Kong_S.A.R.)
that say nothing, too."""
_SPELLED = {"sourcestring": "source", "targetstring": "target", "sourcelang": "sourcelanguage"}
_LANGUAGE_WORDS = frozenset(("language", "languages", "lang", "locale", "code"))
_ROLES = {
    DO_NOT_TRANSLATE: frozenset(("dnt", "untranslatable", "nontranslatable")),
    TRANSLATABLE: frozenset(("translatable", "needed")),
    "forbidden": frozenset(("forbidden", "prohibited", "banned", "blacklisted")),
    "status": frozenset(("status", "approval", "state")),
    "info": frozenset(("info",)),
    "definition": frozenset(("definition", "definitions", "def", "meaning")),
    "part_of_speech": frozenset(("pos", "speech", "wordclass")),
    "domain": frozenset(("domain", "subject", "subdomain", "field", "topic", "subjectfield")),
    "note": frozenset(
        (
            *("note", "notes", "comment", "comments", "remark", "remarks", "description"),
            *("explanation", "memo", "usage"),
        )
    ),
    "example": frozenset(("example", "examples", "context", "sample")),
    "concept": frozenset(("id", "entryid", "conceptid")),
    TARGET: frozenset(
        ("target", "tgt", "trg", "translation", "translations", "translated", "equivalent")
    ),
    SOURCE: frozenset(("source", "src", "term", "terms", "original", "headword")),
    TEXT: frozenset(),
    "preferred": frozenset(("preferred",)),
}
"""The roles by the words that name them, the more special ones first."""
_EITHER = frozenset(("term", "terms", "headword"))
"""Names of a text that may be either side of a pair, where its language is said."""
_FILLERS = frozenset(
    (
        *("entry", "term", "terms", "concept", "of", "the", "use", "part", "text", "texts", "key"),
        *("string", "word", "words", "segment", "sentence", "content", "value", "flagged", "as"),
        *("non", "not", "do", "translate", "usage", "translator", "translators", "administrative"),
        *("process", "sub", "phrase", "name"),
    )
)
_KNOWN = frozenset().union(_FILLERS, _LANGUAGE_WORDS, *_ROLES.values())
_CHINESE_WORDS = {
    **dict.fromkeys(("简体中文", "简体", "简中"), "zh hans"),
    **dict.fromkeys(("繁体中文", "繁体", "繁中", "正体中文", "正体"), "zh hant"),
    **dict.fromkeys(("中文", "汉语", "华语", "国语", "普通话"), "zh"),
    **dict.fromkeys(("英文", "英语"), "en"),
    **dict.fromkeys(("原文", "源文", "源语", "源"), "source"),
    **dict.fromkeys(("译文", "译名", "译法", "翻译", "目标语", "目标", "译", "对应"), "target"),
    **dict.fromkeys(("术语", "词条", "词语", "名词", "词汇", "单词", "词"), "term"),
    **dict.fromkeys(("备注", "说明", "注释", "注解", "附注", "批注", "评论", "注", "描述"), "note"),
    **dict.fromkeys(("定义", "释义", "解释"), "definition"),
    **dict.fromkeys(("状态", "审核"), "status"),
    **dict.fromkeys(("禁用", "禁止", "禁用词", "停用"), "forbidden"),
    "首选": "preferred",
    "是否": "flagged",
    "名": "name",
    "名称": "name",
    **dict.fromkeys(("不翻译", "不译", "免译"), "dnt"),
    **dict.fromkeys(("领域", "学科", "主题", "专业"), "domain"),
    **dict.fromkeys(("例句", "例子", "示例", "用例", "语境"), "example"),
    **dict.fromkeys(("词性", "词类"), "pos"),
    **dict.fromkeys(("编号", "序号"), "id"),
    **dict.fromkeys(("台湾", "臺湾"), "tw"),
    **dict.fromkeys(("大陆", "中国"), "cn"),
    "香港": "hk",
    "澳门": "mo",
    "新加坡": "sg",
    "美国": "us",
    "美式": "us",
    "英国": "gb",
    "英式": "gb",
    "语言": "language",
    "语种": "language",
    "言": "language",
}
_CHINESE = re.compile("|".join(sorted(_CHINESE_WORDS, key=len, reverse=True)))
_BORDER = re.compile(r"\s*[\t|｜]\s*")
_PLAIN = re.compile(r"[\s.:：]+")
_COUNTED = frozenset(
    (
        *("no", "nr", "number", "page", "line", "segment", "paragraph", "reviewer", "comments"),
        *("段落", "段号", "句号", "行号", "页码", "审校意见", "审校", "校对", "译者"),
    )
)
"""Names beside the texts of a table that no memory has."""
