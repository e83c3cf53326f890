"""CC-CEDICT as an index like that of any glossary, for what no glossary has.

dictionary() -> TermIndex      built once, in the cache folder
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from corpus.language.dictionary import dictionary_version, entries
from corpus.language.frequencies import word_frequencies
from corpus.model import Language
from corpus.support.cache import derived
from glossary.entries import ConceptEntry, Status, TermPair, concept_id
from glossary.lookup.index import FORMAT, INDEX, NewTerm, TermIndex, open_file, write
from glossary.wordforms.pinyin import dictionary_reading

DICTIONARY_SOURCE = "CC-CEDICT"
_NOTE = re.compile(r"\s*\([^()]*\)")


@cache
def dictionary() -> TermIndex:
    """The dictionary: an entry per line, its glosses as pairs with the Simplified headword.

    The commoner headwords come first, and so they do among hits that are equally close.
    The note has the Traditional headword, if it is another one, and the reading.
    """
    folder = derived("dictionary-index", f"{FORMAT}-{dictionary_version()}", _build)
    return open_file(folder / INDEX)


def _build(folder: Path) -> None:
    write(folder / INDEX, _items())


def _items() -> Iterator[tuple[ConceptEntry, list[list[NewTerm]]]]:
    frequency = word_frequencies("zh")
    for line in sorted(entries(), key=lambda line: -frequency.get(line.simplified, 0.0)):
        glosses = [gloss for gloss in line.glosses if not gloss.startswith("CL:")]  # measure words
        if not glosses:
            continue
        zh = line.simplified
        other = line.traditional if line.traditional != zh else ""
        entry = ConceptEntry(
            concept_id(f"{line.traditional} {zh}", line.pinyin),
            tuple(TermPair(zh, gloss, status=Status.SUGGESTED) for gloss in glosses),
            note=f"{other} {line.pinyin}".strip(),
        )
        headword = NewTerm(zh, Language.ZH, dictionary_reading(line.pinyin))
        yield entry, [[headword, NewTerm(plain_gloss(gloss), Language.EN)] for gloss in glosses]


def plain_gloss(text: str) -> str:
    """A gloss, or a term, without notes in parentheses and the *to* of verbs."""
    return _NOTE.sub("", text).strip().removeprefix("to ") or text
