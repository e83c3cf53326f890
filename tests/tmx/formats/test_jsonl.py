import json

import pytest

import tmx
from corpus.errors import InputError
from corpus.model import SentencePair

RICH = tmx.TranslationUnit(
    (
        tmx.Variant("en-GB", "Save it", 'Save<ph x="1"/> it', (("x-a", "b"),), ("right",)),
        tmx.Variant("zh-TW", "儲存", '儲<ph x="1"/>存', (), (), (("changeid", "李"),)),
        tmx.Variant("de", "Speichern"),
    ),
    (("x-domain", "软件"), ("x-score", "0.500")),
    ("说明",),
    (("tuid", "7"),),
)


@pytest.fixture
def rich(tmp_path):
    path = tmp_path / "a.tmx"
    tmx.write(path, [RICH], source="en-GB", target="zh-TW", level=2)
    return path


def test_a_unit_that_is_more_than_its_pair_comes_back_whole(rich, tmp_path):
    assert tmx.convert(rich, tmp_path / "a.jsonl").lost == {}
    tmx.convert(tmp_path / "a.jsonl", tmp_path / "b.tmx")
    assert (tmp_path / "b.tmx").read_bytes() == rich.read_bytes()


def test_a_plain_unit_is_a_plain_row(tmp_path):
    pair = SentencePair("是", "Yes", 0.5)
    tmx.write_pairs(tmp_path / "a.tmx", [pair])
    tmx.convert(tmp_path / "a.tmx", tmp_path / "a.jsonl")
    assert "tmx" not in json.loads((tmp_path / "a.jsonl").read_text("utf-8"))


def test_what_was_edited_wins(rich, tmp_path):
    path = tmp_path / "a.jsonl"
    tmx.convert(rich, path)
    row = json.loads(path.read_text("utf-8"))
    row.update(zh="另存新檔", score=1.0, topic="软件")
    path.write_text(json.dumps(row), encoding="utf-8")
    tmx.convert(path, tmp_path / "b.tmx")
    (unit,) = tmx.read(tmp_path / "b.tmx")
    english, chinese, german = unit.variants
    assert (chinese.text, chinese.markup, chinese.language) == ("另存新檔", "", "zh-TW")
    assert (english, german) == (RICH.variants[0], RICH.variants[2])
    assert dict(unit.properties)["x-score"] == "1.000"
    assert ("x-domain", "软件") in unit.properties


@pytest.mark.parametrize("value", ["7", '"a"', '{"variants": [7]}', '{"properties": [1]}'])
def test_a_damaged_record_is_named_with_its_line(tmp_path, value):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"zh": "是", "en": "yes", "tmx": {value}}}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl:1: its field tmx is .* remove the field"):
        tmx.convert(path, tmp_path / "b.tmx")
