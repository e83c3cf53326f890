"""Ordering numbers within kernels, against numpy."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corpus.kernels.compiled import compiled
from corpus.kernels.order import fall, reached, selected

FEW = st.integers(1, 40)
VALUES = FEW.flatmap(
    lambda n: arrays(np.float64, n, elements=st.sampled_from([-2.5, 0, 1, 1.5, 9]))
)


@compiled
def ordered(values, place):
    order = np.empty((2, len(values)), np.int64)
    fall(values, len(values), order[0], order[1])
    return order[0], selected(values, len(values), place, np.empty(len(values)))


@settings(max_examples=60, deadline=None)
@given(VALUES, st.data())
def test_the_order_is_stable_and_any_place_can_be_selected(values, data):
    place = data.draw(st.integers(0, len(values) - 1))
    for function in (ordered, getattr(ordered, "py_func", ordered)):
        order, found = function(values, place)
        assert order.tolist() == np.argsort(-values, kind="stable").tolist()
        assert found == np.sort(values)[place]


@given(st.lists(st.integers(-9, 9), max_size=20).map(sorted), st.integers(-10, 10))
def test_the_place_in_an_ascending_row(row, value):
    assert reached(np.array(row, np.int64), value) == np.searchsorted(row, value)
