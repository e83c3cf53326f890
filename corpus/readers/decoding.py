"""Bytes to text: UTF-8, UTF-16, GB18030, Big5 with Hong Kong's additions, Windows-1252.

decode(data, declared) -> str

Whatever decodes strictly as UTF-8 is UTF-8. Of the others several may decode the same bytes;
the one whose result looks most like Chinese or English is taken, and none if none does.
"""

import codecs
import re
import string
from collections import Counter, defaultdict
from functools import lru_cache
from math import log10

from corpus.language.conversion import to_simplified
from corpus.language.frequencies import word_frequencies
from corpus.language.han import HAN_CHARACTER

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Python's big5 lacks some characters that big5hkscs has and the other way round.
_CANDIDATES = ("utf-8", "gb18030", "big5", "big5hkscs", "cp950", "utf-16-le", "utf-16-be", "cp1252")
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
NO_ENCODINGS = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"}
)
"""Codecs of Python, by their names there, that are no encodings of files."""
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document (docx, xlsx, odt, epub)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "sound, video or an image"),
    (b"ID3", "sound"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAMPLE = 20_000  # characters looked at to judge a decoding

# log10 of how often a character stands in text: what counts as unseen, and a mean that true text
# exceeds. Measured: of 20,000 single sentences 99 % lie above -3.5 and all but two above -4.2;
# of their bytes decoded by a wrong Chinese table 95 % lie below -4.2.
_UNSEEN = -6.0
_PLAUSIBLE = -4.2
_PUNCTUATION = "，。、；：？！“”‘’（）《》「」『』—…·–　～〈〉【】•"
_PUNCTUATION_FREQUENCY = -2.0
_WESTERN = "áàâäãåçéèêëíìîïñóòôöõøúùûüýÁÀÂÄÇÉÈÊËÍÎÏÑÓÔÖØÚÜß£€§©®°±²³½¼¾™×«»\xa0"
_WESTERN_FREQUENCY = -4.0  # rarer than Han characters, which the same bytes may be
_ASCII_FREQUENCY = -2.5
_FULL_WIDTH_FREQUENCY = -3.0

# UTF-8 that was once read as Windows-1252 or GBK and saved again, and GB18030 read as Latin-1.
_MOJIBAKE = re.compile(
    "â€[œ\x9d™˜“”¦]|Ã[\x80-¿]|[äåæçèé][\x80-¿‚-›€œž˜™]{2}|[À-ÿ]{2}[À-ÿ°-¿]{2}|锟斤拷|ï»¿"
)
_DAMAGED_SHARE = 0.01  # of the characters


class DecodingError(ValueError):
    """Bytes that are no text; the message is a reason with a remedy, in one line."""


def decode(data: bytes, declared: str = "") -> str:
    """The text of a file.

    Args:
        data: the bytes.
        declared: a character set that the file names itself (HTML); tried before guessing.

    Raises:
        DecodingError: empty, not text, in no encoding that is read, or damaged.
    """
    if not data.strip():
        raise DecodingError("is empty")
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise DecodingError(f"is {kind}, which is not read; save it as text or HTML")
    text = _marked(data)
    if text is None:
        text = _strictly(data, "utf-8")
        if text is not None and _CONTROLS.search(text):
            text = None  # UTF-16 without a mark can look like it
    if text is None and declared:
        text = _declared(data, declared)
    if text is None:
        text = _most_plausible(data)
    _check(text)
    return text


def _marked(data: bytes) -> str | None:
    """The text if a byte order mark names the encoding."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = _strictly(data, encoding)
            if text is None:
                name = encoding.removesuffix("-sig").upper()
                raise DecodingError(f"is damaged {name}; save it again as UTF-8")
            return text
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text, or nothing if the bytes are not in that encoding, or it is none."""
    try:
        if codecs.lookup(encoding).name in NO_ENCODINGS:
            return None
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _declared(data: bytes, declared: str) -> str | None:
    """The text in the encoding that the file names, unless that is plainly wrong."""
    name = declared.strip().lower()
    text = _strictly(data, _ALIASES.get(name, name))
    return text if text is not None and _plausibility(text) >= _PLAUSIBLE else None


def _most_plausible(data: bytes) -> str:
    """The text in the encoding that makes it look most like Chinese or English."""
    best, best_score = None, _PLAUSIBLE
    for encoding in _CANDIDATES:
        text = _strictly(data, encoding)
        if text is not None:
            score = _plausibility(text)
            if score > best_score:
                best, best_score = text, score
    if best is None:
        raise DecodingError("is not text, or in an unknown encoding; save it as UTF-8")
    return best


def _check(text: str) -> None:
    """Refuse binary data and text that was damaged before it came here."""
    sample = text[:_SAMPLE]
    if not text.strip("\ufeff \t\r\n\f\v\u3000"):
        raise DecodingError("is empty")
    if len(_CONTROLS.findall(sample)) > _DAMAGED_SHARE * len(sample):
        raise DecodingError("is not text (control characters); save it as UTF-8 text")
    lost = text.count("\ufffd")
    if lost > max(2, _DAMAGED_SHARE * len(text)):
        raise DecodingError(
            f"is damaged: {lost} characters are lost (U+FFFD); take it from its source again"
        )
    wrong = sum(len(found) for found in _MOJIBAKE.findall(sample))
    if wrong > max(8, _DAMAGED_SHARE * len(sample)) or _is_gbk_mojibake(sample):
        raise DecodingError(
            "is damaged: it was saved after being read in the wrong encoding; "
            "take it from its source again"
        )


def _is_gbk_mojibake(sample: str) -> bool:
    """Whether Chinese characters are there, but such as no text is written with."""
    return bool(HAN_CHARACTER.search(sample)) and _plausibility(sample) < _PLAUSIBLE


def _plausibility(text: str) -> float:
    """Mean log10 frequency of letters, NUL, and all outside ASCII; 0 if there are none."""
    frequencies = _frequencies()
    counts = Counter(to_simplified(text[:_SAMPLE]))
    total = weight = 0.0
    for character, count in counts.items():
        if character.isalpha() or character == "\0" or not character.isascii():
            total += count * frequencies.get(character, _UNSEEN)
            weight += count
    return total / weight if weight else 0.0


@lru_cache
def _frequencies() -> dict[str, float]:
    """log10 frequency of characters: Chinese ones, punctuation, Western letters."""
    sums: defaultdict[str, float] = defaultdict(float)
    for word, share in word_frequencies("zh", common=True).items():
        for character in word:
            sums[character] += share
    counts = {character: sum_ for character, sum_ in sums.items() if not character.isascii()}
    total = sum(counts.values())
    frequencies = {c: max(_UNSEEN, log10(share / total)) for c, share in counts.items()}
    frequencies |= dict.fromkeys(_WESTERN, _WESTERN_FREQUENCY)
    frequencies |= dict.fromkeys(_PUNCTUATION, _PUNCTUATION_FREQUENCY)
    frequencies |= dict.fromkeys(string.ascii_letters, _ASCII_FREQUENCY)
    return frequencies | dict.fromkeys("０１２３４５６７８９％", _FULL_WIDTH_FREQUENCY)
