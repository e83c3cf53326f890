"""What a term names: a person, a place, an organisation, a work, a quantity, a phrase, or a term.

category(zh, en, zh_text, en_text, is_name) -> Category

Told by what stands at the end of the Chinese and beside the English head (條例, Ordinance), by
capitals, by the tags of jieba's dictionary, and by the characters that foreign names are written
with. What nothing speaks for is a term.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from glossary.analysis.glosses import glosses
from glossary.analysis.person_names import find_names, is_half_name
from glossary.analysis.wording import has_title_en, has_title_zh, tagged
from glossary.entries import Category
from glossary.lexicon.names.spelled import nameliness

_WORK_ZH = """
法 条例 法案 公约 协定 条约 宪法 细则 办法 规则 规例 规程 法规 守则 准则 手册
年报 报告 宣言 声明 日记 白皮书 圣经 报表 议定书 公报 法令 法典 通函 指引 法律
纲领 宝鉴 名单 传 记
"""
_WORK_EN = """
act ordinance regulation treaty convention code rule agreement protocol report handbook
manual constitution declaration bible diary law statement standard guideline circular
decree charter communique bill list story tale chronicle
"""
_BODY_ZH = """
部 局 署 委员会 公司 大学 学院 银行 协会 学会 公会 商会 理事会 组织 机构 医院
法院 集团 党 联盟 政府 俱乐部 研究所 基金会 中心 博物馆 办公室 办事处 管理处 电视网
电视台 出版社 通讯社 报社 乐团 乐队 队 兵团 议会 国会 参议院 众议院 司法院 立法院
行政院 实验室 中学 小学 高中 教会 联合会 总部 工会 交易所 证监会 金管局 处 厅 行
社
"""
_BODY_EN = """
ministry department bureau agency authority commission committee council university
college bank company corporation corp inc ltd limited institute association organization
organisation party court government union foundation center centre office administration
museum hospital club society federation group team board army navy headquarters
parliament congress senate yuan laboratory lab school church network press orchestra
band exchange division branch police corps league assembly academy
"""
_PLACE_ZH = """
省 市 县 州 岛 群岛 山 河 江 湖 海 洋 半岛 城 区 镇 村 湾 港 地区 广场 海滩
三角洲 街 路 机场 帝国 王国 共和国 喷泉 海峡 山脉 高原 盆地 沙漠 公园 大道 府
"""
_PLACE_EN = """
province city county state island isle river lake mountain mount sea ocean peninsula
street square beach bay road airport empire kingdom republic fountain strait delta
desert plateau basin park avenue district village town valley coast region mansion
territory
"""
_NUMERALS = "0-9０-９〇零一二两三四五六七八九十百千万亿兆半"
_COUNTERS = """
个 名 位 年 月 日 号 天 周 小时 分钟 秒 岁 元 美元 人 次 种 项 倍 成 米
公里 千米 公斤 吨 度 世纪 周年 例 条 件 家 场 届 期 页 章 节 英里 海里 毫米
厘米 点 点钟 平方米 平方公里 英尺 磅 亿 万 百万 分之 %
"""
_QUANTITY_ZH = re.compile(
    rf"(?:约|近|超过|逾|至少|每|第)?[{_NUMERALS}.,]+(?:多|余)?(?:{'|'.join(_COUNTERS.split())}).{{0,4}}"
)
_QUANTITY_EN = re.compile(
    r"(?:about |over |nearly |more than |at least |some )?(?:\$|£|€)?"
    r"(?:\d[\d.,]*(?:th|st|nd|rd)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"dozens?|hundreds?|thousands?|millions?|billions?|half)(?: .*|%)?",
    re.IGNORECASE,
)
_POINT = re.compile("[·•‧∙・]")
_NAMELIKE = 1.5
"""Least mean nameliness of the characters of a foreign name."""
_LONGEST_PERSON = 4
"""Words of a person's name."""
_SMALL = frozenset(("of", "the", "and", "for", "a", "an", "in", "on", "de", "la", "von", "van"))
_ENDS = {
    Category.WORK: tuple(_WORK_ZH.split()),
    Category.ORGANISATION: tuple(_BODY_ZH.split()),
    Category.PLACE: tuple(_PLACE_ZH.split()),
}
_HEADS = {
    Category.WORK: frozenset(_WORK_EN.split()),
    Category.ORGANISATION: frozenset(_BODY_EN.split()),
    Category.PLACE: frozenset(_PLACE_EN.split()),
}
_TAGS = {"ns": Category.PLACE, "nt": Category.ORGANISATION}
"""What jieba's tags of names stand for; those of persons stand at many other words, too."""
_PLACE_ENDINGS = (
    *("ville", "ton", "burg", "burgh", "stadt", "land", "shire", "ford", "port", "pool", "grad"),
    *("polis", "bad", "stan", "ia", "mouth", "holm", "field", "wick", "dorf", "heim"),
)
"""How names of places end in English, seldom those of persons."""


def category(zh: str, en: str, zh_text: str, en_text: str, *, is_name: bool) -> Category:
    """What a pair names.

    Args:
        zh: normal form of the Chinese term.
        en: normal form of the English term.
        zh_text: the Chinese term as published.
        en_text: the English term as published.
        is_name: whether capitals or the dictionary say so.
    """
    if not is_name and _QUANTITY_ZH.fullmatch(zh) and _QUANTITY_EN.fullmatch(en_text):
        return Category.QUANTITY
    words, tags = tagged(zh)
    heads = _heads(en)
    written = [word for word in en_text.split() if word.lower() not in _SMALL]
    capital = is_name or 2 * sum(word[:1].isupper() for word in written) > len(written)
    if "《" in zh_text:
        return Category.WORK
    for kind, ends in _ENDS.items():
        if capital and zh.endswith(ends) and heads & _HEADS[kind]:
            return kind
    if capital:
        return _named(zh, zh_text, en_text, words, tags)
    alone = tags[0] if len(tags) == 1 else ""
    if alone == "i":
        return Category.PHRASE
    return Category.PLACE if alone == "ns" else Category.TERM


def _heads(en: str) -> set[str]:
    """The words that may be the head of an English term: the last, and the one before *of*."""
    forms = en.split()
    before = {one for one, two in pairwise(forms) if two in ("of", "for", "on")}
    return before | set(forms[-1:])


def _named(
    zh: str, zh_text: str, en_text: str, words: Sequence[str], tags: Sequence[str]
) -> Category:
    """What a name without a head that both sides have is the name of."""
    parts = en_text.split()
    is_acronym = len(parts) == 1 and len(en_text) > 1 and en_text.isupper()
    said = Category.named(glosses().names.get(zh, ""))
    if said and (said is not Category.PERSON or tags[0] != "ns"):
        return Category.TERM if en_text.isupper() and said is Category.PERSON else said
    if _is_person(zh, en_text):
        return Category.PERSON
    if len(tags) == 1 and tags[0] in _TAGS:
        return _TAGS[tags[0]]
    for kind in (Category.ORGANISATION, Category.PLACE):
        if len(zh) > 2 and zh.endswith(_ENDS[kind]):
            return kind
    foreign = [nameliness().get(char, 0.0) for char in zh if char.isalpha()]
    if is_acronym:
        return Category.TERM
    if foreign and sum(foreign) >= _NAMELIKE * len(foreign):
        if len(parts) > 1 or _POINT.search(zh_text):
            return Category.PERSON if len(parts) <= _LONGEST_PERSON else Category.TERM
        return Category.PLACE if en_text.lower().endswith(_PLACE_ENDINGS) else Category.PERSON
    return Category.TERM


@cache
def _is_person(zh: str, en_text: str) -> bool:
    """Whether the two are read alike as names of persons, or a title says so."""
    if has_title_en(en_text) and has_title_zh(zh):
        return True
    if is_half_name(zh, en_text):
        return True
    return 2 <= len(zh) <= _LONGEST_PERSON and any(
        len(name) == len(zh) for name, _ in find_names([zh], [en_text])
    )
