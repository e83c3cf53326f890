"""White between Chinese and figures, which typesetting programs put where the text has none.

without_spaces(paragraphs, lines) -> [paragraph, ...]

Programs set 9月28日 with a quarter of a letter around the figures, which a PDF does not tell from a
space. Authors who write such spaces do not write them everywhere; programs do.
"""

import re
from collections.abc import Iterable

from corpus.language.han import HAN

_BEFORE = re.compile(rf"(?<=[{HAN}])( ?)(?=[A-Za-z]{{0,8}}[0-9])")
_BEHIND = re.compile(rf"((?<=[0-9])|(?<=[0-9][A-Za-z]))( ?)(?=[{HAN}])")
_LEAST = 3
"""Places that show what is done everywhere."""


def without_spaces(paragraphs: Iterable[str], lines: Iterable[str]) -> list[str]:
    """The paragraphs without spaces between Han characters and figures, if the lines agree on them.

    Where all lines have them the program put them there; where none has, the end of a line did.

    Args:
        paragraphs: made of the lines.
        lines: of the whole file.
    """
    lines = list(lines)
    before = [match[1] for line in lines for match in _BEFORE.finditer(line)]
    behind = [match[2] for line in lines for match in _BEHIND.finditer(line)]
    places = before + behind
    if len(places) < _LEAST or len(set(places)) > 1 or not (before and behind):
        return list(paragraphs)
    return [_BEHIND.sub("", _BEFORE.sub("", paragraph)) for paragraph in paragraphs]
