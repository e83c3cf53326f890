"""Kernels without numba: machine code that was compiled before is linked and called as it is.

record(result) -> bytes                       how to call what numba has compiled
linked(function, arguments) -> (fits, call)   a kernel for arguments of these types; None: ask numba

Importing numba takes a quarter of a second, and each kernel some milliseconds of its own. All that
it adds to code that is there is: names for what the code calls (three extension modules, which need
nothing else of numba), a table of the types of arrays that the code makes, and the choice by the
types of the arguments. Numba does all of it, as ever, where anything is otherwise: other types,
nothing kept, something set of numba by a user, another release, or numba imported by somebody.
A record is plain values, so that reading it imports nothing.
"""

import atexit
import ctypes
import marshal
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus.kernels.code_folders import ANY, NUMBAS_FILE, NUMBAS_FOLDER, checked, code_files
from corpus.support.cache import note_use

Fits = Callable[..., bool]
"""Whether a kernel is made for the types of these arguments."""

_HELPERS = {
    "numba._helperlib": "numba_",
    "numba._dynfunc": "numba_",
    "numba.core.runtime._nrt_python": "NRT_",
}
"""Extension modules, and what code puts before the names of their functions."""
_ALIGNED, _WRITABLE, _ROWS, _COLUMNS = 0x100, 0x400, 0x1, 0x2
"""Bits of ``flags.num`` of numpy's arrays (NPY_ARRAY_ALIGNED and so on)."""
_LAYOUTS = {"C": (_ROWS, _ROWS), "F": (_ROWS | _COLUMNS, _COLUMNS), "A": (_ROWS | _COLUMNS, 0)}
"""Which bits tell the order of cells in memory, and how they are set."""
_SCALARS = {
    "int64": "(type({0}) is int or type({0}) is int64)",
    "float64": "(type({0}) is float or type({0}) is float64)",
    "bool": "(type({0}) is bool or type({0}) is bool_)",
}
"""Conditions under which numba takes a value to be of a type."""
_NAMES: dict[str, object] = {
    "ARRAYS": (np.ndarray, np.memmap),
    "bool_": np.bool_,
    "float64": np.float64,
    "int64": np.int64,
}


class _Record(NamedTuple):
    """How a kernel is called.

    Attributes:
        processor: triple, name and features of what it is compiled for.
        condition: Python's expression that is true of the arguments ``a`` that it is made for.
        types: what the condition names: dtypes, and classes of tuples as modules and names.
        entry: the symbol of the function for callers in Python.
        own: the symbol of its environment.
        environments: the dtypes that functions have at hand, by the symbols of their environments.
        mathematics: symbols of C that stand for numba's own, so that results are the same.
        calls: the symbols that have to be there.
        code: an object file.
    """

    processor: tuple[str, str, str]
    condition: str
    types: dict[str, tuple[str, ...]]
    entry: str
    own: str
    environments: dict[str, list[str]]
    mathematics: list[str]
    calls: list[str]
    code: bytes


def record(result: Any, processor: tuple[str, str, str]) -> bytes:  # noqa: ANN401
    """What `linked` needs of a function.

    Args:
        result: numba's CompileResult.
        processor: numba's triple, name and features of what it was compiled for.
    """
    with suppress(_NotPlainError, AttributeError, ImportError):  # of another release of numba
        if processor[1:] != ANY:
            if _is_numba_set():
                raise _NotPlainError
            processor = _processor()
        return marshal.dumps(tuple(_recorded(result, processor)))
    return marshal.dumps(None)


class _NotPlainError(Exception):
    """Something that only numba can do."""


def _recorded(result: Any, processor: tuple[str, str, str]) -> _Record:  # noqa: ANN401
    from numba.core.intrinsics import INTR_MATH

    (_, kind, (code, *_)), described, own, signature, as_objects, _, _, again, others = (
        result._reduce()
    )
    if kind != "object" or as_objects or again:
        raise _NotPlainError
    module = result.library._final_module
    declared = [
        thing.name
        for things in (module.functions, module.global_variables)
        for thing in things
        if thing.is_declaration and not thing.name.startswith("llvm.")
    ]
    types: dict[str, tuple[str, ...]] = {}
    conditions = [_condition(kind, f"a[{k}]", types) for k, kind in enumerate(signature.args)]
    condition = " and ".join((f"len(a) == {len(conditions)}", *conditions))
    return _Record(
        processor,
        condition,
        types,
        described.llvm_cpython_wrapper_name,
        own.env_name,
        {each.env_name: [_dtype(const) for const in each.consts] for each in (own, *others)},
        [*INTR_MATH],
        declared,
        bytes(code),
    )


def _condition(kind: Any, value: str, names: dict[str, tuple[str, ...]]) -> str:  # noqa: ANN401
    """When `value` is of a numba type; `names` takes up what it is compared with."""
    from numba import types as numba_types
    from numba.np.numpy_support import as_dtype

    types: Any = numba_types
    name = f"t{len(names)}"
    if isinstance(kind, types.Array):
        mask, bits = _LAYOUTS[kind.layout]
        mask, bits = mask | _ALIGNED | _WRITABLE, bits | _ALIGNED * kind.aligned
        names[name] = (_dtype(as_dtype(kind.dtype)),)
        return (
            f"type({value}) in ARRAYS and {value}.dtype == {name} and {value}.ndim == {kind.ndim}"
            f" and {value}.flags.num & {mask} == {bits | _WRITABLE * kind.mutable}"
        )
    if isinstance(kind, types.BaseTuple):
        made = kind.instance_class if isinstance(kind, types.BaseNamedTuple) else tuple
        names[name] = made.__module__, made.__qualname__
        parts = [_condition(part, f"{value}[{k}]", names) for k, part in enumerate(kind.types)]
        return " and ".join((f"type({value}) is {name} and len({value}) == {len(parts)}", *parts))
    try:
        return _SCALARS[str(kind)].format(value)
    except KeyError:
        raise _NotPlainError from None


def _dtype(thing: object) -> str:
    if not isinstance(thing, np.dtype) or thing.kind not in "biuf":
        raise _NotPlainError
    return thing.str


def linked(
    function: Callable[..., Any], arguments: tuple[Any, ...]
) -> tuple[Fits, Callable[..., Any]] | None:
    """Code of a kernel for arguments like these, if there is any and numba is not needed for it."""
    if "numba" in sys.modules or _is_numba_set():
        return None
    with suppress(Exception):  # whatever is otherwise than it was: numba can say why
        processor = _processor()
        for path in code_files(function):
            content = checked(path)
            plain = content and marshal.loads(content)  # noqa: S302  (its owner's)
            if plain:
                found = _Record(*plain)
                if found.processor in (processor, (processor[0], *ANY)):
                    fits = _fits(found)
                    if fits(arguments):
                        note_use(path.parent)
                        return fits, _call(function, found)
    return None


def _is_numba_set() -> bool:
    chosen = any(name.startswith("NUMBA_") and name != NUMBAS_FOLDER for name in os.environ)
    return chosen or Path(NUMBAS_FILE).exists()


def _fits(found: _Record) -> Fits:
    names = dict(_NAMES)
    for name, (first, *rest) in found.types.items():
        if not rest:
            names[name] = np.dtype(first)
        else:
            names[name] = getattr(sys.modules.get(first), rest[0], None)
    fits: Fits = eval(f"lambda a: {found.condition}", names)  # noqa: S307  (its owner's)
    return fits


@cache
def _processor() -> tuple[str, str, str]:
    """Triple, name and features of this one."""
    import llvmlite.binding as llvm

    features = llvm.get_host_cpu_features().flatten()
    return llvm.get_process_triple(), llvm.get_host_cpu_name(), features


def _unpickled(data: int, size: int, _digest: int) -> object:
    """A class of tuples, or what an exception says. Numba's own imports all of numba."""
    return pickle.loads(ctypes.string_at(data, size))  # noqa: S301  (part of the code)


_UNPICKLED = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    _unpickled
)
"""The same as a function for C, as long as the process."""


def _call(function: Callable[..., Any], found: _Record) -> Callable[..., Any]:
    """The kernel as a function of C's for Python; it has an engine to itself.

    In one engine functions of one name, which numba counts in each process anew, would be one.

    Raises:
        LookupError: something that the code calls is not there; LLVM would end the process.
    """
    import llvmlite.binding as llvm

    helpers = _helpers()
    for name in found.mathematics:
        llvm.add_symbol(name, helpers["numba._helperlib"].c_helpers[name])
    target = llvm.Target.from_triple(found.processor[0]).create_target_machine()
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target)
    # LLVM knows by now what this process exports, too.
    own = {found.entry, *found.environments}
    missing = [name for name in found.calls if not (name in own or llvm.address_of_symbol(name))]
    if missing:
        raise LookupError(missing)
    engine.add_object_file(llvm.ObjectFileRef.from_data(found.code))
    engine.finalize_object()
    dynfunc = helpers["numba._dynfunc"]
    environments = {}
    for name, consts in found.environments.items():
        environment = environments[name] = dynfunc.Environment({})
        environment.consts.extend(map(np.dtype, consts))
        place = engine.get_global_value_address(name)
        ctypes.c_void_p.from_address(place).value = id(environment)
    return dynfunc.make_function(  # type: ignore[no-any-return]
        sys.modules[function.__module__],
        function.__name__,
        function.__doc__ or "",
        engine.get_function_address(found.entry),
        environments[found.own],
        (engine, environments),  # what the code needs stays with it
    )


@cache
def _helpers() -> dict[str, Any]:
    """The extension modules, when what code calls of them has been named for LLVM."""
    import llvmlite.binding as llvm

    (root,) = find_spec("numba").submodule_search_locations  # type: ignore[union-attr,misc]
    loaded: dict[str, Any] = {}
    for name, before in _HELPERS.items():
        spec = PathFinder.find_spec(name, [str(Path(root, *name.split(".")[1:-1]))])
        module = loaded[name] = module_from_spec(spec)  # type: ignore[arg-type]
        spec.loader.exec_module(module)  # type: ignore[union-attr]
        sys.modules.pop(name, None)  # if all of numba is imported yet, it does so by itself
        for helper, address in loaded[name].c_helpers.items():
            llvm.add_symbol(helper if helper.startswith("_") else f"{before}{helper}", address)
    llvm.add_symbol("numba_unpickle", ctypes.cast(_UNPICKLED, ctypes.c_void_p).value)
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    atexit.register(loaded["numba.core.runtime._nrt_python"].memsys_shutdown)
    return loaded
