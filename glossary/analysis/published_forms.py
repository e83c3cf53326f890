"""Which form of a term to show, of all in which it was published.

by_script(counts) -> forms            of a Chinese term: the most frequent one of each script
published(surfaces, base) -> form     of an English term: the base form if it was seen
plain(text) -> text                   English words without quotation marks and line breaks
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from corpus.language.conversion import one_sided_characters
from glossary.analysis.glosses import glosses
from glossary.analysis.tokens import english_form

_WORD = re.compile(r"[^\W_]+")
_QUOTES = re.compile(r"[\"“”‘]|(?<!\w)['’]|(?<!s)['’](?!\w)")


def plain(text: str) -> str:
    """English words as written, without quotation marks and line breaks."""
    return " ".join(_QUOTES.sub("", text).split())


def _balanced(text: str) -> str:
    """A Chinese term without unpaired quotation marks (萨德”系统)."""
    for left, right in ("“”", "‘’", "「」", "『』", "《》"):
        if text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
    return text.replace('"', "") if text.count('"') % 2 else text


def by_script(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The most frequent published form of a Chinese term in each script.

    A form that is the same in both scripts stands for either.

    Args:
        counts: surface form -> occurrences.
    """
    if len(counts) == 1:
        return tuple(map(_balanced, counts))
    whole: Counter[str] = Counter()
    for text, count in counts.items():
        whole[_balanced(text)] += count
    simplified, traditional = one_sided_characters()
    forms: dict[str, list[str]] = defaultdict(list)
    for text in sorted(whole, key=lambda t: (-whole[t], t)):
        scripts = (any(c in simplified for c in text), any(c in traditional for c in text))
        forms["Hant" if scripts == (False, True) else "Hans" if scripts[0] else "both"].append(text)
    first = [found[0] for script, found in forms.items() if script != "both"]
    if not first:
        first = forms["both"][:1]
    return tuple(sorted(first, key=lambda t: (-whole[t], t)))


def published(surfaces: Sequence[tuple[str, bool]], base: str = "") -> str:
    """The surface form to show for an English term.

    Forms that begin a sentence count only if there are no others, since their capital says nothing.
    Of a term that is no name (most of its forms have small letters) the base form is shown if it
    was seen, else the most frequent one in small letters: *drone*, not *drones*, *supply chain*,
    not *Supply Chain*. Of a name the most frequent one. Equal counts: the one without capitals,
    then by the alphabet.

    Args:
        surfaces: every occurrence as written, and whether it begins a sentence.
        base: the term in its normal form, singular in small letters.
    """
    if len(surfaces) == 1:
        text, first = surfaces[0]
        return _lowered(text) if first else text
    inside = Counter(text for text, first in surfaces if not first)
    counts = inside or Counter(_lowered(text) for text, _ in surfaces)
    small = Counter({text: count for text, count in counts.items() if text == text.lower()})
    if 2 * small.total() >= counts.total():
        bases = {text: count for text, count in small.items() if _words(text) == base}
        counts = Counter(bases) or small
    return min(counts, key=lambda text: (-counts[text], sum(map(str.isupper, text)), text))


def _words(text: str) -> str:
    """Its words without marks, as a normal form has them."""
    return " ".join(_WORD.findall(text))


def _lowered(text: str) -> str:
    """The text without its initial capital, unless that may be the capital of a name.

    It may be if other words have capitals, too, or if the dictionary has the phrase only as a name
    or not at all.
    """
    first, space, rest = text.partition(" ")
    if rest != rest.lower() or not first[1:].islower():
        return text
    known = glosses()
    heads = known.headwords.get(english_form(first), ())
    if not rest and all(head in known.names for head in heads):
        return text
    return first.lower() + space + rest
