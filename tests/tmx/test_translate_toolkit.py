"""translate-toolkit reads the same units as OmegaT (test_omegat.py)."""

import pytest

import tmx
from tests.tmx.memories import PAIRS, units
from tests.translate_toolkit import read_by_translate_toolkit


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize(("source", "target"), [("zh-CN", "en-US"), ("en-US", "zh-CN")])
def test_every_unit_is_read_in_both_directions(tmp_path, source, target, level):
    path = tmp_path / "memory.tmx"
    tmx.write(path, units(), source=source, target=target, level=level)
    # At level 2 it takes the words inside an inline code for text
    marked = "请按<b>保存键。" if level == 2 else "请按保存键。"
    expected = [(marked, "Press Save."), *PAIRS.items()]
    for codes in ((source, target), (target, source)):
        turned = codes[0] == "en-US"
        assert read_by_translate_toolkit(path, *codes) == [
            (en, zh) if turned else (zh, en) for zh, en in expected
        ]


def test_what_memoq_wrote_is_read_once_it_is_converted(tmp_path):
    path, utf16, converted = (tmp_path / name for name in ("a.tmx", "memoq.tmx", "tw.tmx"))
    tmx.write(path, units())
    text = path.read_text(encoding="utf-8").replace("UTF-8", "UTF-16", 1)
    utf16.write_bytes(text.encode("utf-16"))
    tmx.convert(utf16, converted, "en-US", "zh-CN", script="taiwan")
    found = read_by_translate_toolkit(converted, "en-US", "zh-TW")
    assert [en for en, _ in found] == ["Press Save.", *PAIRS.values()]
    assert found[1][1] == "韓國總統週四抵達北京，展開務實外交。"
