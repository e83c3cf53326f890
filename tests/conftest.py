"""Settings for all tests.

The tables derived from the dictionary are kept where the command keeps them (``DUIZHAO_CACHE``, or
the user's cache folder): they depend on nothing but the dictionary and the code, and take a minute.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from corpus.support import fingerprint

# Under load a slow example is no fault. In CI the same examples are drawn at every run.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def edited() -> Iterator[Callable[[str], None]]:
    """Makes the file of the packages whose path ends so seem to have been edited."""
    read = fingerprint._read

    def forget() -> None:
        fingerprint.fingerprint.cache_clear()
        fingerprint._source.cache_clear()

    with pytest.MonkeyPatch.context() as patched:

        def edit(name: str) -> None:
            patched.setattr(
                fingerprint, "_read", lambda path: read(path) + b"\n" * path.match(name)
            )
            forget()

        yield edit
    forget()
