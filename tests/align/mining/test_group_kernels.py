"""Scored pairs among the other pairs of their group."""

import numpy as np

from align.mining.group_kernels import grouped, likeliest


def test_the_likeliest_of_each_group_and_their_equals():
    values = np.array([1.0, 3.0, 2.0, 2.0, 5.0], np.float32)
    groups = np.array([0, 0, 0, 0, 7], np.int32)
    assert likeliest(values, groups, 2).tolist() == [False, True, True, True, True]
    assert likeliest(values[:0], groups[:0], 2).tolist() == []


def test_grouped_is_a_stable_sort():
    values = np.array([2, 0, 2, 1, 0], np.int32)
    assert grouped(values, 3).tolist() == [1, 4, 3, 0, 2]
    assert grouped(values[:0], 3).tolist() == []
