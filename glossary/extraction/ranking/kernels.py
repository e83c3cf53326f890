"""Features of candidates, and boosted trees over them, compiled."""

import numpy as np

from corpus.kernels.arrays import Doubles, Floats, Ints, Longs
from corpus.kernels.compiled import compiled, part


@compiled
def summary(values: Floats, first: Ints, last: Ints) -> Floats:
    """Mean, least, first and last of the values of each stretch; 0 where it is empty."""
    result = np.zeros((len(first), 4), np.float32)
    for i in range(len(first)):
        if last[i] <= first[i]:
            continue
        total, least = np.float32(0.0), values[first[i]]
        for at in range(first[i], last[i]):
            total += values[at]
            least = min(least, values[at])
        result[i, 0] = total / (last[i] - first[i])
        result[i, 1] = least
        result[i, 2] = values[first[i]]
        result[i, 3] = values[last[i] - 1]
    return result


@compiled
def compare_places(starts: Longs, places: Ints, scores: Floats, counts: Ints) -> Floats:
    """How far s of each occurrence lies above that of the best others of its sentence pair.

    The others, of which the Chinese overlaps: around it, inside it, with the same Chinese, with the
    same English, across its border. Where there are none their s counts as 0, so that the column
    has the occurrence's own. Then the count of the most frequent one around, over its own, and the
    logarithm of that of the most frequent one inside, and one, over its own.
    """
    result = np.zeros((len(scores), 7), np.float32)
    for s in range(len(starts) - 1):
        for i in range(starts[s], starts[s + 1]):
            a, b, c, d = places[i, 0], places[i, 1], places[i, 2], places[i, 3]
            outer = inner = rival_zh = rival_en = crossing = np.float32(0.0)
            outer_count = inner_count = 0
            for k in range(starts[s], starts[s + 1]):
                if k == i:
                    continue
                e, f, g, h = places[k, 0], places[k, 1], places[k, 2], places[k, 3]
                if f <= a or e >= b:
                    continue
                if e <= a and f >= b and g <= c and h >= d:
                    outer = max(outer, scores[k])
                    outer_count = max(outer_count, counts[k])
                elif e >= a and f <= b and g >= c and h <= d:
                    inner = max(inner, scores[k])
                    inner_count = max(inner_count, counts[k])
                elif (e < a and f < b) or (e > a and f > b):
                    crossing = max(crossing, scores[k])
                if e == a and f == b:
                    rival_zh = max(rival_zh, scores[k])
                if g == c and h == d:
                    rival_en = max(rival_en, scores[k])
            result[i, 0] = scores[i] - outer
            result[i, 1] = scores[i] - inner
            result[i, 2] = scores[i] - rival_zh
            result[i, 3] = scores[i] - rival_en
            result[i, 4] = scores[i] - crossing
            result[i, 5] = outer_count / np.float32(counts[i])
            result[i, 6] = np.log(np.float32(1 + inner_count) / counts[i])
    return result


@compiled
def compare_rivals(
    order: Longs, starts: Longs, tokens: Ints, first: Ints, last: Ints, mean: Floats, count: Floats
) -> Floats:
    """How each pair stands beside the others of its term.

    Args:
        order: the pairs by term.
        starts: where those of each term start.
        tokens: of the other language.
        first: first token of the rendering of each pair.
        last: behind its last.
        mean: mean s of each pair.
        count: logarithm of its count.

    Returns:
        Shape (pairs, 7): the mean over the best other's, the count over the largest; count and
        mean over those of longer renderings, and of shorter ones (0 where there are none); the
        logarithm of how many there are.
    """
    result = np.zeros((len(order), 7), np.float32)
    for group in range(len(starts) - 1):
        rows = order[starts[group] : starts[group + 1]]
        for i in rows:
            best = most = longer = long_s = shorter = short_s = np.float32(-9.0)
            for k in rows:
                if k == i:
                    continue
                best, most = max(best, mean[k]), max(most, count[k])
                if _inside(tokens, first[i], last[i], first[k], last[k]):
                    longer, long_s = max(longer, count[k]), max(long_s, mean[k])
                elif _inside(tokens, first[k], last[k], first[i], last[i]):
                    shorter, short_s = max(shorter, count[k]), max(short_s, mean[k])
            for column, (own, other) in enumerate(
                (
                    (mean[i], best),
                    (count[i], most),
                    (count[i], longer),
                    (mean[i], long_s),
                    (count[i], shorter),
                    (mean[i], short_s),
                )
            ):
                result[i, column] = own - other if other > -9.0 else 0.0
            result[i, 6] = np.log(np.float32(len(rows)))
    return result


@part
def _inside(tokens: Ints, a: int, b: int, c: int, d: int) -> bool:
    """Whether tokens a to b - 1 occur among tokens c to d - 1, which are more."""
    if b - a >= d - c:
        return False
    for start in range(c, d - (b - a) + 1):
        same = True
        for k in range(b - a):
            if tokens[start + k] != tokens[a + k]:
                same = False
                break
        if same:
            return True
    return False


@compiled
def add_trees(matrix: Floats, nodes: Ints, values: Floats, roots: Ints) -> Doubles:
    """For each row the sum of the leaves that it falls into."""
    result = np.zeros(len(matrix), np.float64)
    for row in range(len(matrix)):
        for root in roots:
            at = root
            while nodes[at, 0] >= 0:
                at = nodes[at, 1] if matrix[row, nodes[at, 0]] <= values[at] else nodes[at, 2]
            result[row] += values[at]
    return result
