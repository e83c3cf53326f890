import shutil
import subprocess

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
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80
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


CATALOGUE = r"""# Lijiang weather station
# Licence of the program
msgid ""
msgstr ""
"Project-Id-Version: weather 2.1\n"
"Last-Translator: Wen <wen@example.com>\n"
"Plural-Forms: nplurals=1; plural=0;\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Language: zh_CN\n"
"X-Source-Language: en\n"

# 请核对
#. what the button does
#. second line
#: src/main.c:12 src/menu.c:3
#, c-format, no-wrap
msgctxt "menu"
msgid "Open %s\n"
msgstr "打开 %s\n"

#: src/dam.c:7
#, c-format
msgid "%d gate\n"
msgid_plural "%d gates\n"
msgstr[0] "%d 道闸门\n"

msgid "\nTwo\n\tlines"
msgstr "\n两\n\t行"

#. only for programmers
msgid "Done"
msgstr "完成"

msgid "Done, too"
msgstr "完成"
"""


@pytest.mark.parametrize("between", ["tmx", "jsonl", "xlf"])
def test_a_catalogue_goes_through_a_memory_and_back(tmp_path, between):
    path = tmp_path / "a.po"
    path.write_text(CATALOGUE, encoding="utf-8")
    tmx.convert(path, tmp_path / f"b.{between}")
    tmx.convert(tmp_path / f"b.{between}", tmp_path / "c.po")
    before, after = ([*gettext_entries.entries(each)] for each in (path, tmp_path / "c.po"))
    if between == "jsonl":  # which keeps no header
        before, after = before[1:], after[1:]
    for entry in (*before, *after):
        entry.line = 0
        if not entry.source:
            entry.targets = {0: sorted(entry.targets[0].splitlines())}
            entry.extracted = []
        entry.references = " ".join(entry.references).split()
    assert after == before
    checked = subprocess.run(["msgfmt", "-c", "-o", "-", tmp_path / "c.po"], capture_output=True)
    assert checked.returncode == 0 or not shutil.which("msgfmt")


def test_a_translation_that_was_edited_keeps_the_line_breaks_of_its_message(tmp_path):
    (tmp_path / "a.po").write_text(CATALOGUE, encoding="utf-8")
    tmx.convert(tmp_path / "a.po", tmp_path / "b.tmx")
    text = (tmp_path / "b.tmx").read_text("utf-8").replace("打开 %s", "开启 %s")
    (tmp_path / "b.tmx").write_text(text, encoding="utf-8")
    tmx.convert(tmp_path / "b.tmx", tmp_path / "c.po")
    written = (tmp_path / "c.po").read_text("utf-8")
    assert 'msgid "Open %s\\n"\nmsgstr "开启 %s\\n"' in written


def test_a_form_of_a_plural_that_lost_the_other_is_a_message(tmp_path):
    (tmp_path / "a.po").write_text(CATALOGUE, encoding="utf-8")
    units = [u for u in gettext_read.read(tmp_path / "a.po") if dict(u.properties).get("x-plural")]
    assert through(tmp_path / "b.po", units[0], source="en", target="zh-CN") == units[:1]
    assert through(tmp_path / "b.po", *units[::-1], source="en", target="zh-CN") == units[::-1]
    assert through(tmp_path / "b.po", *units * 2, source="en", target="zh-CN") == units * 2


PO_TEXT = st.text(st.sampled_from('a %d\n\t"\\甲，é'), min_size=1, max_size=6).filter(str.strip)
PO_LINE = st.text(st.sampled_from("ab甲:,.~|#"), max_size=5)
ENTRIES = st.builds(
    gettext_entries.Entry,
    source=PO_TEXT,
    plural=st.none() | PO_TEXT,
    context=st.none() | PO_TEXT,
    targets=st.lists(PO_TEXT, min_size=1, max_size=4).map(enumerate).map(dict),
    comments=st.lists(PO_LINE, max_size=2),
    extracted=st.lists(PO_LINE, max_size=2),
    references=st.lists(st.sampled_from(["a.c:1", "b c:2"]), max_size=2),
    flags=st.lists(
        st.sampled_from(["c-format", "no-wrap", "range: 1..9"]), max_size=2, unique=True
    ),
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40
)
@given(st.lists(ENTRIES, max_size=4), st.sampled_from(["zh_CN", "en", "ru"]))
def test_any_catalogue_goes_through_a_memory_with_all_its_messages(tmp_path, entries, language):
    codes = f'"Language: {language}\\n"\n"X-Source-Language: fr\\n"\n'
    lines = [line for entry in entries for line in gettext_entries.lines(entry)]
    text = f'msgid ""\nmsgstr ""\n{codes}' + "\n".join(lines) + "\n"
    (tmp_path / "a.po").write_text(text, encoding="utf-8")
    units = list(gettext_read.read(tmp_path / "a.po"))
    tmx.convert(tmp_path / "a.po", tmp_path / "b.tmx")
    tmx.convert(tmp_path / "b.tmx", tmp_path / "c.po")
    again = list(gettext_read.read(tmp_path / "c.po"))
    assert [[v.text.strip("\n") for v in unit.variants] for unit in again] == [
        [v.text.strip("\n") for v in unit.variants] for unit in units
    ]


def test_a_catalogue_that_is_turned_has_the_plural_forms_of_its_new_language(tmp_path):
    path = tmp_path / "zh.po"
    fields = r'"Language: zh_CN\n"', r'"Plural-Forms: nplurals=2; plural=n>1;\n"'
    path.write_text(
        "\n".join(('msgid ""', 'msgstr ""', *fields, "", 'msgid "Open"', 'msgstr "打开"'))
    )
    tmx.convert(path, tmp_path / "same.po")
    assert "nplurals=2; plural=n>1;" in (tmp_path / "same.po").read_text("utf-8")
    tmx.convert(path, tmp_path / "en.po", "zh-CN", "en")
    assert "nplurals=2; plural=(n != 1);" in (tmp_path / "en.po").read_text("utf-8")
