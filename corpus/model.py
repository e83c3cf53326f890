"""The values that travel between the packages: frozen, small, without behaviour of their own.

Text is kept as published; normal forms for matching are derived where they are needed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Language(StrEnum):
    """A language that the project reads."""

    ZH = "zh"
    EN = "en"

    def joined(self, texts: Iterable[str]) -> str:
        """Sentences run on: those of Chinese without, those of English with a space between."""
        return ("" if self is Language.ZH else " ").join(texts)


class Script(StrEnum):
    """How a document is written (ISO 15924 codes)."""

    HANS = "Hans"
    HANT = "Hant"
    LATN = "Latn"


class Quotations(StrEnum):
    """What is done with the sentences of a quotation, and with who said it.

    Attributes:
        PARTED: each sentence in it, and who said it, by itself: “好！ | 走吧！” | 他说。
        ATTRIBUTED: who said it stays with what was said last: “好！ | 走吧！”他说。
        WHOLE: all of it is one sentence: “好！走吧！”他说。
    """

    PARTED = "parted"
    ATTRIBUTED = "attributed"
    WHOLE = "whole"


class Kind(StrEnum):
    """How two documents, or two sentences, relate."""

    PARALLEL = "parallel"
    COMPARABLE = "comparable"


@dataclass(frozen=True, slots=True)
class Document:
    """One published text.

    Attributes:
        id: hash of title and paragraphs; the same content has the same id wherever it is found.
        origin: the path as given, or ``path#key`` for one of many in a file.
        paragraphs: the body as published, furniture included; ``corpus.cleaning.furniture`` says
            which of them are furniture, so that an offset into the text never moves.
        published: ISO date (``2026-01-04``) or empty.
        counterpart: id of the document with the same text in the other language, where one file
            holds both; else empty.
    """

    id: str
    origin: str
    language: Language
    script: Script
    paragraphs: tuple[str, ...]
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    counterpart: str = ""

    @property
    def text(self) -> str:
        """The paragraphs, joined by line feeds: what sentence offsets count in."""
        return "\n".join(self.paragraphs)

    @property
    def day(self) -> date | None:
        """The day of publication, if it is a whole date (a document may know its year alone)."""
        return day_of(self.published)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as published.

    Attributes:
        document: the document's id.
        index: zero-based, in the document.
        paragraph: zero-based index into the document's paragraphs.
        start: offset in characters into ``Document.text``.
        text: ``Document.text[start : start + len(text)]``.
    """

    document: str
    index: int
    paragraph: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """A Chinese and an English document that cover the same event.

    Attributes:
        zh: id of the Chinese document.
        en: id of the English document.
        score: probability that they belong together, 0 to 1.
        reason: the evidence in words, one line, for the person who doubts it.
        en_order: the English sentences in the order of the Chinese text, where a translation has
            its paragraphs in another order; empty elsewhere.
    """

    zh: str
    en: str
    score: float
    kind: Kind
    reason: str = ""
    en_order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Bead:
    """Sentences of two documents that say the same; one side may be empty (an omission).

    Attributes:
        zh: ascending zero-based sentence indices.
        en: the same for English.
        score: probability that the bead is right, 0 to 1.
    """

    zh: tuple[int, ...]
    en: tuple[int, ...]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A Chinese and an English segment that say the same: what memories and glossaries take.

    Attributes:
        topic: label of the topic that it comes from, or empty.
        zh_document: origin of the Chinese document, or empty where unknown (a memory from
            elsewhere).
        zh_ids: sentence indices in the Chinese document.
    """

    zh: str
    en: str
    score: float = 1.0
    kind: Kind = Kind.PARALLEL
    topic: str = ""
    zh_document: str = ""
    en_document: str = ""
    zh_ids: tuple[int, ...] = ()
    en_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """An event or story that one or more documents report.

    Attributes:
        number: 1, 2, …; largest topic first.
        documents: ids, in the order of the project (by origin).
        label_zh: a few key terms a reader recognises it by, in Chinese.
        label_en: the same in English.
    """

    number: int
    documents: tuple[str, ...]
    label_zh: str = ""
    label_en: str = ""


def day_of(published: str) -> date | None:
    """The day of an ISO date with or without a time; None where it is empty or no whole date."""
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
