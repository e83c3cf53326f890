"""The contexts of a term pair in cells of a table.

cells(contexts) -> (Chinese sentences, English sentences, remark)
contexts_from(*cells(contexts)[:2], note) == contexts      where the note ends with the remark

A paragraph mark (¶) parts the sentences of a cell, which stand in the same order on both sides; one
that belongs to a sentence is doubled. The remark says which contexts are no translations.
"""

import re
from collections.abc import Sequence

from corpus.model import Kind, SentencePair

_MARK = "¶"
_BORDER = re.compile(f"(?<!{_MARK}){_MARK}(?!{_MARK})")
_APART = "two documents, not a translation"
_REMARK = re.compile(rf"(?:^|; )contexts(?: from (?P<first>\d+) on)?: {_APART}$")


def cells(contexts: Sequence[SentencePair]) -> tuple[str, str, str]:
    """The cells of both languages, translations first, and what is to stand at the note's end."""
    ordered = sorted(contexts, key=_is_apart)
    zh, en = (
        f" {_MARK} ".join(text.replace(_MARK, 2 * _MARK) for text in side).strip()
        for side in ([context.zh for context in ordered], [context.en for context in ordered])
    )
    together = len(ordered) - sum(map(_is_apart, ordered))
    if not any(context.zh and context.en for context in ordered[together:]):
        return zh, en, ""  # none, or sides that stand alone, of which there is nothing to say
    return zh, en, f"contexts{f' from {together + 1} on' if together else ''}: {_APART}"


def contexts_from(zh: str, en: str, note: str) -> tuple[SentencePair, ...]:
    """The contexts that two cells hold: translations, unless the note or a missing side says no."""
    remark = _REMARK.search(note)
    first = int(remark["first"] or 1) if remark else 0
    sides = [[_plain(part) for part in _BORDER.split(cell)] for cell in (zh, en)]
    count = max(map(len, sides))
    zh_parts, en_parts = ([*side, *[""] * (count - len(side))] for side in sides)
    found = zip(zh_parts, en_parts, strict=True)
    return tuple(
        SentencePair(texts[0], texts[1], kind=_kind(*texts, apart=0 < first <= number))
        for number, texts in enumerate(found, 1)
        if any(texts)
    )


def without_remark(note: str) -> str:
    """The note alone."""
    return _REMARK.sub("", note)


def _is_apart(context: SentencePair) -> bool:
    return context.kind is Kind.COMPARABLE or not (context.zh and context.en)


def _kind(zh: str, en: str, *, apart: bool) -> Kind:
    return Kind.PARALLEL if zh and en and not apart else Kind.COMPARABLE


def _plain(part: str) -> str:
    return part.strip().replace(2 * _MARK, _MARK)
