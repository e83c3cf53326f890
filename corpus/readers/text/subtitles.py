"""Subtitles (SubRip, WebVTT): what is said, joined to sentences.

Cues are joined until a sentence ends or there is a pause; where cues end without marks, as is usual
in Chinese, each one is a paragraph. Cues with a line in each language are one text in both: cut at
the ends of the English sentences, so that the paragraphs correspond. Names of speakers that have a
mark of their own, sounds in brackets and what a rolling caption repeats are left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import pairwise
from typing import NamedTuple

from corpus.errors import InputError
from corpus.language.identification import language_of
from corpus.model import Document, Language
from corpus.readers.bilingual import documents, sides
from corpus.readers.decoding import decode
from corpus.readers.documents import lines
from corpus.readers.wrapping import joined

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_RUBY = re.compile(r"<rt\b[^>]*>.*?</rt>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|</?[\d:.]*>|\{\\[^{}]*\}")
_SOUND = re.compile(r"[\[(（【][^\])）】]*[\])）】]|[♪♫][^♪♫]*[♪♫]?|#[^#]*#|[♪♫#]+")
_DASH = re.compile(r"\s*(?:[-–—‐]|>>)\s*(?=\S)")
_ENDS = re.compile(r".*[。！？!?.…][”\"」』’）)♪]*", re.DOTALL)
_STOPS = re.compile(r".*[。.][”\"」』’）)]*", re.DOTALL)

_PAUSE = 2.5
"""Seconds after which nothing is joined: a sentence does not stop for so long."""
_MOST_CUES = 12
_STOPPED = 0.1
"""Share of cues that end with a full stop, from which on sentences are taken to end with one."""
_ROLLING = 0.3
"""Share of cues that begin with what the one before them ends with in captions that roll."""
_BILINGUAL = 0.6
"""Share of cues with lines in both languages; titles and songs may have one."""


class _Cue(NamedTuple):
    """What is shown at a time.

    Attributes:
        start, end: seconds.
        lines: of text, without tags.
        opens: whether another speaker begins.
    """

    start: float
    end: float
    lines: list[str]
    opens: bool = False


def read(origin: str, data: bytes, metadata: Mapping[str, str]) -> Iterator[Document | InputError]:
    """The document of the subtitles, or the two of bilingual ones.

    Raises:
        DecodingError, InputError: they cannot be used.
    """
    raw = lines(decode(data))
    cues = list(_spoken(_cues(raw, is_strict=raw[0].startswith("WEBVTT"))))
    if not cues:
        raise InputError(origin, "holds no subtitles with times; save its text as .txt")
    two = [_in_both(cue.lines) for cue in cues]
    if sum(map(all, two)) < _BILINGUAL * len(cues) or metadata.get("language", "").strip():
        yield from documents(origin, "", _paragraphs(cues), metadata)
        return
    zh: list[str] = []
    en: list[str] = []
    for group in _groups(
        [cue._replace(lines=[each[1]]) for cue, each in zip(cues, two, strict=True)]
    ):
        zh.append(" ".join(filter(None, (two[k][0] for k in group))))
        en.append(joined(filter(None, (two[k][1] for k in group))))
    yield from sides(origin, (metadata.get("title", ""),) * 2, zh, en, metadata)


def _cues(raw: Sequence[str], *, is_strict: bool) -> Iterator[_Cue]:
    """The cues; a blank line ends one in WebVTT, else the number of the next one does."""
    starts = [k for k, line in enumerate(raw) if _TIMES.fullmatch(line)]
    for at, following in zip(starts, [*starts[1:], len(raw) + 1], strict=False):
        text = [line.strip() for line in raw[at + 1 : following]]
        if is_strict:
            text = text[: text.index("")] if "" in text else text
        elif following <= len(raw) and text and (text[-1].isdecimal() or text[-2:-1] == [""]):
            text.pop()
        match = _TIMES.fullmatch(raw[at])
        assert match is not None  # noqa: S101  (so it was chosen)
        yield _Cue(_seconds(match.groups()[:4]), _seconds(match.groups()[4:]), text)


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return 3600 * hours + 60 * minutes + seconds + thousandths / 1000


def _spoken(cues: Iterable[_Cue]) -> Iterator[_Cue]:
    """The cues without tags and sounds, and without what a rolling caption repeats."""
    shown: list[_Cue] = []
    for cue in sorted(cues, key=lambda cue: cue.start):
        text = unescape(_TAG.sub("", _RUBY.sub("", "\n".join(cue.lines)))).split("\n")
        texts = [line for line in map(_without_sounds, text) if line]
        if texts:
            shown.append(cue._replace(lines=texts))
    repeated = [_repeated(one.lines, two.lines) for one, two in pairwise(shown)]
    is_rolling = sum(map(bool, repeated)) > _ROLLING * len(shown)
    for cue, count in zip(shown, (0, *repeated), strict=False):
        if spoken := cue.lines[count if is_rolling else 0 :]:
            yield cue._replace(lines=spoken)


def _repeated(before: Sequence[str], lines: Sequence[str]) -> int:
    """How many lines at the beginning of a cue are the last ones of the cue before."""
    counts = range(min(len(before), len(lines)), 0, -1)
    return next((count for count in counts if before[-count:] == lines[:count]), 0)


def _without_sounds(line: str) -> str:
    """A line that is not all in brackets or a song's mark."""
    return "" if _SOUND.fullmatch(line.strip()) else " ".join(line.split())


def _in_both(texts: Sequence[str]) -> tuple[str, str]:
    """The Chinese and the English lines of a cue; of either perhaps none."""
    languages = [language_of([text]) for text in texts]
    zh, en = (
        [text for text, found in zip(texts, languages, strict=True) if found is language]
        for language in Language
    )
    return joined(zh), joined(en)


def _paragraphs(cues: Iterable[_Cue]) -> list[str]:
    """The text of cues in one language."""
    parts = [part for cue in cues for part in _utterances(cue)]
    return [joined(line for k in group for line in parts[k].lines) for group in _groups(parts)]


def _utterances(cue: _Cue) -> list[_Cue]:
    """A cue, parted where another speaker or another language begins."""
    found: list[_Cue] = []
    for text in cue.lines:
        dash = _DASH.match(text)
        plain = text[dash.end() :] if dash else text
        if not found or dash or _differ(found[-1].lines[-1], plain):
            found.append(cue._replace(lines=[plain], opens=dash is not None))
        else:
            found[-1].lines.append(plain)
    return found


def _groups(cues: Sequence[_Cue]) -> Iterator[list[int]]:
    """Indices of cues that hold a sentence together."""
    stopped = sum(_STOPS.fullmatch(cue.lines[-1]) is not None for cue in cues)
    together = stopped >= _STOPPED * len(cues)
    group: list[int] = []
    for k, cue in enumerate(cues):
        if group and (
            not together
            or cue.opens
            or len(group) == _MOST_CUES
            or _ENDS.fullmatch(cues[k - 1].lines[-1])
            or cue.start - cues[k - 1].end > _PAUSE
            or _differ(cues[k - 1].lines[-1], cue.lines[0])
        ):
            yield group
            group = []
        group.append(k)
    if group:
        yield group


def _differ(one: str, two: str) -> bool:
    """Whether two lines are in different languages."""
    languages = {language_of([one]), language_of([two])} - {None}
    return len(languages) > 1
