"""Figures in English text."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from corpus.language.numbers.number import Number, NumberKind, digits_value, half_width, is_year

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_ONES.split())}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_SCALES |= {"trillion": 10**12, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9}  # only behind a currency sign: $5m
_FIRSTS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINALS = {word: value for value, word in enumerate(_FIRSTS.split(), 1)}
_ORDINALS |= {word[:-1] + "ieth": _VALUES[word] for word in _TENS.split()}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_PARTS |= {word: value for word, value in _ORDINALS.items() if 3 <= value <= 10}
_PARTS |= {f"{word}s": value for word, value in _PARTS.items() if value > 2 and word[-1] == "h"}
_PARTS |= {"thirds": 3}
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: value for value, name in enumerate(_MONTH_NAMES.split(), 1)}


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words in either case of ASCII, longest first.

    Of Unicode, `ſix` and `fıve` would be the same as words that are known, and are not.
    """
    return f"(?ai:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_WORDS = (
    rf"(?:(?ai:an?)\s(?=(?ai:hundred|thousand|million|billion|trillion))|{_any(_VALUES)}\b)"
    rf"(?:(?:[\s-]|\s(?ai:and)\s)?{_any([*_VALUES, *_SCALES])}\b)*"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?\b(?![.,]\d|\s?%)"
_TO = r"\s?(?:-|–|to|through|until)\s?"
_PERCENT = r"(?:\s?%|[\s-](?:percent(?:age[\s-]points?)?|per\scent|pct)\b)"

_BEGINS = (
    rf"(?:{_MONTH_NAMES.title().replace(' ', '|')}|{_any({w[:4] for w in (*_VALUES, *_ORDINALS)})}"
    rf"|(?ai:an?)[\s-]{_any({w[:3] for w in (*_SCALES, *_PARTS)})})"
)
"""What a figure in words begins with: few words do, and all else is passed over at once."""

_FIGURE = re.compile(
    rf"""(?=\d|['’]\d|(?<!\w)(?=[aefnostzADEFJMNOSTZ]){_BEGINS})(?:(?<![\d.])(?P<y>\d{{4}})[-/](?P<m>\d{{1,2}})[-/](?P<d>\d{{1,2}})(?!\d)
    |\b(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:{_TO}(?P<last_day>{_DAY}))?
    |\b(?:(?P<first_day>{_DAY}){_TO})?(?P<day_before>{_DAY})\s(?:of\s)?(?P<month_after>{_MONTH})
    |\b(?P<month_alone>{_MONTH})
    |\b(?P<decade>(?:1[5-9]|20)\d0)s\b
    |(?<!\d)['’]?(?P<short_decade>[2-9]0)s\b
    |(?<![\d.])(?P<ordinal>\d+)(?:st|nd|rd|th)\b
    |\b(?P<above>(?ai:an?)|{_any(_VALUES)})[\s-](?P<below>{_any(_PARTS)})\b
    |\b(?:(?P<tens>{_any(_TENS.split())})-)?(?P<ordinal_word>{_any(_ORDINALS)})\b
    |(?<=[$£€¥])(?P<money>{_ARABIC})(?P<short>[kKmMbB])\b
    |(?<![\d.])(?P<arabic>{_ARABIC})(?P<scale>(?:[\s-]?{_any(_SCALES)}\b)*)(?P<percent>{_PERCENT})?
    |\b(?P<words>{_WORDS})(?P<percent_words>{_PERCENT})?)""",
    re.VERBOSE,
)
# May and March are months only where a date is meant, and a second may be a unit of time.
_DATED = re.compile(
    r"\b(?i:in|of|since|until|till|by|from|to|last|next|this|early|late|mid|and|during)[\s-]$"
)
_YEAR_FOLLOWS = re.compile(r",?\s(?:19|20)\d\d\b")
_COUNTS_SECONDS = re.compile(rf"(?:\d|\bper|{_any(_VALUES)})[\s-]$", re.IGNORECASE)


def find(text: str) -> Iterator[Number]:
    """The figures, in order."""
    text = half_width(text)
    for match in _FIGURE.finditer(text):
        if match["y"] or match["day"] or match["day_before"]:
            yield from _date(match)
        else:
            found = _read(text, match)
            if found:
                yield Number(found[0], found[1], match.start(), match.end())


_DATE_PARTS = {
    "y": NumberKind.YEAR,
    "m": NumberKind.MONTH,
    "d": NumberKind.DAY,
    "month": NumberKind.MONTH,
    "day": NumberKind.DAY,
    "last_day": NumberKind.DAY,
    "first_day": NumberKind.DAY,
    "day_before": NumberKind.DAY,
    "month_after": NumberKind.MONTH,
}


def _date(match: re.Match[str]) -> Iterator[Number]:
    """The parts of a date, in the order of the text."""
    for part, kind in _DATE_PARTS.items():
        found = match[part]
        if found:
            value = _month(found) if found[0].isalpha() else int(found.rstrip("stndrh"))
            yield Number(Decimal(value), kind, match.start(part), match.end(part))


def _month(name: str) -> int:
    """The number of a month: January, Jan. and Jan are 1."""
    return _MONTHS[name[:3].lower()]


def _read(text: str, match: re.Match[str]) -> tuple[Decimal, NumberKind] | None:
    """Value and kind of what was matched, or nothing if it is no figure after all."""
    if match["month_alone"]:
        return _month_alone(text, match)
    if match["decade"] or match["short_decade"]:
        return Decimal(match["decade"] or f"19{match['short_decade']}"), NumberKind.YEAR
    if match["ordinal"]:
        return Decimal(match["ordinal"]), NumberKind.ORDINAL
    if match["above"]:
        above = _VALUES.get(match["above"].lower(), 1)
        below = _PARTS[match["below"].lower()]
        return Decimal(above) / Decimal(below), NumberKind.NUMBER
    if match["ordinal_word"]:
        return _ordinal(text, match)
    if match["money"]:
        scale = _SHORT_SCALES[match["short"].lower()]
        return digits_value(match["money"]) * scale, NumberKind.NUMBER
    if match["arabic"]:
        return _arabic(match)
    value = _words_value(match["words"].lower())
    if value is None or (value == 1 and not match["percent_words"]):
        return None
    return value, NumberKind.PERCENT if match["percent_words"] else NumberKind.NUMBER


def _month_alone(text: str, match: re.Match[str]) -> tuple[Decimal, NumberKind] | None:
    """A month without a day; "may" and "march" only in a date."""
    name = match["month_alone"]
    if name in ("May", "March", "Mar") and not (
        _DATED.search(text, max(0, match.start() - 8), match.start())
        or _YEAR_FOLLOWS.match(text, match.end())
    ):
        return None
    return Decimal(_month(name)), NumberKind.MONTH


def _ordinal(text: str, match: re.Match[str]) -> tuple[Decimal, NumberKind] | None:
    """first, twenty-first; but "30 second" counts seconds."""
    word = match["ordinal_word"].lower()
    if word == "second" and _COUNTS_SECONDS.search(text, max(0, match.start() - 10), match.start()):
        return None
    tens = _VALUES[match["tens"].lower()] if match["tens"] else 0
    return Decimal(tens + _ORDINALS[word]), NumberKind.ORDINAL


def _arabic(match: re.Match[str]) -> tuple[Decimal, NumberKind]:
    """Digits, with million and the like, or percent behind them."""
    value = digits_value(match["arabic"])
    for scale in re.findall(r"[a-z]+", match["scale"].lower()):
        value *= _SCALES[scale]
    if match["percent"]:
        return value, NumberKind.PERCENT
    year = is_year(match["arabic"]) and not match["scale"]
    return value, NumberKind.YEAR if year else NumberKind.NUMBER


def _words_value(words: str) -> Decimal | None:
    """The value of a numeral in words; nothing if it is two of them (nineteen eighty)."""
    total = current = 0
    last = 10**15
    for word in re.findall(r"[a-z]+", words):
        if word in ("a", "an"):
            current = 1
        elif word in _VALUES:
            value = _VALUES[word]
            if current and last < 100 and not (last >= 20 and value < 10):
                return None
            current, last = current + value, value
        elif word == "hundred":
            current, last = (current or 1) * 100, 100
        elif word != "and":
            total, current, last = total + (current or 1) * _SCALES[word], 0, 10**15
    return Decimal(total + current)
