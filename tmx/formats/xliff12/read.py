"""Units of XLIFF 1.0 to 1.2, from any tool.

read(path, passed) -> Iterator[TranslationUnit]
header(path) -> Header

A <trans-unit> is a unit, or each <mrk mtype="seg"> in its <seg-source> with the one of the same
number in its <target>; of several with one number the first goes with the first. Inline codes
become those of TMX. What <alt-trans> holds is no translation.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import InputError
from tmx.formats.states import NAMES, NOT_TRANSLATED, OUTSIDE, STATE, completed
from tmx.formats.tmx.read import NO_HEADER, Header
from tmx.formats.xliff.elements import elements, keeps_space, named
from tmx.formats.xliff12.dialects import Dialect, Told, dialect_of
from tmx.formats.xliff12.read_inline import Inline
from tmx.formats.xliff12.vocabulary import OWN_STATE, SEGMENT, TMX, state_name
from tmx.units.names import name_in
from tmx.units.unit import Pairs, TranslationUnit, Variant

_SIDES = ("source", "target")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(
    path: str | Path, passed: Counter[str] | None = None, *, every: bool = False
) -> Iterator[TranslationUnit]:
    """The segments that are translated, in file order.

    Args:
        path: of the file.
        passed: is given how many segments are no units, by why not.
        every: give segments that are no units, too, with what target they have.

    Raises:
        InputError: not XLIFF 1, not well-formed, with a DOCTYPE or entities, or no language said.
    """
    found = elements(path, ("trans-unit", "header", "doc-info"))
    root = next(found)
    core = _core(path, root)
    dialect = dialect_of(root.nsmap.values())
    file = None
    codes = "", ""
    for element in found:
        namespace, name = named(element)
        if name == "doc-info":
            dialect.take_info(element)
        elif namespace == core and name == "header":
            dialect.take_header(element)
        elif namespace == core:
            if file is None or file not in element.iterancestors():
                file = next(element.iterancestors(_named(core, "file")), root)
                codes = file.get("source-language", ""), file.get("target-language", "")
            original = file.get("original", "")
            unit = _Unit(path, element, core, codes, dialect, original)
            yield from unit.segments(Counter() if passed is None else passed, every=every)


def header(path: str | Path) -> Header:
    """Languages, and the properties and notes of the first file in it.

    The target language stands among the attributes as ``trgLang``.

    Raises:
        InputError: as `read`.
    """
    found = elements(path, ("trans-unit", "header"))
    core = _core(path, next(found))
    head = _Details(None)
    for element in found:
        namespace, name = named(element)
        if namespace != core:
            continue
        file = next(element.iterancestors(_named(core, "file")), element)
        codes = {"srcLang": file.get("source-language", "")}
        codes["trgLang"] = file.get("target-language", "")
        if name == "header":
            head = _Details(element)
        else:
            own = dict(head.attributes[""]) | codes
            return Header("", codes["srcLang"], own, head.properties[""], head.notes[""])
    return NO_HEADER


def _core(path: str | Path, root: Any) -> str:  # noqa: ANN401  (the stubs know less)
    """The namespace of the file's own elements; empty in XLIFF 1.0."""
    version = root.get("version", "?")
    if not version.startswith("1."):
        raise InputError(path, f"is XLIFF {version}, not 1.0 to 1.2; export it as 1.2")
    return named(root)[0]


def _named(core: str, name: str) -> str:
    return f"{{{core}}}{name}" if core else name


def _outside(element: Any) -> str:  # noqa: ANN401
    """The words in a source or target that stand in none of its segments."""
    return "" if element is None else _joined(_OUTSIDE(element))


def _joined(texts: Iterable[str]) -> str:
    """Texts as one; empty if there is no letter or digit in them."""
    text = " ".join("".join(texts).split())
    return text if any(map(str.isalnum, text)) else ""


_OUTSIDE: Any = etree.XPath(
    ".//text()[not(ancestor::*[local-name()='bpt' or local-name()='ept' or local-name()='ph'"
    f" or local-name()='it' or (local-name()='mrk' and @mtype='{SEGMENT}')])]"
)
"""What codes have in them is no text."""


class _Details:
    """Properties, attributes and notes of an element, of its own ("") and by side."""

    def __init__(self, element: Any) -> None:  # noqa: ANN401
        self.properties: dict[str, Pairs] = {"": (), "source": (), "target": ()}
        self.attributes: dict[str, Pairs] = {"": (), "source": (), "target": ()}
        self.notes: dict[str, tuple[str, ...]] = {"": (), "source": (), "target": ()}
        self.own = False
        for child in element if element is not None else ():
            namespace, name = named(child)
            if name == "note" and namespace != TMX:
                text = "".join(child.itertext())
                side = child.get("annotates", "")
                side = side if side in _SIDES else ""
                if text.strip():
                    self.notes[side] = (*self.notes[side], text)
            elif namespace == TMX:
                side = child.get("side", "")
                place = self.properties if name == "prop" else self.attributes
                if side in place:
                    place[side] = (*place[side], (child.get("type", ""), child.text or ""))


class _Unit:
    """One <trans-unit>."""

    def __init__(
        self,
        path: str | Path,
        element: Any,  # noqa: ANN401
        core: str,
        codes: tuple[str, str],
        dialect: Dialect,
        original: str,
    ) -> None:
        self._path = path
        self._element = element
        self._core = core
        self._codes = codes
        self._dialect = dialect
        self._original = original
        self._details = _Details(element)

    def segments(self, passed: Counter[str], *, every: bool) -> Iterator[TranslationUnit]:
        """The units; segments that are none are counted."""
        self._every = every
        source, target, segmented = (
            self._element.find(_named(self._core, name)) for name in (*_SIDES, "seg-source")
        )
        if source is None and segmented is None:
            return
        cuts = self._cuts(segmented)
        ends = self._cuts(target)
        if len(cuts) > 1 and target is not None and not ends and "".join(target.itertext()).strip():
            cuts = {}  # the target is not segmented: the whole translates the whole
        if ends and {key for key in cuts if key[1]} != {key for key in ends if key[1]}:
            cuts = {}  # which of those with one number correspond is not known
        if not cuts:
            whole = segmented if source is None else source
            yield from self._segment("", whole, target, passed)
            return
        for key, cut in cuts.items():
            other = ends.get(key)
            if other is None and len(cuts) == 1 and not ends:
                other = target
            yield from self._segment(key[0], cut, other, passed, target)
        left = [_joined(end.itertext()) for key, end in ends.items() if key not in cuts]
        if ends and (text := _outside(target)) != _outside(segmented):
            left.append(text)
        if count := sum(map(bool, left)):
            passed[OUTSIDE] += count

    def _cuts(self, element: Any) -> dict[tuple[str, int], Any]:  # noqa: ANN401
        """The segments in a source or target: by number, and the how manieth has it, from 0."""
        if element is None:
            return {}
        marks = element.iter(_named(self._core, "mrk"))
        segments = (mark for mark in marks if mark.get("mtype") == SEGMENT)
        seen: Counter[str] = Counter()
        found = {}
        for place, mark in enumerate(segments):
            number = mark.get("mid", str(place))
            found[number, seen[number]] = mark
            seen[number] += 1
        return found

    def _segment(
        self,
        number: str,
        source: Any,  # noqa: ANN401
        target: Any,  # noqa: ANN401
        passed: Counter[str],
        whole: Any = None,  # noqa: ANN401
    ) -> Iterator[TranslationUnit]:
        """The unit of a segment; `whole` is the target that it stands in."""
        inline = self._dialect.inline(self._element)
        variants = tuple(
            self._variant(inline, *side)
            for side in zip((source, target), _SIDES, self._codes, strict=True)
        )
        if not variants[0].text.strip():
            return  # codes alone: nothing to translate
        told = Told(NOT_TRANSLATED)
        if variants[1].text.strip():
            said = whole if whole is not None else target
            told = self._dialect.told(self._element, number, said)
        if told.passed:
            passed[told.passed] += 1
            if not self._every:
                return
        sides = zip(_SIDES, variants, strict=True)
        missing = [side for side, variant in sides if variant.text and not variant.language]
        if missing:
            reason = f"names no {missing[0]}-language; add it to <file>, for instance zh-CN"
            raise InputError(self._path, reason, self._element.sourceline)
        yield self._unit(number, variants, told)

    def _unit(self, number: str, variants: tuple[Variant, ...], told: Told) -> TranslationUnit:
        details = self._details
        attributes = details.attributes[""]
        if not self._dialect.is_ours:
            name = name_in(self._original, self._element.get("id", ""), number)
            attributes = (("tuid", name),) if name else ()
        state = dict(zip(NAMES, told.state, strict=True))
        own = dict(details.properties[""]).get(STATE, "")
        if state[STATE] and own and state_name(own).removeprefix(OWN_STATE) == state[STATE]:
            state[STATE] = own
        return TranslationUnit(
            variants,
            completed(details.properties[""], state),
            (*details.notes[""], *told.notes),
            (*attributes, *told.attributes),
        )

    def _variant(self, inline: Inline, element: Any, side: str, code: str) -> Variant:  # noqa: ANN401
        attributes = dict(self._details.attributes[side])
        said = element.get(_LANGUAGE, "") if element is not None else ""
        language = attributes.pop("xml:lang", code or said)
        text, markup = inline.segment(element, spaced=element is None or keeps_space(element))
        return Variant(
            language,
            text,
            markup,
            self._details.properties[side],
            self._details.notes[side],
            tuple(attributes.items()),
        )
