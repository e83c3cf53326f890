"""What is written is read again: any text, any markup that TMX 1.4's DTD allows."""

import codecs
import gzip

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.etree import fromstring, strip_tags, tostring

import tmx
from tmx.units.characters import normal_lines, normal_part, normal_text
from tmx.units.markup import attribute, escape

ANY = st.text(st.characters(exclude_categories=[]), max_size=20)
WORDS = ANY.map(normal_text).filter(bool)
VALUES = ANY.map(normal_text)
INNER = ANY.map(normal_part)
PROPERTIES = st.lists(st.tuples(VALUES.map("x-{}".format).map(normal_text), VALUES), max_size=3)
NOTES = st.lists(ANY.map(normal_lines), max_size=2)
ATTRIBUTES = st.dictionaries(st.sampled_from(["tuid", "changeid", "usagecount"]), WORDS)
DATES = st.datetimes().map(lambda moment: f"{moment:%Y%m%dT%H%M%SZ}".zfill(16))
CODES = {
    "bpt": ("i", "x", "type"), "ept": ("i",), "ph": ("x", "assoc", "type"),
    "it": ("pos", "x", "type"), "ut": ("x",),
}  # fmt: skip


def joined(pieces):
    """Words, XML source, and the same without <hi>, of pieces that follow one another."""
    return tuple(map("".join, zip(("", "", ""), *pieces, strict=True)))


TEXT = INNER.map(lambda text: (text, escape(text), escape(text)))


@st.composite
def tag(draw, name, inside, attributes):
    """An element of its own name, with the attributes that it may have."""
    chosen = draw(st.lists(st.sampled_from(attributes), unique=True)) if attributes else []
    head = name + "".join(attribute(key, draw(VALUES)) for key in chosen)
    words, source, plain = inside

    def whole(content):
        return f"<{head}>{content}</{name}>" if content else f"<{head}/>"

    return words, whole(source), whole(plain)


@st.composite
def code(draw, content):
    """bpt, ept, ph, it or ut: code, and texts of their own in <sub>; no words of the segment."""
    name = draw(st.sampled_from(sorted(CODES)))
    subs = content.flatmap(lambda inside: tag("sub", inside, ("datatype", "type")))
    inside = joined(draw(st.lists(TEXT | subs, max_size=2)))
    return "", *draw(tag(name, inside, CODES[name]))[1:]


@st.composite
def highlight(draw, content):
    words, source, plain = draw(content)
    return words, draw(tag("hi", (words, source, plain), ("x", "type")))[1], plain


FLOW = st.recursive(
    TEXT,
    lambda content: st.lists(TEXT | code(content) | highlight(content), max_size=4).map(joined),
    max_leaves=8,
)


@st.composite
def variants(draw, language):
    words, source, plain = draw(st.tuples(WORDS, FLOW, WORDS).map(between))
    details = tuple(draw(PROPERTIES)), tuple(draw(NOTES))
    return tuple(
        tmx.Variant(language, words, markup if "<" in markup else "", *details)
        for markup in (source, plain)
    )


def between(parts):
    """The content with words before and behind it, whose edges no writer trims."""
    before, inside, after = parts
    return joined([(before, *[escape(before)] * 2), inside, (after, *[escape(after)] * 2)])


@st.composite
def units(draw):
    """A unit as it stands in a file, and as it comes out."""
    attributes = tuple({**draw(ATTRIBUTES), "creationdate": draw(DATES)}.items())
    details = tuple(draw(PROPERTIES)), tuple(draw(NOTES)), attributes
    sides = draw(variants("zh-CN")), draw(variants("en-US"))
    return tuple(tmx.TranslationUnit(each, *details) for each in zip(*sides, strict=True))


def canonical(markup):
    return tostring(fromstring(f"<seg>{markup}</seg>"), method="c14n")


def expected(markup):
    """What every tool can take: <hi> opened up, each <ph> with a number, each <it> with a place.

    OmegaT drops the words in <hi>; strict readers tell codes apart by numbers and places.
    """
    segment = fromstring(f"<seg>{markup}</seg>")
    taken = {node.get("x") for node in segment.iter()}
    free = (str(number) for number in range(1, 1000) if str(number) not in taken)
    strip_tags(segment, "hi")
    for node in segment.iter("ph", "it"):
        if node.tag == "it" and "pos" not in node.attrib:
            node.set("pos", "begin")
        elif node.tag == "ph" and "x" not in node.attrib:
            node.set("x", next(free))
    return tostring(segment, method="c14n")


SETTINGS = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=60,
)


@SETTINGS
@given(st.lists(units(), max_size=3))
def test_what_is_written_is_read_again(tmp_path, made):
    path = tmp_path / "memory.tmx"
    assert tmx.write(path, [unit for unit, _ in made], level=2) == len(made)
    found = list(tmx.read(path))
    for read_unit, (unit, plain) in zip(found, made, strict=True):
        bare = [each._replace(markup="") for each in read_unit.variants]
        assert read_unit._replace(variants=()) == unit._replace(variants=())
        assert bare == [each._replace(markup="") for each in unit.variants]
        for each, source, opened in zip(
            read_unit.variants, unit.variants, plain.variants, strict=True
        ):
            assert bool(each.markup) == bool(opened.markup)
            assert canonical(each.markup) == expected(source.markup if opened.markup else "")
    again = tmp_path / "again.tmx"
    tmx.write(again, tmx.read(path), level=2)
    assert again.read_bytes() == path.read_bytes()


@SETTINGS
@given(st.lists(units(), max_size=2), st.sampled_from(["utf-8-sig", "utf-16", "gb18030", "gzip"]))
def test_units_are_the_same_in_every_encoding(tmp_path, made, encoding):
    path, other = tmp_path / "memory.tmx", tmp_path / "other.tmx"
    tmx.write(path, [unit for unit, _ in made], level=2)
    data = path.read_bytes()
    if encoding == "gzip":
        other.write_bytes(gzip.compress(data))
    else:
        name = codecs.lookup(encoding).name.removesuffix("-sig")
        text = data.decode().replace('encoding="UTF-8"', f'encoding="{name}"')
        other.write_bytes(text.encode(encoding))
    assert list(tmx.read(other)) == list(tmx.read(path))
