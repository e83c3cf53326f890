"""The rooms of the house: how large they are, what they open, and which may import which.

The plan is the picture in docs/pipeline.md: a line is a floor, and a room imports only from floors
below its own. The packages stand on each other in the same way.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("align", "glossary", "tmx", "corpus")  # from the top of the house down
FOLDERS = sorted(
    folder
    for package in PACKAGES
    for folder in [ROOT / package, *(ROOT / package).rglob("*/")]
    if any(folder.glob("*.py"))
)
ROOMS = [folder for folder in FOLDERS if folder.parent != ROOT]
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.py"))]
LARGEST = 12
"""Python files in one folder, ``__init__.py`` included: a reader takes in no more at a glance."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    """A file's room, as the picture names it; a file beside the rooms is a room by itself."""
    own = path.parent if path.parent.parent != ROOT else path.with_suffix("")
    return named(own).replace("/", ".")


@cache
def floors() -> dict[str, int]:
    """Rooms by floor, counted from the top, as docs/pipeline.md draws them."""
    text = (ROOT / "docs" / "pipeline.md").read_text("utf-8")
    (picture,) = re.findall(r"## The rooms\n.*?```\n(.*?)```", text, re.DOTALL)
    found: dict[str, int] = {}
    package = ""
    for floor, line in enumerate(picture.splitlines()):
        if head := re.match(r"\w+", line):
            package = head[0]
        for name in line[head.end() if head else 0 :].split():
            assert f"{package}.{name}" not in found, f"{package}.{name} stands twice in the picture"
            found[f"{package}.{name}"] = floor
    return found


@cache
def imports(path: Path) -> list[tuple[int, Path]]:
    """The line of each import, and the file of ours that it takes a name from."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] in PACKAGES:
                found.append((node.lineno, file_of(parts)))
    return found


def file_of(parts: list[str]) -> Path:
    """The file of a module, or of the module that a name stands in."""
    for depth in (len(parts), len(parts) - 1):
        path = ROOT.joinpath(*parts[:depth])
        if path.with_suffix(".py").is_file():
            return path.with_suffix(".py")
        if (path / "__init__.py").is_file():
            return path / "__init__.py"
    raise AssertionError(f"no module {'.'.join(parts)}")


@cache
def open_files(room: Path) -> set[str]:
    """The files that a room's docstring opens to other rooms."""
    docstring = ast.get_docstring(ast.parse((room / "__init__.py").read_text("utf-8"))) or ""
    found = re.search(r"^Open files: (.*?)\.$", docstring, re.MULTILINE | re.DOTALL)
    assert found, f"{named(room)}/__init__.py has no line 'Open files: …'"
    return set() if found[1].startswith("none") else set(re.split(r",\s+", found[1]))


@pytest.mark.parametrize("folder", FOLDERS, ids=named)
def test_no_folder_holds_more_files_than_a_reader_takes_in(folder):
    assert len(list(folder.glob("*.py"))) <= LARGEST


@pytest.mark.parametrize("room", ROOMS, ids=named)
def test_a_room_says_what_it_is_for_in_which_order_to_read_it_and_what_it_opens(room):
    tree = ast.parse((room / "__init__.py").read_text("utf-8"))
    assert len(tree.body) == 1, "the __init__ of a room holds a docstring, nothing else"
    docstring = ast.get_docstring(tree) or ""
    assert re.search(r"^Read: .", docstring, re.MULTILINE)
    for name in open_files(room):
        assert (room / f"{name}.py").is_file(), f"{named(room)} opens {name}, which it has not"


@pytest.mark.parametrize("room", ROOMS, ids=named)
def test_every_open_file_is_used_elsewhere(room):
    used = {
        target.stem
        for path in FILES
        if path.parent != room
        for _, target in imports(path)
        if target.parent == room
    }
    package, *inside = room.relative_to(ROOT).parts
    stub = (ROOT / package / "__init__.pyi").read_text("utf-8")
    used |= set(re.findall(rf"^from \.{'.'.join(inside)}\.(\w+) import", stub, re.MULTILINE))
    assert open_files(room) <= used, f"{named(room)}: {sorted(open_files(room) - used)}"


def test_every_room_stands_in_the_picture_once():
    drawn = set(floors())
    built = {
        room_of(path) for path in FILES if path.parent.parent != ROOT or path.name != "__init__.py"
    }
    assert drawn == built


@pytest.mark.parametrize("path", FILES, ids=named)
def test_imports_go_down_and_to_open_files_only(path):
    if path.parent.parent == ROOT and path.name == "__init__.py":
        return  # a package hands on names from all its rooms
    floor = floors()
    for line, target in imports(path):
        here, there = room_of(path), room_of(target)
        if here == there:
            continue
        assert target.name != "__init__.py", f"{named(path)}:{line}: import the file, not the room"
        assert floor[there] > floor[here], f"{named(path)}:{line}: {here} stands below {there}"
        if target.parent.parent != ROOT:
            assert target.stem in open_files(target.parent), (
                f"{named(path)}:{line}: {named(target)} is private to its room"
            )
