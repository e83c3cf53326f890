"""How our values are said in TBX: the closed mapping of statuses, and the names of categories.

| status     | administrativeStatus      | processStatus          |
| ---------- | ------------------------- | ---------------------- |
| preferred  | preferredTerm-admn-sts    |                        |
| approved   | admittedTerm-admn-sts     |                        |
| candidate  |                           | provisionallyProcessed |
| suggested  |                           | unprocessed            |
| deprecated | supersededTerm-admn-sts   |                        |
| forbidden  | deprecatedTerm-admn-sts   |                        |
| rejected   | deprecatedTerm-admn-sts   | (the pair record)      |

Superseded is what was right once and should go, deprecated what must not be used (ISO 30042:2008,
picklist of administrativeStatus; ISO 10241-1 says *deprecated* of such terms). TBX knows terms,
not pairs of terms: that a pair is rejected as a translation, and other evidence for a pair, stands
in an ``admin`` of the private type `PAIR` in each entry, which other tools pass over.

That a term is not to be translated, no category of TBX-Basic says. TermWeb's and Weblate's does
(`UNTRANSLATED`), and is written beside the record where it holds of a whole entry.
"""

from glossary.entries import Status
from glossary.formats.statuses import status_from as any_status

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

UNTRANSLATED = ("Translation needed", "No")
"""Category (of a ``descrip``) and value: the terms of the entry stay as they are."""

PAIR = "x-pair"
"""``zh=ID en=ID score=.. probability=.. frequency=.. documents=.. status=.. contexts=1,2
termhood=.. category=.. translate=no pos=..``; the ids are those of the terms; in order, best
first."""

CATEGORY = "x-category"
"""What the terms of an entry name: a value of `glossary.entries.Category`. TBX-Basic has no data
category for it (termType says how a term is formed, subjectField which field it is of). A pair that
names something else has it in its record, ``-`` for none."""

IDENTIFIER = "x-id"
"""The concept's own id where it is no valid XML name."""

KIND = "x-kind"
"""Of a context: comparable, if its two sides do not translate each other."""

_ADMINISTRATIVE = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.APPROVED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "supersededTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
    Status.REJECTED: "deprecatedTerm-admn-sts",
}
_PROCESS = {Status.CANDIDATE: "provisionallyProcessed", Status.SUGGESTED: "unprocessed"}


def said(status: Status) -> tuple[str, str]:
    """The data category and the value that say a status at a term."""
    if status in _ADMINISTRATIVE:
        return "administrativeStatus", _ADMINISTRATIVE[status]
    return "processStatus", _PROCESS[status]


def status_from(value: str) -> Status | None:
    """The status that an administrativeStatus or processStatus of any tool says, if it says one.

    Deprecated is what ISO calls so.
    """
    found = any_status(value)
    deprecated = found is Status.DEPRECATED and value.strip().lower().startswith("deprecated")
    return Status.FORBIDDEN if deprecated else found
