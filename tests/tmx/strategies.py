"""Units of every shape for property tests: markup that nests, properties, notes, attributes."""

from hypothesis import strategies as st
from lxml.etree import fromstring

import tmx
from tmx.formats.states import NAMES
from tmx.units.markup import Markup, attribute, escape

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=6
)


def element(names, inside):
    """A TMX element of one of the names, with attributes that belong to it."""

    def build(name, values, content):
        attributes = {
            "bpt": ("i", "x", "type"),
            "ept": ("i",),
            "ph": ("x", "assoc", "type"),
            "it": ("pos", "x", "type"),
            "ut": ("x",),
            "hi": ("x", "type"),
            "sub": ("datatype", "type"),
        }[name]
        said = "".join(
            attribute(key, value) for key, value in zip(attributes, values, strict=False)
        )
        return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"

    content = st.lists(WORDS.map(escape) | inside, max_size=2).map("".join)
    return st.builds(build, st.sampled_from(names), st.lists(WORDS, max_size=3), content)


CODE = element(["bpt", "ept", "ph", "it", "ut"], element(["sub"], element(["ph"], st.nothing())))
MARKUP = st.lists(WORDS.map(escape) | CODE | element(["hi"], CODE), max_size=5).map("".join)
NAME = st.sampled_from(("x-a", "x-score", "tuid", "甲", *NAMES))
VALUE = WORDS | st.sampled_from(("yes", "final", "reviewed", "translated", "Draft", "new", "x-b c"))
PAIRS = st.lists(st.tuples(NAME, VALUE), max_size=3).map(lambda pairs: tuple(dict(pairs).items()))
NOTES = st.lists(WORDS.filter(str.strip), max_size=2).map(tuple)


def _variant(language, letter, markup, more):
    """A variant with the words that its markup has."""
    built = Markup()

    def walk(node):
        built.text(node.text or "")
        for child in node:
            built.start(child.tag, child.attrib)
            walk(child)
            built.end()
            built.text(child.tail or "")

    walk(fromstring(f"<seg>{letter}{markup}</seg>"))
    return tmx.Variant(language, built.words, built.source, *more)


def variant(language, letter, markup=MARKUP):
    """A variant that begins with a letter, so that it has words."""
    more = st.tuples(PAIRS, NOTES, PAIRS)
    return st.builds(_variant, st.just(language), st.just(letter), markup, more)


def units(markup=MARKUP):
    """Units of zh-CN and en-US."""
    sides = st.tuples(variant("zh-CN", "一", markup), variant("en-US", "a", markup))
    return st.builds(tmx.TranslationUnit, sides, PAIRS, NOTES, PAIRS)
