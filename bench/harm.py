"""Lines of `bench/faults.py`: inputs and neighbouring files that would end a run."""

import os
import random
import socket
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from trials import COVERAGE, Place, Trial

SOUND = "The talks of the two sides went on in the capital on Thursday.\n"
_DEEP = 100_000


def _special(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        make(folder / "bad.txt")

    return write


def _bytes(name: str, data: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return write


def _bound(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


BAD: dict[str, Callable[[Path], None]] = {
    "a named pipe": _special(os.mkfifo),
    "a socket": _special(_bound),
    "a link to a device": _special(lambda path: path.symlink_to("/dev/zero")),
    "a link to nothing": _special(lambda path: path.symlink_to("nowhere")),
    "a link to its folder": _special(lambda path: path.symlink_to(path.parent)),
    "a charset that is none": _bytes(
        "bad.html", b'<html><meta charset="undefined"><p>' + "会谈".encode("gbk") * 9
    ),
    "a page nested deep": _bytes("bad.html", b"<html>" + b"<div>" * _DEEP),
    "a page of tags": _bytes("bad.html", b"<html>" + b"<b>" * 1_000_000),
    "half characters": _bytes("bad.jsonl", b'{"id": "\\ud800", "outlet": "\\udfff", "text": 1}'),
    "JSON nested deep": _bytes("bad.jsonl", b"[" * _DEEP),
    "a number of many digits": _bytes("bad.jsonl", b'{"id": 1' + b"0" * _DEEP + b"}"),
    "one letter": _bytes("bad.txt", b"a" * 20_000_000),
    "more than 100 MB": _bytes("bad.txt", SOUND.encode() * 1_700_000),
    "zeros": _bytes("bad.txt", bytes(1_000_000)),
}
"""By name, what puts a bad file into a folder."""


def inputs(place: Place) -> Iterator[Trial]:
    """One bad file beside a good one: it is read or named, and the good one is read."""
    for name, write in BAD.items():

        def trial(write: Callable[[Path], None] = write) -> str:
            folder = place.new()
            folder.mkdir()
            (folder / "good.txt").write_text(SOUND, "utf-8")
            write(folder)
            project = str(place.new().with_suffix(".sqlite"))
            done = place.duizhao("corpus", "add", str(folder), "--db", project)
            if wrong := place.ended(done, 0, 1):
                return wrong
            listed = place.duizhao("corpus", "list", "--db", project).stdout
            told = "bad." in done.stderr or "bad." in listed
            return "" if "good.txt" in listed and told else done.stderr[-200:]

        yield name, trial


def _damaged(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    how = chance.randrange(4)
    if how == 0:
        del found[chance.randrange(len(found)) :]
    elif how == 1:
        at = chance.randrange(len(found))
        found[at : at + 4096] = bytes(len(found[at : at + 4096]))
    elif how == 2:
        found = bytearray(chance.randbytes(len(found)))
    else:
        for _ in range(chance.choice((1, 20, 400))):
            found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def project(place: Place) -> Iterator[Trial]:
    """A damaged corpus.sqlite: it is used, or refused in one line."""
    sound = place.new().with_suffix(".sqlite")
    place.duizhao("corpus", "add", str(COVERAGE / "zh"), "--db", str(sound))
    data = sound.read_bytes()
    for number in range(20):

        def trial(number: int = number) -> str:
            path = place.new().with_suffix(".sqlite")
            path.write_bytes(_damaged(data, random.Random(number)))  # noqa: S311  (no secret)
            added = place.duizhao("corpus", "add", str(COVERAGE / "zh"), "--db", str(path))
            found = place.duizhao("corpus", "search", "外交", "--db", str(path))
            return place.ended(added, 0, 1, 2) or place.ended(found, 0, 1, 2)

        yield f"damage {number}", trial


def memory_index(place: Place) -> Iterator[Trial]:
    """A damaged index is made anew, finds the same, and does no harm where no time shows damage."""
    table = place.folder / "indexed.tsv"
    pairs = "".join(f"双方第{n}次会谈。\tThe talks of round {n}.\n" for n in range(2000))
    table.write_text(f"zh\ten\n{pairs}", "utf-8")
    memory = place.folder / "indexed.tmx"
    place.duizhao("tmx", "convert", str(table), str(memory))
    wanted = ("tmx", "lookup", "双方第77次会谈。", "--memory", str(memory), "--json")
    sound = place.duizhao(*wanted).stdout
    index = memory.with_name(f"{memory.name}.index")
    data = index.read_bytes()
    time = index.stat().st_mtime_ns
    for number, hidden in product(range(20), (False, True)):

        def trial(number: int = number, hidden: bool = hidden) -> str:
            index.write_bytes(_damaged(data, random.Random(number)))  # noqa: S311  (no secret)
            if hidden:
                os.utime(index, ns=(time, time))
            done = place.duizhao(*wanted)
            if wrong := place.ended(done):
                return wrong
            return "" if hidden or done.stdout == sound else "another answer"

        yield f"damage {number}{' without a trace' if hidden else ''}", trial
