"""What the headers of other people's tables name, in English and Chinese.

columns(["Forbidden", "en-US", "Notes", "简体中文"]) ->
    (Column("forbidden"), Column("text", "en-US"), Column("note"), Column("text", "zh-Hans"))
directed(path, columns, rows) -> the same, source and target with their languages

Known are the names of memoQ (Chinese_PRC, Term_Info), MultiTerm (Chinese (PRC)), MateCat
(Forbidden, Example of use), Crowdin (Term [en]), Lokalise (translatable), Tolgee, Weblate (source,
target), TICO (sourceString, sourceLang), UTX (src, tgt), and what people write themselves.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.errors import InputError
from corpus.language.conversion import to_simplified
from corpus.language.han import HAN, HAN_CHARACTER
from tmx.units.languages import normal_code, primary

TEXT, SOURCE, TARGET = "text", "source", "target"
SOURCE_LANGUAGE, TARGET_LANGUAGE = "source_language", "target_language"
DO_NOT_TRANSLATE, TRANSLATABLE = "do_not_translate", "translatable"
LANGUAGES = ("zh", "en")
_DIRECTED = frozenset((SOURCE, TARGET))


class Column(NamedTuple):
    """What a column holds.

    Attributes:
        role: ``text`` (a term or segment), ``source`` or ``target`` (the same, in a language that
            the name does not say), ``note``, ``status`` and so on (`_ROLES`), or one of the
            caller's own names; empty for what is not known, or of no use.
        code: the language that the name says, as BCP 47 writes it; empty if it says none.
    """

    role: str
    code: str = ""

    @property
    def language(self) -> str:
        """The language without script and region; empty if the name says none."""
        return primary(self.code) if self.code else ""


def columns(names: Iterable[str], own: Collection[str] = ()) -> tuple[Column, ...]:
    """What the columns of a header hold.

    Args:
        names: the header.
        own: names that are roles by themselves.
    """
    return tuple(_column(name, own) for name in names)


def is_header(found: Sequence[Column], names: Sequence[str]) -> bool:
    """Whether a table's first row names columns: some cell names a text.

    Cells that say the same in both languages (术语, term) are a pair of terms.
    """
    named = [column for column, name in zip(found, names, strict=True) if name.strip()]
    if len(named) > 1 and len({*named}) == 1:
        scripts = {bool(HAN_CHARACTER.search(name)) for name in names if name.strip()}
        if len(scripts) > 1:
            return False
    texts = {TEXT, SOURCE_LANGUAGE, TARGET_LANGUAGE, *_DIRECTED}
    return any(column.role in texts for column in named)


def directed(
    path: str | Path, found: Sequence[Column], rows: Sequence[Sequence[str]], line: int = 1
) -> tuple[Column, ...]:
    """The columns, source and target with their languages unless columns name these row by row.

    Where the header says no language, the Chinese side is the one with Han characters in more rows.
    Where it says one, the other column has the other. Source and target beside columns of both
    languages have no role.

    Args:
        path: what errors name.
        found: as `columns` gives them.
        rows: of the table, for the script.
        line: of the header.

    Raises:
        InputError: Chinese or English has no column.
    """
    roles = {column.role for column in found}
    if not roles & {TEXT, *_DIRECTED} and not (rows and any(map(code_of, rows[0]))):
        # Then "Source language" heads the texts themselves.
        texts = {SOURCE_LANGUAGE: SOURCE, TARGET_LANGUAGE: TARGET}
        found = [column._replace(role=texts.get(column.role, column.role)) for column in found]
        roles = {column.role for column in found}
    said = {column.language for column in found if column.role == TEXT}
    if roles >= {SOURCE, TARGET, SOURCE_LANGUAGE, TARGET_LANGUAGE} and len(said) < len(LANGUAGES):
        return tuple(found)
    given: dict[str, str] = {}
    if len(said) == 1 and len(roles & _DIRECTED) == 1:
        given = {role: code for role in roles & _DIRECTED for code in LANGUAGES if code not in said}
    elif not said and roles >= _DIRECTED:
        given = _by_script(path, found, rows)
    result = [
        Column(TEXT if column.role in given else "", given.get(column.role, ""))
        if column.role in _DIRECTED
        else column
        for column in found
    ]
    has = {column.language for column in result if column.role == TEXT}
    missing = [code for code in LANGUAGES if code not in has]
    if missing:
        reason = f"no column {', '.join(missing)}; the header must name zh and en"
        raise InputError(path, reason, line)
    return tuple(result)


def chinese_first(pairs: Iterable[Sequence[str]]) -> bool | None:
    """Which of two columns is Chinese, by the script of most rows; None if there is no Chinese."""
    chinese = [[bool(HAN_CHARACTER.search(text)) for text in pair[:2]] for pair in pairs]
    if not any(map(any, chinese)):
        return None
    return sum(left - right for left, right in chinese) >= 0


def _by_script(
    path: str | Path, found: Sequence[Column], rows: Sequence[Sequence[str]]
) -> dict[str, str]:
    places = [[c.role for c in found].index(role) for role in (SOURCE, TARGET)]
    pairs = [[row[place] if place < len(row) else "" for place in places] for row in rows]
    first = chinese_first(pairs)
    if first is None and rows:
        raise InputError(path, "no Chinese in the columns of source and target")
    languages = LANGUAGES[::-1] if first is False else LANGUAGES
    return dict(zip((SOURCE, TARGET), languages, strict=True))


def code_of(value: str) -> str:
    """The language code that a cell, or the name of a column, says; empty if none of ours."""
    column = _column(value, ())
    return column.code if column.role == TEXT else ""


def _column(name: str, own: Collection[str]) -> Column:
    if name.strip().lower() in own and name.strip().lower() not in LANGUAGES:
        return Column(name.strip().lower())
    words = [*_words(name)]
    language = next((_LANGUAGES[word] for word in words if word in _LANGUAGES), "")
    places = [_PLACES[word] for word in words if word in _PLACES] if language else []
    rest = [w for w in words if w not in _LANGUAGES and not (language and w in _PLACES)]
    role = _role(rest)
    if language and (role in _DIRECTED or (not role and _KNOWN.issuperset(rest))):
        role = TEXT
    code = normal_code("-".join([language, *_subtags(places)])) if language else ""
    return Column(role, code) if role else Column("")


def _words(name: str) -> Iterator[str]:
    """The words of a name in lower case; Chinese ones in English."""
    name = unicodedata.normalize("NFKC", name).strip()
    name = _CAMEL.sub(" ", name)
    if HAN_CHARACTER.search(name):
        name = _CHINESE.sub(lambda match: f" {_CHINESE_WORDS[match[0]]} ", to_simplified(name))
    for word in _WORD.findall(name.lower()):
        yield _SPELLED.get(word, word)


def _role(words: Sequence[str]) -> str:
    """The first role of which a word stands there, if all other words are known, too."""
    if not _KNOWN.issuperset(words):
        return ""
    if {"not", "translate"}.issubset(words):
        return DO_NOT_TRANSLATE
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
}
"""The roles by the words that name them, the more special ones first."""
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
    **dict.fromkeys(("译文", "译名", "译法", "翻译", "目标语", "目标", "译"), "target"),
    **dict.fromkeys(("术语", "词条", "词语", "名词", "词汇", "单词", "词"), "term"),
    **dict.fromkeys(("备注", "说明", "注释", "注解", "附注", "批注", "评论", "注", "描述"), "note"),
    **dict.fromkeys(("定义", "释义", "解释"), "definition"),
    **dict.fromkeys(("状态", "审核"), "status"),
    **dict.fromkeys(("禁用", "禁止", "禁用词"), "forbidden"),
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
