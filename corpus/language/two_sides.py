"""Chinese and English sentences as a caller hands them over: two lists, the Chinese one first.

check_sides(zh_sentences, en_sentences)      nothing, or a UsageError that says what to give
"""

import re
from collections.abc import Sequence
from itertools import islice

from corpus.errors import UsageError
from corpus.language.han import HAN_CHARACTER

_LATIN = re.compile(r"[A-Za-z]")
_LOOKED_AT = 200
"""Sentences of a side: enough to tell the two languages apart, whatever is quoted in them."""


def check_sides(zh: Sequence[str], en: Sequence[str], where: str = "") -> None:
    """See that both are lists of sentences, and that they are not swapped.

    A text without Han characters may be Chinese (a row of names), and one with some English: only
    two sides that each look like the other's language are refused. Indices in what comes back are
    those of the lists that were given, so they are not turned.

    Args:
        zh: what stands in the place of the Chinese sentences.
        en: what stands in the place of the English ones.
        where: what to begin the message with.

    Raises:
        UsageError: a string or something else in the place of a list, sentences that are no
            strings, or English first and Chinese second.
    """
    begin = f"{where}: " if where else ""
    for side, language in ((zh, "Chinese"), (en, "English")):
        if isinstance(side, str | bytes) or not isinstance(side, Sequence):
            remedy = "list(…) makes one"
            if isinstance(side, str | bytes):
                remedy = "corpus.split finds the sentences of a text"
            raise UsageError(
                f"{begin}a list of {language} sentences is expected, not {_kind(side)}; {remedy}"
            )
        other = next((each for each in islice(side, _LOOKED_AT) if not isinstance(each, str)), None)
        if other is not None:
            raise UsageError(
                f"{begin}the {language} sentences are expected as strings, not {_kind(other)}"
                + ("; give their .text" if hasattr(other, "text") else "")
            )
    if _is_english(zh) and _is_chinese(en):
        raise UsageError(
            f"{begin}the first list is English and the second Chinese; give the Chinese first"
        )


def _kind(value: object) -> str:
    name = type(value).__name__
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def _is_english(sentences: Sequence[str]) -> bool:
    text = " ".join(islice(sentences, _LOOKED_AT))
    return not HAN_CHARACTER.search(text) and bool(_LATIN.search(text))


def _is_chinese(sentences: Sequence[str]) -> bool:
    text = " ".join(islice(sentences, _LOOKED_AT))
    return len(HAN_CHARACTER.findall(text)) > len(_LATIN.findall(text))
