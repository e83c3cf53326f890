"""The texts of a file in which terms are looked for.

texts_of(path) -> [(origin, text), …]

Plain text is taken as it stands, so that offsets are those of the file. Of anything else (a web
page, Markdown, an office file) terms are looked for in its documents, as `corpus` reads them: the
paragraphs, a line each, without markup. A bilingual file of a CAT tool has two, its Chinese and its
English segments, translated or not.
"""

from pathlib import Path

from corpus.errors import InputError
from corpus.language.identification import identify
from corpus.model import Language
from corpus.readers.formats import TEXT, format_of
from corpus.readers.plain import text_of
from corpus.readers.registry import ReadFailure, read_bytes
from corpus.support.inputs import MOST_BYTES, STDIN, read_input
from tmx.conversion.reading import BILINGUAL, read_units
from tmx.units.languages import primary

_SAMPLE = 100_000
"""Characters of a text that its language is told from: more of a long one tell no more."""


def texts_of(path: Path) -> list[tuple[str, str]]:
    """The origin and the text of every document; of plain text the path and all that it holds.

    Args:
        path: of the file; ``-`` is standard input.

    Raises:
        InputError: it cannot be read, or is in another language.
    """
    if path.suffix.lower() in BILINGUAL:
        sides: dict[str, list[str]] = {Language.ZH: [], Language.EN: []}
        for unit in read_units(path, every=True):
            for variant in unit.variants:
                if (code := primary(variant.language)) in sides and variant.text.strip():
                    sides[code].append(variant.text)
        return [(f"{path}#{code}", "\n".join(texts)) for code, texts in sides.items() if texts]
    origin = "stdin" if str(path) == STDIN else str(path)
    data = read_input(path, MOST_BYTES)
    if format_of(path.name, data) in (TEXT, None):
        text = text_of(origin, data)
        identify(text[:_SAMPLE], origin)  # refuses other languages, and what has no letters
        return [(origin, text)]
    found = []
    for item in read_bytes(origin, data):
        if isinstance(item, ReadFailure):
            raise InputError(item.origin, item.reason, item.line)
        found.append((item.origin, item.text))
    return found
