"""How much a word counts where it stands."""

NAME = 1.5
"""A name counts half as much again as a word: who and where identify an event better than what."""
_LEAD = 2.0
"""A word of the first sentence, mostly the headline, counts as if it occurred twice more."""

Counts = dict[str, float]
"""By word, name or term of a document."""


def weight_of(sentence: int) -> float:
    """What an occurrence in the sentence of this number counts."""
    return 1.0 + _LEAD * (sentence == 0)
