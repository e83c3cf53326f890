"""Help on terminals of any width."""

import re

import pytest
from typer.testing import CliRunner

from align.cli import app
from tests.corpus.command_line.tree import COMMANDS, GROUPS

WIDTHS = (40, 80, 200)


def pages(path):
    return {
        width: CliRunner(env={"COLUMNS": str(width)}).invoke(app, [*path, "-h"]).stdout
        for width in WIDTHS
    }


@pytest.mark.parametrize("path", [*GROUPS, *COMMANDS], ids=" ".join)
def test_help_fits_and_says_the_same_at_every_width(path):
    shown = pages(path)
    for width, page in shown.items():
        assert max(map(len, page.splitlines())) <= width
        assert not re.search(r"[a-z]\.\.\.", page)  # nothing is cut off
    assert len({"".join(page.split()) for page in shown.values()}) == 1


def test_wide_terminals_have_names_beside_what_they_mean_and_narrow_ones_above():
    shown = pages(("run",))
    assert "\n  -o, --out FOLDER                Folder for all outputs." in shown[80]
    assert "\n  -o, --out FOLDER\n      Folder for all outputs." in shown[40]
    assert shown[80] == shown[200]


def test_choices_that_do_not_fit_go_on_in_the_next_line():
    script = pages(("run",))[40].split("--script ")[1].split("Convert")[0]
    assert script.split() == ["published|simplified|", "traditional|taiwan|hong-kong"]
