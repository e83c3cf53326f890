"""What stands in a segment beside its words: codes stay, and have what strict readers need."""

import pytest

import tmx
from corpus.errors import UsageError
from tmx.units.markup import clean_markup

KEPT = [
    'Press <bpt i="1">&lt;b&gt;</bpt>Enter<ept i="1">&lt;/b&gt;</ept>.',
    'Press <bpt i="1" x="1" type="bold"/>Enter<ept i="1"/>.',
    'A<ph x="1">{0}</ph>B<ph x="2"/>C',
    'A<it pos="begin" x="3">&lt;i&gt;</it>B',
    'A<it pos="end"/>B',
    'A<ut x="1">\\b</ut>B',
    '按<bpt i="1">&lt;b&gt;</bpt>回车<ept i="1">&lt;/b&gt;</ept>键',
    'See<ph x="1" assoc="p"><sub type="note">a note</sub></ph>.',
    'A &amp; B &lt; C<ph x="1"/>',
]
MENDED = [
    ("A<ph/>B", 'A<ph x="1"/>B'),
    ("A<ph>{0}</ph>B<ph>{1}</ph>", 'A<ph x="1">{0}</ph>B<ph x="2">{1}</ph>'),
    ('A<ph x="1"/>B<ph/>C', 'A<ph x="1"/>B<ph x="2"/>C'),
    ("A<it>&lt;i&gt;</it>B", 'A<it pos="begin">&lt;i&gt;</it>B'),
    ("A <hi>B</hi> C", ""),
    ('A <hi>B<ph x="1"/></hi> C', 'A B<ph x="1"/> C'),
    (' \u3000A<ph x="1"/>\n', 'A<ph x="1"/>'),
    ('caf\u0065\u0301<ph x="1"/>', 'caf\u00e9<ph x="1"/>'),
    ('A\x01<ph x="1">\x02</ph>', 'A<ph x="1"/>'),
]


@pytest.mark.parametrize("source", KEPT)
def test_codes_stay_as_they_are(source):
    assert clean_markup(source) == source


@pytest.mark.parametrize(("source", "expected"), MENDED)
def test_what_tools_cannot_take_is_mended(source, expected):
    assert clean_markup(source) == expected


@pytest.mark.parametrize("source", ["A<ph>B", "A</ph>", "A & B", "A<ph x=1/>"])
def test_what_is_no_xml_is_refused(source):
    with pytest.raises(UsageError, match="not well-formed"):
        clean_markup(source)


@pytest.mark.parametrize("source", KEPT)
def test_codes_stay_in_a_memory(tmp_path, source):
    """From file to file, and as another reader of XML sees them."""
    words = tmx.Variant("zh-CN", "一")
    made = tmx.TranslationUnit((words, tmx.Variant("en-US", "x", source)))
    tmx.write(tmp_path / "a.tmx", [made], level=2)
    tmx.convert(tmp_path / "a.tmx", tmp_path / "b.tmx")
    for name in ("a.tmx", "b.tmx"):
        assert f"<seg>{source}</seg>" in (tmp_path / name).read_text("utf-8")
    (unit,) = tmx.read(tmp_path / "b.tmx")
    assert unit.variants[1].markup == source
