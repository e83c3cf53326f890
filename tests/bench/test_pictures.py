"""The drawings of the documentation are those of the example as it is."""

import pytest

from tests.test_docs import ROOT

FOLDER = ROOT / "docs" / "pictures"


@pytest.fixture
def pictures(script):
    return script("pictures")


def test_the_drawings_are_what_the_script_makes_of_the_example(pictures, demo):
    assert pictures.way() == (FOLDER / "way.svg").read_text("utf-8")
    assert pictures.topics(demo.result.findings) == (FOLDER / "topics.svg").read_text("utf-8")
    assert pictures.lattice(pictures.aligned()) == (FOLDER / "lattice.svg").read_text("utf-8")


def test_the_plots_are_those_of_today(pictures, tmp_path):
    for name, alignment in (
        ("plot", pictures.aligned()),
        ("plot-moved", pictures.with_parts_moved(tmp_path)),
    ):
        path = tmp_path / f"{name}.svg"
        pictures.write_plot(path, alignment, pictures.similar_sentences(alignment))
        assert path.read_text("utf-8") == (FOLDER / path.name).read_text("utf-8")


def test_every_drawing_stands_in_a_page():
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))
    for path in FOLDER.iterdir():
        assert f"](pictures/{path.name})" in pages
