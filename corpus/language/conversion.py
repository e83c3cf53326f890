"""Between the Chinese scripts, with OpenCC's tables; the only module that knows OpenCC.

to_simplified(text) -> str                 as the mainland writes it: what words are found in
normal_form(text) -> str                   for matching: every region's spellings are one
convert(text, "s2twp") -> str              e.g. for zh-TW output
one_sided_characters() -> (simplified, traditional)
tables_digest() -> str                     what kept normal forms depend on

opencc-python-reimplemented converts about 1 MB/s. Here the same tables are matched some ten
times faster, with the same result: the longest phrase anywhere in the text first, of equal ones
the leftmost, and whatever no phrase covers character by character.
"""

import hashlib
import json
import re
import sys
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, product
from operator import add
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from corpus.language.variants import by_words

CONVERSIONS = ("hk2s", "s2hk", "s2t", "s2tw", "s2twp", "t2hk", "t2s", "t2tw", "tw2s", "tw2sp")

BEYOND = "\U00010000"
"""The first character beyond the first plane of Unicode."""
_Hit = tuple[int, int, int, str]
"""What a step found in a text: rank, minus length, place, result."""
_FEW = 500
"""Characters that begin phrases: where there are more, it is as quick to look at every one."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One link of a conversion chain: dictionaries that are tried in order on the same text.

    Attributes:
        lengths: for the first two characters of a phrase, the lengths that occur, longest first.
        phrases: by source text, the rank of its dictionary in the step and the result.
        early: single characters of a dictionary that has phrase dictionaries behind it.
        characters: for what is left, by character.
        alone: what finds these.
        telling: of these characters a text must have one for anything in it to be converted.
        phrasal: of these, for anything but `characters` to be needed.
        first: of these one begins each phrase; None where nearly every character does.
    """

    lengths: dict[str, tuple[int, ...]]
    phrases: dict[str, tuple[int, str]]
    early: dict[str, tuple[int, str]]
    characters: dict[str, str]
    alone: re.Pattern[str]
    telling: re.Pattern[str]
    phrasal: re.Pattern[str]
    first: re.Pattern[str] | None

    def apply(self, text: str, words: Sequence[str] = ()) -> str:
        """The converted text.

        Args:
            text: any.
            words: those of the text, all of it: then no phrase cuts one in two.
        """
        if "\n" in text and not words:  # which no phrase crosses
            return "\n".join(map(self.apply, text.split("\n")))
        if not self.telling.search(text):  # as nearly all simplified text is for t2s
            return text
        if not self.phrasal.search(text):
            return self.single(text)
        pairs: Iterable[tuple[int, str]] = enumerate(map(add, text, text[1:]))
        if self.first:
            begins = [match.start() for match in self.first.finditer(text)]
            pairs = [(at, text[at : at + 2]) for at in begins]
        found = [(at, self.lengths[pair]) for at, pair in pairs if pair in self.lengths]
        hits: list[_Hit] = []
        for at, lengths in found:
            for length in lengths:
                match = self.phrases.get(text[at : at + length])
                if match and at + length <= len(text):
                    hits.append((match[0], -length, at, match[1]))
        if self.early:
            hits += [
                (self.early[c][0], -1, at, self.early[c][1])
                for at, c in enumerate(text)
                if c in self.early
            ]
        if words:
            hits = list(_of_words(hits, words))
        if not hits:
            return self.single(text)
        hits.sort()
        taken = bytearray(len(text))
        chosen = []
        for _, minus_length, at, value in hits:
            end = at - minus_length
            if not any(taken[at:end]):
                taken[at:end] = b"\1" * -minus_length
                chosen.append((at, end, value))
        chosen.sort()
        parts: list[str] = []
        last = 0
        for at, end, value in chosen:
            parts += (self.single(text[last:at]), value)
            last = end
        parts.append(self.single(text[last:]))
        return "".join(parts)

    def single(self, text: str) -> str:
        """The text with its characters converted one by one: of most texts, only a few are."""
        return self.alone.sub(lambda found: self.characters.get(found[0], found[0]), text)


def _of_words(hits: Iterable[_Hit], words: Sequence[str]) -> Iterator[_Hit]:
    """The hits in one word, and those from where a word begins to where one ends."""
    of = [number for number, word in enumerate(words) for _ in word]
    edges = {0, *accumulate(map(len, words))}
    for hit in hits:
        _, minus_length, at, _ = hit
        end = at - minus_length
        if of[at] == of[end - 1] or (at in edges and end in edges):
            yield hit


def to_simplified(text: str) -> str:
    """Simplified characters for Traditional ones, whatever the region that these are written in.

    As OpenCC's t2s, and with the forms of Taiwan and Hong Kong that it leaves: 衞生 is 卫生, 隨著
    is 随着, but 原著 stays (`corpus.language.variants`). Simplified text stays as it is. The
    result has the same length as the text, so offsets hold in both.
    """
    if text.isascii():
        return text
    if "著" in text or "么" in text:
        text = by_words(text)
    return _simplifying().apply(text)


def normal_form(text: str) -> str:
    """The form for matching: Simplified, and of regional variants one character for all.

    Of every two characters that OpenCC's tables of variants give for each other, the normal
    forms are equal, wherever they stand: 著 and 着 are one, though Simplified has words with
    each. The result has the same length as the text, so offsets hold in both.
    """
    if text.isascii():
        return text
    text = _simplifying().apply(text)
    for one, other in _both_simplified().items():
        text = text.replace(one, other)
    return text


@lru_cache
def regional_variants() -> tuple[tuple[str, str], ...]:
    """Characters that one region writes for another: OpenCC's TWVariants and HKVariants."""
    return tuple(
        (standard, variant)
        for conversion in ("t2tw", "t2hk")
        for path in _chain(conversion)[-1]
        for standard, variants in _table(path).items()
        for variant in variants.split(" ")
        if len(standard) == 1 and standard != variant
    )


@lru_cache
def _simplifying() -> _Step:
    """OpenCC's t2s, in which each phrase is known in every region's spelling.

    Where t2s gives two variants different characters, both become the one that GB 2312, the
    mainland's first set of characters, has: 敍 and 敘 become 叙. Where that does not tell, the
    region's counts, if the other is no Simplified character: 鮎 and 鯰 become 鲶.
    """
    (plain,) = steps("t2s")
    variants: dict[str, set[str]] = {}
    characters = dict(plain.characters)
    for standard, variant in regional_variants():
        simple, other = (characters.get(c, c) for c in (standard, variant))
        variants.setdefault(standard, {standard}).add(variant)
        variants.setdefault(variant, {variant}).add(standard)
        if simple != other and _is_standard(simple) > _is_standard(other):
            characters[variant] = characters[other] = simple
        elif simple != other and not _is_standard(standard):
            characters[standard] = other
    phrases = {"乾安": (0, "乾安")} | {  # a county that the table lacks
        "".join(spelled): found
        for phrase, found in plain.phrases.items()
        for spelled in product(*(sorted(variants.get(c, c)) for c in phrase))
    }
    return _step({**phrases, **plain.phrases}, {}, characters)


@lru_cache
def _both_simplified() -> dict[str, str]:
    """Regional variants that Simplified text has too (著 of 着), by the one they are taken for."""
    simple = _simplifying().apply
    pairs = [(simple(standard), simple(variant)) for standard, variant in regional_variants()]
    return {variant: standard for standard, variant in pairs if standard != variant}


def _is_standard(character: str) -> bool:
    """Whether GB 2312 has a character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def convert(text: str, conversion: str) -> str:
    """The text in the other script.

    Args:
        text: what to convert; a text in ASCII alone comes back as it is.
        conversion: one of `CONVERSIONS`, OpenCC's names (``s2twp``: to Taiwan's characters and
            vocabulary; ``s2t``: character forms only).

    Raises:
        UsageError: there is no such conversion.
    """
    if text.isascii():
        return text
    for step in steps(conversion):
        text = step.apply(text)
    return text


@lru_cache
def one_sided_characters() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that stand only in simplified, and only in traditional text.

    One-sided is a character that one table never leaves as it is and the other does not know
    as a source: 国 and 國, but not 后 (simplified for 後, and the traditional word for empress).
    """
    to_traditional, to_simple = _sources("s2t"), _sources("t2s")
    return frozenset(to_traditional - to_simple), frozenset(to_simple - to_traditional)


def tables_digest() -> str:
    """What OpenCC's tables for `normal_form` are, in 16 hexadecimal digits.

    Whoever keeps normal forms in a file makes them again when this changes.
    """
    import opencc

    digest = hashlib.sha256()
    folder = Path(opencc.__file__).with_name("dictionary")
    for name in ("TS*.txt", "*Variants.txt"):
        for path in sorted(folder.glob(name)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@lru_cache
def same_character() -> dict[str, str]:
    """One character for all that another may become, alone or in a phrase (OpenCC's t2s).

    覆 stays alone and becomes 复 in 答覆: both are given as 复. Text whose single characters were
    converted, and then replaced by these, is the same however its phrases were converted.
    """
    same: dict[str, str] = {}

    def first(char: str) -> str:
        while char in same:
            char = same[char]
        return char

    for step in steps("t2s"):
        for phrase, (_, value) in step.phrases.items():
            for alone, inside in zip(step.single(phrase), value, strict=True):
                one, other = first(alone), first(inside)
                if one != other:
                    same[one] = other
    return {char: first(char) for char in same}


def _sources(conversion: str) -> set[str]:
    """Single characters that the first step of a conversion always changes."""
    return {
        character
        for path in _chain(conversion)[0]
        for character, values in _CHARACTER_LINE.findall(path.read_text("utf-8"))
        if character not in values.split()
    }


_CHARACTER_LINE = re.compile("^(.)\t(.+)$", re.MULTILINE)


def _chain(conversion: str) -> list[list[Path]]:
    """OpenCC's tables for each step of a conversion, those that count before others first."""
    if conversion not in CONVERSIONS:
        raise UsageError(f"no conversion {conversion!r}; there are {', '.join(CONVERSIONS)}")
    import opencc

    folder = Path(opencc.__file__).parent
    setting = json.loads((folder / "config" / f"{conversion}.json").read_text("utf-8"))
    return [
        [folder / "dictionary" / name for name in _files(step["dict"])]
        for step in setting["conversion_chain"]
    ]


def _files(tables: Mapping[str, Any]) -> Iterator[str]:
    if tables["type"] == "group":
        for each in tables["dicts"]:
            yield from _files(each)
    else:
        yield tables["file"]


@lru_cache
def _table(path: Path) -> dict[str, str]:
    """One of OpenCC's tables: what characters and phrases may become, with spaces between."""
    lines = path.read_text("utf-8").strip().split("\n")
    return dict(line.strip().split("\t") for line in lines)


@lru_cache
def steps(conversion: str) -> tuple[_Step, ...]:
    """The chain of a conversion, made ready for matching."""
    from opencc import OpenCC

    separators = OpenCC().split_chars_re  # OpenCC splits there first: no phrase crosses them
    steps = []
    for paths in _chain(conversion):
        tables = [_table(path) for path in paths]
        last_with_phrases = max(
            (rank for rank, table in enumerate(tables) if max(map(len, table)) > 1), default=-1
        )
        phrases: dict[str, tuple[int, str]] = {}
        early: dict[str, tuple[int, str]] = {}
        characters: dict[str, str] = {}
        for rank, table in enumerate(tables):
            for source, values in table.items():
                value = values.split(" ")[0]
                if separators.search(source):
                    continue
                if len(source) > 1:
                    phrases.setdefault(source, (rank, value))
                elif rank < last_with_phrases:
                    early.setdefault(source, (rank, value))
                else:
                    characters.setdefault(source, value)
        steps.append(_step(phrases, early, characters))
    return tuple(steps)


def _step(
    phrases: dict[str, tuple[int, str]],
    early: dict[str, tuple[int, str]],
    characters: dict[str, str],
) -> _Step:
    """A step with these tables, as `_Step` has them."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[:2], set()).add(len(phrase))
    ordered = {pair: tuple(sorted(found, reverse=True)) for pair, found in lengths.items()}
    phrasal = _one_of_each(phrases, characters) | early.keys()
    telling = phrasal | characters.keys()
    first = {phrase[0] for phrase in phrases}
    return _Step(
        ordered,
        phrases,
        early,
        characters,
        any_of(characters),
        any_of(telling),
        any_of(phrasal),
        any_of(first) if len(first) < _FEW else None,
    )


def any_of(characters: Collection[str]) -> re.Pattern[str]:
    """What finds each of the characters, and of those beyond the first plane any, if one is there.

    Beyond it, `re` compares one character after the other.
    """
    escaped = "".join(re.escape(each) for each in sorted(characters) if each < BEYOND)
    if max(characters, default="") >= BEYOND:
        escaped += f"{BEYOND}-{chr(sys.maxunicode)}"
    return re.compile(f"[{escaped}]" if escaped else "(?!)")


def _one_of_each(phrases: Iterable[str], characters: Container[str]) -> frozenset[str]:
    """Characters of which every phrase has one.

    Those that are converted where they stand alone are preferred, as text that is in the wanted
    script already has hardly any of them.
    """
    return frozenset(
        next((character for character in phrase if character in characters), phrase[-1])
        for phrase in phrases
    )
