"""Names that hold a mark: Yahoo!, 约翰.史密斯.

is_name(word) -> bool                    whether a ! behind the word belongs to it
is_name_in_chinese(line, start) -> bool  the same of a Latin word before `start` in Chinese text
is_point_in_name(line, at) -> bool       whether a point stands between the parts of a name
"""

import re

_WITH_MARK = frozenset(
    {
        *("Yahoo", "Yum", "Jeopardy", "Joomla", "Kahoot", "Wham", "Oliver", "Oklahoma", "Airplane"),
        *("E", "Rouge", "Ahoy", "Mia", "Jackass"),
    }
)
_CALLS = frozenset(
    {
        *(
            "hello",
            "hi",
            "hey",
            "bye",
            "sorry",
            "wow",
            "yes",
            "no",
            "ok",
            "okay",
            "oh",
            "go",
            "good",
        ),
        *(
            "great",
            "bravo",
            "cheers",
            "help",
            "stop",
            "thanks",
            "please",
            "welcome",
            "yeah",
            "happy",
        ),
        *("well", "nice", "come"),
    }
)
"""What people shout in Latin letters in the middle of Chinese."""
_LATIN_WORD = re.compile(r"[A-Za-z][\w'’-]*$", re.ASCII)
_SPELLING = frozenset(
    "阿埃艾安昂奥巴白班邦包保贝本比彼边别宾波伯博布查昌茨达大戴丹当道德登邓狄迪蒂丁东杜多厄恩尔法凡范菲费芬丰夫弗"
    "福盖甘冈戈哥格葛根贡古瓜圭哈海汉豪赫亨洪侯胡华怀霍基吉加贾简江杰金喀卡凯坎康考科克肯孔库夸奎昆拉莱赖兰朗"
    "劳勒雷黎里理丽利莉列烈林琳留龙卢鲁路吕伦罗洛马麦曼芒毛梅门蒙米密缪摩莫姆墨默木穆娜纳乃南内尼涅宁牛纽努诺欧"
    "帕潘庞佩彭皮平普齐奇恰乔切琴丘让热仁荣茹瑞若萨赛三桑瑟森沙山舍生圣史士舒顺朔斯丝司松苏素孙索塔泰坦汤唐陶特"
    "滕提田廷通图托脱瓦万旺威韦维魏温文沃乌武伍西希锡夏香肖谢辛欣休许雪逊雅亚延扬尧耶叶伊依易因英永尤于约云扎赞"
    "泽曾詹张哲珍芝治朱佐尔翰玛琼妮莎娅薇柯珊蕾黛珀佳捷嘉洁茜卓蓬蔡钦辽"
    "愛奧貝邊別賓達當鄧東爾範費豐蓋岡貢漢賈簡傑凱庫萊賴蘭勞麗龍盧魯呂倫羅馬麥門蒙繆納內寧紐諾歐龐齊喬讓熱榮賽"
    "爾瑪瓊婭潔欽遼聖順絲蘇孫湯圖脫萬韋維溫烏錫謝許遜雅亞揚堯葉約雲贊澤張"
)
"""Characters that spell foreign names, in both scripts."""


def is_name(word: str) -> bool:
    """Whether a ! that follows directly belongs to the word."""
    return word in _WITH_MARK


def is_name_in_chinese(line: str, start: int) -> bool:
    """Whether the ! at `start` belongs to the Latin word before it.

    It does where the word is known for it (Yahoo!奇摩), and where a capitalised word and a ! of
    half width stand, without spaces, in a line whose other marks have full width.
    """
    match = _LATIN_WORD.search(line, max(0, start - 30), start)
    if not match:
        return False
    word = match.group()
    if is_name(word):
        return line[start + 1 : start + 2].isalnum()
    return (
        line[start] == "!"
        and word[:1].isupper()
        and word[1:].islower()
        and word.lower() not in _CALLS
        and line[start + 1 : start + 2].isalpha()
        and any(mark in line for mark in "，。！？")
    )


def is_point_in_name(line: str, at: int) -> bool:
    """Whether the characters on both sides of a point spell foreign names (约翰.史密斯)."""
    around = line[max(0, at - 2) : at] + line[at + 1 : at + 3]
    return len(around) == 4 and all(character in _SPELLING for character in around)
