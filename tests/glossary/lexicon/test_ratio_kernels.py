from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.lexicon.ratio_kernels import cut_table


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(-1, 4), max_size=5),
    st.lists(st.sampled_from([-1, 0, 1]), min_size=3, max_size=3),
)
def test_a_part_of_a_table_is_what_the_rows_and_columns_name(rows, columns):
    """Rows outside the table are empty; columns below 0 are left out."""
    indptr = np.array([0, 2, 2, 3], np.int32)
    indices, data = np.array([0, 2, 1], np.int32), np.array([0.5, 0.25, 1.0], np.float32)
    arguments = (
        indptr,
        indices,
        data,
        np.array(rows, np.int64),
        np.array(columns, np.int32),
        np.array([2.0, 4.0], np.float32),
    )
    starts, found, values = cut_table(*arguments)
    expected = []
    for row in rows:
        cells = {0: [(0, 0.5), (2, 0.25)], 2: [(1, 1.0)]}.get(row, [])
        expected.append(
            [(columns[c], v * (2.0, 4.0)[columns[c]]) for c, v in cells if columns[c] >= 0]
        )
    assert [
        list(zip(found[a:b].tolist(), values[a:b].tolist(), strict=True))
        for a, b in pairwise(starts)
    ] == expected
    for mine, twin in zip((starts, found, values), cut_table.py_func(*arguments), strict=True):
        assert np.array_equal(mine, twin)
