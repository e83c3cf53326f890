"""The copy of the package that machine code is tested with."""

import pytest

from tests.corpus.kernels.copies import copied


@pytest.fixture
def project(tmp_path):
    """A copy of the package corpus with three kernel files of its own."""
    return copied(tmp_path / "project")
