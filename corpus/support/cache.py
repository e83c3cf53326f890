"""Tables that are derived once from the dictionary and kept in the user's cache folder.

cache_folder() -> Path
derived(name, version, build) -> Path      built at first use, announced, safe when two start
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path


def cache_folder() -> Path:
    """``DUIZHAO_CACHE`` if set, else the platform's cache folder for ``duizhao``."""
    chosen = os.environ.get("DUIZHAO_CACHE")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("duizhao", appauthor=False))


def derived(name: str, version: str, build: Callable[[Path], None]) -> Path:
    """The folder ``name-version`` of derived tables, built if it is not there yet.

    `build` fills an empty folder, which is renamed when complete: a process that is killed
    leaves nothing under the final name, and of two that build at once the first one wins.
    Folders of other versions are removed.
    """
    root = cache_folder()
    final = root / f"{name}-{version}"
    if final.is_dir():
        return final
    root.mkdir(parents=True, exist_ok=True)
    print(f"duizhao: building {name} in {root} (once)", file=sys.stderr)  # noqa: T201
    working = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=root))
    try:
        build(working)
        for old in root.glob(f"{name}-*"):
            shutil.rmtree(old, ignore_errors=True)
        try:
            working.rename(final)
        except OSError:
            if not final.is_dir():
                raise
    finally:
        shutil.rmtree(working, ignore_errors=True)
    return final
