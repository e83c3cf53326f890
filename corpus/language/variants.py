"""Characters that one region writes for two of another's: words decide which one is meant.

by_words("隨著原著") -> "隨着原著"

Taiwan writes 著 (zhe) in 隨著 as well as 著 (zhù) in 原著; the mainland and Hong Kong write 随着
and 原著. Taiwan's 么 (yāo) in 老么 is 幺 elsewhere, where 么 is simplified for 麼. Which words
have 著 (zhù) is from CC-CEDICT's readings (zhu4) and the words on -著 and 著- that name writings
and renown; where a verb with 著 (zhe) may stand before a word that begins alike (看著名單), the
characters on both sides decide.
"""

import re

_VERBS = (
    "隨随跟接沿看帶带拿抱坐站走穿戴背握朝向對对憑凭靠依藉借循順顺按照本當当味望盯瞪聽听說说想等忙"
    "活笑哭唱喊叫打拉推拖提舉举扛挑擔担掛挂貼贴放擺摆寫写畫画印刻存藏守護护陪伴引領领指圍围繞绕懷"
    "怀捧牽牵搭騎骑開开關关閉闭醒睡躺臥卧跪蹲趴倚飄飘飛飞閃闪散讀读翻念教追找問问試试披踩吃喝"
)
"""Verbs that 著 (zhe) often follows."""
_WRITINGS = "原專专論论譯译編编卓遺遗新所拙合名巨鉅钜顯显昭炳土"
"""What stands before 著 (zhù)."""
_RATHER_VERBS = """
彰顯 彰显 凸顯 凸显 突顯 突显 翻譯 翻译 談論 谈论 討論 讨论 議論 议论 爭論 争论 評論 评论 辯論 辩论
"""
_OF_WRITINGS = "".join(f"(?<!{verb})" for verb in _RATHER_VERBS.split())
# 著陸, 著眼, 著重, 著力, 著手 are words of their own; 合著眼 and 編著辮子 have a verb.
_ZHU = (
    rf"(?<=[{_WRITINGS}]){_OF_WRITINGS}著(?![陸陆眼重力手雙双嘴唇掌辮辫])"
    r"|(?<=[察見见]微知)著|(?<=[較较])(?<![比計计][較较])著(?![眼重力手陸陆勁劲])"
    rf"|(?<![{_VERBS}])著(?=[名作述者書书錄录稱称於于《〈])"
    rf"|(?<=[{_VERBS}])著"
    r"(?=名(?![單单字片牌為为義义氣气聲声額额次人家曲車车流])"
    r"|作(?![業业者用戰战為为品客案物勢势答揖亂乱響响法家文])|述(?![說说職职]))"
    r"|(?:(?<=[他她其曾並并亦，。；、])|^)著(?=有)"
)
_IS_ZHU = re.compile(_ZHU, re.MULTILINE)
_YAO = re.compile(
    r"(?<=[老對对])么(?!\w)|(?<![什怎這这那多要為为甚恁幹干])么(?=[妹女兒儿店點点二叔弟蛾])"
    r"|(?<!\w)么(?!\w)"
)


def by_words(text: str) -> str:
    """The text with 着 and 幺 where its words have these; the rest stays as it is."""
    text = re.sub("著", lambda at: "著" if _IS_ZHU.match(text, at.start()) else "着", text)
    return re.sub("么", lambda at: "幺" if _YAO.match(at.string, at.start()) else "么", text)
