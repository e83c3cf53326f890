from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

import tmx
from tests.omegat import JAR, missing_for_omegat, untranslated_by_omegat

pytestmark = pytest.mark.skipif(bool(missing_for_omegat()), reason=missing_for_omegat())

PAIRS = {
    "韩国总统周四抵达北京，展开务实外交。": "Seoul's president arrived in Beijing on Thursday.",
    "“我们希望继续对话”，他说：价格为３％。": "“We want to keep talking”, he said: it costs 3%.",
    "A&B <公司>《年报》(2026)": "The “Annual Report” (2026) of A&B <company>",
    "臺灣與韓國的貿易額上升。": "Trade between Taiwan and South Korea rose.",
    "双方" + "就经贸合作深入交换意见，" * 120 + "会谈结束。": "The talks were "
    + "very " * 300
    + "long.",
}


def units():
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


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize(("source", "target"), [("zh-CN", "en-US"), ("en-US", "zh-CN")])
def test_omegat_uses_every_unit_in_both_directions(tmp_path, source, target, level):
    path = tmp_path / "memory.tmx"
    written = tmx.write(path, units(), source=source, target=target, level=level)
    assert written == len(PAIRS) + 1
    assert untranslated_by_omegat(path, source, target) == []


def test_omegat_uses_what_memoq_wrote_once_it_is_converted(tmp_path):
    path, utf16, converted = (tmp_path / name for name in ("a.tmx", "memoq.tmx", "tw.tmx"))
    tmx.write(path, units(), level=2)
    text = path.read_text(encoding="utf-8").replace("UTF-8", "UTF-16", 1)
    utf16.write_bytes(text.encode("utf-16"))
    tmx.convert(utf16, converted, "en-US", "zh-CN", script="taiwan")
    assert tmx.direction(converted) == ("en-US", "zh-TW")
    assert untranslated_by_omegat(converted, "en-US", "zh-TW") == []


def test_the_check_notices_a_memory_that_omegat_drops(tmp_path):
    path = tmp_path / "memory.tmx"
    tmx.write(path, units())
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(' srclang="zh-CN"', ""), encoding="utf-8")
    assert len(untranslated_by_omegat(path)) == len(PAIRS) + 1


@pytest.mark.parametrize("level", [1, 2])
def test_the_dtd_accepts_what_is_written(tmp_path, level):
    dtd = tmp_path / "tmx14.dtd"
    with ZipFile(JAR) as archive:
        dtd.write_bytes(archive.read("schemas/tmx14.dtd"))
    path: Path = tmp_path / "memory.tmx"
    tmx.write(path, units(), level=level, properties=(("x-method", "1"),), notes=("说明",))
    with dtd.open("rb") as stream:
        grammar = etree.DTD(stream)
    assert grammar.validate(etree.parse(path)), grammar.error_log
