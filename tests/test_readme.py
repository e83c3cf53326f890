"""The figures of the README are the measured ones."""

import json
import re

from tests.test_docs import ROOT


def test_the_figures_are_those_that_the_weights_came_with():
    stored = json.loads((ROOT / "align" / "weights" / "beads.json").read_text("utf-8"))
    measured = stored["provenance"]["cross-validated"]
    figures = [f"{measured[f'learnt {name}']['F1']:.3f}"[1:] for name in ("mac-dev", "mag", "aca")]

    row = f"| duizhao, on texts it was not trained on | {' | '.join(figures)} "
    assert row in (ROOT / "README.md").read_text("utf-8")


def test_what_comes_out_is_what_the_readme_says(demo):
    said = (ROOT / "README.md").read_text("utf-8")
    for line in demo.result.summary.splitlines():
        shown = re.sub(r"^\S*/(?=[\w.-]+: )", "demo-out/", line)
        assert shown in said, shown
