"""By-lines: when a text was published, by whom, and who worked on it, as pages write it.

read(line) -> Byline | None
glimpse(line) -> Byline                     what a line says that holds other things, too
date_in(text) -> "2026-03-10" | ""

    2026年03月10日 09:15 来源：江海日报        Reuters | March 10, 2026, 9:15 a.m. ET
    江海网 09-12 17:42                          稿源：江海日报 编辑：王芳
    发布时间：2026/03/10 来源 | 江海网          By Jane Roe, Harbour News, 10 March 2026

A line is a by-line if nothing is left of it but separators when dates, times, labelled names,
counts and the page's buttons are taken out.
"""

import datetime
import re
from typing import NamedTuple

from corpus.language.conversion import to_simplified

LONGEST = 160
"""Characters of a by-line."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>(?ai:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))\.?"
)
_DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>(?:19|20)\d\d)\s*(?:[-/.·]|年)\s*(?P<m1>\d{1,2})\s*(?:[-/.·]|月)\s*(?P<d1>\d{1,2})(?!\d)(?:\s*日)?"
    r"|(?P<y2>(?:19|20)\d\d)\s+(?P<m2>\d{1,2})[-/.月](?P<d2>\d{1,2})(?!\d)日?"
    r"|(?P<y3>(?:19|20)\d\d)(?P<m3>[01]\d)(?P<d3>[0-3]\d)(?!\d)"
    r"|民国(?P<roc>\d{2,3})年\s*(?P<m4>\d{1,2})月\s*(?P<d4>\d{1,2})日"
    r"|(?P<han>[二〇零○Ｏ一九][〇零○Ｏ一二三四五六七八九]{3})年(?P<hm>[一二三四五六七八九十]{1,2})月"
    r"(?P<hd>[一二三四五六七八九十]{1,3})日"
    rf"|{_MONTH.format('a')}\s+(?P<ad>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<ay>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<bd>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH.format('b')},?[\s-]+(?P<by>(?:19|20)\d\d)(?!\d)"
    r")"
)
_SHORT_DATE = r"\d{1,2}(?:[-/]|月)\d{1,2}日?"
_TIME = (
    r"(?:T|[上下中]午|凌晨|晚上|早上)?\s?\d{1,2}\s?(?:[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?|时\d{1,2}分)"
    r"\s*(?:[AaPp]\.?[Mm]\b\.?)?\s*(?:(?:[+-]\d{2}:?\d{2}|Z)\b)?"
    r"|\d{1,2}\s?[AaPp]\.?[Mm]\b\.?"
)
_ZONE = r"\b(?:GMT|UTC|BST|HKT|CST|[ECMP][SD]?T|IST|AEDT|AEST|SGT|JST|Beijing [Tt]ime)\b|北京时间"
_DAY = (
    r"(?:星期|周)[一二三四五六日天](?!刊|报|末)"
    r"|\b(?i:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
)
_COLON = r"\s*[:：丨|｜/／]\s*"
_NAMED = r"《?(?P<{}>[^\s，。！？!?、:：|｜丨；;（）()\[\]【】《》]{{1,24}})》?"
_SOURCE = re.compile(
    r"(?:文章|稿件|信息|新闻|本文|内容)?(?:来源|稿源|出处)(?:于|自)?"
    rf"(?:{_COLON}|\s+){_NAMED.format('zh')}"
    rf"|(?:转载自|摘自|转自)(?:{_COLON}|\s*){_NAMED.format('zh2')}"
    r"|\b(?:[Ss]ource|SOURCE|[Pp]ublisher)\s*[:|]\s*(?P<en>[A-Z][\w.&'’-]*"
    r"(?: (?:of |the |and |& )*(?!Editor|Author|By\b)[A-Z][\w.&'’-]*){0,5})"
)
_LABELS = (
    r"(?:(?:发布|发表|发稿|更新|修改|创建|出版|刊登|新闻)?(?:时间|日期|机构|单位|者)"
    rf"|(?:发布|发表|更新)于)(?:{_COLON})?"
    r"|\b(?i:(?:first |last )?(?:published|updated|posted|modified|released?|date|on|at)\b:?)"
)
_WORK = (
    r"(?:本报|本网|特约|见习|实习|值班|责任|执行|网络|新媒体|本文|本期)?"
    r"(?:记者|作者|撰稿|撰文|文|图|编辑|责编|编审|校对|审核|监制|主编|通讯员|摄影|录入|供稿)"
)
_EN_NAMES = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}"
_EN_OUTLET = (
    r"(?:(?:The )?(?:[A-Z][\w&'’-]*\.? ){0,4}"
    r"(?:News|Times|Post|Daily|Herald|Tribune|Journal|Guardian|Telegraph|Gazette|Chronicle|Press"
    r"|Review|Today|Network|Agency|Weekly|Standard|Mail|Observer|Globe|Independent|Magazine|Media"
    r"|Online|Radio|Broadcasting)(?: [A-Z][\w&'’-]*){0,3}"
    r"|Reuters|Bloomberg|Xinhua|AFP|AP|BBC(?: News)?|CNN|CGTN|NPR|CNBC)"
)
_PEOPLE = (
    rf"{_WORK}{_COLON}[^\s，。！？!?|｜丨；;]{{1,20}}"
    r"(?:[\s、]+[^\s，。！？!?:：|｜\d]{2,4}(?![^\s|｜]))*"
    rf"|{_WORK}{_COLON}"
    r"|(?:[^\s，。]{2,6})?(?:记者|通讯员)(?:\s+[^\s，。！？!?:：|｜\d]{2,4})+(?:\s*[摄文])?(?!\w)"
    rf"|\b[Bb][Yy]:? {_EN_NAMES}(?:(?:, | and |, and )(?!{_EN_OUTLET}){_EN_NAMES})*"
    r"|\b(?i:editors?|authors?|reporters?|writers?|photographers?|proofreader)\s*[:|]\s*"
    r"[^\s|,.:：]{1,20}(?: [A-Z][\w.]*){0,2}"
)
_EXTRAS = (
    r"(?:阅读|浏览|点击|评论|点赞|转发|分享|收藏|参与|跟贴|热度|人气)(?:量|数|次数)?"
    rf"(?:{_COLON})?\s*[\d.,万]*\+?\s*次?"
    r"|(?:[^\s\d]{2,6}\s+)?举报(?!\w)|发表于\s*[^\s\d，。]{2,8}(?!\w)"
    r"|(?:打印|收藏|纠错|分享到?|字[号体]|[超特]?[大中小]|A-|A\+|关注|订阅|微信|微博|朋友圈|QQ空间"
    r"|扫码|听新闻|朗读|我要评论|用手机看|原创|独家|参与互动|[+-])(?!\w)"
    r"|(?:https?://|www\.)[!-~]+"
    r"|\b\d{1,3} (?:min(?:ute)?s? read|comments?|shares?)\b"
)
_OUTLET = (
    r"[^\s\d，。！？!?、:：|｜丨；;（）()]{1,15}(?:网|社|报|刊|台|在线|新闻|频道|客户端|周刊|杂志"
    r"|评论|传媒|发布|融媒|观察|财经|快报|官网|电视)"
)
LIKE_AN_OUTLET = re.compile(
    rf"{_OUTLET}|{_EN_OUTLET}|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|tw|hk)"
)
"""What the name of an outlet looks like; Chinese in simplified form."""


def _nameless(pattern: re.Pattern[str]) -> str:
    """A pattern without names for its groups."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)


_TOKENS = re.compile(
    rf"(?P<source>{_nameless(_SOURCE)})|(?P<date>{_nameless(_DATE)})"
    rf"|(?P<time>{_TIME}|{_ZONE}|{_DAY}|{_SHORT_DATE})|(?P<extra>{_EXTRAS})|(?P<label>{_LABELS})"
    rf"|(?P<people>{_PEOPLE})|(?P<outlet>{_OUTLET}|\b{_EN_OUTLET}(?!\w))"
)
_SEPARATORS = re.compile(r"[\s|｜丨/／·•,，、；;:：()（）\[\]【】<>《》—–\-_.。]*")
_SENTENCE_ENDS = tuple("。！？!?.”")
_NO_OUTLET = re.compile(
    "本站|本网|原创|转载|网络|互联网|综合|网站|未知|其他|网友|投稿|本报|佚名|整理|自媒体|个人|匿名|不详|综合报道|网络综合"
)
_HAN_DIGITS = {mark: str(digit) for digit, mark in enumerate("〇一二三四五六七八九")}
_HAN_DIGITS |= {"零": "0", "○": "0", "Ｏ": "0"}


class Byline(NamedTuple):
    """What a by-line says; what it does not say is empty.

    Attributes:
        published: ISO date.
        outlet: whose text it is: the source that it names, else the outlet that stands in it.
        bare: whether it is a date or "By …" and nothing else, which may be text: of a letter,
            of an act.
    """

    published: str = ""
    outlet: str = ""
    bare: bool = False


def read(line: str) -> Byline | None:
    """What a line says if it is a by-line; None if it is anything else."""
    line = line.strip()
    text = to_simplified(line)
    if not 0 < len(line) <= LONGEST or len(text) != len(line):
        return None
    kinds: set[str] = set()
    date = source = bare = ""
    at = _skipped(text, 0)
    while at < len(text):
        match = _TOKENS.match(text, at)
        if not match or match.end() == at:
            return None
        kind = match.lastgroup or ""
        kinds.add(kind)
        if kind == "date":
            date = date or date_in(match.group())
        elif kind == "source" and (named := _SOURCE.fullmatch(text, at, match.end())):
            source = source or outlet_in(line[slice(*named.span(named.lastgroup or 0))])
        elif kind == "outlet":
            bare = bare or line[at : match.end()]
        at = _skipped(text, match.end())
    if not (kinds & {"source", "people", "date"} or kinds >= {"time", "outlet"}):
        return None
    only_a_name = kinds == {"people"} and line[:2].lower() == "by"
    return Byline(date, source or bare, bare=kinds == {"date"} or only_a_name)


def glimpse(line: str) -> Byline:
    """The date and the source that a short line names, whatever else it says."""
    text = to_simplified(line)
    if len(text) != len(line) or len(line) > LONGEST or line.rstrip().endswith(_SENTENCE_ENDS):
        return Byline()
    named = _SOURCE.search(text)
    outlet = outlet_in(line[slice(*named.span(named.lastgroup or 0))]) if named else ""
    return Byline(date_in(text), outlet)


def _skipped(text: str, at: int) -> int:
    """Where the separators that stand at a place end."""
    match = _SEPARATORS.match(text, at)
    return match.end() if match else at


def outlet_in(name: str) -> str:
    """A name as an outlet, unless it only says that somebody else wrote it."""
    name = re.sub(r"^(?:文章)?(?:来源|來源|稿源)\s*[:：]\s*", "", name).strip("《》\"“”' ")
    return "" if _NO_OUTLET.fullmatch(to_simplified(name)) else name


def date_in(text: str) -> str:
    """The first date of a text that names year, month and day, in ISO form; empty if none does."""
    for match in _DATE.finditer(text):
        found = _parts(match)
        if is_day(*found):
            return "{:04}-{:02}-{:02}".format(*found)
    return ""


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day: 31 February is none."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day."""
    for number in "123":
        if match[f"y{number}"]:
            return int(match[f"y{number}"]), int(match[f"m{number}"]), int(match[f"d{number}"])
    if match["roc"]:
        return int(match["roc"]) + 1911, int(match["m4"]), int(match["d4"])
    if match["han"]:
        year = int("".join(_HAN_DIGITS.get(mark, mark) for mark in match["han"]))
        return year, _han_number(match["hm"]), _han_number(match["hd"])
    key = "a" if match["a"] else "b"
    month = _MONTHS.index(match[key][:3].lower()) + 1
    return int(match[f"{key}y"]), month, int(match[f"{key}d"])


def _han_number(text: str) -> int:
    """A number below 100: 三, 十, 十二, 二十, 三十一."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_HAN_DIGITS.get(text, "0")) if len(text) == 1 else 0
    return 10 * int(_HAN_DIGITS.get(tens, "1")) + int(_HAN_DIGITS.get(ones, "0"))
