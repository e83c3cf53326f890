"""CC-CEDICT as a glossary: which short English phrases stand as the gloss of a headword.

glosses() -> Glosses       loaded from the cache folder; built once from
`corpus.language.dictionary`

The lexical model (`glossary.lexicon.dictionary`) spreads a definition over its words; here it is
kept whole, so that 朝鲜半岛 has *korean peninsula*, not *korean* and *peninsula*. The glosses also
tell the kind of word of a headword: verbs are glossed *to …*, names have a capital in their pinyin.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.language.dictionary import dictionary_version, entries
from corpus.support.cache import derived
from glossary.analysis.tokens import english_form

_FORMAT = "5"
"""Raised when what is kept, or its making, changes."""

_NAME = "name "
"""Before the kind of a name in the file."""
_LONGEST_GLOSS = 7  # words; longer ones explain
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BRACKET = re.compile(
    r"(?:^|[,;] )([^(),;]+) \(([A-Z][\w'’-]*(?: (?:of|the|and|for|[A-Z][\w'’-]*)){0,6})\)"
    r"(?: \([^()]*\))*(?:[,;]|$)"
)
_SMALL = frozenset(("of", "the", "and", "for"))
_NO_PHRASE = re.compile(r"[\u3400-\u9fff]|^(?:CL:|variant of|old variant|used in|see )")
_TO = re.compile(r"^to (?!be\b)")
_KINDS = {
    "": re.compile(r"\b(?:dynasty|war|revolution|period|movement|era|reign)\b"),
    "person": re.compile(
        r"surname|\((?:c\. |born |b\. )?\d{3,4}(?: BC)?[-–]|\b(?:poet|writer|author|novelist|"
        r"politician|philosopher|composer|painter|singer|actor|actress|president of|general|"
        r"physicist)\b"
    ),
    "organisation": re.compile(
        r"\b(?:company|corporation|organization|organisation|party|university|agency|ministry|bank|"
        r"union|newspaper|committee|association|football club|airline|manufacturer|multinational|"
        r"bureau|department|commission|college|institute|brand|carmaker)\b",
        re.IGNORECASE,
    ),
    "place": re.compile(
        r"\b(?:city|cities|county|province|capital|country|district|prefecture|river|island|lake|"
        r"mountains?|mt\.?|town|region|state|sea|ocean|peninsula|continent|village|republic|strait|"
        r"township|suburb|port|territory|municipality|kingdom|empire|desert|bay)\b",
        re.IGNORECASE,
    ),
}
"""What the glosses of a name say of the thing; of several the first counts."""
_ARTICLE = re.compile(r"^(?:an?|the|to|to be) ")


@dataclass(frozen=True, slots=True)
class Glosses:
    """The dictionary's phrases.

    Attributes:
        phrases: Simplified headword -> normal forms of its glosses, in the dictionary's order.
        headwords: normal form of a gloss -> headwords, those first that have it earlier.
        verbs: headword -> share of its glosses that start with *to*.
        names: headwords whose pinyin has a capital, each with the kind of thing that its glosses
            say it is: person, place or organisation, or empty.
        english_verbs: English word -> share of its glosses of one word in which it follows *to*.
    """

    phrases: dict[str, tuple[str, ...]]
    headwords: dict[str, tuple[str, ...]]
    verbs: dict[str, float]
    names: Mapping[str, str]
    english_verbs: dict[str, float]

    def attest(self, zh: str, en: str) -> bool:
        """Whether the English form is a gloss of the headword."""
        return en in self.phrases.get(zh, ())


@cache
def glosses() -> Glosses:
    """The dictionary's phrases, from the cache folder (built in some seconds at first use)."""
    folder = derived("glosses", f"{_FORMAT}-{dictionary_version()}", _build)
    phrases: dict[str, tuple[str, ...]] = {}
    verbs: dict[str, float] = {}
    names: dict[str, str] = {}
    ranked: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in (folder / "glosses.tsv").read_text("utf-8").splitlines():
        word, name, verb, *found = line.split("\t")
        phrases[word] = tuple(found)
        if verb != "0":
            verbs[word] = float(verb)
        if name:
            names[word] = name.removeprefix(_NAME)
        for rank, phrase in enumerate(found):
            ranked[phrase].append((rank, word))
    english = {
        word: float(share)
        for word, share in (
            line.split("\t") for line in (folder / "verbs.tsv").read_text("utf-8").splitlines()
        )
    }
    headwords = {p: tuple(word for _, word in sorted(found)) for p, found in ranked.items()}
    return Glosses(phrases, headwords, verbs, names, english)


def _build(folder: Path) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    verbs: dict[str, list[bool]] = defaultdict(list)
    names: dict[str, str] = {}
    as_verb: dict[str, list[bool]] = defaultdict(list)
    for entry in entries():
        word = entry.simplified.replace("·", "")
        if entry.pinyin[:1].isupper() and names.get(word, _NAME) == _NAME:
            names[word] = _NAME + _kind(entry.glosses)
        for gloss in entry.glosses:
            parts = gloss.split(";")
            if entry.pinyin[:1].isupper():  # "Seoul, capital of South Korea"
                parts.insert(0, parts[0].partition(",")[0])
                parts += _synonyms(gloss)
            for part in parts:
                bare = " ".join(_REMARK.sub(" ", part).split())
                if not bare or _NO_PHRASE.search(bare):
                    continue
                verb = _TO.match(bare) is not None
                verbs[word].append(verb)
                phrase = english_form(_ARTICLE.sub("", bare))
                if not phrase or phrase.startswith("surname "):
                    continue
                if phrase.count(" ") < _LONGEST_GLOSS and phrase not in found[word]:
                    found[word].append(phrase)
                if " " not in phrase:
                    as_verb[phrase].append(verb)
    _write(
        folder / "glosses.tsv",
        (
            "\t".join((word, names.get(word, ""), _share(verbs[word]), *found[word]))
            for word in sorted(found)
            if found[word]
        ),
    )
    _write(
        folder / "verbs.tsv",
        (f"{word}\t{_share(seen)}" for word, seen in sorted(as_verb.items()) if any(seen)),
    )


def _kind(texts: Iterable[str]) -> str:
    """The kind of thing that glosses of a name say it is; empty if none of those we know."""
    text = "; ".join(texts)
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(text)), "")


def _synonyms(gloss: str) -> list[str]:
    """Other names of the same thing that stand in brackets behind a name.

    An acronym or its full form, "World Trade Organization (WTO)", or a name that shares a word
    but adds others, "South Korea (Republic of Korea)"; not "Diet (Japan)", nor "Bank (Group)".
    """
    return [
        bracket
        for name, bracket in _BRACKET.findall(gloss)
        if _abbreviates(bracket, name) or _abbreviates(name, bracket) or _renames(bracket, name)
    ]


def _abbreviates(short: str, full: str) -> bool:
    """Whether it has two capitals, and the full form its letters in order, one opening a word."""
    if " " in short or " " not in full or sum(map(str.isupper, short)) < 2:
        return False
    letters = filter(str.isalnum, short.lower())
    return re.search(r"\b" + ".*".join(map(re.escape, letters)), full.lower()) is not None


def _renames(bracket: str, name: str) -> bool:
    """Whether both share a word, and each also has a word that the other lacks."""
    first, second = (set(text.split()) - _SMALL for text in (bracket, name))
    return bool(first & second and first - second and second - first)


def _share(seen: list[bool]) -> str:
    return f"{sum(seen) / max(1, len(seen)):.3g}"


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
