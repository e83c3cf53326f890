import gzip
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError

HEAD = '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="zh"/><body>\n'
TAIL = "</body></tmx>\n"
UNIT = (
    '<tu tuid="{}"><tuv xml:lang="zh"><seg>双方同意。</seg></tuv>'
    '<tuv xml:lang="en"><seg>{}</seg></tuv></tu>\n'
)
WHOLE = "".join(UNIT.format(number, f"Both agreed {number}.") for number in range(5))


@pytest.fixture
def recovered(tmp_path):
    def recover(data, name="memory.tmx"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        repairs = []
        return list(tmx.recover(path, repairs.append)), repairs

    return recover


def test_a_whole_memory_comes_back_as_it_is(recovered, tmp_path):
    units, repairs = recovered(HEAD + "<!-- made here -->" + WHOLE + TAIL)
    assert repairs == []
    assert units == list(tmx.read(tmp_path / "memory.tmx"))
    assert len(units) == 5


@pytest.mark.parametrize(
    ("written", "words", "reason"),
    [
        ("a\x01b", "ab", "a character that XML forbids"),
        ("a&#x1F;b&#11;c", "abc", "a character that XML forbids"),
        ("Q & A", "Q & A", "a bare &"),
        ("a&nbsp;b", "a\xa0b", "an entity"),
        ("R&D; x", "R&D; x", "an entity"),
        ("5 < 6 <3", "5 < 6 <3", "a bare <"),
        ("a]]>b", "a]]>b", "a bare ]]>"),
        ('<ph x="1"/>Q & A<![CDATA[ & ]]>', "Q & A & ", "a bare &"),
    ],
)
def test_characters_are_put_right(recovered, written, words, reason):
    units, repairs = recovered(HEAD + UNIT.format(7, written) + WHOLE + TAIL)
    assert units[0].variants[1].text == words
    assert len(units) == 6
    assert [(repair.line, repair.lost) for repair in repairs] == [(3, False)]
    assert repairs[0].reason.startswith(reason)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (UNIT.format(7, "<ph>x"), "mismatched tag"),
        ('<tu><tuv xml:lang="zh"><seg>断开</seg></tuv><tuv xml:lang="en"><seg>x\n', "does not end"),
        ("<tu a='1' a='2'></tu>\n", "duplicate attribute"),
        ("words\n", "outside of the units"),
        ("<meta><tu></meta>\n", "outside of the units"),
    ],
)
def test_a_fault_costs_no_more_than_the_unit_it_stands_in(recovered, broken, reason):
    units, repairs = recovered(HEAD + WHOLE + broken + WHOLE + TAIL)
    assert [dict(unit.attributes)["tuid"] for unit in units] == [*"01234", *"01234"]
    assert repairs[0].lost
    assert repairs[0].line in (7, 8)
    assert reason in repairs[0].reason
    assert "\n" not in repairs[0].reason


def test_a_unit_without_its_end_is_kept(recovered):
    text = HEAD + UNIT.format(7, "x").replace("</tu>", "") + WHOLE + TAIL
    units, repairs = recovered(text)
    assert units[0].variants[1].text == "x"
    assert [(repair.line, repair.lost) for repair in repairs] == [(3, False)]


def test_what_a_cut_off_file_lost_is_said(recovered):
    units, repairs = recovered((HEAD + WHOLE)[:-20])
    assert len(units) == 4
    assert [(repair.line, repair.lost) for repair in repairs] == [(7, True)]


def test_a_gzip_file_that_breaks_off_is_read_to_that_place(recovered):
    text = HEAD + "".join(UNIT.format(n, hash(str(n))) for n in range(2000))
    units, repairs = recovered(gzip.compress(text.encode())[:-2000], "memory.tmx.gz")
    assert 1000 < len(units) < 2000
    assert "the rest of the file: its gzip packing is broken" in repairs[-1].reason


def test_bytes_of_another_encoding_spoil_their_unit_alone(recovered):
    spoilt = UNIT.format(7, "Yes").encode().replace(b"Yes", "外".encode("gbk"))
    units, repairs = recovered(HEAD.encode() + WHOLE.encode() + spoilt + TAIL.encode())
    assert len(units) == 6
    assert "\ufffd" in units[5].variants[1].text
    assert [(repair.line, repair.lost) for repair in repairs] == [(8, True)]
    assert "not be decoded" in repairs[0].reason


def test_nothing_of_a_doctype_is_used(recovered):
    doctype = '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "z">]>'
    head = HEAD.replace("<tmx", doctype + "<tmx")
    units, _ = recovered(head + UNIT.format(1, "&x;&y;") + TAIL)
    assert units[0].variants[1].text == "&x;&y;"


def test_what_cannot_be_read_at_all_is_an_error(tmp_path, recovered):
    with pytest.raises(InputError, match="cannot be read"):
        list(tmx.recover(tmp_path / "none.tmx", print))
    with pytest.raises(InputError, match="gzip"):
        recovered(b"\x1f\x8b\x08\x00abc")
    for text in ("no TMX", "", HEAD + TAIL):
        with pytest.raises(InputError, match="no unit to save"):
            recovered(text)


@pytest.mark.parametrize("endless", ["a", "<![CDATA[", "<!-- -->", "<tuv>", "&"])
def test_endless_nonsense_is_dealt_with_in_little_time(recovered, endless):
    started = time.process_time()
    text = HEAD + WHOLE + "<tu>" + endless * (2_000_000 // len(endless))
    units, _ = recovered(gzip.compress(text.encode(), 1))
    assert len(units) == 5
    assert time.process_time() - started < 10


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(st.data())
def test_damage_elsewhere_leaves_a_unit_alone(recovered, data):
    units = WHOLE.splitlines(keepends=True)
    victim = data.draw(st.integers(0, 4))
    text = units[victim]
    start = data.draw(st.integers(0, len(text) - 7))
    end = data.draw(st.integers(start, min(start + 9, len(text) - 7)))
    piece = data.draw(st.sampled_from(["", "<", "&", ">", '"', "\x01", "<seg>", "</seg>", "</tu"]))
    units[victim] = text[:start] + piece + text[end:]
    found, _ = recovered(HEAD + "".join(units) + TAIL)
    kept = {dict(unit.attributes).get("tuid") for unit in found}
    assert kept >= {str(number) for number in range(5) if number != victim}


@pytest.mark.parametrize("attribute", ["xml:lang", "lang"])
@pytest.mark.parametrize("detail", ["", '<prop type="x-a">b</prop>', "<note>b</note>"])
def test_words_without_a_segment_are_saved(recovered, attribute, detail):
    unit = (
        f'<tu><tuv {attribute}="zh">{detail}关上文件。</tuv>'
        f'<tuv {attribute}="en"><seg>Close &amp; save.</seg></tuv></tu>\n'
        f'<tu><tuv {attribute}="zh">打开。</tuv><tuv {attribute}="en">Open.</tuv></tu>\n'
    )
    units, repairs = recovered(HEAD + unit + WHOLE + TAIL)
    assert [found.segments for found in units[:2]] == [
        {"zh": "关上文件。", "en": "Close & save."},
        {"zh": "打开。", "en": "Open."},
    ]
    assert len(units) == 7
    assert [(repair.lost, repair.line) for repair in repairs] == [(False, 3), (False, 4)]
