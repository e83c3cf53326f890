"""Where English sentences end.

A period ends a sentence unless the word before it is an abbreviation or an initial, or the text
goes on in small letters. Of abbreviations that may end a sentence (U.S., a.m., Inc.) the next
word decides: they end it before a word that usually starts one (The, He, But …).
"""

import re
from collections.abc import Iterator

_END = re.compile(
    r"(?P<marks>[.!?…]+(?:\s[.…]+)*)(?:[\"'”’)\]»]|\s[”’\"](?=\s))*(?=\s)"
    r"|[。！？]+[”’」』）]*"  # Chinese quoted in English text
)
_NEXT = re.compile(r"\s+[\"'“‘(\[«—–-]*\s?(?P<word>[\w’']*)")
_WORD_BEFORE = re.compile(r"[^\s\"“”‘(\[—–/]+$")
_NUMBERING = re.compile(r"\s*(?:(?:Figure|Table|Chapter|Section|Part|Box)\s+)?\(?[\d.]+")
_LONGEST_WORD = 30  # characters looked back for the word before a period

# Abbreviations in small letters without their last period.
_BEFORE_A_NAME = (
    "adm amb asst atty brig capt cdr cmdr col comdr cpl cpt det dr drs fr gen gov hon insp lt "
    "maj messrs mlle mme mr mrs ms msgr mt pres prof rep reps ret rev sen sens sgt ste supt vice "
    "cf eg e.g i.e ie viz vs v approx esp"
)
_BEFORE_A_NUMBER = (
    "no nos fig figs vol vols p pp ch sec art eq jan feb mar apr jun jul aug sep sept oct nov dec"
)
_OF_BOTH_KINDS = (
    "inc corp co cos ltd llc plc jr sr esq etc al ave blvd rd st ft bros est dept univ assn ph.d "
    "ca md pa calif mass conn ariz colo fla ga ill ind ky la mich minn mo n.y ore tenn tex va wash "
    "wis"
)
_STARTERS = (
    "a about according after all also although among an and another any anyone are as asked at "
    "because before being both but by can could did do does during each earlier even every few "
    "finally first following for from further given had has have he her here his how however i "
    "if i'm i've i'd i'll in instead is it it's its last later let like many may maybe me "
    "meanwhile more moreover most much my never no nobody none nor not nothing now of on once "
    "one only or other others our over perhaps several shall she should similarly since so some "
    "soon still such suddenly that that's the their then there there's therefore these they "
    "they're this those though three through thus to today two under unlike until we we're were "
    "what when where whether which while who whose why will with without would yes yesterday yet "
    "you you're your"
)
_NEVER_ENDS = frozenset(_BEFORE_A_NAME.split())
_COUNTED = frozenset(_BEFORE_A_NUMBER.split())
_MAY_END = frozenset(_OF_BOTH_KINDS.split())
_STARTS = frozenset(_STARTERS.split())
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")


def ends(line: str) -> Iterator[int]:
    """Offsets behind which a new sentence starts."""
    for match in _END.finditer(line):
        marks = match["marks"]
        if marks is None:
            yield match.end()
            continue
        after = _NEXT.match(line, match.end())
        word = after["word"] if after else ""
        if after and len(word) == 1 and line.startswith(".", after.end()):
            word += "."  # one more initial: H. L. A. Hart
        if word[:1].islower() and not word[1:2].isupper():  # goes on; but iPhone and eBay start
            continue
        if marks == "." and match.start() and _is_abbreviation(line, match.start(), word):
            continue
        yield match.end()


def _is_abbreviation(line: str, period: int, following: str) -> bool:
    """Whether the period at `period` belongs to the word before it and ends no sentence."""
    before = _WORD_BEFORE.search(line, max(0, period - _LONGEST_WORD), period)
    if not before:
        return False
    word = before.group()
    lower = word.lower()
    if lower in _NEVER_ENDS:
        return True
    if lower in _COUNTED:
        return following[:1].isdigit()
    if lower in _MAY_END or _INITIALS.fullmatch(word):
        return following.lower().replace("’", "'") not in _STARTS
    return _NUMBERING.fullmatch(line, 0, period) is not None
