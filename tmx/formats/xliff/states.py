"""How far a segment is translated: what bilingual files say of it, as properties of a unit.

A segment that is translated, and of which nothing else is said, has none of them.
"""

from collections.abc import Mapping

from tmx.units.unit import Pairs

STATE = "x-state"
"""The state in the file's own words."""
APPROVED = "x-approved"
"""``yes`` where somebody has approved the translation."""
LOCKED = "x-locked"
"""``yes`` where nobody is to change it."""
MATCH = "x-match"
"""Percentage of the match that it was taken from."""
ORIGIN = "x-origin"
"""Where it was taken from: ``tm``, ``mt`` and so on."""
NAMES = (STATE, APPROVED, LOCKED, MATCH, ORIGIN)

NOT_TRANSLATED = "not translated"
REJECTED = "rejected"
SUGGESTED = "suggested by a memory or a machine and confirmed by nobody"
OUTSIDE = "of words outside of the segments that the source has"
"""Why a segment is no unit."""


def completed(properties: Pairs, told: Mapping[str, str]) -> Pairs:
    """The properties with what is told of the state, in its place where one was there before.

    Args:
        properties: as the file has them.
        told: by name; an empty value says nothing.
    """
    known = {name for name, _ in properties}
    return (
        *((name, told.get(name) or value) for name, value in properties),
        *((name, value) for name, value in told.items() if value and name not in known),
    )
