"""Where English sentences end.

A period ends a sentence unless the word before it is an abbreviation or an initial, or the text
goes on in small letters. Of abbreviations that may end a sentence (U.S., a.m., Inc.) the next
word decides: they end it before a word that usually starts one (The, He, But …).
"""

import re
from collections.abc import Iterator

from corpus.language.sentences.brackets import Stretches
from corpus.language.sentences.names import is_name

_END = re.compile(
    r"(?P<marks>(?<![.!?…])[.!?…]++(?:\s[.…]+)*)(?:[\"'”’)\]»]|\s[”’\"](?=\s))*(?=\s)"
    r"|[。！？]+[”’」』）]*"  # Chinese quoted in English text
)
_NEXT = re.compile(r"\s+[\"'“‘(\[«—–-]*\s?(?P<word>[\w’']*)")
_WORD_BEFORE = re.compile(r"[^\s\"“”‘(\[—–/]+$")
_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBERING = re.compile(
    rf"\s*\(?(?:[\d.]+|{_ROMAN}|[A-Za-z])"
    r"|\s*(?i:figure|table|chapter|section|part|box|article|annex|appendix|schedule|book|title"
    rf"|volume|rule|clause|paragraph|division|lesson|unit|step)\s+\(?(?:[\d.]+|{_ROMAN}|[A-Z])"
)
"""A number at the start of a sentence: 3. | IV. | Chapter II."""
_LONGEST_WORD = 30  # characters looked back for the word before a period

# Abbreviations in small letters without their last period.
_BEFORE_A_NAME = (
    "adm amb asst atty brig capt cdr cmdr col comdr cpl cpt det dr drs fr gen gov hon insp lt "
    "maj messrs mlle mme mr mrs ms msgr mt pres prof rep reps ret rev sen sens sgt ste supt vice "
    "cf eg e.g i.e ie viz vs v approx esp"
)
_BEFORE_A_NUMBER = (
    "no nos fig figs vol vols p pp ch sec art eq jan feb mar apr jun jul aug sep sept oct nov dec "
    "para paras subpara subparas equ equs eqs eqn eqns chs chap chaps secs sect sects arts pts cl "
    "cls reg regs ann appx exs ed eds ser suppl supp col cols fol fols ll nn vv bk bks ln lns corr "
    "rev res chron sched schs sch pls thm def defs rm tel ext vers"
)
_OF_BOTH_KINDS = (
    "inc corp co cos ltd llc plc jr sr esq etc al ave blvd rd st ft bros est dept univ assn ph.d "
    "ca md pa calif mass conn ariz colo fla ga ill ind ky la mich minn mo n.y ore tenn tex va wash "
    "wis"
)
_TIMES_OF_DAY = frozenset({"a.m", "p.m", "am", "pm"})
_BEHIND_A_TIME = re.compile(
    r"\s+(?:(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day)?\b"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[A-Z]{2,4}\b"
    r"|Eastern|Central|Mountain|Pacific|Greenwich"
    r"|(?:[A-Z]\w+ ){1,2}(?:[Ss]tandard |[Dd]aylight )?[Tt]ime\b)"
)
"""What a time of day goes on with: 5 p.m. Friday, 9 a.m. EST, 5 p.m. Beijing time."""
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
    stretches = Stretches(line, chinese=False)
    last = 0
    for match in _END.finditer(line):
        marks = match["marks"]
        if stretches.hold(match.end()):
            continue
        if marks is None:
            last = match.end()
            yield last
            continue
        after = _NEXT.match(line, match.end())
        word = after["word"] if after else ""
        if after and len(word) == 1 and line.startswith(".", after.end()):
            word += "."  # one more initial: H. L. A. Hart
        if word[:1].islower() and not word[1:2].isupper():  # goes on; but iPhone and eBay start
            continue
        if marks == "." and match.start() and _is_abbreviation(line, last, match.start(), word):
            continue
        if marks == "!" and word.lower() not in _STARTS and _is_a_name(line, match.start()):
            continue
        last = match.end()
        yield last


def _is_a_name(line: str, mark: int) -> bool:
    """Whether the ! belongs to the name before it: Yahoo! Finance."""
    before = _WORD_BEFORE.search(line, max(0, mark - _LONGEST_WORD), mark)
    return before is not None and is_name(before.group())


def _is_abbreviation(line: str, last: int, period: int, following: str) -> bool:
    """Whether the period belongs to the word before it and ends no sentence.

    Args:
        line: the text.
        last: where the sentence begins.
        period: where the period stands.
        following: the next word.
    """
    before = _WORD_BEFORE.search(line, max(0, period - _LONGEST_WORD), period)
    if not before:
        return False
    word = before.group()
    lower = word.lower()
    if lower in _NEVER_ENDS:
        return True
    if lower in _COUNTED:
        return following[:1].isdigit()
    if lower in _TIMES_OF_DAY:
        return _BEHIND_A_TIME.match(line, period + 1) is not None
    if lower in _MAY_END or _INITIALS.fullmatch(word):
        return following.lower().replace("’", "'") not in _STARTS
    return _NUMBERING.fullmatch(line, last, period) is not None
