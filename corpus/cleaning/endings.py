"""What pages put behind the last sentence of a paragraph, or before the first, without a break.

parted(paragraph) -> [paragraph, ...]

    据介绍，工程将于三月开工。（完）              开工。【责任编辑：王芳】
    He left on Monday. (Reporting by Jane Roe)    （原标题：新厂投用）江海市周二宣布……

It becomes a paragraph of its own, so that cleaning can leave it out without the sentence.
"""

import re

from corpus.cleaning import bylines
from corpus.cleaning.patterns import kind_of
from corpus.language.conversion import to_simplified

_IN_BRACKETS = r"[（(【\[][^（()）【】\[\]]{1,120}[）)】\]]"
_BEHIND = re.compile(
    rf"(?<=[。！？!?.”」』\"）)】\]])\s*({_IN_BRACKETS}"
    r"|(?:责任编辑|責任編輯|责编|責編|编辑|編輯)\s*[:：]\s*\S{2,10})$"
)
_BEFORE = re.compile(rf"({_IN_BRACKETS})\s*(?=\S)")
_LONGEST = 130
"""Characters at either end that are looked at."""


def parted(paragraph: str) -> list[str]:
    """The paragraph, and what stands behind and before it that belongs to the page."""
    if kind_of(to_simplified(paragraph)):
        return [paragraph]
    behind: list[str] = []
    while match := _BEHIND.search(paragraph, max(0, len(paragraph) - _LONGEST)):
        if not _is_of_the_page(match[1]):
            break
        behind.insert(0, match[1])
        paragraph = paragraph[: match.start()]
    before: list[str] = []
    while (match := _BEFORE.match(paragraph)) and kind_of(to_simplified(match[1])):
        before.append(match[1])
        paragraph = paragraph[match.end() :]
    return [*before, paragraph, *behind]


def _is_of_the_page(text: str) -> bool:
    """Whether it would be furniture as a paragraph."""
    if kind_of(to_simplified(text)):
        return True
    found = bylines.read(text)
    return found is not None and not found.bare
