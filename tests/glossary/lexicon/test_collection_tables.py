import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.lexicon.collection_tables import local
from tests.corpus.matrices.full import of_full


@given(
    st.lists(st.integers(-1, 4), max_size=5),
    st.lists(st.sampled_from([-1, 0, 1]), min_size=3, max_size=3),
)
def test_a_part_of_a_table_is_what_the_rows_and_columns_name(rows, columns):
    """Rows outside the table are empty; columns below 0 are left out."""
    table = of_full(np.array([[0.5, 0, 0.25], [0, 0, 0], [0, 1, 0]], np.float32))
    scale = np.array([2.0, 4.0], np.float32)
    part = local(table.taken(np.array(rows, np.int64)), np.array(columns, np.int32), scale)
    expected = np.zeros((len(rows), 2))
    for i, row in enumerate(rows):
        cells = {0: [(0, 0.5), (2, 0.25)], 2: [(1, 1.0)]}.get(row, [])
        for column, value in cells:
            if columns[column] >= 0:
                expected[i, columns[column]] += value * scale[columns[column]]
    sums = np.zeros(part.shape)
    np.add.at(sums, (part.row_of_cells(), part.columns), part.values)
    assert (sums == expected).all()
