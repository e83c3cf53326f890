"""Files are opened, and only files; numbers are numbers."""

import pytest

from corpus.errors import UsageError
from corpus.support.inputs import number


def test_nan_is_no_number():
    assert [number(value) for value in (None, 0.5, -1.0)] == [None, 0.5, -1.0]
    with pytest.raises(UsageError, match="nan"):
        number(float("nan"))
