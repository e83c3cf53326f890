"""Which characters a segment may have, and in which form (XML 1.0, section 2.2; Unicode NFC).

normal_text(text) -> str      one line, legal, NFC, no space at the edges
normal_part(text) -> str      the same, edges kept: for a part of a segment
normal_lines(text) -> str     the same as normal_text, line breaks kept: for notes
legal(text) -> str            one line, legal, else as it stands
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


def normal_part(text: str) -> str:
    """`legal` in Unicode's normal form C."""
    text = legal(text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def normal_text(text: str) -> str:
    """`normal_part` without white space (U+3000 too) at the edges."""
    return normal_part(text).strip()


def normal_lines(text: str) -> str:
    """`normal_text` line by line, lines joined by line feeds."""
    return "\n".join(normal_part(line) for line in text.splitlines()).strip()
