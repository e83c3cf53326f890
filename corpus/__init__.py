"""What was published, as sentences: reading, cleaning, segmentation, and the project file."""

from typing import TYPE_CHECKING

from corpus.support.lazy import lazily

if TYPE_CHECKING:
    from corpus.cleaning.furniture import furniture
    from corpus.errors import (
        DuizhaoError,
        InputError,
        StoreError,
        UnsupportedLanguageError,
        UsageError,
    )
    from corpus.language.conversion import convert, one_sided_characters, to_simplified
    from corpus.language.dictionary import DictionaryEntry, dictionary_version, entries
    from corpus.language.identification import identify
    from corpus.language.numbers.finding import Number
    from corpus.language.segmentation import WordSegmenter, english_tokens
    from corpus.language.sentences.splitting import segment, split
    from corpus.model import (
        Bead,
        Document,
        DocumentPair,
        Kind,
        Language,
        Script,
        Sentence,
        SentencePair,
        Topic,
    )
    from corpus.readers.registry import ReadFailure, read, read_bytes
    from corpus.single import segment_file
    from corpus.store.concordance import Hit
    from corpus.store.project_file import Added, Store

_HOMES = {
    "cleaning.furniture": ("furniture",),
    "store.concordance": ("Hit",),
    "language.conversion": ("convert", "one_sided_characters", "to_simplified"),
    "language.dictionary": ("DictionaryEntry", "dictionary_version", "entries"),
    "errors": (
        "DuizhaoError",
        "InputError",
        "StoreError",
        "UnsupportedLanguageError",
        "UsageError",
    ),
    "language.identification": ("identify",),
    "model": (
        "Bead",
        "Document",
        "DocumentPair",
        "Kind",
        "Language",
        "Script",
        "Sentence",
        "SentencePair",
        "Topic",
    ),
    "language.numbers.number": ("Number",),
    "readers.registry": ("read", "read_bytes"),
    "readers.sources": ("ReadFailure",),
    "language.sentences.splitting": ("segment", "split"),
    "single": ("segment_file",),
    "store.project_file": ("Added", "Store"),
    "language.segmentation": ("WordSegmenter", "english_tokens"),
}

__all__ = [
    "Added",
    "Bead",
    "DictionaryEntry",
    "Document",
    "DocumentPair",
    "DuizhaoError",
    "Hit",
    "InputError",
    "Kind",
    "Language",
    "Number",
    "ReadFailure",
    "Script",
    "Sentence",
    "SentencePair",
    "Store",
    "StoreError",
    "Topic",
    "UnsupportedLanguageError",
    "UsageError",
    "WordSegmenter",
    "convert",
    "dictionary_version",
    "english_tokens",
    "entries",
    "furniture",
    "identify",
    "one_sided_characters",
    "read",
    "read_bytes",
    "segment",
    "segment_file",
    "split",
    "to_simplified",
]

__getattr__ = lazily(
    __name__, {name: f"corpus.{module}" for module, names in _HOMES.items() for name in names}
)
