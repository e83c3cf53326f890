import pytest

import tmx
from corpus.errors import InputError, UsageError
from corpus.model import SentencePair


@pytest.fixture
def memory(tmp_path):
    def write(name, *texts, source="zh-CN", target="en-US"):
        path = tmp_path / name
        units = [tmx.unit_from_pair(SentencePair(*pair), source, target) for pair in texts]
        tmx.write(path, units, source=source, target=target)
        return path

    return write


def texts(path):
    return [(pair.zh, pair.en) for pair in tmx.pairs(path)]


def test_the_more_trusted_memory_wins_and_nothing_comes_twice(memory, tmp_path):
    first = memory("a.tmx", ("你好", "Hello"), ("再见", "Goodbye"))
    second = memory("b.tmx", ("再见", "Bye"), ("你好", "Hello"), ("谢谢", "Thank you"))
    output = tmp_path / "c.tmx"
    merged = tmx.merge([first, second], output)
    assert texts(output) == [("你好", "Hello"), ("再见", "Goodbye"), ("谢谢", "Thank you")]
    assert (merged.written, merged.repeated, merged.overruled, merged.unusable) == (3, 1, 1, 0)
    assert tmx.merge([second, first], output).written == 3
    assert ("再见", "Bye") in texts(output)


def test_alternatives_stay_if_they_are_wanted(memory, tmp_path):
    first = memory("a.tmx", ("再见", "Goodbye"))
    second = memory("b.tmx", ("再见", "Bye"))
    tmx.merge([first, second], tmp_path / "c.tmx", alternatives=True)
    assert texts(tmp_path / "c.tmx") == [("再见", "Goodbye"), ("再见", "Bye")]


def test_a_memory_merged_with_itself_is_itself(memory):
    path = memory("a.tmx", ("你好", "Hello"), ("再见", "Goodbye"))
    before = path.read_bytes()
    tmx.merge([path, path], path)
    assert path.read_bytes() == before


def test_the_other_direction_and_region_are_taken_in(memory, tmp_path):
    first = memory("a.tmx", ("你好", "Hello"), source="zh", target="en")
    second = memory("b.tmx", ("谢谢", "Thanks"), source="en-GB", target="zh-CN")
    output = tmp_path / "c.tmx"
    tmx.merge([first, second], output)
    assert [list(unit.segments) for unit in tmx.read(output)] == [["zh", "en"], ["zh-CN", "en-GB"]]
    tmx.merge([first, second], output, source="zh", target="en")
    assert tmx.validate(output) == []
    assert [list(unit.segments) for unit in tmx.read(output)] == [["zh", "en"]] * 2


def test_markup_and_properties_stay(tmp_path):
    path, output = tmp_path / "a.tmx", tmp_path / "b.tmx"
    unit = tmx.TranslationUnit(
        (tmx.Variant("zh-CN", "保存", '保存<ph x="1"/>'), tmx.Variant("en-US", "Save")),
        (("x-domain", "软件"),),
        ("说明",),
        (("tuid", "7"),),
    )
    tmx.write(path, [unit], level=2)
    tmx.merge([path], output)
    assert list(tmx.read(output)) == [unit]


def test_another_script_or_language_is_not_mixed_in(memory, tmp_path):
    first = memory("a.tmx", ("对话", "dialogue"))
    second = memory("b.tmx", ("對話", "dialogue"), source="zh-TW")
    with pytest.raises(
        UsageError, match=r"b\.tmx is zh-TW and en-US, not zh-CN .* keep this one beside"
    ):
        tmx.merge([first, second], tmp_path / "c.tmx")
    assert not (tmp_path / "c.tmx").exists()


def test_a_missing_memory_is_named(memory, tmp_path):
    with pytest.raises(InputError, match=r"none\.tmx"):
        tmx.merge([memory("a.tmx", ("你好", "Hello")), tmp_path / "none.tmx"], tmp_path / "c.tmx")


def test_a_memory_of_paragraphs_stays_one(memory, tmp_path):
    first, output = memory("a.tmx", ("你好", "Hello")), tmp_path / "c.tmx"
    second = memory("b.tmx", ("再见", "Goodbye"))
    text = second.read_text("utf-8").replace('segtype="sentence"', 'segtype="paragraph"')
    second.write_text(text, encoding="utf-8")
    for paths, segtype in (([first], "sentence"), ([first, second], "paragraph")):
        tmx.merge(paths, output)
        assert tmx.header(output).attributes["segtype"] == segtype
    for name in ("d.tmx", "clean.tmx"):
        tool = tmx.convert if name == "d.tmx" else tmx.clean
        tool(second, tmp_path / name)
        assert tmx.header(tmp_path / name).attributes["segtype"] == "paragraph"


def named(path, *units):
    """A memory of units: texts, tuid and change date."""
    tmx.write(
        path,
        [
            tmx.TranslationUnit(
                (tmx.Variant("zh-CN", zh), tmx.Variant("en-US", en)),
                attributes=(("tuid", name), ("changedate", date)),
            )
            for zh, en, name, date in units
        ],
    )
    return path


OLD, NEW = "20260101T000000Z", "20260301T000000Z"


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("texts_of_new", [("你好啊", "Hi"), ("你好", "Hi"), ("你好", "Hello")])
def test_the_version_that_was_changed_last_stays(tmp_path, order, texts_of_new):
    old = named(tmp_path / "a.tmx", ("你好", "Hello", "n-12345678", OLD), ("好", "OK", "n-2", OLD))
    new = named(tmp_path / "b.tmx", (*texts_of_new, "n-12345678", NEW))
    merged = tmx.merge([old, new][::order], tmp_path / "c.tmx")
    assert sorted(texts(tmp_path / "c.tmx")) == sorted([texts_of_new, ("好", "OK")])
    assert merged.replaced + merged.repeated == 1
    dates = {dict(unit.attributes)["changedate"] for unit in tmx.read(tmp_path / "c.tmx")}
    assert dates == {OLD, NEW}


def test_of_versions_changed_at_one_time_that_of_the_first_memory_stays(tmp_path):
    one = named(tmp_path / "a.tmx", ("你好", "Hello", "n-12345678", OLD))
    other = named(tmp_path / "b.tmx", ("你好啊", "Hi", "n-12345678", OLD))
    assert tmx.merge([one, other], tmp_path / "d.tmx").replaced == 1
    assert texts(tmp_path / "d.tmx") == [("你好", "Hello")]


@pytest.mark.parametrize("name", ["7", "12345678", "tu7"])
def test_numbers_are_no_names(tmp_path, name):
    one = named(tmp_path / "a.tmx", ("你好", "Hello", name, OLD))
    other = named(tmp_path / "b.tmx", ("再见", "Bye", name, NEW))
    assert tmx.merge([one, other], tmp_path / "c.tmx").written == 2


def test_a_name_of_several_units_of_one_file_is_none(tmp_path):
    one = named(tmp_path / "a.tmx", *((zh, en, "all-the-same", OLD) for zh, en in PAIRS))
    other = named(tmp_path / "b.tmx", ("谢谢", "Thanks", "all-the-same", NEW))
    assert tmx.merge([one, other], tmp_path / "c.tmx").written == len(PAIRS) + 1


PAIRS = [("你好", "Hello"), ("再见", "Bye"), ("好", "OK")]


def test_units_of_other_languages_stay(tmp_path, memory):
    ours = memory("a.tmx", ("你好", "Hello"))
    more = [("zh-CN", "好", "en-US", "OK"), ("fr", "Oui", "de", "Ja"), ("en-US", "No", "fr", "Non")]
    units = [
        tmx.TranslationUnit((tmx.Variant(a, x), tmx.Variant(b, y)), attributes=(("srclang", a),))
        for a, x, b, y in more
    ]
    tmx.write(tmp_path / "b.tmx", units)
    merged = tmx.merge([ours, tmp_path / "b.tmx", tmp_path / "b.tmx"], tmp_path / "c.tmx")
    assert [unit.segments for unit in tmx.read(tmp_path / "c.tmx")] == [
        {"zh-CN": "你好", "en-US": "Hello"},
        *({a: x, b: y} for a, x, b, y in more),
    ]
    assert (merged.written, merged.repeated, merged.unusable) == (4, 3, 0)
