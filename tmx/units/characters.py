"""Which characters a segment may have, and in which form (XML 1.0, section 2.2; Unicode NFC).

clean(text) -> str            one line, legal, NFC, no space at the edges
clean_inner(text) -> str      the same, edges kept: for a part of a segment
legal(text) -> str            one line, legal, else as it stands
clean_lines(text) -> str      the same as clean, line breaks kept: for notes
"""

import re
import unicodedata

# What str.splitlines breaks at, so that no reader finds a second line in a segment.
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# The complement of XML 1.0's production [2] Char. One of these loses the whole file.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """One line of legal characters: a line break becomes a space, an illegal character goes."""
    if text.isprintable():  # spares nearly every segment two searches
        return text
    return ILLEGAL.sub("", _BREAK.sub(" ", text))


def clean_inner(text: str) -> str:
    """`legal` in Unicode's normal form C."""
    text = legal(text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """`clean_inner` without white space (U+3000 too) at the edges."""
    return clean_inner(text).strip()


def clean_lines(text: str) -> str:
    """`clean` line by line, lines joined by line feeds."""
    return "\n".join(clean_inner(line) for line in text.splitlines()).strip()
