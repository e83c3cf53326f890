"""What translate-toolkit, by which Weblate and Pootle read, makes of a memory."""

import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its own matter
    from translate.storage.tmx import tmxfile


def read_by_translate_toolkit(
    path: str | Path, source: str = "zh-CN", target: str = "en-US"
) -> list[tuple[str, str]]:
    """The two texts of every unit, the words inside inline codes with them."""
    with Path(path).open("rb") as stream:
        store = tmxfile(stream, source, target)
    return [(str(unit.source), str(unit.target)) for unit in store.units]
