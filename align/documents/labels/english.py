"""What an English document mentions: names as written, and the lemmas of its other words.

english_mentions(sentences, terms) -> {word or name: how much it counts}
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from align.documents.events.names import is_headline
from align.documents.labels.counts import NAME, Counts, weight_of
from align.documents.labels.extracted import Term, covered, whole
from corpus.language.segmentation import english_tokens
from glossary.analysis.glosses import glosses
from glossary.lexicon.dictionary.tables import english_frequency
from glossary.wordforms.english_words import STOP_WORDS
from glossary.wordforms.inflection import lemma
from glossary.wordforms.small_words import ENGLISH_STOP_WORDS

_GENERIC_WORDS = """
new year month week day time people mr mrs ms like percent make part report news
hundred thousand million billion trillion
"""
_GENERIC = frozenset(_GENERIC_WORDS.split()) | ENGLISH_STOP_WORDS | STOP_WORDS
"""Words of every news report, and small ones."""
_TITLE_WORDS = """
president premier chancellor mayor governor gov senator sen secretary minister chairman chairwoman
professor prof dr judge captain sheriff congressman congresswoman rep
"""
_TITLES = frozenset(_TITLE_WORDS.split())
"""What stands before a person's name and is no part of it."""
_HEAD_WORDS = """
academy association bank bishop board bureau church city college commission committee community
confederation conference congress council court department duke faculty federation government gulf
house institute isle islands kingdom league library ministry museum office organisation organization
parliament party people port republic school society state states strait treaty university
"""
_HEADS = frozenset(_HEAD_WORDS.split())
"""What goes on with *of* and a name, as one name: University of Leeds."""
_LINKS = (("of",), ("of", "the"))
_LONGEST = 6
"""Words of a name; a longer run of capitals is none."""
_SMALL = 0.5
"""Share of its words that the document writes in small letters, too, above which a run of capitals
is a headline that no stop ended (*Detect Omicron Variant*), and not above it *Amber Tower*."""
_VERB = 0.5
"""Share of its glosses in which a word is a verb, from which it counts only in a document that has
it as a noun (*the strike*, but not *persuade*)."""
_DETERMINER_WORDS = """
a an the this that these those its his her their our my no any of
"""
_DETERMINERS = frozenset(_DETERMINER_WORDS.split())
"""What a noun stands behind."""

_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstwxyz]{0,2}[aeiouy]{1,3}(?:n|ng|k|l|m|p|r|t|h|rh)?")
"""A romanised Chinese or Korean syllable (-chao, -yoon, -hyuk); -based, -led and -born are none."""
_HYPHENS = ("-", "\u2010", "\u2011")

Tokens = list[tuple[str, int, int]]


class Name(NamedTuple):
    """A name where it stands in a sentence.

    Attributes:
        start: in characters.
        end: behind it.
        form: as written.
    """

    start: int
    end: int
    form: str


def english_mentions(sentences: Sequence[str], terms: Sequence[Sequence[Term]]) -> Counts:
    """Lemmas of content words, names as written, extracted terms, and how much each counts.

    Args:
        sentences: as published.
        terms: the extracted ones of each sentence.
    """
    found: defaultdict[str, float] = defaultdict(float)
    names: defaultdict[str, float] = defaultdict(float)
    tokens = _given_names_whole(sentences)
    nouns = _nouns(tokens)
    for number, (text, row, mentioned, extracted) in enumerate(
        zip(sentences, tokens, _named(tokens, sentences), terms, strict=True)
    ):
        weight = weight_of(number)
        own, left = whole(extracted, [(name.start, name.end) for name in mentioned])
        for term in own:
            (names if term.form[0].isupper() else found)[term.form] += weight * term.weight
        for start, end, form in mentioned:
            if (start, end) in left:
                names[form] += weight * NAME
        headline = _is_title(row, text)
        for word, start, end in row:
            base = lemma(_bare(word).lower())
            if (
                (word[0].islower() or headline)
                and _telling(base)
                and (base in nouns or glosses().english_verbs.get(base, 0.0) < _VERB)
                and not covered(start, end, [*own, *left])
            ):
                found[base] += weight
    for name, count in _whole_names(names).items():
        found[name] += count
    return dict(found)


def _telling(base: str) -> bool:
    """Whether a lemma may say what a text is about."""
    return base.isalpha() and len(base) > 3 and base not in _GENERIC


def _nouns(tokens: Iterable[Tokens]) -> frozenset[str]:
    """The lemmas that stand behind a determiner somewhere."""
    return frozenset(
        lemma(_bare(word).lower())
        for row in tokens
        for (before, _, _), (word, _, _) in pairwise(row)
        if before.lower() in _DETERMINERS
    )


def _named(tokens: Sequence[Tokens], sentences: Sequence[str]) -> list[list[Name]]:
    """The names of each sentence; of a headline, whose capitals say nothing, those of the text."""
    headlines = [_is_title(row, text) for row, text in zip(tokens, sentences, strict=True)]
    common = {lemma(word) for row in tokens for word, _, _ in row if word.islower()}
    inside = {
        _bare(word)
        for row, headline in zip(tokens, headlines, strict=True)
        for word, start, _ in row
        if not headline and start > 0 and word[0].isupper()
    }
    found = [
        []
        if headline
        else [
            name
            for run in _runs(row, text, common, inside)
            if (name := _name(run, text, common)) is not None
        ]
        for row, text, headline in zip(tokens, sentences, headlines, strict=True)
    ]
    times = Counter(name.form for names in found for name in names)
    return [
        list(_known_names(row, text, times))
        if headline
        else [part for name in names for part in _parts(name, times)]
        for row, text, headline, names in zip(tokens, sentences, headlines, found, strict=True)
    ]


def _is_title(row: Tokens, text: str) -> bool:
    """Whether a sentence is a headline in capitals; one with a full stop is none."""
    return text.rstrip("\"'”’ ")[-1:] != "." and is_headline([word for word, _, _ in row])


def _known_names(row: Tokens, text: str, known: Container[str]) -> Iterator[Name]:
    """The names of a headline that the text has, too, the longest from each word on."""
    k = 0
    while k < len(row):
        start = row[k][1]
        for n in range(min(_LONGEST, len(row) - k), 0, -1):
            word, last, _ = row[k + n - 1]
            end = last + len(_bare(word))
            if text[start:end] in known:
                yield Name(start, end, text[start:end])
                break
        else:
            n = 1
        k += n


def _runs(
    row: Tokens, text: str, common: Container[str], inside: Container[str]
) -> Iterator[Tokens]:
    """Words with a capital that says something, as far as they follow each other.

    Args:
        row: the tokens of a sentence.
        text: the sentence.
        common: words that the document writes in small letters.
        inside: words that have a capital inside a sentence.
    """

    def named(word: str, start: int) -> bool:
        bare = _bare(word)
        acronym = bare.isupper() and len(bare) > 1
        stem = re.split("['’]", bare.lower())[0]
        if not bare[:1].isupper() or (stem in _GENERIC and not acronym):
            return False
        known = bare in inside
        return start > 0 or known or not (lemma(stem) in common or _frequent(bare))

    flags = [named(word, start) for word, start, _ in row]
    run: Tokens = []
    k = 0
    while k < len(row):
        if run and not (_bare(run[-1][0]) == run[-1][0] and _beside(run[-1], row[k], text)):
            yield run
            run = []
        link = _link(run, row, flags, k)
        if flags[k] or link:
            run = [*run, *row[k : k + link + 1]]
        elif run:
            yield run
            run = []
        k += link + 1
    if run:
        yield run


def _beside(first: tuple[str, int, int], second: tuple[str, int, int], text: str) -> bool:
    return text[first[2] : second[1]] in (" ", *_HYPHENS)


def _link(run: Tokens, row: Tokens, flags: Sequence[bool], k: int) -> int:
    """How many small words from the k-th on join a name like *Bank of England* to its end."""
    if run and run[-1][0].lower() in _HEADS:
        for words in _LINKS:
            n = len(words)
            if tuple(word for word, _, _ in row[k : k + n]) == words and any(flags[k + n :][:1]):
                return n
    return 0


def _name(run: Tokens, text: str, common: Container[str]) -> Name | None:
    """The name in a run of capitals, without the titles before it; None if there is none."""
    words = [_bare(word) for word, _, _ in run]
    titles = [k for k, word in enumerate(words) if word.lower() in _TITLES]
    first = titles[-1] + 1 if titles else 0
    words = words[first:]
    small = sum(lemma(word.lower()) in common and not word.isupper() for word in words)
    if not 0 < len(words) <= _LONGEST or small == len(words) or small > _SMALL * len(words):
        return None
    start, last = run[first][1], run[-1][1]
    end = last + len(words[-1])
    form = text[start:end]
    return Name(start, end, form) if len(form) > 2 or form.isupper() else None


def _parts(name: Name, times: Mapping[str, int]) -> list[Name]:
    """A run of capitals as one name, or as two that stand elsewhere, too.

    The envoy for *Iran Robert Malley* is called *Malley* elsewhere, and *Iran* stands alone.
    """
    words = name.form.split()
    if times[name.form] > 1 or len(words) < 3 or not (times[words[0]] and times[words[-1]]):
        return [name]
    end = name.start + len(words[0])
    return [
        Name(name.start, end, words[0]),
        Name(end + 1, name.end, name.form[len(words[0]) + 1 :]),
    ]


def _given_names_whole(sentences: Sequence[str]) -> list[Tokens]:
    """The tokens of each sentence, given names like Wen-chao and Jae-yoon as one token.

    Such a name is a capitalised word that the document writes only with a hyphen and a syllable
    in small letters behind it, or that a surname stands before (Seo Min-hyuk, beside a Min Sun-ah);
    Hamas-run is none where Hamas stands alone, too.
    """
    rows = [english_tokens(text) for text in sentences]
    alone: set[str] = {
        _bare(word)
        for row, text in zip(rows, sentences, strict=True)
        for (word, _, stop), after in zip_longest(row, row[1:])
        if not (after and _hyphenated(text, word, stop, after))
    }
    result = []
    for row, text in zip(rows, sentences, strict=True):
        whole: Tokens = []
        for token in row:
            but = () if _after_surname(whole, text) else alone
            if whole and _hyphenated(text, whole[-1][0], whole[-1][2], token, but):
                start = whole.pop()[1]
                whole.append((text[start : token[2]], start, token[2]))
            else:
                whole.append(token)
        result.append(whole)
    return result


def _after_surname(row: Tokens, text: str) -> bool:
    """Whether another word with a capital, no small one, stands before the last."""
    if len(row) < 2:
        return False
    before = row[-2][0]
    return (
        before[0].isupper()
        and before.lower() not in _GENERIC
        and (text[row[-2][2] : row[-1][1]] == " " and _bare(before) == before)
    )


def _hyphenated(
    text: str, word: str, stop: int, after: tuple[str, int, int], but: Container[str] = ()
) -> bool:
    """Whether a hyphen joins a capitalised word that ends at `stop` to a syllable behind it."""
    syllable, start, _ = after
    return (
        word[0].isupper()
        and word not in but
        and text[stop:start] in _HYPHENS
        and _SYLLABLE.fullmatch(_bare(syllable)) is not None
    )


def _whole_names(names: Mapping[str, float]) -> Counts:
    """The names, a part of one (Lee) counted for the most frequent whole (Lee Jae Myung)."""
    # A name of several words is no part of another, so it stays and can be counted for.
    whole = sorted((name for name in names if " " in name), key=lambda name: (-names[name], name))
    parts = {name: {*name.split(), *re.split("[ -]", name)} for name in whole}
    result = dict(names)
    for name, count in names.items():
        home = next((other for other in whole if name in parts[other]), None)
        if home is not None:
            result[home] += count
            del result[name]
    return result


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _frequent(word: str) -> bool:
    """Whether a capital at the start of a sentence says nothing."""
    return english_frequency().get(lemma(word.lower()), 0.0) > 1e-6
