import dataclasses
import warnings
from tempfile import SpooledTemporaryFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import tmx
from corpus.errors import InputError, UsageError
from corpus.model import SentencePair
from tests.omegat import missing_for_omegat, translated_by_omegat
from tests.tmx.strategies import units
from tmx.formats.xliff12 import read as read12
from tmx.formats.xliff12 import write as write12
from tmx.formats.xliff12.vocabulary import CORE
from tmx.units.markup import escape

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # translate-toolkit's own matter
    from translate.storage.xliff import Xliff1File

PAIR = SentencePair("大坝稳固。", "The dam held.", 0.875, topic="水利")
BOLD = tmx.TranslationUnit(
    (
        tmx.Variant(
            "zh-CN",
            "点击保存",
            '点击<bpt i="1" x="1">&lt;b&gt;</bpt>保存<ept i="1">&lt;/b&gt;</ept>',
        ),
        tmx.Variant(
            "en-US", "Click Save", 'Click <bpt i="2" x="1">&lt;b&gt;</bpt>Save<ept i="2"/><ph/>'
        ),
    )
)


def through(path, *units, source="zh-CN", target="en-US"):
    write12.write(path, units, source, target)
    return list(read12.read(path))


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)
@given(st.lists(units(), min_size=1, max_size=3))
def test_any_unit_comes_back(tmp_path, units):
    assert through(tmp_path / "a.xlf", *units) == units


def test_a_memory_goes_there_and_back_with_its_header(tmp_path):
    path = tmp_path / "a.tmx"
    tmx.write(
        path,
        [BOLD, tmx.unit_from_pair(PAIR, "en-US", "zh-CN")],
        source="en-US",
        target="zh-CN",
        level=2,
        properties=(("x-s", "7"),),
        notes=("注",),
    )
    text = path.read_text("utf-8").replace('segtype="sentence"', 'segtype="paragraph"')
    path.write_text(text, encoding="utf-8")
    assert tmx.convert(path, tmp_path / "b.xlf", xliff="1.2") == tmx.Converted(2, 0, {})
    assert tmx.convert(tmp_path / "b.xlf", tmp_path / "c.tmx") == tmx.Converted(2, 0, {})
    assert (tmp_path / "c.tmx").read_bytes() == path.read_bytes()


def test_codes_that_correspond_have_one_id(tmp_path):
    through(tmp_path / "a.xlf", BOLD)
    tree = etree.parse(tmp_path / "a.xlf")
    for side in ("source", "target"):
        (start,) = tree.findall(f".//{{{CORE}}}{side}/{{{CORE}}}bpt")
        (end,) = tree.findall(f".//{{{CORE}}}{side}/{{{CORE}}}ept")
        assert start.get("id") == end.get("id") == start.get("rid") == end.get("rid") == "1"
        assert start.text == "<b>"


def test_states_are_said_in_the_words_of_xliff(tmp_path):
    said = (("x-state", "signed-off"), ("x-approved", "yes"), ("x-locked", "yes"))
    unit = tmx.unit_from_pair(PAIR)._replace(properties=said)
    draft = tmx.unit_from_pair(PAIR)._replace(properties=(("x-state", "Draft"),))
    assert through(tmp_path / "a.xlf", unit, draft) == [unit, draft]
    text = (tmp_path / "a.xlf").read_text(encoding="utf-8")
    assert '<trans-unit id="1" approved="yes" translate="no">' in text
    assert '<target state="signed-off">' in text
    assert '<target state="x-Draft">' in text


def test_what_another_tool_changed_in_it_counts(tmp_path):
    path = tmp_path / "a.xlf"
    through(path, tmx.unit_from_pair(PAIR), tmx.unit_from_pair(PAIR))
    text = path.read_text(encoding="utf-8")
    first, second = text.split('id="2"')
    first = first.replace('state="translated">The dam held.', 'state="final">The dam is safe.')
    second = second.replace('state="translated"', 'state="needs-translation"')
    path.write_text(f'{first}id="2"{second}', encoding="utf-8")
    (found,) = read12.read(path)
    assert found.variants[1].text == "The dam is safe."
    assert dict(found.properties)["x-state"] == "final"


@pytest.mark.parametrize(
    ("documents", "originals"),
    [
        (["a.txt", "a.txt", "b.txt"], ["a.txt", "b.txt"]),
        (["a.txt", "", "b.txt"], ["a.txt", "memory", "b.txt"]),
        (["a.txt", "b.txt", "a.txt"], ["memory"]),
        (["", ""], ["memory"]),
    ],
)
@pytest.mark.parametrize("bound", [1, 1 << 20])
def test_a_document_whose_units_stand_together_is_a_file(
    tmp_path, monkeypatch, documents, originals, bound
):
    monkeypatch.setattr(write12, "_IN_MEMORY", bound)
    units = [
        tmx.unit_from_pair(
            SentencePair(f"第{n}句\n。", "One.", zh_document=document, en_document="x")
        )
        for n, document in enumerate(documents)
    ]
    assert through(tmp_path / "a.xlf", *units) == units
    files = etree.parse(tmp_path / "a.xlf").getroot()
    assert [file.get("original") for file in files] == originals
    assert Xliff1File.parsefile(str(tmp_path / "a.xlf")).getfilenames() == originals


def test_translate_toolkit_reads_it(tmp_path):
    through(tmp_path / "a.xlf", BOLD, tmx.unit_from_pair(PAIR))
    store = Xliff1File.parsefile(str(tmp_path / "a.xlf"))
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("zh-CN", "en-US")
    first, second = store.units
    assert (str(second.source), str(second.target)) == (PAIR.zh, PAIR.en)
    assert "Save" in str(first.target)


@pytest.mark.skipif(bool(missing_for_omegat()), reason=missing_for_omegat())
def test_omegat_translates_it_by_the_memory_that_it_came_from(tmp_path):
    memory, path = tmp_path / "a.tmx", tmp_path / "a.xlf"
    pairs = [
        dataclasses.replace(PAIR, zh_document="a.txt"),
        SentencePair("河水回落 & 无人受伤。", "The river fell & nobody was hurt."),
        SentencePair("電車停了。", "The tram stopped."),
    ]
    codes = ("zh-CN", "zh-CN", "zh-TW")
    units = [tmx.unit_from_pair(*each, "en-US") for each in zip(pairs, codes, strict=True)]
    tmx.write(memory, units, relabel=(False, False))
    tmx.convert(memory, path, xliff="1.2")
    text = path.read_text(encoding="utf-8")
    assert text.count("<file ") == len(pairs)
    for pair in pairs:  # OmegaT 3.6 takes what stands in the target for the text to translate
        text = text.replace(escape(pair.en), escape(pair.zh))
    path.write_text(text, encoding="utf-8")
    translated = tmp_path / "translated.xlf"
    translated.write_bytes(translated_by_omegat(path, memory))
    targets = etree.parse(translated).iter(f"{{{CORE}}}target")
    assert ["".join(target.itertext()) for target in targets] == [pair.en for pair in pairs]


def test_what_cannot_be_written_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no unit"):
        write12.write(tmp_path / "b.xlf", [], "zh-CN", "en-US")
    with pytest.raises(UsageError, match="no two languages"):
        write12.write(tmp_path / "b.xlf", [BOLD], "zh-CN", "zh_cn")
    tmx.write(tmp_path / "a.tmx", [BOLD])
    with pytest.raises(UsageError, match="its own tool"):
        tmx.convert(tmp_path / "a.tmx", tmp_path / "b.sdlxliff")
    assert not list(tmp_path.glob("b.*"))


def test_what_is_kept_on_disk_is_let_go_where_a_unit_cannot_be_read(tmp_path, monkeypatch):
    opened = []

    class Spool(SpooledTemporaryFile):
        def __init__(self, *given):
            super().__init__(*given)
            opened.append(self)

    def damaged():
        yield tmx.unit_from_pair(PAIR)
        raise InputError(tmp_path / "a.tmx", "is damaged")

    monkeypatch.setattr(write12, "SpooledTemporaryFile", Spool)
    with pytest.raises(InputError):
        write12.write(tmp_path / "a.xlf", damaged(), "zh-CN", "en-US")
    assert [each.closed for each in opened] == [True]
    assert not list(tmp_path.iterdir())
