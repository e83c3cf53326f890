"""English inflection undone, by rules that must arrive at a known word, and a table of the rest.

lemma("negotiated") -> "negotiate"      any inflection: what the lexical model counts
singular("buildings") -> "building"     plurals only: "building" stays, it is not "build"

A rule's result counts only if it is a word of the English frequency list that is frequent enough
beside the inflected one: so ``species``, ``Paris`` and ``sitteth`` stay as they are.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from corpus.language.frequencies import EDITION, word_frequencies
from corpus.support.cache import derived

_PLURAL_SHARE = 0.02
_VERB_SHARE = 0.01
"""Least frequency of a base beside its inflected form. Read off the list: under 2 % stand politics
> politic, species > specie, Wales > wale; over it inhabitants, shelves. Under 1 % morning > morn;
over it televised, fundraising."""

_FORMAT = "1"
"""Version of the derived table: count up when rules or tables change."""

_IRREGULAR_VERBS = """
be am are is was were been being; have has had having; do does did done doing; go goes went
gone; say said; make made; take took taken; come came; see saw seen; know knew known; get got
gotten; give gave given; find found; think thought; tell told; become became; leave left; feel
felt; bring brought; begin began begun; keep kept; hold held; write wrote written; stand stood;
hear heard; mean meant; meet met; run ran; pay paid; sit sat; speak spoke spoken; lead led; grow
grew grown; lose lost; fall fell fallen; send sent; build built; understand understood; draw
drew drawn; break broke broken; spend spent; rise rose risen; drive drove driven; buy bought;
wear wore worn; choose chose chosen; seek sought; throw threw thrown; catch caught; deal dealt;
win won; fight fought; teach taught; sell sold; eat ate eaten; fly flew flown; forget forgot
forgotten; sing sang sung; strike struck stricken; hide hid hidden; shake shook shaken; steal
stole stolen; swear swore sworn; arise arose arisen; undergo underwent undergone; withdraw
withdrew withdrawn; overcome overcame; undertake undertook undertaken; overtake overtook
overtaken; forbid forbade forbidden; bind bound; foresee foresaw foreseen; forgive forgave
forgiven; freeze froze frozen; shrink shrank shrunk; sink sank sunk; swim swam swum; drink drank
drunk; ring rang rung; spring sprang sprung; shoot shot; sleep slept; sweep swept; bend bent;
lend lent; breed bred; feed fed; flee fled; bleed bled; light lit; slide slid; hang hung; stick
stuck; dig dug; swing swung; shine shone; wake woke woken; blow blew blown; show shown; tear
tore torn; bear bore borne; weave wove woven; ride rode ridden; lay laid; lie lying; die dying;
tie tying; vie vying; agree agreed; disagree disagreed; free freed; guarantee guaranteed; decree
decreed; unite united uniting; uphold upheld; withhold withheld; withstand withstood; rebuild
rebuilt; oversee oversaw overseen; mistake mistook mistaken; bite bit bitten; panic panicked
panicking; traffic trafficked trafficking; can could; will would; may might; shall should; good
better best; bad worse worst
"""

_IRREGULAR_PLURALS = """
child children; foot feet; tooth teeth; goose geese; mouse mice; ox oxen; man men; woman women;
life lives; wife wives; knife knives; wolf wolves; half halves; shelf shelves; thief thieves;
self selves; calf calves; loaf loaves; scarf scarves; crisis crises; thesis theses; analysis
analyses; hypothesis hypotheses; diagnosis diagnoses; oasis oases; synthesis
syntheses; emphasis emphases; parenthesis parentheses; criterion criteria; phenomenon phenomena;
bacterium bacteria; curriculum curricula; memorandum memoranda; stimulus stimuli; nucleus
nuclei; fungus fungi; alumnus alumni; index indices; matrix matrices; vertex vertices; appendix
appendices; taxi taxis; ski skis; quiz quizzes; bus buses; gas gases; virus viruses; cactus
cacti
"""

_UNINFLECTED_WORDS = """
according ahmed analytics arms as atlas barracks besides bias boeing brussels canvas chaos
clothes crossroads customs darling during economics electronics ethics evening genetics goods
hamas hans headquarters herpes his humanities hundred its judas kudos laos lens linguistics
logistics mars mathematics means mechanics metaphysics naked news nothing overseas philippines
physics politics premises pudding rabies robotics sacred sars scissors securities series
something sometimes species statistics this trans us vegas viking wedding wicked
"""
"""End like an inflection and are none, or mean something else than what the rules would reach."""

_VOWEL = re.compile("[aeiouy]")
_SHORT = re.compile("[^aeiou]*[aeiouy][^aeiouwxy]")
"""One vowel, one consonant: such a stem doubles its end (planned), so *rating* is from *rate*."""
_POSSESSIVE = re.compile(r"(?<=\w)['’][sS]?$")


@cache
def lemma(token: str) -> str:
    """The base form of an English word, in lower case.

    A possessive ending is dropped. A word in capitals is an acronym and keeps its letters (US,
    SARS); a plural acronym loses its s (NGOs).
    """
    word = _POSSESSIVE.sub("", token)
    low = word.lower()
    if _is_acronym(word):
        return low.removesuffix("s") if word.endswith("s") else low
    if low in _IRREGULAR_VERB_FORMS:
        return _IRREGULAR_VERB_FORMS[low]
    base = _base(low)
    return base if base == low else lemma(base)  # findings > finding > find


@cache
def singular(token: str) -> str:
    """The word with a plural or possessive ending undone, in lower case; other inflection stays."""
    word = _POSSESSIVE.sub("", token)
    low = word.lower()
    if _is_acronym(word):
        return lemma(word)
    is_plural = low in _IRREGULAR_PLURAL_FORMS or low.endswith(("s", "men"))
    return _base(low) if is_plural and low not in _IRREGULAR_VERB_FORMS else low


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.removesuffix("s").isupper()


def _base(low: str) -> str:
    """One inflection undone, if there is one."""
    if low in _UNINFLECTED:
        return low
    if low in _IRREGULAR_PLURAL_FORMS:
        return _IRREGULAR_PLURAL_FORMS[low]
    if not low.endswith(("s", "ed", "ing", "men")):
        return low
    table, bases = _table()
    known = table.get(low)
    return known or next((base for base in _candidates(low) if base in bases), low)


def _candidates(word: str) -> Iterator[str]:
    """What a regular inflection may come from, whether it is a word or not."""
    if word.endswith("s"):
        if len(word) > 3 and not word.endswith(("ss", "us", "is")):
            if word.endswith("ies"):
                yield word[:-3] + "y"
            if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
                yield word[:-2]
            yield word[:-1]
        return
    if word.endswith("men"):
        if len(word) > 4:
            yield word[:-2] + "an"
        return
    stem = word.removesuffix("ed") if word.endswith("ed") else word.removesuffix("ing")
    if len(stem) < 2 or not _VOWEL.search(stem) or word.endswith("eed"):
        return
    if word.endswith("ied"):
        yield stem[:-1] + "y"
    if _SHORT.fullmatch(stem):
        yield stem + "e"
        return
    if len(stem) > 2:
        yield stem
    yield stem + "e"
    if len(stem) > 3 and stem[-1] == stem[-2]:
        yield stem[:-1]


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    """The listed words that look inflected, each with its base or itself; and all bases."""
    path = derived("english-inflection", f"{_FORMAT}-{EDITION}", _build) / "words.txt"
    pairs = path.read_text(encoding="ascii").split()
    table = dict(zip(pairs[::2], pairs[1::2], strict=True))
    return table, frozenset(table.values())


def _build(folder: Path) -> None:
    frequency = word_frequencies("en")
    with (folder / "words.txt").open("w", encoding="ascii", newline="\n") as stream:
        for word in sorted(frequency):
            if _LETTERS.fullmatch(word) and word.endswith(("s", "ed", "ing", "men")):
                stream.write(f"{word} {_likely_base(word, frequency)}\n")


def _likely_base(word: str, frequency: Mapping[str, float]) -> str:
    """The most frequent candidate, if it is frequent enough beside the word itself."""
    share = _PLURAL_SHARE if word.endswith(("s", "men")) else _VERB_SHARE
    best = max(_candidates(word), key=lambda base: frequency.get(base, 0.0), default=word)
    return best if frequency.get(best, 0.0) >= share * frequency[word] else word


def _forms(table: str) -> dict[str, str]:
    """By inflected form its base, from lines ``base form form;``."""
    entries = [entry.split() for entry in table.split(";")]
    return {form: base for base, *forms in entries for form in forms}


_LETTERS = re.compile("[a-z]+")
_IRREGULAR_VERB_FORMS = _forms(_IRREGULAR_VERBS)
_IRREGULAR_PLURAL_FORMS = _forms(_IRREGULAR_PLURALS)
_UNINFLECTED = frozenset(_UNINFLECTED_WORDS.split())
