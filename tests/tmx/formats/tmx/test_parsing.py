"""Nothing in a file may do harm: it is read from strangers."""

import codecs
import gzip
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tmx
from corpus.errors import InputError
from tmx.formats.tmx import decoding
from tmx.formats.tmx.decoding import encoding_of
from tmx.formats.tmx.parsing import EntityError

UNIT = '<tu><tuv xml:lang="zh"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>x</seg></tuv></tu>'
HEADER = (
    '<header creationtool="a" creationtoolversion="1" segtype="sentence" o-tmf="a" '
    'adminlang="en" srclang="zh" datatype="plaintext"/>'
)


def memory(seg="务实外交", declaration="", doctype=""):
    body = UNIT.format(seg)
    return f'{declaration}{doctype}<tmx version="1.4">{HEADER}<body>{body}</body></tmx>'


def texts(path):
    return [unit.variants[0].text for unit in tmx.read(path)]


@pytest.fixture
def put(tmp_path):
    def write(data, name="memory.tmx"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("codec", "declared", "mark"),
    [
        ("utf-8", "", b""),
        ("utf-8", "UTF-8", codecs.BOM_UTF8),
        ("utf-16-le", "UTF-16", codecs.BOM_UTF16_LE),
        ("utf-16-be", "UTF-16", codecs.BOM_UTF16_BE),
        ("utf-16-le", "UTF-16LE", b""),
        ("utf-16-be", "", b""),
        ("utf-32-le", "UTF-32", codecs.BOM_UTF32_LE),
        ("gb18030", "GB18030", b""),
        ("gb18030", "gb2312", b""),
        ("big5", "Big5", b""),
        ("utf-8", "UTF-16", b""),  # declared so by a tool that then wrote UTF-8
    ],
)
def test_every_encoding_reads_the_same(put, codec, declared, mark):
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    text = memory("外交部", declaration)
    assert texts(put(mark + text.encode(codec))) == ["外交部"]
    assert texts(put(gzip.compress(mark + text.encode(codec)), "memory.tmx.gz")) == ["外交部"]


@pytest.mark.parametrize("declared", ["klingon", "zlib", "idna", "unicode_escape", "rot13"])
def test_an_encoding_that_is_none_is_named(put, declared):
    path = put(memory(declaration=f'<?xml version="1.0" encoding="{declared}"?>'))
    with pytest.raises(InputError, match=f"memory.tmx:1: its encoding '{declared}'.*UTF-8"):
        texts(path)


def test_bytes_of_another_encoding_are_reported_with_their_line(put):
    path = put(b"\n".join([memory().encode()[:-6], "外交".encode("gbk"), b"</tmx>"]))
    with pytest.raises(
        InputError, match=r"memory\.tmx:2: is not utf-8 at column 1 .*save it as UTF-8"
    ):
        texts(path)


def test_the_encoding_is_seen_from_the_first_bytes():
    assert encoding_of(b"<?xml version='1.0' encoding='GBK'?>").name == "gbk"
    assert encoding_of(b"\xef\xbb\xbf<tmx>").mark == 3
    assert encoding_of("<?xml".encode("utf-16-le")).name == "utf-16-le"


DOCTYPES = [
    '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
    '<!DOCTYPE tmx PUBLIC "-//LISA//TMX" "http://192.0.2.1/tmx14.dtd">',
    "<!DOCTYPE tmx [<!ELEMENT tmx ANY>]>",
]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize("doctype", DOCTYPES)
def test_a_doctype_is_passed_over_without_a_look_at_it(put, doctype, codec):
    assert texts(put(memory(doctype=doctype).encode(codec))) == ["务实外交"]


LAUGHS = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10 if number else "ha" * 10}">'
    for number in range(12)
)
ATTACKS = {
    "external": ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;"),
    "laughs": (f"<!DOCTYPE tmx [{LAUGHS}]>", "&l11;"),
    "quadratic": (f'<!DOCTYPE tmx [<!ENTITY x "{"a" * 100_000}">]>', "&x;" * 10_000),
    "parameter": ('<!DOCTYPE tmx [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>', "x"),
    "undeclared": ("", "&nbsp;"),
    "elsewhere": ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "a&nbsp;b"),
    "in attribute": ('<!DOCTYPE tmx SYSTEM "x.dtd">', '<ph x="1" type="&nbsp;"/>'),
    "not standalone": ('<!DOCTYPE tmx SYSTEM "x.dtd">', "&nbsp;"),
}


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_entities_are_refused_at_once_in_every_encoding(put, attack, codec):
    doctype, seg = ATTACKS[attack]
    declaration = '<?xml version="1.0" standalone="no"?>' if attack == "not standalone" else ""
    path = put(memory(seg, declaration, doctype).encode(codec))
    started = time.process_time()
    with pytest.raises(EntityError, match="entity"):
        texts(path)
    assert time.process_time() - started < 2
    assert [finding.rule for finding in tmx.validate(path)][-1] == "entity"


def test_attribute_defaults_of_a_doctype_do_not_multiply(put):
    doctype = f'<!DOCTYPE tmx [<!ATTLIST tu note CDATA "{"a" * 1_000_000}">]>'
    assert [unit.attributes for unit in tmx.read(put(memory(doctype=doctype)))] == [()]


@pytest.mark.parametrize(
    "parts",
    [
        ('<tu tuid="', "a", '">'),
        ('<tu><tuv xml:lang="zh"><seg>', "a", "</seg>"),
        ('<tu><tuv xml:lang="zh"><seg>', f'<ph x="{"a" * 90}"/>', "</seg>"),
        ("<tu>", "<prop type='a'>x</prop>", "</tu>"),
        ("<tu>", "<!-- a -->", "</tu>"),
    ],
)
def test_a_unit_that_does_not_end_is_given_up(put, parts):
    start, filler, end = parts
    endless = f"<body>{start}{filler * (5_000_000 // len(filler))}{end}"
    path = put(gzip.compress(memory().replace("<body>", endless, 1).encode(), 1))
    with pytest.raises(InputError, match="4 million"):
        texts(path)
    assert "4 million" in tmx.validate(path)[-1].message


def test_a_100_megabyte_attribute_does_not_fill_the_memory(put):
    packed = gzip.compress(b'<tmx version="' + b"a" * 100_000_000, 1)
    path = put(packed)
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="4 million"):
            texts(path)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_small_packed_file_that_gives_without_end_is_given_up(put, monkeypatch):
    monkeypatch.setattr(decoding, "_SMALL", 100_000)
    units = UNIT.format("会谈") * 50_000
    path = put(gzip.compress(memory().replace("<body>", f"<body>{units}").encode()))
    with pytest.raises(InputError, match="more than 200 times its size"):
        texts(path)
    assert "200 times" in tmx.validate(path)[-1].message


@pytest.mark.parametrize("where", ["<body>", "<seg>"])
def test_deep_nesting_is_refused(put, where):
    path = put(memory().replace(where, where + "<a>" * 100_000, 1))
    with pytest.raises(InputError, match="nested more than 64 deep"):
        texts(path)
    assert "64 deep" in tmx.validate(path)[-1].message


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\n\n<tmx>", "cut off"),
        (memory()[:-10], "cut off"),
        ("\n" + memory(declaration='<?xml version="1.0"?>'), "not at start"),
        (memory("a\x01b"), "not well-formed XML at column"),
        (memory("&#1;"), "invalid character number"),
        (memory("</tu>"), "mismatched tag"),
        (memory("<b>"), "mismatched tag"),
        (b"\x1f\x8b\x08\x00abc", "gzip packing is broken"),
        (gzip.compress(memory().encode())[:-20], "gzip packing is broken"),
        ("<xliff/>", "no TMX: its root element is <xliff>"),
        (memory("<tu/>"), "<tu> stands inside <seg>"),
        ("<html><body>" + memory() + "</body></html>", "no TMX"),
    ],
)
def test_a_broken_file_is_named_with_reason_and_remedy(put, data, reason):
    path = put(data)
    with pytest.raises(InputError) as caught:
        texts(path)
    assert str(caught.value).startswith(f"{path}")
    assert reason in caught.value.reason
    assert ";" in caught.value.reason
    assert "\n" not in str(caught.value)


def test_the_line_is_that_of_the_fault(put):
    declaration = '<?xml version="1.0"\n encoding="utf-8"?>\n\n'
    with pytest.raises(InputError) as caught:
        texts(put(memory("a & b", declaration)))
    assert caught.value.line == 4


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.tmx: cannot be read"):
        texts(tmp_path / "none.tmx")


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200
)
@given(data=st.data())
def test_damage_anywhere_is_an_input_error_or_harmless(put, data):
    whole = bytearray(memory('务<bpt i="1">b</bpt>实<ept i="1"/>', DOCTYPES[2]).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        piece = data.draw(
            st.sampled_from(
                [b"", b"<", b"&", b">", b'"', b"\0", b"\xff", b"<seg>", b"<ph>", b"</ph>"]
            )
        )
        whole[place : place + data.draw(st.integers(0, 3))] = piece
    path = put(bytes(whole))
    try:
        texts(path)
    except InputError:
        assert any(finding.severity == "error" for finding in tmx.validate(path))
    else:
        tmx.validate(path)


@pytest.mark.parametrize(
    ("name", "says", "merge_says"),
    [
        ("pairs.xlsx", "duizhao tmx convert", "cannot be read as a workbook"),
        ("memory.tmx", "unpack it", "unpack it"),
    ],
)
def test_a_zip_archive_is_named_as_what_it_is(tmp_path, name, says, merge_says):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("part.xml", "<a/>")
    with pytest.raises(InputError, match=says):
        tmx.direction(path)
    with pytest.raises(InputError, match=merge_says):  # which joins tables, too
        tmx.merge([path], tmp_path / "out.tmx")
