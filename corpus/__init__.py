"""What was published, as sentences: reading, cleaning, segmentation, and the project file."""

from typing import TYPE_CHECKING

from corpus.lazy import lazily

if TYPE_CHECKING:
    from corpus.clean import furniture
    from corpus.concordance import Hit
    from corpus.conversion import convert, one_sided_characters, to_simplified
    from corpus.dictionary import DictionaryEntry, dictionary_version, entries
    from corpus.errors import (
        DuizhaoError,
        InputError,
        StoreError,
        UnsupportedLanguageError,
        UsageError,
    )
    from corpus.language import identify
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
    from corpus.numbers import Number
    from corpus.readers import ReadFailure, read, read_bytes
    from corpus.sentences import segment, split
    from corpus.single import segment_file
    from corpus.store import Added, Store
    from corpus.words import WordSegmenter, english_tokens

_HOMES = {
    "clean": ("furniture",),
    "concordance": ("Hit",),
    "conversion": ("convert", "one_sided_characters", "to_simplified"),
    "dictionary": ("DictionaryEntry", "dictionary_version", "entries"),
    "errors": (
        "DuizhaoError",
        "InputError",
        "StoreError",
        "UnsupportedLanguageError",
        "UsageError",
    ),
    "language": ("identify",),
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
    "numbers": ("Number",),
    "readers": ("ReadFailure", "read", "read_bytes"),
    "sentences": ("segment", "split"),
    "single": ("segment_file",),
    "store": ("Added", "Store"),
    "words": ("WordSegmenter", "english_tokens"),
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
