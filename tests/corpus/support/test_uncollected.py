import gc

import pytest

from corpus.support.uncollected import uncollected


def test_the_search_goes_on_after_an_error_too():
    @uncollected()
    def failing():
        assert not gc.isenabled()
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        failing()

    assert gc.isenabled()


def test_where_it_was_off_it_stays_off():
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
