"""Names of units (``tuid``): the same sentences have the same one in every later memory.

names = Names({"news/a.txt": "the text of a document …", ...})
names.named(unit, pair) -> TranslationUnit      with its tuid
name_in(original, unit, segment) -> str         of a segment of XLIFF

A tool that is given a later memory so replaces what it has, instead of doubling it.
"""

import re
from collections.abc import Mapping
from hashlib import blake2b
from itertools import count

from corpus.model import SentencePair
from tmx.units.characters import normal_text
from tmx.units.unit import TranslationUnit

_FOLDERS = re.compile(r"^[^#]*[\\/](?=[^\\/])")
_BEGINNING = 100
"""Characters of a document that tell it from others of its name: a headline and a by-line, which
are seldom edited."""
_BYTES = 10
"""Of a tuid: among ten million units two are alike with a chance of 4 in 10 to the 11."""


class Names:
    """Names for the units of one memory.

    A name is made of how the two documents are called, without their folders, of how they begin,
    and of the numbers of the sentences; it shows none of that. So it does not depend on where the
    files lie or on what is edited further down, and other projects have others. Where two units
    of a memory would be called the same, the later one is called otherwise.

    Args:
        texts: of the documents, or what they begin with, by origin.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._called = {
            origin: (_FOLDERS.sub("", origin), normal_text(text[: 2 * _BEGINNING])[:_BEGINNING])
            for origin, text in texts.items()
        }
        self._given: set[str] = set()

    def named(self, unit: TranslationUnit, pair: SentencePair) -> TranslationUnit:
        """The unit with its tuid; as it is where its documents or sentences are not known."""
        sides = [self._called.get(each) for each in (pair.zh_document, pair.en_document)]
        if not (all(sides) and pair.zh_ids and pair.en_ids):
            return unit
        where = repr((*sides, pair.zh_ids, pair.en_ids))
        names = (_digest(f"{where}{number or ''}") for number in count())
        tuid = next(name for name in names if name not in self._given)
        self._given.add(tuid)
        return unit._replace(attributes=(*unit.attributes, ("tuid", tuid)))


def name_in(original: str, unit: str, segment: str = "") -> str:
    """The name of a segment of XLIFF, whose unit's id is one in its ``<file>`` only.

    Args:
        original: name of the document of the ``<file>``.
        unit: id.
        segment: id of the segment in the unit.

    Returns:
        Such as ``chapter 1.docx#7.1``; empty without an id.
    """
    if not unit:
        return ""
    document = _FOLDERS.sub("", original)
    name = f"{document}#{unit}" if document else unit
    return f"{name}.{segment}" if segment else name


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()
