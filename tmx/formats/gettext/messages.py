"""What a message of a program is as units, and the way back, with the means of PO alone.

units_of(entry, codes) -> tuple[TranslationUnit, ...]     one, of a message with a plural two
entry_of(units, codes) -> Entry                           of one unit, or of those two
plural_forms(code) -> str

What of a message other forms have no place for stands in properties. A text that other forms
change (a line break in it or at its end, by which a program finds it) stands there as PO has it.
"""

from collections.abc import Iterator, Sequence

from tmx.formats.gettext.entries import FUZZY, Entry, quoted, unquoted
from tmx.formats.tmx.source_target import Sides
from tmx.units.characters import normal_text
from tmx.units.languages import primary
from tmx.units.unit import Pairs, TranslationUnit, Variant

CONTEXT, PLURAL, FLAGS, REFERENCES = "x-context", "x-plural", "x-flags", "x-references"
EXTRACTED = "x-extracted"
"""Which of a unit's notes is the program's, from 1; the others are translators'."""
SOURCE_TEXT, TARGET_TEXT = "x-msgid", "x-msgstr"
"""Texts as PO has them; of a plural forms between the first and the last are ``x-msgstr-1`` …"""
FIRST, OTHER = "first", "other"
_OF_FORM = (PLURAL, SOURCE_TEXT, TARGET_TEXT)
_NATURAL = (CONTEXT, FLAGS, REFERENCES, EXTRACTED, *_OF_FORM)
"""Begin the properties in which the two units of a plural differ."""
WITHOUT_PLURAL = frozenset(("zh", "ja", "ko", "vi", "th", "id", "ms", "lo", "my"))
"""Languages whose messages have one form for every number (gettext's manual, "Plural forms")."""


def plural_forms(code: str) -> str:
    """What a header says of the forms of a language; empty where we do not know."""
    if primary(code) in WITHOUT_PLURAL:
        return "nplurals=1; plural=0;"
    return "nplurals=2; plural=(n != 1);" if primary(code) == "en" else ""


def units_of(
    entry: Entry, codes: tuple[str, str], *, every: bool = False
) -> tuple[TranslationUnit, ...]:
    """The units of a message.

    Args:
        entry: as it was read.
        codes: of source and target.
        every: give those without a translation, too.
    """
    comments, extracted = ("\n".join(e).strip() for e in (entry.comments, entry.extracted))
    notes = tuple(filter(None, (comments, extracted)))
    flags = ", ".join(flag for flag in entry.flags if flag != FUZZY)
    common = (
        (CONTEXT, entry.context or ""),
        (FLAGS, flags),
        (REFERENCES, " ".join(entry.references)),
        (EXTRACTED, str(len(notes)) if extracted else ""),
    )
    first, last = entry.targets.get(0, ""), entry.targets.get(max(entry.targets, default=0), "")
    forms = [("", entry.source or "", first)]
    between: Pairs = ()
    if entry.plural is not None:
        forms = [(FIRST, entry.source or "", first), (OTHER, entry.plural, last)]
        between = tuple(
            (f"{TARGET_TEXT}-{place}", quoted(text))
            for place, text in sorted(entry.targets.items())[1:-1]
        )
    units = []
    for plural, source, target in forms:
        if source.strip() and (target.strip() or every):
            own = (
                (PLURAL, plural),
                (SOURCE_TEXT, _as_written(source)),
                (TARGET_TEXT, _as_written(target)),
                *(between if plural == OTHER else ()),
            )
            variants = Variant(codes[0], source), Variant(codes[1], target)
            known = tuple((name, value) for name, value in (*common, *own) if value)
            units.append(TranslationUnit(variants, known, notes))
    return tuple(units)


def entry_of(units: Sequence[TranslationUnit], codes: tuple[str, str]) -> Entry:
    """The message that one unit is, or the first and the other form of one with a plural."""
    sides = Sides(*codes)
    texts = [_texts(unit, sides) for unit in units]
    known = dict(units[0].properties)
    place = known.get(EXTRACTED, "")
    of_program = int(place) if place.isascii() and place.isdigit() else 0
    entry = Entry(
        source=texts[0][0],
        context=known.get(CONTEXT) or None,
        targets={0: texts[0][1]},
        references=[*filter(None, [known.get(REFERENCES, "")])],
        flags=[*filter(None, map(str.strip, known.get(FLAGS, "").split(",")))],
    )
    for number, note in enumerate(units[0].notes, 1):
        (entry.extracted if number == of_program else entry.comments).extend(note.splitlines())
    if len(units) > 1:
        entry.plural = texts[1][0]
        forms = [texts[0][1], *_between(units[1]), texts[1][1]]
        if primary(codes[1]) in WITHOUT_PLURAL and forms[0] == forms[-1]:
            forms = forms[1:]
        entry.targets = dict(enumerate(forms))
    return entry


def is_natural(unit: TranslationUnit) -> bool:
    """Whether a message may say all of a unit; what is of no message it cannot."""
    return not unit.attributes and all(name.startswith(_NATURAL) for name, _ in unit.properties)


def are_forms(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Whether two units are the first and the other form of one message."""
    if (dict(one.properties).get(PLURAL), dict(other.properties).get(PLURAL)) != (FIRST, OTHER):
        return False
    return _without_form(one) == _without_form(other) and one.notes == other.notes


def _without_form(unit: TranslationUnit) -> Pairs:
    return tuple(pair for pair in unit.properties if not pair[0].startswith(_OF_FORM))


def _between(unit: TranslationUnit) -> Iterator[str]:
    return (unquoted(text) for name, text in unit.properties if name.startswith(f"{TARGET_TEXT}-"))


def _texts(unit: TranslationUnit, sides: Sides) -> tuple[str, str]:
    """Source and target as PO has them; a target that was edited has the source's line breaks."""
    known = dict(unit.properties)
    one, other = (side.text for side in sides.of(unit))
    source = _original(one, known.get(SOURCE_TEXT, ""))
    target = _original(other, known.get(TARGET_TEXT, ""))
    if SOURCE_TEXT in known:  # a program refuses a translation that begins or ends otherwise
        if source.startswith("\n") and not target.startswith("\n"):
            target = f"\n{target}"
        if source.endswith("\n") and not target.endswith("\n"):
            target = f"{target}\n"
    return source, target


def _original(text: str, written: str) -> str:
    """The text as it was written, if it is still the same."""
    before = unquoted(written)
    return before if written and normal_text(before) == normal_text(text) else text


def _as_written(text: str) -> str:
    """A text as PO has it, if other forms have it otherwise; else empty."""
    return "" if text == normal_text(text) else quoted(text)
