r"""Lists of page furniture that users keep, beside the one in `corpus.cleaning.patterns`.

from_lines([(number, line), ...], name) -> FurnitureList
merged(lists) -> FurnitureList

    # what 江海网 puts under its articles
    江海网，看得见的江海
    /本文浏览\d+次.*/
    !本报讯

An entry a line: a paragraph as it stands on the page, or between slashes a regular expression that
matches all of one; behind an exclamation mark what is never furniture. White space at the ends,
its amount, and the script of Chinese make no difference. Empty lines, and those that begin with
``#``, say nothing. A backslash takes the character behind it, at the start of a line, as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import InputError
from corpus.language.conversion import to_simplified

if TYPE_CHECKING:
    import regex

_SECONDS = 2.0
"""For one expression and one paragraph, which take a hundred thousandth of it."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression, and where it stands.

    Attributes:
        text: without the slashes.
        name: of the file.
        line: in it.
    """

    text: str
    name: str
    line: int
    _compiled: "regex.Pattern[str]" = field(repr=False, compare=False)

    def matches(self, paragraph: str) -> bool:
        """Whether it matches all of a paragraph.

        Raises:
            InputError: it does not come to an end.
        """
        try:
            return self._compiled.fullmatch(paragraph, timeout=_SECONDS) is not None
        except TimeoutError:
            raise InputError(
                self.name,
                f"/{self.text}/ takes more than {_SECONDS:g} s for a paragraph of "
                f"{len(paragraph)} characters; repeat nothing that repeats: (…+)+",
                self.line,
            ) from None


@dataclass(frozen=True, slots=True)
class FurnitureList:
    """What users say of paragraphs.

    Attributes:
        entries: as they stand in the files, without comments; what a project remembers.
        lines: paragraphs that are furniture, as `plain` writes them.
        patterns: of such paragraphs.
        kept: paragraphs that never are.
        kept_patterns: of such paragraphs.
    """

    entries: tuple[str, ...] = ()
    lines: frozenset[str] = frozenset()
    patterns: tuple[Expression, ...] = ()
    kept: frozenset[str] = frozenset()
    kept_patterns: tuple[Expression, ...] = ()

    def takes(self, paragraph: str) -> bool:
        """Whether it is furniture."""
        return _in(paragraph, self.lines, self.patterns)

    def keeps(self, paragraph: str) -> bool:
        """Whether it never is."""
        return _in(paragraph, self.kept, self.kept_patterns)


def from_lines(numbered: Iterable[tuple[int, str]], name: str) -> FurnitureList:
    """The list in some lines, each with its number.

    Args:
        numbered: the lines, white space and comments included.
        name: of the file, for errors.

    Raises:
        InputError: a regular expression that is none, or that matches an empty paragraph.
            One that does not come to an end is named when it is used.
    """
    entries: list[str] = []
    lines: dict[bool, list[str]] = {False: [], True: []}
    patterns: dict[bool, list[Expression]] = {False: [], True: []}
    for number, line in numbered:
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        entries.append(entry)
        keeps = entry.startswith("!")
        text = entry.removeprefix("!").strip()
        if len(text) > 1 and text.startswith("/") and text.endswith("/"):
            patterns[keeps].append(_compiled(text[1:-1], name, number))
        else:
            lines[keeps].append(plain(text[1:] if text[:1] == "\\" else text))
    return FurnitureList(
        tuple(entries),
        frozenset(lines[False]),
        tuple(patterns[False]),
        frozenset(lines[True]),
        tuple(patterns[True]),
    )


def merged(lists: Iterable[FurnitureList]) -> FurnitureList:
    """All entries of several lists as one."""
    found = list(lists)
    return FurnitureList(
        tuple(entry for each in found for entry in each.entries),
        frozenset().union(*(each.lines for each in found)),
        tuple(pattern for each in found for pattern in each.patterns),
        frozenset().union(*(each.kept for each in found)),
        tuple(pattern for each in found for pattern in each.kept_patterns),
    )


def plain(paragraph: str) -> str:
    """A paragraph as it is compared: in simplified form, runs of white space one space."""
    return to_simplified(" ".join(paragraph.split()))


def _compiled(expression: str, name: str, number: int) -> Expression:
    import regex

    try:
        pattern = regex.compile(expression)
    except (regex.error, RecursionError, OverflowError) as error:
        raise InputError(
            name, f"/{expression}/ is no regular expression ({error})", number
        ) from None
    found = Expression(expression, name, number, pattern)
    if found.matches(""):
        raise InputError(name, f"/{expression}/ matches an empty line, too; say more", number)
    return found


def _in(paragraph: str, lines: frozenset[str], patterns: Iterable[Expression]) -> bool:
    """Whether a paragraph, or its simplified form, is among them."""
    if not lines and not patterns:
        return False
    simplified = plain(paragraph)
    return simplified in lines or any(
        pattern.matches(text) for pattern in patterns for text in {paragraph.strip(), simplified}
    )
