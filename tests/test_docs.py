"""The documents say what the commands are: no more, no less."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from align.cli import app
from corpus.readers.formats import FORMATS
from tmx.tools.checks.catalogue import CHECKS

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path
    for place in ("*.md", "docs/**/*.md", "examples/**/*.md", "tests/data/**/*.md")
    for path in ROOT.glob(place)
)
GROUPS = ("corpus", "align", "glossary", "tmx")


def commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """The commands that can be run, by what is typed."""
    for part, child in getattr(command, "commands", {}).items():
        if hasattr(child, "commands"):
            assert child.help, f"{name} {part} has no help text"
        yield from commands(f"{name} {part}", child)
    if not hasattr(command, "commands"):
        yield name.removesuffix(" open"), command  # `duizhao review open OUT`: open may be left out


COMMANDS = dict(commands("duizhao", get_command(app)))


def usage_section(name: str) -> str:
    """What docs/usage.md says under the heading of a command."""
    text = (ROOT / "docs" / "usage.md").read_text("utf-8")
    found = re.search(rf"^### `{name}`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/usage.md has no heading ### `{name}`"
    return found[1]


SHARED = {"--help", "--quiet", "--verbose"}
"""Options of every command, which docs/usage.md explains once."""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_is_documented_with_an_example(name):
    assert COMMANDS[name].help, f"{name} has no help text"
    section = usage_section(name)
    assert re.search(rf"^{name}\b", section, re.MULTILINE), f"no example of {name}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help_and_is_documented(name):
    section = usage_section(name)
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("--") and option not in SHARED:
                assert parameter.help, f"{name} {option} has no help text"
                assert re.search(rf"{option}(?![\w-])", section), (
                    f"{name} {option} in docs/usage.md"
                )


@pytest.mark.parametrize("option", sorted(SHARED))
def test_what_all_commands_have_is_documented_once(option):
    assert option in (ROOT / "docs" / "usage.md").read_text("utf-8").split("\n## ")[0]


def test_the_table_of_commands_has_every_one():
    text = (ROOT / "docs" / "usage.md").read_text("utf-8")
    assert f"[all {len(COMMANDS)} of them]" in (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(duizhao[ a-z]*)`", text, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("package", GROUPS)
def test_every_public_name_is_documented_and_nothing_else(package):
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    (section,) = re.findall(rf"^## `{package}`:.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    names = re.findall(r"`(\w+)(?:\(|`)", section.partition("\n")[2])
    assert set(names) == set(importlib.import_module(package).__all__)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_documents_name_only_commands_that_exist(path):
    for group, name in re.findall(
        rf"duizhao ({'|'.join(GROUPS)}) ([a-z]+)", path.read_text("utf-8")
    ):
        assert f"duizhao {group} {name}" in COMMANDS


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_between_documents_resolve(path):
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), f"{path}: {link}"
        assert not anchor or anchor in anchors(target), f"{path}: {link}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_that_documents_name_are_there(path):
    """In running text, not in what stands for a user's own files."""
    if path.name == "CHANGELOG.md":
        return  # names files as they were
    for name in re.findall(
        r"`((?:align|bench|corpus|docs|examples|glossary|tests|tmx)/[\w./-]+\.\w+)`",
        path.read_text("utf-8"),
    ):
        assert (ROOT / name).exists(), f"{path}: {name}"


def test_every_kind_that_is_read_is_in_the_table_of_formats():
    text = (ROOT / "docs" / "formats.md").read_text("utf-8")
    table = text.partition("\n## In: coverage")[2].partition("\n## ")[0]
    suffixes = {suffix for row in FORMATS for suffix in row.suffixes if suffix}
    assert suffixes - set(re.findall(r"`(\.\w+)`", table)) == set()


def test_every_check_of_memories_is_in_the_tables_with_what_it_does():
    rows = re.findall(r"^\| (`.*?) \| (error|warning) \|", usage_section("duizhao tmx clean"), re.M)
    said = {name: does for names, does in rows for name in re.findall(r"`([\w-]+)`", names)}
    assert said == {name: check.severity.value for name, check in CHECKS.items()}


def test_the_pipeline_calls_files_by_their_names():
    text = (ROOT / "docs" / "pipeline.md").read_text("utf-8")
    for label, target in re.findall(r"\[([^\]]+)\]\(\.\./([^)]+\.py)\)", text):
        path = Path(target)
        assert label == (path.parent.name if path.stem == "__init__" else path.stem), target


def test_the_site_leads_to_every_page():
    nav = set(re.findall(r'= "([\w./-]+\.md)"', (ROOT / "docs" / "site.toml").read_text("utf-8")))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert pages <= nav
    assert {"index.md", "index.zh.md", "examples.md", "CHANGELOG.md", "CONTRIBUTING.md"} <= nav


def anchors(path: Path) -> set[str]:
    """The anchors that a reader's browser makes of the headings."""
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}


def measured() -> Iterator[tuple[str, str, str]]:
    """Page, heading and text of each section of the pages of measurements that has a figure."""
    for page in ("docs/quality.md", "docs/scale.md"):
        text = (ROOT / page).read_text("utf-8")
        parts = re.split(r"^(##+ .*)$", text, flags=re.MULTILINE)
        for heading, body in zip(parts[1::2], parts[2::2], strict=True):
            if re.search(r"(?<![\w.])(\d*\.\d+|\d+,\d{3}|\d+ (CPU )?(s|ms|MB|GB))\b", body):
                yield page, heading, body


@pytest.mark.parametrize(("page", "heading", "body"), list(measured()))
def test_every_section_with_a_figure_has_the_command_that_prints_it(page, heading, body):
    typed = re.findall(r"(?:^    |`)((?:python bench/|make )[^`\n]+)", body, re.MULTILINE)
    assert typed, f"{page}: {heading}"
    for command in typed:
        script = re.match(r"python (bench/\w+\.py)", command)
        there = (ROOT / (script[1] if script else "Makefile")).read_text("utf-8")
        wanted = re.findall(r"--[\w-]+", command) if script else [f"\n{command.split()[1]}:"]
        for name in wanted:
            assert name in there, f"{page}: {command}: no {name}"
