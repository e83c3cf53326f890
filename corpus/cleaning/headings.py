"""Numbered headings: they repeat from act to act and from chapter to chapter, and are text.

is_heading(line) -> bool

第三章 总则, Article 12, § 4, 一、, （二）, 1.2.3 Scope, IV., Annex B, 附件二: a number of a kind
that people give to parts of a text, alone or before words that end with no mark. A bare Arabic
number may be a page's and is none.
"""

import re

from corpus.language.han import HAN

_HAN = "〇零一二三四五六七八九十百千两兩壹贰貳叁參肆伍陆陸柒捌玖拾廿卅"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_NUMBER = rf"(?:[\d０-９]{{1,4}}|[{_HAN}]{{1,7}})"
_ROMAN = r"(?:(?=[IVXLC])(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})|[Ⅰ-Ⅿ]{1,3})"
_PARTS = (
    "章|条|條|节|節|编|編|篇|部分|部|卷|款|项|項|目|回|讲|講|课|課|单元|單元|幕|场|場|步|点|點|类|類"
    "|册|冊|话|話|题|題"
)
_ATTACHED = "附件|附录|附錄|附表|附则|附則|附图|附圖|附注|附註|别表|別表"
_WORDS = (
    r"art(?:icle|\.)|chap(?:ter|\.)|sec(?:tion|\.)|sub-?section|part|sub-?part|book|title|vol(?:ume|\.)"
    r"|schedule|annex(?:e|ure)?|appendix|exhibit|attachment|addendum|rule|regulation|clause"
    r"|para(?:graph|\.)|table|fig(?:ure|\.)|box|item|division|lesson|unit|module|step|act|scene|canto|principle|question"
)
_COUNTED = (
    rf"(?:\d{{1,4}}(?:[.\-–]\d{{1,3}})*[A-Za-z]?|{_ROMAN}|[A-Z]|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|first|second|third)"
)

_HEADING = re.compile(
    "|".join(
        (
            rf"[（(【\[《]?第\s*{_NUMBER}\s*(?:{_PARTS})(?:之\s*{_NUMBER})?.*",
            rf"[（(【\[]?(?:{_ATTACHED})\s*(?:{_NUMBER}|[A-Z]|{_ROMAN})?"
            r"(?:[）)】\]：:、.．\s].*)?",
            r"§+\s*\d.*",
            rf"[{_HAN}{_STEMS}]{{1,5}}\s*(?:[、.．:：].*)?",  # a bare numeral too: 四
            rf"[（(〔]\s*(?:[{_HAN}]{{1,5}}|[{_STEMS}])\s*[）)〕].*",
            rf"\d{{1,2}}(?:\.\d{{1,3}}){{1,5}}\.?"  # 1.2.3
            rf"(?:[\s、:：].*|(?![万萬亿億千百])[{HAN}].*)?",
            r"\d{1,3}\s?[.．、)）]+\s*[^\W\d].*",  # 1. Scope
            r"[（(]\s*(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})\s*[）)]\s*[^\W\d].*",  # (a) Scope
            r"[①-⑳㉑-㊿❶-❿]\s*[^\W\d].*",
            rf"[（(]?{_ROMAN}(?:[.．、)）:：].*|\s*[—–-]\s.*)?",
            r"(?i:annex(?:e|ure)?|appendix|schedule|addendum)(?:\s*[:.—–-]\s*\S.*)?",
            rf"(?i:{_WORDS})\s*{_COUNTED}(?![\w'’]).*",
            rf"(?i:{_WORDS})\s+(?i:{_COUNTED})(?![\w'’]).*",
        )
    )
)
_ENDS = tuple("。！？!?；;")


def is_heading(line: str) -> bool:
    """Whether a line is a numbered heading: never page furniture, however often it stands."""
    line = line.strip("　 \t#*")
    return not line.endswith(_ENDS) and _HEADING.fullmatch(line) is not None
