import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.decoding import DecodingError, decode

SIMPLIFIED = "外长周三在记者会上表示，两国将扩大贸易往来。“我们愿意对话。”他说。\n谈判下周继续。"
TRADITIONAL = "外長週三在記者會上表示，兩國將擴大貿易往來。「我們願意對話。」他說。\n談判下週繼續。"
HONG_KONG = "他嘅意見同我哋唔同，呢間公司喺香港好出名，大家都話佢哋啲嘢好食。"
ENGLISH = "The minister said talks would go on – “slowly”, as he put it – at a café in Zürich.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
def test_simplified(encoding):
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "big5", "gb18030"]
)
def test_traditional(encoding):
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


def test_hong_kong_characters():
    assert decode(HONG_KONG.encode("big5hkscs")) == HONG_KONG


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_english(encoding):
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
    "同工也能下过子说产种面而方后多定行学法所民得经"
)


@settings(deadline=None)  # the first call loads tables
@given(
    st.text(alphabet=COMMON, min_size=12, max_size=80),
    st.sampled_from(["gb18030", "utf-16-le", "utf-16-be", "utf-8"]),
)
def test_whatever_is_written_with_common_characters_comes_back(text, encoding):
    text = f"{SIMPLIFIED}\n{text}"
    assert decode(text.encode(encoding)) == text


def test_a_declared_charset_is_taken_if_it_fits():
    assert decode("中文".encode("gbk"), "gb2312") == "中文"
    assert decode(SIMPLIFIED.encode("gb18030"), "utf-16") == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("gb18030"), "no-such-charset") == SIMPLIFIED


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\r\n", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        ("\u3000\n".encode(), "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "docx"),
        (bytes(range(256)) * 8, "not text"),
        (b"\x00\x01\x02\x03 text \x04\x05" * 9, "not text"),
        (b"\xff\xfeA", "UTF-16"),
        (("\ufffd" * 20 + "文字").encode(), "lost"),
        (SIMPLIFIED.encode().decode("latin-1").encode(), "wrong encoding"),
        (
            "It’s “one” of the café’s ‘best’ — naïve".encode().decode("cp1252", "ignore").encode(),
            "wrong encoding",
        ),
        (SIMPLIFIED.encode().decode("gb18030", "ignore").encode(), "wrong encoding"),
        (SIMPLIFIED.encode("gb18030").decode("latin-1").encode(), "wrong encoding"),
        (("锟斤拷" * 30).encode(), "wrong encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data, reason):
    with pytest.raises(DecodingError, match=reason) as caught:
        decode(data)
    assert "\n" not in str(caught.value)


def test_a_single_lost_character_is_no_reason_to_refuse():
    assert decode(f"{SIMPLIFIED}\ufffd".encode()) == f"{SIMPLIFIED}\ufffd"
