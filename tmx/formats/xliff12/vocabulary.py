"""Names in XLIFF 1.2, and in what of TMX it has no place for."""

CORE = "urn:oasis:names:tc:xliff:document:1.2"
TMX = "urn:x-duizhao:tmx"
"""Namespace of what is kept of a unit beside what XLIFF says: ``prop`` and ``attribute`` in a
trans-unit, and the attribute ``code`` of an inline element, which has the element of TMX."""
CODE = f"{{{TMX}}}code"
HIGHLIGHT = "x-tmx-hi"
"""Type of a marker that stands for ``<hi>``, whose attributes are in its comment."""
UNTRANSLATED = ("new", "needs-translation")
STATES = (
    *("final", "needs-adaptation", "needs-l10n", "needs-review-adaptation", "needs-review-l10n"),
    *("needs-review-translation", "signed-off"),
)
"""States of a target (section 2.3, "state") that say more than that it is translated."""
TRANSLATED = "translated"
CONFIRMED = (TRANSLATED, "final", "signed-off")
SUGGESTIONS = ("fuzzy-match", "leveraged-mt", "mt-suggestion", "tm-suggestion")
"""Qualifiers of a state (section 2.3, "state-qualifier") that say that a target came from elsewhere
and needs a person."""
REFUSED = "rejected-"
"""What the qualifiers begin with of a target that somebody refused."""
OWN_STATE = "x-"
"""What a state that XLIFF does not name begins with."""
SEGMENT = "seg"


def state_name(said: str) -> str:
    """The state of a target for what a property of a unit says of it."""
    if not said or said == TRANSLATED:
        return TRANSLATED
    return said if said in STATES else OWN_STATE + "-".join(said.split())
