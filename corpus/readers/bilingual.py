"""Files that hold a text in both languages: taken apart into two documents that are known to pair.

documents(origin, title, paragraphs, metadata) -> [Document | InputError, ...]
sides(origin, titles, zh, en, metadata) -> [Document | InputError, ...]

Press releases, language lessons, statutes, two-column tables and subtitles alternate between the
languages by paragraph or line; elsewhere one half of a file translates the other. Either way the
languages take turns: each stretch in one language is followed by about as much in the other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.errors import InputError
from corpus.language.code import is_code
from corpus.language.han import HAN_CHARACTER
from corpus.language.headers import without_headers
from corpus.language.identification import LATIN_WORD, language_of
from corpus.model import Document, Language
from corpus.readers.documents import build, headline, lines

_CHARACTERS_PER_WORD = 1.7
"""Han characters that translate one English word; 1.6 to 1.8 in news and statutes."""
_TWO_LANGUAGES = 0.15
"""Least share of the smaller language in a bilingual file. An abstract or quotations in the other
language stay below; where the translation is a summary, it is about this."""
_NAMED = 0.25
"""From this share on a file that holds both languages, though not in turns, is taken apart and
named: to read it as one language would lose too much."""
_TURN = 3.0
"""Times that a stretch may be larger than its counterpart: a heading or a paragraph may have none,
and statutes are wordier in one language."""
_IN_TURNS = 0.6
"""Share of the text that stands in stretches with a counterpart: a fifth may be notes on one side,
as in lessons."""
_PURE = 0.9
"""Share of one language in each part of a paragraph that changes its language once."""
_PARTS = 4.0
"""Times that one part of such a paragraph may be larger than the other: a name or a term quoted in
the other language is no translation."""
_LEAST_PART = 3.0
"""Han characters, or words worth as much, of either part."""
_SAME_ORDER = 0.8
"""Share of such paragraphs that have the same language first."""

_UNIT = re.compile(f"({HAN_CHARACTER.pattern})|(?:{LATIN_WORD.pattern})")
_ENDS = re.compile(r".*[。！？!?.…;；:：\t|/／)）”\"]+\s*", re.DOTALL)
_SPACE = re.compile(r"\s+")

Found = list[Document | InputError]


class _Paragraph(NamedTuple):
    """A paragraph.

    Attributes:
        text: as published.
        language: of most of it; None where it has no letters, or is code.
        mass: Han characters, a Latin word counting for as many as it is worth.
    """

    text: str
    language: Language | None
    mass: float


def documents(
    origin: str, title: str, paragraphs: Iterable[str], metadata: Mapping[str, str]
) -> Found:
    """The document of a file, or the two of a file that holds both languages.

    Two documents have the origins ``ORIGIN#zh`` and ``ORIGIN#en``. Where the languages take turns
    each is the other's `Document.counterpart`; where they do not, an error that names the shares
    comes with them. A file whose metadata give its language is one document.

    Args:
        origin: the path as given, or ``path#key``.
        title: as found in the file; one in the metadata goes before it.
        paragraphs: the body.
        metadata: as `corpus.readers.documents.build` takes them.

    Raises:
        InputError: as `build`, for a file in one language.
    """
    body = [line for text in paragraphs for part in lines(text) if (line := part.strip())]
    if metadata.get("language", "").strip():
        return [build(origin, title, body, metadata)]
    found = _taken_apart(list(map(_paragraph, without_headers(body))))
    zh, en = (sum(p.mass for p in found if p.language is language) for language in Language)
    smaller = min(zh, en) / ((zh + en) or 1.0)
    in_turns = smaller >= _TWO_LANGUAGES and _turns(found) >= _IN_TURNS
    if not in_turns and smaller < _NAMED:
        return [build(origin, title, body, metadata)]
    by_language = _by_language(found)
    whole = metadata.get("title") or title
    titles = [
        whole if language_of([whole]) is language else headline(by_language[language])
        for language in Language
    ]
    two = sides(origin, titles, by_language[Language.ZH], by_language[Language.EN], metadata)
    if in_turns:
        return two
    share = round(100 * zh / (zh + en))
    reason = (
        f"is {share} % Chinese and {100 - share} % English, but not in turns; read as two texts "
        "that need not translate each other"
    )
    apart = [replace(each, counterpart="") if isinstance(each, Document) else each for each in two]
    return [*apart, InputError(origin, reason)]


def sides(
    origin: str,
    titles: Sequence[str],
    zh: Iterable[str],
    en: Iterable[str],
    metadata: Mapping[str, str],
) -> Found:
    """The two documents of a text that is given in both languages; an error in place of a bad one.

    Args:
        origin: of the whole; the documents' are ``ORIGIN#zh`` and ``ORIGIN#en``.
        titles: the Chinese and the English one.
        zh: paragraphs in Chinese.
        en: paragraphs in English.
        metadata: of both, but for title and language.
    """
    common = {key: value for key, value in metadata.items() if key not in ("title", "language")}
    one, two = found = [
        _side(f"{origin}#{language}", language, title, paragraphs, common)
        for language, title, paragraphs in zip(Language, titles, (zh, en), strict=True)
    ]
    if isinstance(one, Document) and isinstance(two, Document):
        return [replace(one, counterpart=two.id), replace(two, counterpart=one.id)]
    return found


def _side(
    origin: str,
    language: Language,
    title: str,
    paragraphs: Iterable[str],
    metadata: Mapping[str, str],
) -> Document | InputError:
    try:
        document = build(origin, title, paragraphs, metadata)
    except InputError as error:
        return error
    if document.language is language:
        return document
    expected, other = ("Chinese", "English")[:: 1 if language is Language.ZH else -1]
    return InputError(origin, f"is {other}, where {expected} is expected; leave it out")


def _paragraph(text: str) -> _Paragraph:
    if is_code(text):
        return _Paragraph(text, None, 0.0)
    han, words = len(HAN_CHARACTER.findall(text)), len(LATIN_WORD.findall(text))
    return _Paragraph(text, language_of([text]), han + _CHARACTERS_PER_WORD * words)


def _turns(paragraphs: Sequence[_Paragraph]) -> float:
    """The share of the text in stretches of one language that have a counterpart beside them."""
    masses: list[float] = []
    language = None
    for each in paragraphs:
        if each.language not in (None, language):
            masses.append(0.0)
            language = each.language
        if masses:
            masses[-1] += each.mass
    whole = sum(masses) or 1.0
    return max(
        sum(
            a + b
            for a, b in zip(masses[first::2], masses[first + 1 :: 2], strict=False)
            if max(a, b) <= _TURN * min(a, b)
        )
        / whole
        for first in (0, 1)
    )


def _by_language(paragraphs: Iterable[_Paragraph]) -> dict[Language, list[str]]:
    """The texts of each language; one in neither goes with the paragraph before it."""
    found: dict[Language, list[str]] = {language: [] for language in Language}
    waiting: list[str] = []
    language = None
    for each in paragraphs:
        language = each.language or language
        if language is None:
            waiting.append(each.text)
        else:
            found[language] += [*waiting, each.text]
            waiting = []
    return found


def _taken_apart(paragraphs: list[_Paragraph]) -> list[_Paragraph]:
    """Paragraphs that begin in one language and end in the other as two, if that is the rule."""
    cut = {k: parts for k, each in enumerate(paragraphs) if (parts := _parts(each))}
    held = sum(paragraphs[k].mass for k in cut)
    zh_first = sum(parts[0].language is Language.ZH for parts in cut.values())
    if (
        not cut
        or held < sum(each.mass for each in paragraphs) / 2
        or max(zh_first, len(cut) - zh_first) < _SAME_ORDER * len(cut)
    ):
        return paragraphs
    return [part for k, each in enumerate(paragraphs) for part in cut.get(k, (each,))]


def _parts(paragraph: _Paragraph) -> tuple[_Paragraph, _Paragraph] | None:
    """A paragraph that changes its language once, between two clauses, as two; else None."""
    text = paragraph.text
    units = [(match.end(), match.start(), match[1] is not None) for match in _UNIT.finditer(text)]
    han = sum(is_han for *_, is_han in units)
    words = len(units) - han
    worth = han, _CHARACTERS_PER_WORD * words
    if min(worth) < _LEAST_PART or max(worth) > _PARTS * min(worth):
        return None
    first = units[0][2]
    # The place behind which least stands in the wrong part.
    best, at = len(units), 0
    wrong = sum(is_han is first for *_, is_han in units)  # all in the second part
    for k, (*_, is_han) in enumerate(units, 1):
        wrong += -1 if is_han is first else 1
        if wrong < best:
            best, at = wrong, k
    if best > (1.0 - _PURE) * len(units) or at in (0, len(units)):
        return None
    end, begin = units[at - 1][0], units[at][1]
    gap = text[end:begin]
    border = _ENDS.match(gap) or _SPACE.match(gap)
    if not border:
        return None
    left, right = text[: end + border.end()], text[end + border.end() :]
    parts = _paragraph(left.strip(" \t|/／")), _paragraph(right.strip(" \t|/／"))
    return parts if {part.language for part in parts} == {*Language} else None
