"""Kernels that are called without numba give what numba gives, or are left to it."""

import json
from typing import NamedTuple

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from corpus.kernels.linking import _condition, _fits, _NotPlainError, _Record
from tests.corpus.kernels.copies import codes, copied, printed, run, started

KERNELS_OF_ARRAYS = {
    "arrays": """
from typing import NamedTuple
import numpy as np

class Sides(NamedTuple):
    doubled: np.ndarray
    scaled: np.ndarray

@part
def times(array, number):
    return array * number

@compiled
def sides(array, number):
    if number < 0:
        raise ValueError("below", "zero")
    if number > 100.0:
        return Sides(array[array > 5], times(array, 0.5))
    return Sides(array + array, times(array, number))

@compiled
def added(both, log):
    return np.log(both.doubled.astype(np.float64)).sum() if log else both.scaled.sum()
"""
}
CALL = """
import sys, json, traceback
import numpy as np
from corpus.kernels.arrays_kernels import Sides, added, sides
array = np.arange(1.0, 9.0)
both = sides(array, 3.25)
print(type(both) is Sides, both.doubled.tolist(), both.scaled.tolist())
print(repr(added(both, True)), repr(added(both, False)))
try:
    sides(array, -1.0)
except ValueError as error:
    print(error.args, *traceback.extract_tb(error.__traceback__)[-1])
del array, sides
print(both.doubled.base is not None, both.doubled.tolist())
print("numba" in sys.modules, file=sys.stderr)
"""
ALONE = "import sys\nprint('numba' in sys.modules, file=sys.stderr)\n"


def values(project, cache, **environment):
    """What the kernels give, and whether numba was imported."""
    code = (
        "import sys, json\n"
        "from corpus.kernels.base_kernels import base\n"
        "from corpus.kernels.upper_kernels import upper\n"
        "print(json.dumps([base(5), upper(5)]))\n" + ALONE
    )
    out, said = printed(project, cache, code, **environment)
    return json.loads(out), said


def test_kernels_whose_code_is_there_are_called_without_numba(project, tmp_path):
    assert values(project, tmp_path) == ([15, 16], "True\n")
    assert values(project, tmp_path) == ([15, 16], "False\n")


def test_numba_does_it_where_a_user_has_set_something_of_it(project, tmp_path):
    values(project, tmp_path)
    assert values(project, tmp_path, NUMBA_NUM_THREADS="1") == ([15, 16], "True\n")
    (project / ".numba_config.yaml").write_text("num_threads: 1\n")
    assert values(project, tmp_path) == ([15, 16], "True\n")


def test_what_kernels_make_and_raise_is_the_same_without_numba(tmp_path):
    project = copied(tmp_path / "project", **KERNELS_OF_ARRAYS)
    compiled = printed(project, tmp_path / "cache", CALL)
    loaded = printed(project, tmp_path / "cache", CALL, before="import numba\n")
    linked = printed(project, tmp_path / "cache", CALL)
    assert linked[0] == loaded[0] == compiled[0]
    assert "arrays_kernels.py" in linked[0]
    assert "('below', 'zero')" in linked[0]
    assert [said for _, said in (compiled, loaded, linked)] == ["True\n", "True\n", "False\n"]


def test_other_types_are_compiled_beside_what_is_linked(project, tmp_path):
    run(project, tmp_path)
    code = (
        "from corpus.kernels.base_kernels import base\n"
        "from corpus.kernels.upper_kernels import upper\n"
        "import numpy as np\n"
        "print(base(5), upper(2.5), base(np.int64(6)), base(2.5), base(x=7), "
        "base(np.int32(4)), upper(5))"
    )
    assert printed(project, tmp_path, code) == ("15 8.5 18 7.5 21 12 16\n", "")


def test_code_that_calls_what_is_not_there_is_left_to_numba(project, tmp_path):
    """LLVM would end the process."""
    run(project, tmp_path)
    for path in codes(tmp_path / "machine-code"):
        code = (
            "import marshal, io, sys\nfrom pathlib import Path\n"
            "from corpus.kernels.code_folders import checked, write\n"
            "from corpus.kernels.linking import _Record\n"
            "path = Path(sys.stdin.readline().strip())\n"
            "stream = io.BytesIO(checked(path))\n"
            "plain = _Record(*marshal.load(stream))\n"
            "plain.calls.append('nowhere_to_be_found')\n"
            "write(path, marshal.dumps(tuple(plain)) + stream.read())\n"
        )
        process = started(project, tmp_path, code)
        process.communicate(f"{path}\n")
        assert process.returncode == 0
    assert values(project, tmp_path) == ([15, 16], "True\n")
    assert run(project, tmp_path) == ([15, 4, 16], [], "")


def test_threads_that_call_a_kernel_first_get_the_same(project, tmp_path):
    run(project, tmp_path)
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from corpus.kernels.upper_kernels import upper\n"
        "with ThreadPoolExecutor(8) as threads:\n"
        "    print(sum(threads.map(upper, range(100))))\n"
    )
    assert printed(project, tmp_path, code + ALONE) == (f"{3 * 4950 + 100}\n", "False\n")


class Pair(NamedTuple):
    left: np.ndarray
    right: object


@st.composite
def cells(draw):
    """Arrays as they come: turned, in parts, read only, of numbers in another machine's order."""
    kind = st.sampled_from(["i1", "u1", "i4", "i8", "q", "f4", "f8", "?", ">i4", ">f8"])
    array = draw(arrays.arrays(draw(kind), arrays.array_shapes(max_dims=3, max_side=3)))
    array = draw(st.sampled_from([array, array.T, array[::2], array[..., :1], array.copy("F")]))
    array.flags.writeable = draw(st.booleans())
    return array


ARGUMENTS = st.recursive(
    cells() | st.integers(-(1 << 63), (1 << 63) - 1) | st.booleans() | st.floats()
    | st.sampled_from([np.int64(3), np.int32(3), np.float64(0.5), np.float32(0.5), np.bool_(1)]),
    lambda parts: st.tuples(parts, parts) | st.builds(Pair, parts, parts),
    max_leaves=3,
)  # fmt: skip


@given(ARGUMENTS, ARGUMENTS)
def test_a_kernel_is_called_for_arguments_of_just_the_types_that_numba_sees(made_for, given_):
    import numba
    from numba.core.errors import NumbaError

    try:
        types = {}
        condition = f"len(a) == 1 and {_condition(numba.typeof(made_for), 'a[0]', types)}"
    except (_NotPlainError, NumbaError, ValueError):  # for such there is no code without numba
        return
    fits = _fits(_Record(("", "", ""), condition, types, "", "", {}, [], [], b""))
    assert fits((made_for,))
    try:
        same = numba.typeof(given_) == numba.typeof(made_for)
    except (NumbaError, ValueError):
        same = False
    assert fits((given_,)) == same
    assert not fits((given_, given_))
