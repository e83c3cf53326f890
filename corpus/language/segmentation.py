"""Words: Chinese ones by rjieba, which a user's glossary words join, English ones by a rule.

WordSegmenter(user_words).words(text) | .tokens(text) | .tagged(text)
plain_segmenter() -> WordSegmenter           without user words
english_tokens(text) -> [(token, start, end)]
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from corpus.language.conversion import to_simplified

_ENGLISH = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,]\d+)*"  # 1,234.5
    r"|[^\W_]+(?:['’][^\W_]+)*"  # Lee's, don't
)


class WordSegmenter:
    """Chinese word segmentation (jieba's dictionary and HMM, in Rust).

    Words are found in the simplified form and handed out as published, so traditional text is
    segmented as well as simplified. White space is no word; punctuation marks are.

    Attributes:
        user_words: words, in either script, that are to be kept whole (names, glossary terms).
            They are added in sorted order, so the order given makes no difference.
    """

    def __init__(self, user_words: Iterable[str] = ()) -> None:
        import rjieba

        self.user_words = tuple(sorted({to_simplified(word) for word in user_words if word}))
        # Reading its dictionary takes a tenth of a second, and it has read it once by itself.
        self._jieba: Any = rjieba.Jieba() if self.user_words else rjieba
        for word in self.user_words:
            self._jieba.add_word(word, None, None)

    def words(self, text: str) -> list[str]:
        """The words of the text, in order, as published."""
        simplified = to_simplified(text)
        found = self._jieba.cut(simplified)
        if simplified != text:
            return [word for word, _, _ in self.tokens(text)]
        return [word for word in found if not word.isspace()]

    def tokens(self, text: str) -> list[tuple[str, int, int]]:
        """The words as published, each with its start and end in characters."""
        return [
            (text[start:end], start, end)
            for word, start, end in self._jieba.tokenize(to_simplified(text))
            if not word.isspace()
        ]

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """The words as published, each with its part of speech (jieba's tags: n, nr, ns, v …)."""
        return [(word, tag) for word, tag, _ in self.tagged_tokens(text)]

    def known_words(self, simplified: str) -> list[str]:
        """Simplified text and white space as words of the dictionary and single characters."""
        found: list[str] = self._jieba.cut(simplified, False)
        return found

    def tags(self, simplified: str) -> list[tuple[str, str]]:
        """The words of Simplified text and white space, as they stand: nothing is converted."""
        found: list[tuple[str, str]] = self._jieba.tag(simplified)
        return found

    def tagged_tokens(self, text: str) -> list[tuple[str, str, int]]:
        """As `tagged`, with the start of each word in characters."""
        tagged = []
        start = 0
        for word, tag in self.tags(to_simplified(text)):
            end = start + len(word)
            if not word.isspace():
                tagged.append((text[start:end], tag, start))
            start = end
        return tagged


@cache
def plain_segmenter() -> WordSegmenter:
    """The segmenter without user words; made once a process."""
    return WordSegmenter()


def english_tokens(text: str) -> list[tuple[str, int, int]]:
    """The words of an English text, each with its start and end in characters.

    A word is a run of letters and digits; apostrophes inside belong to it (``Lee's``, ``don't``),
    and so do the periods of abbreviations made of single letters (``U.S.``) and the signs inside
    a number (``1,234.5``). The parts of a hyphenated word are words of their own. Hyphens and
    other punctuation are left out. Case is kept.
    """
    return [(match.group(), match.start(), match.end()) for match in _ENGLISH.finditer(text)]
