"""Which pairs enter which memory, and under which codes."""

from dataclasses import replace

import pytest

import tmx
from align.options import Options
from align.outputs import memories as module
from align.outputs.memories import memories, memory_pairs, write_memory
from corpus.model import Script
from tests.align.small_findings import FINDINGS

DOCUMENTS = {each.origin: each for each in FINDINGS.coverage.documents.values()}
ALL = {"min_score": 0.0, "include_comparable": True}


@pytest.mark.parametrize(
    ("options", "hans", "hant"),
    [
        (Options(), 1, 0),
        (Options(min_score=0.0), 2, 0),
        (Options(min_score=0.95), 0, 0),
        (Options(include_comparable=True), 1, 1),
        (Options(include_comparable=True, min_score=0.999), 0, 0),
    ],
)
def test_what_enters_a_memory(options, hans, hant):
    assert len(memory_pairs(FINDINGS, options, Script.HANS)) == hans
    assert len(memory_pairs(FINDINGS, options, Script.HANT)) == hant
    assert len(memory_pairs(FINDINGS, options, None)) == hans + hant


def codes(options):
    return {name: memory.codes for name, memory in memories(FINDINGS, options).items()}


def test_each_script_and_topic_can_have_its_memory():
    found = memories(FINDINGS, Options(**ALL, split_by="topic", source="en-US", target="zh-CN"))
    assert {name: (len(memory.pairs), memory.codes) for name, memory in found.items()} == {
        "memory.tmx": (2, ("en-US", "zh-CN")),
        "topics/1.tmx": (2, ("en-US", "zh-CN")),
        "memory.zh-TW.tmx": (1, ("en-US", "zh-TW")),
        "topics/2.zh-TW.tmx": (1, ("en-US", "zh-TW")),
    }


def test_a_memory_in_parts_has_every_unit_once_in_order(monkeypatch):
    monkeypatch.setattr(module, "PART", 1)
    found = memories(FINDINGS, Options(**ALL, split_by="size"))
    whole = found["memory.tmx"].pairs
    parts = [found[f"parts/{n}.tmx"].pairs for n in range(1, len(whole) + 1)]
    assert [pair for part in parts for pair in part] == whole != []
    assert len(parts) == 2
    assert not [name for name in found if name.startswith("topics/")]


def test_a_memory_without_units_stands_for_simplified_documents_alone():
    assert codes(Options(min_score=0.95)) == {"memory.tmx": ("zh-CN", "en-US")}


def test_codes_that_say_the_script_are_kept():
    assert codes(Options(**ALL, source="zh-HK")) == {
        "memory.tmx": ("zh-CN", "en-US"),
        "memory.zh-TW.tmx": ("zh-HK", "en-US"),
    }


def test_converted_chinese_stands_in_one_memory_under_its_code(tmp_path):
    options = Options(**ALL, script="taiwan")
    ((name, memory),) = memories(FINDINGS, options).items()
    assert (name, len(memory.pairs), memory.codes) == ("memory.tmx", 3, ("zh-TW", "en-US"))
    write_memory(tmp_path / name, memory, DOCUMENTS, options)
    units = list(tmx.read(tmp_path / name))
    assert "會談結束。" in {unit.variants[0].text for unit in units}
    assert {v.language for unit in units for v in unit.variants} == {"zh-TW", "en-US"}


@pytest.mark.parametrize(
    ("script", "code", "options", "written"),
    [
        (Script.HANT, "zh-TW", {"script": "taiwan"}, "于先生走了"),
        (Script.HANT, "zh-HK", {"script": "hong-kong", "source": "zh-HK"}, "于先生走了"),
        (Script.HANT, "zh-CN", {"script": "simplified"}, "于先生走了"),
        (Script.HANS, "zh-TW", {"script": "taiwan"}, "于是走了"),
        (Script.HANS, "zh-HK", {"script": "hong-kong", "source": "zh-HK"}, "于是走了"),
    ],
)
def test_the_documents_script_says_what_a_short_segment_is(
    tmp_path, script, code, options, written
):
    documents = {origin: replace(each, script=script) for origin, each in DOCUMENTS.items()}
    (memory,) = memories(FINDINGS, Options(**ALL, **options)).values()
    memory = memory._replace(pairs=[replace(memory.pairs[0], zh=written)])
    write_memory(tmp_path / "a.tmx", memory, documents, Options(**ALL, **options))
    (unit,) = tmx.read(tmp_path / "a.tmx")
    wanted = written if script is Script.HANT else "於是走了"
    assert unit.segments[code] == wanted


def test_the_header_says_what_made_it_and_that_segments_are_paragraphs(tmp_path):
    options = Options(**ALL)
    memory = memories(FINDINGS, options)["memory.tmx"]
    write_memory(tmp_path / "m.tmx", memory, DOCUMENTS, options)
    header = tmx.header(tmp_path / "m.tmx")
    assert ("x-signature", options.signature()) in header.properties
    assert header.attributes["segtype"] == "paragraph"  # a bead of two sentences


@pytest.mark.parametrize(
    ("zh", "en", "kept"),
    [
        ("会谈结束。", "Talks ended.", 1),
        ('println!("{}", port.name);', 'println!("{}", port.name);', 0),
        ("The talks ended in the evening.", "The talks ended in the evening.", 0),
        ("会谈于今晚结束，双方同意。", "会谈于今晚结束，双方同意。", 0),
    ],
)
def test_what_cleaning_would_remove_never_enters(zh, en, kept):
    pair = replace(FINDINGS.sentence_pairs[0], zh=zh, en=en)
    findings = replace(FINDINGS, sentence_pairs=(pair,))
    assert len(memory_pairs(findings, Options(**ALL), None)) == kept


@pytest.mark.parametrize("stripped", [False, True])
def test_a_unit_says_where_both_sides_were_published(tmp_path, stripped):
    options = Options(strip_paths=stripped, memories=("private/old.tmx",))
    zh, en = (DOCUMENTS[f"news/{key}.txt"] for key in ("hans", "en"))
    published = DOCUMENTS | {
        zh.origin: replace(zh, outlet="江海日报", published="2026-09-15"),
        en.origin: replace(en, url="https://example.org/1"),
    }
    memory = memories(FINDINGS, options)["memory.tmx"]
    write_memory(tmp_path / "m.tmx", memory, published, options)
    (unit,) = tmx.read(tmp_path / "m.tmx")
    known = dict(unit.properties)
    assert known["x-outlet-zh"] == "江海日报"
    assert known["x-date-zh"] == "2026-09-15"
    assert known["x-url-en"] == "https://example.org/1"
    assert not known.keys() & {"x-url-zh", "x-outlet-en", "x-date-en"}
    text = (tmp_path / "m.tmx").read_text("utf-8")
    assert ("news/" in text) is not stripped
    assert ("old.tmx" in text) is not stripped


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("會談結束，大家看着這裏。", "zh-HK"),
        ("會談結束，大家看著這裡。", "zh-TW"),
        ("會談結束。", "zh-TW"),
    ],
)
def test_a_memory_of_hong_kong_has_its_code_and_the_name_as_ever(tmp_path, sentence, code):
    documents = {
        key: replace(each, paragraphs=(sentence,)) if each.script is Script.HANT else each
        for key, each in FINDINGS.coverage.documents.items()
    }
    coverage = replace(FINDINGS.coverage, documents=documents)
    found = memories(replace(FINDINGS, coverage=coverage), Options(**ALL))
    assert found["memory.tmx"].codes == ("zh-CN", "en-US")
    memory = found["memory.zh-TW.tmx"]
    assert memory.codes == (code, "en-US")
    origins = {each.origin: each for each in documents.values()}
    write_memory(tmp_path / "m.tmx", memory, origins, Options(**ALL))
    assert tmx.header(tmp_path / "m.tmx").source == code
    assert {v.language for u in tmx.read(tmp_path / "m.tmx") for v in u.variants} == {
        code, "en-US",
    }  # fmt: skip
    asked = memories(replace(FINDINGS, coverage=coverage), Options(**ALL, source="zh-TW"))
    assert asked["memory.zh-TW.tmx"].codes == ("zh-TW", "en-US")
