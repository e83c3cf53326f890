"""What the columns of a table hold, by their names in English and Chinese.

chosen("text=正文,title=标题") -> {"text": "正文", "title": "标题"}
columns(header, chosen) -> {(role, language): index}      language: Language or None
translations(header) -> (index, index) | None             of a text and its translation
"""

import re
from collections.abc import Mapping, Sequence

from corpus.errors import UsageError
from corpus.language.headers import SOURCE, TARGET, TEXT, named
from corpus.model import Language

_NAMES = {
    "text": (
        "text body content contents article articletext articlebody fulltext maintext story "
        "正文 内容 內容 全文 文章 文本 正文内容 文章内容 新闻内容 新聞內容 文章內容"
    ),
    "title": "title headline heading articletitle 标题 標題 题目 題目 新闻标题 新聞標題 文章标题",
    "date": (
        "date published publisheddate datepublished publishdate publicationdate pubdate "
        "datepublish 日期 时间 時間 发布时间 "
        "發布時間 发布日期 發布日期 发表时间 發表時間 出版日期 刊登日期"
    ),
    "outlet": (
        "outlet source publication publisher newspaper media sitename sourcename 来源 來源 媒体 "
        "媒體 报纸 報紙 出处 出處"
    ),
    "url": "url link links href address 链接 鏈接 連結 网址 網址 原文链接",
    "language": "language lang 语言 語言 语种",
    "id": "id key 编号 編號 序号 序號",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
_LANGUAGES = {
    Language.ZH: (
        "zh zhcn zhtw zhhk zho chi chs cht cn chinese chinesesimplified chinesetraditional "
        "simplifiedchinese traditionalchinese 中文 "
        "汉语 漢語 汉文 华文 華文 简体中文 繁体中文 繁體中文 中"
    ),
    Language.EN: "en enus engb eng english 英文 英语 英語 英",
}
_BY_LANGUAGE = {name: language for language, names in _LANGUAGES.items() for name in names.split()}
_MARK = re.compile(
    "^(?P<before>{0})[_. -]?(?P<rest>.+)$|^(?P<first>.+?)[_. -]?(?P<behind>{0})$".format(
        "|".join(sorted(_BY_LANGUAGE, key=len, reverse=True))
    )
)
_LONGEST = 40
"""Characters of a name that says what it holds and in which language."""
_CHOSEN = (*_NAMES, *Language)
_PLAIN = re.compile(r"[\s_\-:：()（）\[\]*]+")

Columns = dict[tuple[str, Language | None], int]


def chosen(text: str) -> dict[str, str]:
    """The columns that a user names, by what they hold.

    Args:
        text: as on the command line: ``text=正文,title=标题``.

    Raises:
        UsageError: it has another form, or a table has no such thing.
    """
    found: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        role, _, name = part.partition("=")
        if role not in _CHOSEN or not name:
            example = "text=正文,title=标题"
            known = " ".join(_CHOSEN)
            raise UsageError(f"--columns {part}: write it like {example}; a table has: {known}")
        found[role] = name
    return found


def columns(header: Sequence[str], chosen: Mapping[str, str]) -> Columns:
    """The places of the columns that are understood, by what they hold and in which language.

    A column that is only called by a language holds text in it.

    Args:
        header: the names.
        chosen: which one holds what, as the user says; the rest is found by its name.

    Raises:
        UsageError: there is no column of a name that was chosen.
    """
    plain = [_plain(name) for name in header]
    found: Columns = {}
    for role, name in chosen.items():
        if _plain(name) not in plain:
            raise UsageError(f"no column is called {name}; there are: {', '.join(header)}")
        key = ("text", Language(role)) if role in set(Language) else (role, None)
        found[key] = plain.index(_plain(name))
    for index, name in enumerate(plain):
        key_of_name = _role(name)
        if key_of_name is not None and index not in found.values():
            found.setdefault(key_of_name, index)
    return found


def translations(header: Sequence[str]) -> tuple[int, int] | None:
    """The places of a text and its translation (原文 and 译文, 中文原文 and 英文译文), if just two.

    A table that has a column of coverage (正文, headline, date), too, is none of these.
    """
    roles = {role for name in header if (role := _role(_plain(name)))}
    if ("text", None) in roles or not {role for role, _ in roles} <= {"text", "id", "outlet"}:
        return None
    found = [named(name) for name in header]
    texts = [place for place, name in enumerate(found) if name.role == TEXT]
    sides = [place for place, name in enumerate(found) if name.role in (SOURCE, TARGET)]
    if len(texts) == 2 and {found[place].language for place in texts} == set(Language):
        return texts[0], texts[1]
    if len(texts) + len(sides) == 2 and len({found[place] for place in (*texts, *sides)}) == 2:
        one, two = sorted((*texts, *sides))
        return one, two
    return None


def _role(name: str) -> tuple[str, Language | None] | None:
    """What a column of a name holds."""
    if name in _ROLES:
        return _ROLES[name], None
    if name in _BY_LANGUAGE:
        return "text", _BY_LANGUAGE[name]
    marked = _MARK.match(name) if len(name) < _LONGEST else None
    if marked is None:
        return None
    role = _ROLES.get(marked["rest"] or marked["first"])
    return (role, _BY_LANGUAGE[marked["before"] or marked["behind"]]) if role else None


def _plain(name: str) -> str:
    """A name without what people write differently."""
    return _PLAIN.sub("", name.lower().lstrip("\ufeff"))
