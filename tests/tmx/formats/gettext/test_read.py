"""PO files as people and tools write them; every message is made up here."""

from collections import Counter

import pytest

import tmx
from corpus.errors import InputError
from tmx.conversion.reading import read_units
from tmx.formats.gettext.entries import entries, quoted
from tmx.formats.gettext.read import header, read

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: zh_CN\\n"\n\n'


def written(tmp_path, body, head=HEAD, name="a.po"):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + body, encoding="utf-8")
    return path


def texts(path):
    return [tuple(v.text for v in unit.variants) for unit in read(path)]


def test_entries_are_units_with_their_comments_and_context(tmp_path):
    body = """#  translator's remark
#. what the button does
#: src/main.c:12
#, c-format
#| msgid "Opn %s"
msgctxt "menu"
msgid "Open %s"
msgstr ""
"打开"
" %s"
"""
    (unit,) = read(written(tmp_path, body))
    assert unit == tmx.TranslationUnit(
        (tmx.Variant("en", "Open %s"), tmx.Variant("zh-CN", "打开 %s")),
        (
            ("x-context", "menu"),
            ("x-flags", "c-format"),
            ("x-references", "src/main.c:12"),
            ("x-extracted", "2"),
        ),
        ("translator's remark", "what the button does"),
    )


def test_escapes_are_read(tmp_path):
    body = r"""msgid "a\tb\n\"c\"\\ \101\x42"
msgstr "甲\n乙"
"""
    assert texts(written(tmp_path, body)) == [('a\tb\n"c"\\ AB', "甲\n乙")]


@pytest.mark.parametrize("charset", ["GBK", "Big5", "UTF-8", "CHARSET"])
@pytest.mark.parametrize("form", ["\\{:03o}", "\\x{:02x}"])
def test_escaped_bytes_are_characters_of_the_encoding(tmp_path, charset, form):
    word = "中功許開"  # in Big5 the second byte of two of them is a letter or a backslash
    data = word.encode("utf-8" if charset == "CHARSET" else charset)
    escaped = "".join(map(form.format, data))
    cut = len(escaped) // len(data)
    head = HEAD.replace("UTF-8", charset)
    body = f'msgid "Open \\101"\nmsgstr "a{escaped[:cut]}"\n"{escaped[cut:]}\\n"\n'
    path = written(tmp_path, body, head)
    assert texts(path) == [("Open A", f"a{word}\n")]


def test_escaped_bytes_that_are_none_of_the_encoding_are_named(tmp_path):
    path = written(tmp_path, 'msgid "a"\nmsgstr "\\344\\270"\n')
    with pytest.raises(InputError, match="escaped bytes that are no UTF-8") as caught:
        list(read(path))
    assert caught.value.line


def test_a_plural_is_its_first_form_and_the_general_one(tmp_path):
    body = """msgid "%d gate"
msgid_plural "%d gates"
msgstr[0] "%d 道闸门"
"""
    found = list(read(written(tmp_path, body)))
    assert [(u.variants[0].text, u.variants[1].text, dict(u.properties)) for u in found] == [
        ("%d gate", "%d 道闸门", {"x-plural": "first"}),
        ("%d gates", "%d 道闸门", {"x-plural": "other"}),
    ]
    body = """msgid "一道闸门"
msgid_plural "%d 道闸门"
msgstr[0] "one gate"
msgstr[1] "%d gates"
"""
    path = written(tmp_path, body, HEAD.replace("zh_CN", "en"))
    assert texts(path) == [("一道闸门", "one gate"), ("%d 道闸门", "%d gates")]
    assert header(path).source == "zh"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_end_as_on_any_machine(tmp_path, end):
    body = HEAD + 'msgid "One"\nmsgstr "一"\n# a\nmsgid "Two"\nmsgstr "二"\n'
    path = tmp_path / "a.po"
    path.write_bytes(body.replace("\n", end).encode())
    assert texts(path) == [("One", "一"), ("Two", "二")]


def test_icu_plurals_stay_as_they_are(tmp_path):
    body = """msgid "{n, plural, one {# gate} other {# gates}}"
msgstr "{n, plural, other {# 道闸门}}"
"""
    assert texts(written(tmp_path, body)) == [
        ("{n, plural, one {# gate} other {# gates}}", "{n, plural, other {# 道闸门}}")
    ]


def test_fuzzy_obsolete_and_empty_entries_are_no_units_and_counted(tmp_path):
    body = """#, fuzzy, c-format
msgid "Close %s"
msgstr "打开 %s"

msgid "Save"
msgstr ""

msgid "Done"
msgstr "完成"

#~ msgid "Gone"
#~ msgstr "没了"
#~| msgid "Went"
#~ msgid "Gone, too"
#~ msgstr "也没了"
"""
    passed = Counter()
    path = written(tmp_path, body)
    assert [u.variants[1].text for u in read(path, passed)] == ["完成"]
    assert passed == {"fuzzy": 1, "not translated": 1, "obsolete": 2}
    said = []
    list(read_units(path, on_loss=said.append))
    reasons = "2 obsolete, 1 fuzzy, 1 not translated"
    assert said == [f"{path}: 4 segments are no units: {reasons}"]


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("zh_TW", "a.po", ("en", "zh-TW")),
        ("zh_Hans.UTF-8", "a.po", ("en", "zh-Hans")),
        ("", "zh_HK.po", ("en", "zh-HK")),
        ("", "zh_CN/LC_MESSAGES/a.po", ("en", "zh-CN")),
        ("", "messages.zh-TW.po", ("en", "zh-TW")),
        ("", "a.po", ("en", "zh")),
    ],
)
def test_languages_are_told_by_header_place_or_script(tmp_path, language, name, expected):
    path = written(tmp_path, 'msgid "Done"\nmsgstr "完成"\n', HEAD.replace("zh_CN", language), name)
    head = header(path)
    assert (head.source, head.attributes["trgLang"]) == expected


@pytest.mark.parametrize("charset", ["GBK", "Big5", "UTF-8", "CHARSET", "gb2312"])
def test_the_encoding_of_the_header_is_used(tmp_path, charset):
    path = written(tmp_path, "")
    word = "圖書館將於五月開放" if charset == "Big5" else "图书馆将于五月开放"
    text = f'{HEAD.replace("UTF-8", charset)}msgid "The library opens in May"\nmsgstr "{word}"\n'
    path.write_bytes(text.encode("utf-8" if charset == "CHARSET" else charset))
    assert texts(path) == [("The library opens in May", word)]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('msgid "a\nmsgstr "b"\n', "2?:?.*quotes are not closed"),
        ("<html>\n", "neither comment"),
        ('"loose"\n', "a text stands where none may"),
        ('msgid "a"\nmsgstr "b"\nfoo\n', "neither comment"),
    ],
)
def test_what_is_no_po_is_named_with_its_line(tmp_path, body, reason):
    with pytest.raises(InputError, match=reason) as caught:
        list(read(written(tmp_path, body)))
    assert caught.value.line


def test_what_is_not_in_its_encoding_is_named(tmp_path):
    path = written(tmp_path, "")
    path.write_bytes((HEAD + 'msgid "a"\nmsgstr "图书馆开放"\n').encode("gbk"))
    with pytest.raises(InputError, match="says that it is UTF-8, and is not"):
        list(read(path))
    path = written(tmp_path, 'msgid "a"\nmsgstr "b"\n', HEAD.replace("zh_CN", ""))
    with pytest.raises(InputError, match="names no language"):
        list(read(path))


def test_every_text_can_be_quoted(tmp_path):
    text = "".join(map(chr, [*range(1, 130), 0x2028, 0x85, 0xFFFD])) + "\\n"
    path = written(tmp_path, f"msgid {quoted(text)}\nmsgstr {quoted(text)}\n", "")
    (entry,) = entries(path)
    assert entry.source == entry.targets[0] == text
