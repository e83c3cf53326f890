"""In which form texts are compared, and in which units their edits are counted.

language_of(text) -> Language
form(text, language) -> str              what must be equal for a match of 100 percent
normal(text, language) -> str            the same without regard to width and case
split(normal, language) -> tokens        characters of Chinese, words and marks of English
find(wanted, text, language) -> (start, end)
"""

import re
import unicodedata
from collections.abc import Sequence

from corpus.language.conversion import normal_form, tables_digest
from corpus.language.han import HAN_CHARACTER
from corpus.model import Language
from tmx.units.characters import normal_text

_RULES = 2  # raise it when one of the functions changes: kept indexes are then made again
# The commonest marks of Chinese that NFKC changes: without them it finds most texts unchanged.
_WIDE = tuple(zip("，：；！？（）", ",:;!?()", strict=True))
_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def rules() -> str:
    """What the results depend on, beside the text."""
    return f"{_RULES} {unicodedata.unidata_version} {tables_digest()}"


def language_of(text: str) -> Language:
    """The language that a query is in: Chinese if it has any Han character."""
    return Language.ZH if HAN_CHARACTER.search(text) else Language.EN


def form(text: str, language: Language) -> str:
    """One line in NFC, without space at the edges, Chinese in its normal form."""
    text = normal_text(text)
    return normal_form(text) if language is Language.ZH else text


def normal(text: str, language: Language) -> str:
    """What remains of a text when width and case, and in Chinese white space, do not count."""
    text = form(text, language)
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(text.split()) if language is Language.ZH else text


def split(text: str, language: Language) -> Sequence[str]:
    """The tokens of a normal text: characters of Chinese, words and marks of English."""
    return text if language is Language.ZH else _WORD.findall(text)


def find(wanted: str, text: str, language: Language) -> tuple[int, int]:
    """Where in a text, as published, another one begins and ends whose tokens it contains.

    All of the text, if the characters there do not correspond one by one (combining accents).
    """
    published = normal_form(text) if language is Language.ZH else text
    folded = [
        (part, at)
        for at, character in enumerate(published)
        for part in unicodedata.normalize("NFKC", character).casefold()
        if language is Language.EN or not part.isspace()
    ]
    found = _pattern(wanted, language).search("".join(part for part, _ in folded))
    if not found or not found[0]:
        return 0, len(text)
    return folded[found.start()][1], folded[found.end() - 1][1] + 1


def _pattern(wanted: str, language: Language) -> re.Pattern[str]:
    """What finds the tokens of a text one after the other."""
    if language is Language.ZH:
        return re.compile(re.escape(normal(wanted, language)))
    tokens = split(normal(wanted, language), language)
    # A word begins at \b, so that "a b" is not found in "ab".
    return re.compile(
        r"\s*".join(rf"\b{re.escape(t)}" if t[0].isalnum() else re.escape(t) for t in tokens)
    )
