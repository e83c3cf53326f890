"""The picture of an alignment."""

import re
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

from align.file_pairs.alignment import FileAlignment
from align.file_pairs.plot import Dots, similar_sentences, write_plot
from align.guidance.sides import TextSide
from corpus.errors import InputError
from corpus.model import Bead, Language

SVG = "{http://www.w3.org/2000/svg}"
ZH = ("韩国总统周一抵达北京。", "这是他首次访华。", "双方签署了十二项合作文件。", "他说了谢谢。")
EN = (
    "The South Korean president arrived in Beijing on Monday, his first trip to China.",
    "The two sides signed twelve cooperation documents.",
    "It rained.",
    "He said thank you.",
)
BEADS = (
    Bead((0, 1), (0,), 0.97),
    Bead((2,), (1,), 0.85),
    Bead((), (2,), 0.6),
    Bead((3,), (3,), 0.3),
)
NO_DOTS = Dots(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def alignment(zh=ZH, en=EN, beads=BEADS, left=Language.ZH):
    sides = [
        TextSide(Path("news") / "a<b>&.zh", Language.ZH, tuple(zh)),
        TextSide(Path("news") / "a.en", Language.EN, tuple(en)),
    ]
    return FileAlignment(*(sides if left is Language.ZH else sides[::-1]), tuple(beads))


def drawn(path, made, dots=NO_DOTS):
    write_plot(path, made, dots)
    return etree.parse(path).getroot()


def texts(root):
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def marks(root):
    """Class and tooltip of each bead."""
    return [
        (node.get("class"), node.findtext(f"{SVG}title"))
        for node in root.iter(f"{SVG}path")
        if node.get("class", "").startswith("bead")
    ]


def test_beads_are_coloured_by_score_and_say_what_they_hold(tmp_path):
    assert marks(drawn(tmp_path / "p.svg", alignment())) == [
        ("bead sure", "0–1 : 0  0.97"),
        ("bead likely", "2 : 1  0.85"),
        ("bead doubtful", "none : 2  0.60"),
        ("bead weak", "3 : 3  0.30"),
    ]


def test_it_says_what_it_shows(tmp_path):
    root = drawn(tmp_path / "p.svg", alignment(left=Language.EN))
    found = texts(root)
    assert found[0] == root.findtext(f"{SVG}title") == "a.en – a<b>&.zh"
    assert "a.en: English, 4 sentences, from 0" in found
    assert "a<b>&.zh: Chinese, 4 sentences, from 0" in found
    assert "sure (0.95 or more): 1" in found
    assert "weak (below 0.5): 1" in found
    assert {"0", "1", "2", "3", "4"} <= set(found)


def test_the_file_named_first_runs_down(tmp_path):
    def corners(left):
        root = drawn(tmp_path / "p.svg", alignment(left=left))
        path = next(n for n in root.iter(f"{SVG}path") if n.get("class") == "bead sure")
        numbers = re.fullmatch(r"M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H.*Z", path.get("d"))
        x, y, x1, y1 = map(float, numbers.groups())
        return x1 - x, y1 - y

    assert corners(Language.ZH) == pytest.approx((200, 400))
    assert corners(Language.EN) == pytest.approx((400, 200))


def dots_of(root):
    """Number of dots by opacity."""
    return {
        float(node.get("opacity")): node.get("d").count("M")
        for node in root.iter(f"{SVG}path")
        if node.get("class") == "dots"
    }


def test_stronger_dots_are_darker_and_faint_ones_left_out(tmp_path):
    dots = Dots(np.array([0, 1, 2, 3]), np.array([0, 0, 1, 2]), np.array([1.0, 0.5, 0.45, 0.1]))
    found = dots_of(drawn(tmp_path / "p.svg", alignment(), dots))
    assert list(found.values()) == [2, 1]
    assert sorted(found) == list(found)


def test_sentences_that_are_alike_are_found():
    for left in (Language.ZH, Language.EN):
        dots = similar_sentences(alignment(left=left))
        pairs = set(zip(dots.left.tolist(), dots.right.tolist(), strict=True))
        assert {(0, 0), (2, 1)} <= (pairs if left is Language.ZH else {(i, j) for j, i in pairs})
        assert ((dots.strength >= 0) & (dots.strength <= 1)).all()


def long_alignment(count):
    beads = [Bead((k,), (k,), 1.0 if k % 100 else 0.0) for k in range(count)]
    made = alignment(["会谈。"] * count, ["Talks."] * count, beads)
    diagonal = np.arange(count)
    chance = np.random.default_rng(1).integers(0, count, (2, 3 * count))
    dots = Dots(
        np.concatenate([diagonal, chance[0]]),
        np.concatenate([diagonal, chance[1]]),
        np.concatenate([np.full(count, 0.9), np.full(3 * count, 0.3)]),
    )
    return made, dots


def test_a_long_text_gives_a_small_picture(tmp_path):
    made, dots = long_alignment(40_000)
    path = tmp_path / "p.svg"
    root = drawn(path, made, dots)
    assert path.stat().st_size < 200_000
    assert "dots: sentences that are alike; a cell holds 100 x 100 sentences" in texts(root)
    assert marks(root)[:2] == [
        ("bead sure", "0–99 : 0–99  0.99"),
        ("bead sure", "100–199 : 100–199  0.99"),
    ]
    assert len(marks(root)) == 400
    assert dots_of(root) == {0.8: 400}  # what is alike by chance fills no cell


def test_the_same_picture_every_time(tmp_path):
    made, dots = long_alignment(1000)
    write_plot(tmp_path / "1.svg", made, dots)
    write_plot(tmp_path / "2.svg", made, dots)
    assert (tmp_path / "1.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()


def test_it_needs_nothing_from_outside(tmp_path):
    path = tmp_path / "p.svg"
    write_plot(path, alignment(), NO_DOTS)
    text = path.read_text("utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in text
    assert "url(" not in text
    assert "prefers-color-scheme:dark" in text


@pytest.mark.parametrize(
    ("zh", "en", "beads"),
    [
        ((), (), ()),
        (ZH, (), [Bead((k,), (), 0.5) for k in range(4)]),
        (ZH[:1], EN * 300, [Bead((0,), (0,), 0.9), *(Bead((), (k,), 0.9) for k in range(1, 1200))]),
    ],
)
def test_one_sided_and_lopsided_texts(tmp_path, zh, en, beads):
    root = drawn(tmp_path / "p.svg", alignment(zh, en, beads))
    assert float(root.get("height")) >= 160
    assert "nan" not in etree.tostring(root, encoding="unicode")


def test_files_of_one_name_are_told_apart(tmp_path):
    sides = [TextSide(Path(f"{x}/001"), x, ("a",)) for x in (Language.ZH, Language.EN)]
    root = drawn(tmp_path / "p.svg", FileAlignment(*sides, (Bead((0,), (0,), 1.0),)))
    assert texts(root)[0] == "zh/001 – en/001"


def test_a_place_that_cannot_be_written(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        write_plot(tmp_path, alignment(), NO_DOTS)
