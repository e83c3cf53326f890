"""The faults of a memory's elements, attributes and texts, as its tags go by.

Checker(path).found    grows while `parsing.steps` feeds the file
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from corpus.errors import InputError
from tmx.formats.tmx.parsing import parser_for
from tmx.formats.tmx.regular import OTHER_REFERENCE, attributes_of, words_of
from tmx.units.duplicates import Duplicates
from tmx.units.languages import primary
from tmx.units.markup import DEPTH, Markup
from tmx.units.structure import ELEMENTS, INLINE, SEGMENT_TYPES, VERSION
from tmx.units.unit import Pairs
from tmx.validation.rules import Finding, finding

_DATE = re.compile(r"\d{8}T\d{6}Z")
_DATES = ("creationdate", "changedate", "lastusagedate")
# Two letters, then script and region as far as given (RFC 5646): what OmegaT compares by.
_LANGUAGE = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{2,8})*")
_OLDER = "1.1"
"""The version in which a variant has lang=; OmegaT 6.1 brings its rules."""
_RESERVED = frozenset({"file", "id", "prev", "next", "path"})
_LONGEST = 2_000  # characters a segment, RWS Language Cloud's limit
_TEXT = frozenset({"seg", "note", "prop"}) | INLINE
# Where a sentence ends inside of a segment, as plainly as any segmentation rule sees it.
_INNER_END = re.compile(r"[。！？][”」』）]?(?=\w)|[a-z0-9][.!?][”\"]? (?=[A-Z“\"])")
_INNER_MARKS = ("。", "！", "？", ". ", "! ", "? ", "” ", '" ')  # one of them is in each such end
_FOREIGN_TYPE = re.compile('<prop type="((?!x-)[^"]*)"')
_IN_BODY = ["", "tmx", "body"]


class Checker:
    """Expat's handlers, and the faults they have found."""

    def __init__(self, path: str | Path) -> None:
        self.found: list[Finding] = []
        self._units = 0
        self._stack = [""]
        self._children: list[dict[str, int]] = [{}]  # how many of each open element, by name
        self._buffer: list[str] = []
        self._source = self._own = ""  # srclang of the header, and of the open unit
        self._version = VERSION
        self._sentences = False  # the header says that a segment is one sentence
        self._types: set[str] = set()  # of properties: those named already
        self._duplicates = Duplicates()
        self._names = Duplicates()  # by tuid, each with a number
        self._named = 0
        self._segments: list[tuple[str, str]] = []  # of the open unit: code, words
        self._unit_line = 0
        self._code = ""
        self._seg = Markup()
        self._paired: Counter[str] = Counter()
        self.parser = parser_for(path)
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._buffer.append
        self.parser.StartDoctypeDeclHandler = self._doctype

    def count(self) -> int:
        """Units that have ended so far."""
        return self._units

    def note(self, rule: str, message: str, line: int | None = None) -> None:
        """Record a fault, at the parser's line if none is given."""
        self.found.append(finding(line or self.parser.CurrentLineNumber, rule, message))

    def finish(self) -> None:
        """What can only be said at the end."""
        for line in self._duplicates.contradicting():
            self.note("two-targets", "its source has another target before", line)
        for line in self._names.contradicting():
            self.note("same-name", "a unit before has the same tuid", line)

    def between_units(self) -> bool:
        """Whether the parser stands in ``<body>`` and in nothing else."""
        return self._stack == _IN_BODY

    def take(self, unit: re.Match[str], line_at: Callable[[int], int]) -> bool:
        """Take what `regular.UNIT` matched if it has no fault; the others are the parser's."""
        head, details, head1, details1, text1, head2, details2, text2 = unit.groups()
        side = _source_side(head1, head2, self._source)
        about = attributes_of(head)
        if side is None or about is None or _attribute_faults("tu", about):
            return False
        for each in (details, details1, details2):
            if each and not self._good_properties(each):
                return False
        one = words_of(text1) if "&" in text1 else text1
        other = words_of(text2) if "&" in text2 else text2
        if not one or not other or _word_faults(one) or _word_faults(other):
            return False
        if self._sentences and _may_be_several(one) and _may_be_several(other):
            return False
        self._units += 1
        line = line_at(unit.start())
        self._take_name(dict(about), line)
        if side == 0:
            self._duplicates.add(one, other, line)
        elif side == 1:
            self._duplicates.add(other, one, line)
        return True

    def _take_name(self, about: Mapping[str, str], line: int) -> None:
        if name := about.get("tuid"):
            self._named += 1
            self._names.add(name, str(self._named), line)

    def _good_properties(self, details: str) -> bool:
        if "&" in details and OTHER_REFERENCE.search(details):
            return False
        return self._types.issuperset(_FOREIGN_TYPE.findall(details))

    def _doctype(self, *_: object) -> None:
        self.note("doctype", "has a DOCTYPE")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._stack[-1]
        self._flush(parent)
        self._place(name, parent)
        self._stack.append(name)
        self._children[-1][name] = self._children[-1].get(name, 0) + 1
        self._children.append({})
        if len(self._stack) > DEPTH:
            raise InputError("", f"elements are nested more than {DEPTH} deep", self._line())
        self._check_attributes(name, attributes)
        if name == "tmx":
            self._version = attributes.get("version", VERSION)
            if self._version == _OLDER:
                self.note("older", f'version="{_OLDER}", with lang= for xml:lang=')
            elif self._version != VERSION:
                self.note("version", f'version="{attributes["version"]}" is not {VERSION}')
        elif name == "header":
            self._source = attributes.get("srclang", "")
            self._sentences = attributes.get("segtype") == "sentence"
            if self._source == "*all*":
                self.note("source-all", 'srclang="*all*" names no source language')
        elif name == "tu":
            self._unit_line = self._line()
            self._segments = []
            self._own = attributes.get("srclang", "")
            self._take_name(attributes, self._unit_line)
        elif name == "tuv":
            self._code = _code(attributes)
        elif name == "seg" and "seg" not in self._stack[:-1]:
            self._seg = Markup()
            self._paired.clear()
        elif name == "prop":
            self._check_property(attributes)
        elif name in INLINE and "seg" in self._stack:
            self._start_inline(name, attributes)

    def _end(self, name: str) -> None:
        self._flush(name)
        self._stack.pop()
        children = self._children.pop()
        if name == "seg":
            self._end_seg()
        elif name == "tuv":
            count = children.get("seg", 0)
            if count != 1:
                self.note("structure", f"<tuv> has {count} <seg>, not one")
        elif name == "tu":
            self._units += 1
            if "tuv" not in children:
                self.note("structure", "<tu> has no <tuv>", self._unit_line)
            else:
                self._end_unit()
        elif name == "tmx" and list(children.items()) != [("header", 1), ("body", 1)]:
            self.note("structure", "<tmx> has not one <header> and then one <body>")
        elif name in INLINE and "seg" in self._stack:
            self._seg.end()

    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def _flush(self, name: str) -> None:
        """Deal with the text that ends here: of a segment, or where none may stand."""
        text = "".join(self._buffer)
        self._buffer.clear()
        if name == "seg" or name in INLINE:
            self._seg.text(text)
        elif text and name not in _TEXT and not text.isspace():
            self.note("structure", f"text stands in <{name}>: {text.strip()[:40]!r}")

    def _place(self, name: str, parent: str) -> None:
        element = ELEMENTS.get(name)
        if element is None:
            self.note("structure", f"<{name[:40]}> is no element of TMX 1.4")
        elif parent not in element.parents:
            self.note(
                "structure",
                f"<{name}> stands inside <{parent[:40]}>"
                if parent
                else f"the root element is <{name}>",
            )
        elif name in ("note", "prop") and parent in ("tu", "tuv"):
            after = "tuv" if parent == "tu" else "seg"
            if after in self._children[-1]:
                self.note("structure", f"<{name}> stands after <{after}>")

    def _check_attributes(self, name: str, attributes: dict[str, str]) -> None:
        if self._version == _OLDER and name == "tuv" and "lang" in attributes:
            attributes = {("xml:lang" if k == "lang" else k): v for k, v in attributes.items()}
        for rule, message in _attribute_faults(name, tuple(attributes.items())):
            self.note(rule, message)

    def _check_property(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("type")
        if kind is None:
            self.note("property-untyped", "<prop> has no type")
        elif kind in _RESERVED and self._stack[-2] != "header":
            self.note("property-reserved", f'prop type="{kind}" ties the unit to one place')
        elif not kind.startswith("x-") and kind not in self._types:
            if kind not in _RESERVED:
                self._types.add(kind)
            self.note("property-name", f"prop type={kind!r} does not start with x- (first of them)")

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        self._seg.start(name, attributes)
        if name == "hi":
            self.note("inline-hi", "<hi> holds words")
        elif name in ("bpt", "ept"):
            number = attributes.get("i", "")
            self._paired[number] += 1 if name == "bpt" else -1
            if self._paired[number] not in (0, 1):
                self.note("inline-pair", f'<{name} i="{number}"> does not pair')

    def _end_seg(self) -> None:
        words = self._seg.words
        for rule, message in _word_faults(words):
            self.note(rule, message)
        if any(count == 1 for count in self._paired.values()):
            self.note("inline-pair", "<bpt> without <ept>")
        if any(code == self._code for code, _ in self._segments):
            self.note("two-variants", f"second variant in {self._code}")
        self._segments.append((self._code, words.strip()))

    def _end_unit(self) -> None:
        filled = [(code, words) for code, words in self._segments if words]
        if len(filled) < 2:
            self.note("one-sided", "fewer than two segments have words", self._unit_line)
        line, source = self._unit_line, self._source
        if self._sentences:
            ends = {len(_INNER_END.findall(words)) for _, words in filled}
            if len(ends) == 1 and 0 not in ends and len(filled) > 1:
                count = ends.pop() + 1
                self.note("segment-type", f'{count} sentences under segtype="sentence"', line)
        codes = [code for code, _ in self._segments]
        own = self._own
        if own and any(primary(code) == primary(own) for code in codes):
            source = own
            if primary(own) != primary(self._source):
                self.note("source-own", f"its own srclang is {own}, not the header's", line)
        if source and source != "*all*":
            if not any(primary(code) == primary(source) for code in codes):
                self.note("source-missing", f"no variant in {source}, the header's srclang", line)
            elif source not in codes:
                self.note("source-code", f"no variant is written {source}, as srclang is", line)
        texts = [words for code, words in filled if primary(code) == primary(source)]
        others = [words for code, words in filled if primary(code) != primary(source)]
        if texts and others:
            self._duplicates.add(texts[0], others[0], line)


@lru_cache(maxsize=1024)
def _attribute_faults(name: str, attributes: Pairs) -> tuple[tuple[str, str], ...]:
    """Rule and message of each fault in the attributes of an element."""
    return tuple(_find_attribute_faults(name, dict(attributes)))


def _find_attribute_faults(name: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    element = ELEMENTS.get(name)
    if element is None:
        return
    missing = element.required.difference(attributes)
    if missing and name != "prop":
        rule = "header" if name == "header" else "structure"
        yield rule, f"<{name}> lacks {', '.join(sorted(missing))}"
    for key, value in attributes.items():
        if key not in element.required and key not in element.optional:
            yield "structure", f"{key[:40]}= is no attribute of <{name}>"
        elif key == "segtype" and value not in SEGMENT_TYPES:
            yield "structure", f"segtype={value!r} is none of {', '.join(SEGMENT_TYPES)}"
        elif key in _DATES and not _DATE.fullmatch(value):
            yield "date", f"{key}={value!r} is not of the form YYYYMMDDThhmmssZ"
    if name == "tuv":
        code = _code(attributes)
        if not _LANGUAGE.fullmatch(code):
            yield "language-code", f"xml:lang={code!r} is not of the form zh-CN"


def _code(attributes: dict[str, str]) -> str:
    return attributes.get("xml:lang", attributes.get("lang", ""))


def _word_faults(words: str) -> list[tuple[str, str]]:
    """Rule and message of each fault in the words of a segment; the usual one has none."""
    faults = []
    stripped = words.strip()
    if words != stripped:
        faults.append(("edge-space", f"white space at the edge of {stripped[:40]!r}"))
    if not stripped.isprintable() and len(stripped.splitlines()) > 1:
        faults.append(("line-break", f"line break in {stripped[:40]!r}"))
    if not unicodedata.is_normalized("NFC", words):
        faults.append(("normal-form", f"not in Unicode NFC: {stripped[:40]!r}"))
    if len(words) > _LONGEST:
        faults.append(("length", f"{len(words):,} characters"))
    return faults


def _may_be_several(words: str) -> bool:
    """Whether sentences may end inside; without a search where none can."""
    inside = words[:-1]
    for mark in _INNER_MARKS:
        if mark in inside:
            return _INNER_END.search(words) is not None
    return False


@lru_cache(maxsize=1024)
def _source_side(head: str, other_head: str, srclang: str) -> int | None:
    """Which variant of two is in the source language, 0 or 1; None if there is a fault in this.

    -1 if the header names no source language.

    Args:
        head: attributes of the one as written.
        other_head: of the other.
        srclang: the header's.
    """
    sides = attributes_of(head), attributes_of(other_head)
    codes = []
    for side in sides:
        if side is None or _attribute_faults("tuv", side):
            return None
        codes.append(_code(dict(side)))
    if primary(codes[0]) == primary(codes[1]):
        return None
    if srclang in ("", "*all*"):
        return -1
    return codes.index(srclang) if srclang in codes else None
