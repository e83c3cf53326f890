"""The smallest pieces of a page. All text that was read passes through `text` or `attribute`."""

import math
import re
from collections.abc import Callable, Iterable
from html import escape

from corpus.language.conversion import normal_form
from corpus.language.han import HAN_CHARACTER
from corpus.model import Document, Language, Sentence

_LATIN = re.compile(r"[A-Za-z]")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def text(value: str) -> str:
    """Text between tags."""
    return escape(value, quote=False)


def attribute(value: str) -> str:
    """An attribute's value, to stand in double quotes."""
    return escape(value)


def label(english: str, chinese: str) -> str:
    """A word of the page itself, with its Chinese beside it."""
    return f'{english} <span class="gloss" lang="zh-Hans">{chinese}</span>'


def probability(value: float) -> str:
    """Two digits, cut and not rounded, so that nothing below a threshold seems to reach it."""
    return f"{math.floor(value * 100 + 1e-9) / 100:.2f}"  # 1e-9: 0.29 * 100 is 28.999…


def code(document: Document) -> str:
    """The language code (BCP 47) that chooses fonts, quotation marks and a reader's voice."""
    return f"zh-{document.script}" if document.language is Language.ZH else "en"


def tongue(value: str) -> str:
    """The language code of a short text of unknown language, by what most of its letters are."""
    return "zh-Hans" if len(HAN_CHARACTER.findall(value)) > len(_LATIN.findall(value)) else "en"


def segment(value: str, language: str) -> str:
    """A short text in its language, or nothing."""
    return f'<span lang="{language}">{text(value)}</span>' if value else ""


def running(sentences: Iterable[Sentence], language: str) -> str:
    """Sentences run on in one paragraph; their numbers are not part of what is copied."""
    spans = (f'<span class="s" data-n="{s.index}">{text(s.text)}</span>' for s in sentences)
    return f'<p class="side" lang="{language}">{Language(language[:2]).joined(spans)}</p>'


def heading(document: Document) -> str:
    """The title of a document, or its origin if it has none."""
    if document.title:
        return segment(document.title, code(document))
    return f'<span class="origin">{text(document.origin)}</span>'


def source(document: Document) -> str:
    """Outlet and date, as far as they are known."""
    known = filter(None, (document.outlet, document.published))
    return " · ".join(segment(part, tongue(part)) for part in known)


def link(document: Document) -> str:
    """The way to the published text; only web addresses are made links."""
    if not _WEB.match(document.url):
        return text(document.url)
    return f'<a href="{attribute(document.url)}" rel="noreferrer">{text(document.url)}</a>'


def highlighter(terms: Iterable[str], language: Language) -> Callable[[str], str]:
    """A function that turns a sentence into HTML with the terms that `finder` has in ``<mark>``."""
    stretches = finder(terms, language)
    return lambda value: marked(value, stretches(value))


def finder(terms: Iterable[str], language: Language) -> Callable[[str], list[tuple[int, int]]]:
    """A function that gives begin and end of each term in a sentence, longest terms first.

    Chinese matches across the scripts. English matches whole words, in any case, with the
    plural's or the possessive's ending, a hyphen as good as a space.
    """
    normal = normal_form if language is Language.ZH else str
    found = sorted({normal(term) for term in terms if term}, key=lambda term: (-len(term), term))
    if not found:
        return lambda _: []
    if language is Language.ZH:
        pattern = re.compile("|".join(map(re.escape, found)))
    else:
        words = ("[\\s-]+".join(map(re.escape, re.split(r"[\s-]+", term))) for term in found)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?:e?s|['’]s)?(?!\w)", re.IGNORECASE)
    # a normal form keeps the length
    return lambda value: [found.span() for found in pattern.finditer(normal(value))]


def marked(value: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with stretches of it in ``<mark>``.

    Args:
        value: the text.
        spans: begin and end of each stretch in characters, in order, without overlap.
    """
    parts, end = [], 0
    for begin, behind in spans:
        parts += [text(value[end:begin]), "<mark>", text(value[begin:behind]), "</mark>"]
        end = behind
    return "".join(parts) + text(value[end:])
