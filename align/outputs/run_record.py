"""``run.json``: what made the outputs of a folder, for a person or a script to repeat it.

run_record(given, options, store, teachers, encoder) -> dict
command(given, out, options) -> "duizhao run news -o out --split-by topic"
"""

import json
import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from align.options import Options
from align.vectors.encoders import SentenceEncoder
from corpus.command_line.doctor import versions
from corpus.language.dictionary import dictionary_version
from corpus.store.project_file import Store
from corpus.support.inputs import MEGABYTE, MOST_BYTES

RUN = "run.json"
_OPTIONS = {"memories": "memory", "glossaries": "glossary"}
"""What the command line calls the fields of `Options` that it calls otherwise."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a run was given beside its options.

    Attributes:
        paths: files and folders, by this and earlier runs over the project.
        most: bytes that a file may have.
        columns: what columns of tables hold.
    """

    paths: Sequence[str]
    most: int = MOST_BYTES
    columns: str = ""


def run_record(
    given: Given,
    options: Options,
    store: Store,
    teachers: Sequence[str],
    encoder: SentenceEncoder | None,
) -> dict[str, Any]:
    """All that the outputs depend on: programs, options, and what was read.

    Args:
        given: to this run.
        options: of the run.
        store: holds what was read by this and earlier runs.
        teachers: SHA-256 of the memories, glossaries and lists of furniture that were given.
        encoder: of sentence vectors, if there is one.
    """
    values = {each.name: getattr(options, each.name) for each in fields(options)}
    return {
        "versions": {
            **versions(),
            "cc-cedict": dictionary_version(),
            **({"encoder": encoder.version} if encoder else {}),
        },
        "options": {
            **{name: _plain(value) for name, value in values.items()},
            "columns": given.columns,
            "max_size": given.most // MEGABYTE,
        },
        "paths": list(given.paths),
        "teachers": list(teachers),
        "inputs": store.contents(),
    }


def command(given: Given, out: str | Path, options: Options) -> str:
    """The line for a shell that repeats the run, in the same working folder."""
    paths = [f"./{path}" if path[:1] == "-" != path else path for path in given.paths]
    words = ["duizhao", "run", *paths, "-o", str(out)]
    defaults = Options()
    for each in fields(options):
        value, name = getattr(options, each.name), _OPTIONS.get(each.name, each.name)
        if value == getattr(defaults, each.name):
            continue
        option = f"--{name.replace('_', '-')}"
        if value is True:
            words.append(option)
        else:
            values = value if isinstance(value, tuple) else (value,)
            words += [word for one in values for word in (option, str(one))]
    if given.columns:
        words += ["--columns", given.columns]
    if given.most != MOST_BYTES:
        words += ["--max-size", str(given.most // MEGABYTE)]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _plain(value: object) -> object:
    """As JSON has it."""
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def with_earlier(paths: Sequence[str], record: Path) -> list[str]:
    """The paths that earlier runs were given, as their record has them, and those of this one."""
    earlier = json.loads(record.read_bytes()).get("paths", []) if is_record(record) else []
    return [*dict.fromkeys([*earlier, *paths])]


def is_record(path: Path) -> bool:
    """Whether a file is the record of a run: of a killed one, say, that nothing else knows of."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"command", "versions", "stages"} <= found.keys()


def shown_times(taken: Mapping[str, tuple[float, float]]) -> dict[str, dict[str, float]]:
    """What stages took, in seconds with three decimals."""
    return {
        name: {"seconds": round(seconds, 3), "cpu_seconds": round(cpu_seconds, 3)}
        for name, (seconds, cpu_seconds) in taken.items()
    }
