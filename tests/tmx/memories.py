"""A memory with all that has ever made a tool drop a unit."""

from collections.abc import Iterator

import tmx

PAIRS = {
    "韩国总统周四抵达北京，展开务实外交。": "Seoul's president arrived in Beijing on Thursday.",
    "“我们希望继续对话”，他说：价格为３％。": "“We want to keep talking”, he said: it costs 3%.",
    "A&B <公司>《年报》(2026)": "The “Annual Report” (2026) of A&B <company>",
    "臺灣與韓國的貿易額上升。": "Trade between Taiwan and South Korea rose.",
    "双方" + "就经贸合作深入交换意见，" * 120 + "会谈结束。": "The talks were "
    + "very " * 300
    + "long.",
}


def units() -> Iterator[tmx.TranslationUnit]:
    """A unit with inline codes, then each of PAIRS with codes, edges and dates of other tools."""
    yield tmx.TranslationUnit(
        (
            tmx.Variant("zh", "请按保存键。", '请按<bpt i="1">&lt;b&gt;</bpt>保存<ept i="1"/>键。'),
            tmx.Variant("en", "Press Save.", 'Press <hi>Save</hi><ph x="1"/>.'),
        )
    )
    for zh, en in PAIRS.items():
        yield tmx.TranslationUnit(
            (tmx.Variant("en_GB", f" {en}\n"), tmx.Variant("ZH-hans", f"\u3000{zh}\x01")),
            properties=(("file", "old.docx"), ("", "none"), ("x-topic", "外交")),
            attributes=(("creationdate", "2026-01-04T08:00:00+08:00"), ("score", "0.9")),
        )
