"""With which types kernels are called: what compiles them before anything calls them.

signatures() -> {kernel: [types of its arguments, ...]}      in the order in which a run calls them
names(of_a_run=…) -> [(module, kernel), ...]                  the same, and nothing is imported
text_of(asked, others) -> str                                the same as ``signatures.txt`` has it

A line is the dotted name of a record (a NamedTuple of arrays) or of a kernel, then types: of its
fields, or of a call's arguments. A type is numpy's name with its axes, ``int32[:,::1]`` (``::1``
where the numbers stand side by side), or a record on a line above; ``const`` arrays are read only.
A record with fields of other types is another line, its name with ``#2``. Behind
an empty line stands what only other commands than ``run`` need. `bench/signatures.py` writes the
file; a kernel that is called with other types is compiled when it is called.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

Call = tuple[Any, ...]
"""Numba's types of the arguments of a call."""

FILE = Path(__file__).with_name("signatures.txt")
_ARRAY = re.compile(r"(const )?(\w+)\[([:,1]+)\]")
_NUMBER = re.compile(r"#\d+$")


def signatures(*, of_a_run: bool = False) -> dict[Any, list[Call]]:
    """The kernels, which are imported, and the types that they are called with.

    Args:
        of_a_run: only those that ``run`` needs.
    """
    return parsed(_lines(of_a_run))


def names(*, of_a_run: bool = False) -> Iterator[tuple[str, str]]:
    """The modules and names of the kernels; records have capitals."""
    for line in _lines(of_a_run).splitlines():
        module, _, name = line.partition("\t")[0].rpartition(".")
        if name and not name[0].isupper():
            yield module, name


def _lines(of_a_run: bool) -> str:
    text = FILE.read_text("utf-8")
    return text.partition("\n\n")[0] if of_a_run else text


def parsed(text: str) -> dict[Any, list[Call]]:
    """The kernels and types of such lines."""
    types = _types()
    records: dict[str, Any] = {}
    kernels: dict[Any, list[Call]] = {}
    for line in filter(None, text.splitlines()):
        name, *texts = line.split("\t")
        found = tuple(_type(text, records) for text in texts)
        module, _, attribute = _NUMBER.sub("", name).rpartition(".")
        thing = getattr(import_module(module), attribute)
        if not isinstance(thing, type):
            kernels.setdefault(thing, []).append(found)
        elif len(set(found)) == 1:
            records[name] = types.NamedUniTuple(found[0], len(found), thing)
        else:
            records[name] = types.NamedTuple(found, thing)
    return kernels


def text_of(asked: Iterable[tuple[Any, Call]], others: Iterable[tuple[Any, Call]] = ()) -> str:
    """Lines for functions and the types they were called with, as `machine_code.asked` has them.

    Args:
        asked: by a run.
        others: by other commands.
    """
    records: dict[Any, str] = {}
    lines: list[str] = []
    for calls in (asked, others):
        for function, arguments in calls:
            texts = [_text(argument, records, lines) for argument in arguments]
            lines.append("\t".join((_dotted(function), *texts)))
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _dotted(thing: Any) -> str:  # noqa: ANN401  (a class or a function)
    return f"{thing.__module__}.{thing.__qualname__}"


def _types() -> Any:  # noqa: ANN401  (numba has no types)
    import numba

    return numba.types


def _type(text: str, records: Mapping[str, Any]) -> Any:  # noqa: ANN401
    types = _types()
    array = _ARRAY.fullmatch(text)
    if array:
        const, number, axes = array.groups()
        layout = "C" if axes.endswith("::1") else "A"
        axis_count = axes.count(",") + 1
        return types.Array(getattr(types, number), axis_count, layout, readonly=bool(const))
    return records[text] if "." in text else getattr(types, text)


def _text(kind: Any, records: dict[Any, str], lines: list[str]) -> str:  # noqa: ANN401
    """A type, its record's line written if it is not there."""
    types = _types()
    kind = types.unliteral(kind)  # a kernel may hand another a constant, of a type by itself
    if isinstance(kind, types.Array):
        axes = ",".join(":" * kind.ndim) + ("" if kind.layout == "A" else ":1")
        return f"{'' if kind.mutable else 'const '}{kind.dtype}[{axes}]"
    if isinstance(kind, types.BaseNamedTuple):
        if kind not in records:
            fields = [_text(field, records, lines) for field in kind]
            name = _dotted(kind.instance_class)
            others = sum(_NUMBER.sub("", known) == name for known in records.values())
            records[kind] = f"{name}#{others + 1}" if others else name
            lines.append("\t".join((records[kind], *fields)))
        return records[kind]
    return str(kind)
