"""What a TBX file says that reading passes over."""

from pathlib import Path

from corpus.errors import InputError
from glossary.formats.tbx.mapping import status_from
from glossary.formats.tbx.read import SECTIONS, TERMS, elements, line_of, local

_STATUSES = ("administrativeStatus", "processStatus")


def oddities(path: str | Path) -> list[InputError]:
    """Entries, sections and terms without what belongs in them, unknown statuses, ids used twice.

    Raises:
        InputError: no well-formed TBX.
    """
    found: list[InputError] = []
    ids: set[str] = set()
    for entry in elements(path):
        sections = [child for child in entry if local(child) in SECTIONS]
        if not sections:
            found.append(InputError(path, "an entry without language sections", line_of(entry)))
        for section in sections:
            if not any(local(child) in TERMS for child in section):
                reason = "a language section without terms"
                found.append(InputError(path, reason, line_of(section)))
        for element in entry.iter():
            name, line = local(element), line_of(element)
            text = (element.text or "").strip()
            if name == "term" and not "".join(map(str, element.itertext())).strip():
                found.append(InputError(path, "a term without text", line))
            if name in TERMS and not any(local(child) == "term" for child in element.iter()):
                found.append(InputError(path, f"a {name} without a term", line))
            if (element.get("type") or name) in _STATUSES and not status_from(text):
                found.append(InputError(path, f"no status is called {text!r}", line))
            identity = element.get("id")
            if identity in ids:
                found.append(InputError(path, f"the id {identity} is used twice", line))
            ids.update(filter(None, [identity]))
    return found
