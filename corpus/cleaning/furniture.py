"""Page furniture: paragraphs that belong to the page and not to the article.

furniture(documents, own) -> {document id: {paragraph index: reason}}

Documents are never rewritten: what is furniture is derived from the whole set, and the sentences
leave it out. Precision goes first; what is told apart here is

- lines of the list in ``corpus.cleaning.patterns``, by-lines, bare numbers, and separators;
- a line that a document repeats *between* longer paragraphs: a call to open an app under every
  picture. Speech and refrains are repeated too, but end with a mark, stand in quotation marks,
  or have neighbours of their own length;
- a line that documents of an outlet share above or below the text; within it only if it speaks of
  the page, since it may head a part (总则, Background). Numbered headings are shared by acts and
  by books, and are text wherever they stand (``corpus.cleaning.headings``). Documents that share
  much of their text are versions of one article and count once, else every paragraph of it would
  be taken for furniture.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from statistics import median

from corpus.cleaning import bylines
from corpus.cleaning.headings import is_heading
from corpus.cleaning.lists import FurnitureList
from corpus.cleaning.patterns import ABOUT_THE_PAGE, LONGEST, NUMBERING, SEPARATOR, kind_of
from corpus.language.conversion import to_simplified
from corpus.model import Document

_END_MARKS = tuple("。！？!?.…；;：:，,、")
_NOT_THE_PAGE = tuple("“‘「『\"'—–-#")  # speech, and headings in Markdown
_CLOSED = tuple("”’」』\"'）)")

# Inside a document: as often as that, with neighbours that are longer by that factor.
_TIMES = 3
_LONGER = 2.0
# Across documents: in that many that are no versions of one another, which are that share of
# the outlet's. A whole sentence may be background that an outlet repeats, or the last article of
# every act: it must speak of the page or of the outlet, too. Where the outlet is unknown, the same
# words may come from anywhere: both need more.
_DOCUMENTS, _SHARE = 3, 0.1
_DOCUMENTS_SENTENCE, _SHARE_SENTENCE = 5, 0.2
_UNKNOWN_OUTLET = 2  # times as many documents
_VERSIONS = 0.3  # of the characters of the shorter document
_ALL_PAIRS = 20  # documents; a line in more is compared with its neighbours only
_SURE = frozenset(
    {"a bare number", "a separator", "a by-line", "a credit", "navigation", "in your list"}
)
_MOST_OF_IT = 0.5  # of a document's characters: that much is never furniture of an outlet


def furniture(
    documents: Sequence[Document], own: FurnitureList | None = None
) -> dict[str, dict[int, str]]:
    """Which paragraphs are furniture, and why; documents without any are left out.

    The order of the documents makes no difference; the same content counts once. What the user's
    own list says stands above all else.
    """
    by_id = {document.id: document for document in sorted(documents, key=lambda d: d.origin)}
    found: dict[str, dict[int, str]] = {}
    for document in by_id.values():
        reasons = _by_itself(document)
        for index, reason in _repeated(document, reasons).items():
            reasons.setdefault(index, reason)
        found[document.id] = reasons
    _shared([by_id[key] for key in sorted(by_id)], found)
    if own is not None and own.entries:
        for document in by_id.values():
            _by_list(document, own, found[document.id])
    return {key: dict(sorted(reasons.items())) for key, reasons in found.items() if reasons}


def is_doubtful(reason: str) -> bool:
    """Whether a translation may show that what was left out for this reason is text.

    Who wrote a text, where it stands on a site, and what users list is none, translated or not.
    """
    return reason not in _SURE


def _by_itself(document: Document) -> dict[int, str]:
    """Paragraphs that a pattern recognises."""
    reasons = {}
    for index, paragraph in enumerate(document.paragraphs):
        if len(paragraph) > LONGEST or is_heading(paragraph):
            continue
        if NUMBERING.fullmatch(paragraph):
            reasons[index] = "a bare number"
        elif SEPARATOR.fullmatch(paragraph):
            reasons[index] = "a separator"
        elif paragraph != document.title and (kind := kind_of(to_simplified(paragraph))):
            reasons[index] = kind
        elif (found := bylines.read(paragraph)) and not found.bare:
            reasons[index] = "a by-line"
    return reasons


def _by_list(document: Document, own: FurnitureList, reasons: dict[int, str]) -> None:
    """Add what the user's list takes, and put back what it keeps."""
    for index, paragraph in enumerate(document.paragraphs):
        if own.keeps(paragraph):
            reasons.pop(index, None)
        elif own.takes(paragraph):
            reasons[index] = "in your list"


def _repeated(document: Document, known: Mapping[int, str]) -> dict[int, str]:
    """Paragraphs that the document itself repeats between longer ones."""
    places: dict[str, list[int]] = defaultdict(list)
    body = [index for index in range(len(document.paragraphs)) if index not in known]
    for index in body:
        places[_key(document.paragraphs[index])].append(index)
    reasons: dict[int, str] = {}
    for line, indices in places.items():
        if len(indices) >= _TIMES and not _is_said(line):
            around = _neighbours(document, body, line)
            if around and median(map(len, around)) >= _LONGER * len(line):
                reasons |= dict.fromkeys(indices, f"{len(indices)} times in the document")
    return reasons


def _neighbours(document: Document, body: Sequence[int], line: str) -> list[str]:
    """The paragraphs of the body directly before and behind those that equal the line."""
    keys = [_key(document.paragraphs[index]) for index in body]
    around = []
    for (first, before), (second, behind) in pairwise(zip(keys, body, strict=True)):
        if first == line and second != line:
            around.append(document.paragraphs[behind])
        if second == line and first != line:
            around.append(document.paragraphs[before])
    return around


def _is_said(line: str) -> bool:
    """Whether a repeated line may be speech, a refrain, the name of a speaker, or a heading."""
    return line.endswith(_END_MARKS) or _is_text(line)


def _is_text(line: str) -> bool:
    """Whether a line is speech, in brackets, or a heading: none of these is the page's."""
    return line.startswith(_NOT_THE_PAGE) or line.endswith(_CLOSED) or is_heading(line)


def _shared(documents: Sequence[Document], found: dict[str, dict[int, str]]) -> None:
    """Add the paragraphs that documents of an outlet share."""
    outlets: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        outlets[document.outlet.casefold()].append(document)
    for outlet, members in outlets.items():
        holders: dict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(members):
            for line in dict.fromkeys(map(_key, _body(document, found[document.id]))):
                holders[line].append(number)
        holders = {line: numbers for line, numbers in holders.items() if len(numbers) > 1}
        versions = _versions(members, holders)
        common = {
            line: count
            for line, numbers in holders.items()
            if _is_furniture_of(
                outlet, line, count := len({versions[n] for n in numbers}), len(set(versions))
            )
        }
        for document in members:
            _mark(document, common, outlet, found[document.id])


def _is_furniture_of(outlet: str, line: str, count: int, of: int) -> bool:
    """Whether so many independent documents of an outlet share a line that it is the page's."""
    if _is_text(line):
        return False
    sentence = line.endswith(_END_MARKS)
    if sentence and not _speaks_of_the_page(line, outlet):
        return False
    least = _DOCUMENTS_SENTENCE if sentence else _DOCUMENTS
    share = _SHARE_SENTENCE if sentence else _SHARE
    return count >= least * (1 if outlet else _UNKNOWN_OUTLET) and count >= share * of


def _speaks_of_the_page(line: str, outlet: str) -> bool:
    """Whether a sentence names the outlet, or what pages are about: copyright, apps, readers."""
    named = outlet and re.search(rf"(?<![a-z]){re.escape(outlet)}(?![a-z])", line.casefold())
    return bool(named or ABOUT_THE_PAGE.search(to_simplified(line)))


def _mark(
    document: Document, common: Mapping[str, int], outlet: str, reasons: dict[int, str]
) -> None:
    """Add what the document shares with others of its outlet, unless that is most of it."""
    inside = _inside(document, common)
    added = {
        index: f"in {common[line]} documents"
        for index, paragraph in enumerate(document.paragraphs)
        if index not in reasons and paragraph != document.title
        if (line := _key(paragraph)) in common
        if index not in inside or _speaks_of_the_page(line, outlet)
    }
    size = sum(len(document.paragraphs[index]) for index in added)
    if size <= _MOST_OF_IT * sum(map(len, _body(document, reasons))):
        reasons |= added


def _inside(document: Document, common: Mapping[str, int]) -> range:
    """Where a line may head a part of the text: behind the title and before its last sentence."""
    own = [
        index
        for index, paragraph in enumerate(document.paragraphs)
        if paragraph.endswith(_END_MARKS) and _key(paragraph) not in common
    ]
    titles = [index for index, text in enumerate(document.paragraphs) if text == document.title]
    return range((titles or own)[0] + 1, own[-1]) if own else range(0)


def _versions(documents: Sequence[Document], holders: Mapping[str, list[int]]) -> list[int]:
    """For each document the number of the first one that it is a version of, often itself."""
    shared: Counter[tuple[int, int]] = Counter()
    for line, numbers in holders.items():
        pairs = combinations if len(numbers) <= _ALL_PAIRS else None
        for pair in pairs(numbers, 2) if pairs else pairwise(numbers):
            shared[pair] += len(line)
    sizes = [sum(map(len, map(_key, document.paragraphs))) for document in documents]
    first = list(range(len(documents)))
    for (a, b), size in sorted(shared.items()):
        if size >= _VERSIONS * min(sizes[a], sizes[b]):
            a, b = _root(first, a), _root(first, b)
            first[max(a, b)] = min(a, b)
    return [_root(first, number) for number in range(len(documents))]


def _root(first: Sequence[int], number: int) -> int:
    """The first document of a group of versions."""
    while first[number] != number:
        number = first[number]
    return number


def _body(document: Document, known: Iterable[int]) -> list[str]:
    """The paragraphs that are not furniture."""
    known = set(known)
    return [text for index, text in enumerate(document.paragraphs) if index not in known]


def _key(line: str) -> str:
    """A line as it is compared: runs of white space are one space."""
    return " ".join(line.split())
