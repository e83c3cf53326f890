"""How frequent words are in general text: wordfreq's lists, kept as data.

word_frequencies("zh") -> {word: share}                 from one in a hundred million words on
word_frequencies("en", common=True) -> {word: share}    more frequent than one in a million

Line k (from 0) of a list holds the words whose share is 10 ** (-k / 100), in alphabetical order,
with spaces between. Chinese words are simplified. Of wordfreq, which was closed in 2024, these
lists are needed, and nothing else of it and of what it brings along (70 MB);
bench/frequency_lists.py makes them out of it. The archive has its licence.
"""

import io
from functools import cache
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

EDITION = "3.1.1"
"""The release of wordfreq that the lists come from: tables that are derived from them say it."""
LISTS = Path(__file__).with_name("frequencies.zip")
COMMON = 600
"""Lines of the common words: the next one is of 10 ** -6, one in a million."""


@cache
def word_frequencies(language: str, *, common: bool = False) -> dict[str, float]:
    """The share that each word has of all words, the most frequent first; not to be changed.

    Args:
        language: ``zh`` or ``en``; also another one in Latin letters, of which only common words
            are listed.
        common: those more frequent than one in a million alone (38,590 and 28,917 words of
            334,609 and 321,180), which takes a tenth of the time.
    """
    with ZipFile(LISTS) as lists, lists.open(f"{language}.txt") as stream:
        lines = io.TextIOWrapper(stream, "utf-8")
        return {
            word: share
            for line, words in enumerate(islice(lines, COMMON if common else None))
            for share in (10 ** (-line / 100),)
            for word in words.split()
        }
