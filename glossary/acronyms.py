"""Acronyms in brackets behind what they stand for: Republic of Korea (ROK).

full_forms(text) -> array      by word, where the full form of a bracketed acronym starts
"""

import numpy as np

from glossary.association import Ints
from glossary.running_text import ACRONYM, BRACKETED, EnglishText

_SMALL = frozenset(("of", "the", "and", "for", "on", "in", "to"))


def full_forms(text: EnglishText) -> Ints:
    """For each word that is an acronym in brackets the first word of its full form.

    Its letters are the initials of the words before it, small ones counted or not. -1 where they
    are not, and for all other words.
    """
    result = np.full(len(text.forms), -1, np.int32)
    flags = text.flags & (ACRONYM | BRACKETED) == ACRONYM | BRACKETED
    for at in flags.nonzero()[0].tolist():
        row = int(text.starts.searchsorted(at, side="right")) - 1
        letters = text.form_names[text.forms[at]].lower()
        for first in range(max(int(text.starts[row]), at - 2 * len(letters)), at):
            words = [text.form_names[text.forms[k]] for k in range(first, at)]
            if words[0] in _SMALL:
                continue
            every = "".join(word[0] for word in words)
            main = "".join(word[0] for word in words if word not in _SMALL)
            if letters in (every.lower(), main.lower()):
                result[at] = first
    return result
