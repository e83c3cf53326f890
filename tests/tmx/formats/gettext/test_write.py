import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translate.storage.pypo import pofile

import tmx
from corpus.errors import UsageError
from corpus.model import SentencePair
from tests.omegat import missing_for_omegat, translated_by_omegat
from tests.tmx.strategies import units
from tmx.formats.gettext import entries as gettext_entries
from tmx.formats.gettext import read as gettext_read
from tmx.formats.gettext import write as gettext_write

PAIR = SentencePair("大坝稳固。", 'The dam "held".\n', 0.875)


def through(path, *units, source="zh-CN", target="en-US"):
    gettext_write.write(path, units, source, target)
    return list(gettext_read.read(path))


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50
)
@given(st.lists(units(), min_size=1, max_size=4))
def test_any_unit_comes_back(tmp_path, units):
    assert through(tmp_path / "a.po", *units) == units


def test_a_memory_goes_there_and_back_with_its_header(tmp_path):
    path = tmp_path / "a.tmx"
    three = tmx.TranslationUnit(
        (tmx.Variant("en-US", "Yes"), tmx.Variant("zh-CN", "是"), tmx.Variant("de", "Ja"))
    )
    pair = tmx.unit_from_pair(PAIR, "en-US", "zh-CN")
    tmx.write(
        path,
        [three, pair, three],
        source="en-US",
        target="zh-CN",
        properties=(("x-s", "7"),),
        notes=("注",),
    )
    assert tmx.convert(path, tmp_path / "b.po") == tmx.Converted(3, 0, {})
    assert tmx.convert(tmp_path / "b.po", tmp_path / "c.tmx") == tmx.Converted(3, 0, {})
    assert (tmp_path / "c.tmx").read_bytes() == path.read_bytes()


def test_what_another_tool_changed_in_it_counts(tmp_path):
    path = tmp_path / "a.po"
    unit = tmx.unit_from_pair(PAIR)
    through(path, unit)
    text = path.read_text(encoding="utf-8").replace(r"The dam \"held\".\n", "The dam is safe.")
    path.write_text(text, encoding="utf-8")
    (found,) = gettext_read.read(path)
    assert found.variants[1].text == "The dam is safe."
    assert found.properties == unit.properties


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("# first\n", "# 初稿\n# 请核对\n", ("初稿\n请核对\nsecond",)),
        ("# second\n", "# second\n# 请核对\n", ("first\nsecond\n请核对",)),
        ("# first\n", "", ("second",)),
        ("# first\n# second\n", "", ()),
        ("# first\n", "#  first\n#\n", ("first\n", "second")),
    ],
)
def test_what_a_translator_notes_in_it_counts(tmp_path, before, after, expected):
    path = tmp_path / "a.po"
    unit = tmx.unit_from_pair(PAIR)._replace(notes=("first\n", "second"))
    assert through(path, unit) == [unit]
    text = path.read_text(encoding="utf-8")
    assert "# first\n# second\n" in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    (found,) = gettext_read.read(path)
    assert found.notes == expected
    assert found.properties == unit.properties


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50
)
@given(st.lists(st.sampled_from(["", "2", "3", "menu", "menu 2", " ", "menu\0"]), max_size=8))
def test_no_two_entries_have_one_context_and_text(tmp_path, contexts):
    path = tmp_path / "a.po"
    unit = tmx.unit_from_pair(PAIR)
    given_units = [
        unit._replace(properties=(("x-context", context),)) if context else unit
        for context in contexts
    ]
    assert through(path, *given_units) == given_units
    entries = [entry for entry in gettext_entries.entries(path) if entry.source]
    assert len({(entry.context or "", entry.source) for entry in entries}) == len(contexts)


def test_translate_toolkit_reads_it(tmp_path):
    path = tmp_path / "a.po"
    through(path, tmx.unit_from_pair(PAIR), tmx.unit_from_pair(PAIR))
    store = pofile.parsefile(str(path))
    first, second = (unit for unit in store.units if unit.source)
    assert (first.source, first.target) == (PAIR.zh, PAIR.en)
    assert (second.source, second.target) == (PAIR.zh, PAIR.en)
    assert first.getcontext() != second.getcontext()
    assert store.gettargetlanguage() == "en_US"


@pytest.mark.skipif(bool(missing_for_omegat()), reason=missing_for_omegat())
def test_omegat_translates_it_by_the_memory_that_it_came_from(tmp_path):
    memory, path = tmp_path / "a.tmx", tmp_path / "a.po"
    pairs = [
        SentencePair("大坝稳固。", "The dam held."),
        SentencePair("河水回落。", "The river fell."),
    ]
    units = [tmx.unit_from_pair(pair, "en-US", "zh-CN") for pair in pairs]
    tmx.write(memory, units, source="en-US", target="zh-CN")
    tmx.convert(memory, path)
    text = path.read_text(encoding="utf-8")
    for pair in pairs:
        text = text.replace(f'msgstr "{pair.zh}"', 'msgstr ""')
    path.write_text(text, encoding="utf-8")
    assert list(gettext_read.read(path)) == []
    translated = tmp_path / "translated.po"
    translated.write_bytes(translated_by_omegat(path, memory, "en-US", "zh-CN"))
    assert [u.variants[1].text for u in gettext_read.read(translated)] == [p.zh for p in pairs]


def test_what_cannot_be_written_is_refused(tmp_path):
    tmx.write(tmp_path / "a.tmx", [tmx.unit_from_pair(PAIR)])
    with pytest.raises(UsageError, match="no translations"):
        tmx.convert(tmp_path / "a.tmx", tmp_path / "b.pot")
    with pytest.raises(UsageError, match="no two languages"):
        gettext_write.write(tmp_path / "b.po", [], "zh-CN", "zh_cn")
