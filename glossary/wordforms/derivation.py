"""Whether two English words are of one family: derived from each other, or from the same stem.

are_related("diplomacy", "diplomatic") -> True
are_related("korea", "korean") -> True

By the way they are spelled, so now and then strangers pass (*organ* and *organise*): for where
something else says already that the one may stand for the other.
"""

import re

_STEM = 4
"""Letters of the shortest common beginning. With 4, a term meets a relative in .2 % of the
sentences that are not about it (tico-19), nearly always a true one; 5 would lose *decide* and
*decision* and find no fewer."""

_LISTED = """
a able ability ably acy age al ally an ance ancy ant ar ary ate ation atic ative ator cal ce cial
cy d de dom e ed ee en ence ency ent er ery es ese ess ful fully hood ia ial ian iance iant ible
ibility ic ical ically ics ification ify ility ily ing ion ional ious ish ism ist istic
ite ity ive ively ivity ization ize le less ly ment n ness or ory ous s se ship sion sis sive t th
tial tic tical tics tion tional tive tor ty ual uous ure y
"""
_ENDINGS = frozenset(_LISTED.split())
"""What may follow the common beginning: endings of derivation, with what they change of a stem."""

_IRREGULAR = """
britain british; denmark danish; england english; finland finnish; france french; greece greek;
ireland irish; norway norwegian; poland polish; scotland scottish; spain spanish; sweden swedish;
switzerland swiss; thailand thai; turkey turkish; wales welsh; choose choice; destroy destruction;
die death; explain explanation; fly flight; free freedom; give gift; grow growth; high height;
know knowledge; live life; long length; lose loss; maintain maintenance; poor poverty; prove
proof; receive reception; sell sale; speak speech; strong strength; succeed success successful;
think thought; wide width; young youth
"""
_FAMILY = {word: words.split()[0] for words in _IRREGULAR.split(";") for word in words.split()}

_BRITISH = (
    (re.compile("is(?=(?:e|ing|ation|er|able)$)"), "iz"),
    (re.compile("our"), "or"),
    (re.compile("(?<=[bt])re$"), "er"),
    (re.compile("ogue$"), "og"),
    (re.compile("mme$"), "m"),
)
"""*Organise*, *labour*, *centre*, *dialogue*, *programme*: brought to the American spelling."""


def are_related(word: str, other: str) -> bool:
    """Whether two base forms in lower case are the same, or of one family."""
    if word == other or _FAMILY.get(word, word) == _FAMILY.get(other, other):
        return True
    return _share_stem(word, other) or _share_stem(_american(word), _american(other))


def _share_stem(word: str, other: str) -> bool:
    for same in range(min(len(word), len(other)), _STEM - 1, -1):
        rests = word[same:], other[same:]
        if word[:same] == other[:same] and all(not rest or rest in _ENDINGS for rest in rests):
            return True
    return False


def _american(word: str) -> str:
    for pattern, spelling in _BRITISH:
        word = pattern.sub(spelling, word)
    return word
