from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

import tmx
from tests.omegat import JAR, missing_for_omegat, untranslated_by_omegat
from tests.tmx.memories import PAIRS, units

pytestmark = pytest.mark.skipif(bool(missing_for_omegat()), reason=missing_for_omegat())


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
