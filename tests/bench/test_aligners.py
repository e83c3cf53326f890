"""What other aligners are given, what they give back in their formats, and what is said of one
that is not to be had."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from align.file_pairs.bead_files import FileBead, read_beads

ROOT = Path(__file__).parents[2]
DRIVERS = ROOT / "bench" / "drivers"
ZH = ["会议今天开始。", "", "他说：“好。”", "风停了。"]
EN = ["The meeting begins today.", "“Good,” he said.", "The wind has dropped."]

GALE_CHURCH = """
class Found:
    def to_pharaoh_lines(self):
        return ["[0]:[0]", "[1]:[]", "[2, 3]:[1, 2]"]

def align(left, right, max_block_size):
    assert max_block_size >= (len(left) + 1) * (len(right) + 1)
    assert [len(line) for line in left] == [21, 0, 21, 12], left  # bytes, not characters
    return Found()
"""
BLEUALIGN = """
class Aligner:
    def __init__(self, options):
        pass

    def process(self, source, target, translations, back):
        assert source[0] == "会 议 今 天 开 始 。"
        assert target == translations[0]
        return [(((0,), (0,)), "BLEU"), (((2, 3), (1, 2)), "GALECHURCH")]
"""
SENTALIGN = """
from dataclasses import dataclass

@dataclass
class Found:
    src_indices: list
    tgt_indices: list

@dataclass
class Result:
    alignments: list

def sentalign(left, right, encoder, alignment_max_size):
    assert len(left) == 4 and hasattr(encoder, "encode")
    return Result([Found([0], [0]), Found([1], []), Found([2, 3], [1, 2])])
"""
BERTALIGN = """
class Encoder:
    pass

class Bertalign:
    def __init__(self, left, right, is_split, max_align, margin, model):
        assert is_split and isinstance(model, Encoder)
        assert len([line for line in left.splitlines() if line.strip()]) == 4, left

    def align_sents(self):
        return [([0], [0]), ([1], []), ([2, 3], [1, 2])]
"""
WHOLE = [FileBead((0,), (0,)), FileBead((1,), ()), FileBead((2, 3), (1, 2))]


@pytest.mark.parametrize(
    ("driver", "modules", "last", "beads"),
    [
        ("gale_church_beads.py", {"galechurch.py": GALE_CHURCH}, [], WHOLE),
        (
            "bleualign_beads.py",
            {"bleualign/__init__.py": "", "bleualign/align.py": BLEUALIGN},
            ["mt"],
            [WHOLE[0], WHOLE[2]],
        ),
        ("vecalign_beads.py", {"sentalign.py": SENTALIGN}, ["use"], WHOLE),
        ("bertalign_beads.py", {"bertalign.py": BERTALIGN}, ["use"], WHOLE),
    ],
)
def test_a_driver_writes_what_its_package_finds_as_beads(tmp_path, driver, modules, last, beads):
    for name, text in {**modules, "left/001": ZH, "right/001": EN, "mt/001.trans": EN}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text if isinstance(text, str) else "".join(f"{s}\n" for s in text), "utf-8")
    (tmp_path / "out").mkdir()
    done = subprocess.run(
        [sys.executable, str(DRIVERS / driver), "left", "right", "out", *last],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert read_beads(tmp_path / "out" / "001.align") == beads


def test_an_encoder_is_asked_for_each_text_once(script, monkeypatch):
    import numpy as np

    monkeypatch.syspath_prepend(str(DRIVERS))
    asked = []

    class Model:
        def encode(self, texts):
            asked.extend(texts)
            return np.array([[len(text), 1.0] for text in texts])

    vectors = script("encoder").Each(Model()).encode(["PAD", "a", "PAD", "bcd"])
    assert asked == ["PAD", "a", "bcd"]
    assert vectors.tolist() == [[3, 1], [1, 1], [3, 1], [3, 1]]


def test_the_steps_of_a_ladder_are_beads(script):
    ladder = "0\t0\t0.3\n1\t1\t-0.1\n1\t3\t0.7\n3\t4\t1\n4\t4\t0\n"
    assert script("aligners").ladder_beads(ladder) == [
        FileBead((0,), (0,)),
        FileBead((), (1, 2)),
        FileBead((1, 2), (3,)),
        FileBead((3,), ()),
    ]


@pytest.mark.parametrize(("languages", "zh"), [(("zh", "en"), 1), (("en", "zh"), 0)])
def test_hunaligns_dictionary_has_the_target_first(script, languages, zh):
    lines = script("aligners").dictionary_lines(languages)
    pairs = [tuple(line.split(" @ ")) for line in lines]
    assert all(len(pair) == 2 for pair in pairs)
    assert ("供应链", "supply chain") in {(pair[zh], pair[1 - zh]) for pair in pairs}
    assert len(pairs) > 100_000


def test_hunalign_gets_words_in_a_batch(script, tmp_path):
    aligners = script("aligners")
    sides = [tmp_path / "zh", tmp_path / "en"]
    for side, text in zip(sides, (ZH, EN), strict=True):
        side.mkdir()
        (side / "001").write_text("".join(f"{line}\n" for line in text), "utf-8")
    corpus = aligners.Corpus("made", *sides, tmp_path / "mt", ("zh", "en"))
    here = aligners.Installed(Path("hunalign"), "1.1")
    command = aligners.Hunalign("hunalign", dictionary=False).command(here, corpus, tmp_path)
    assert Path(command[-2]).read_bytes() == b""
    source, target, ladder = Path(command[-1]).read_text("utf-8").strip().split("\t")
    assert Path(source).read_text("utf-8").splitlines()[0] == "会议 今天 开始 。"
    assert Path(source).read_text("utf-8").count("\n") == len(ZH)
    assert Path(target).read_text("utf-8").splitlines()[1] == "good he said"
    assert ladder.endswith("001.ladder")


def test_an_aligner_that_is_not_to_be_had_says_why(script, tmp_path, monkeypatch):
    aligners = script("aligners")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    (by_name,) = [a for a in aligners.all_aligners("Nowhere") if a.name == "Bertalign, LaBSE"]
    with pytest.raises(
        aligners.NotInstalledError, match=r"Nowhere is not on this machine.*--labse"
    ):
        by_name.install(tmp_path)
    with pytest.raises(aligners.NotInstalledError, match="no hunalign on the path"):
        aligners.Hunalign("hunalign", dictionary=True).install(tmp_path)
    with pytest.raises(aligners.NotInstalledError, match=r"cannot be built \(no rule\)"):
        aligners._run(
            [sys.executable, "-c", "import sys; sys.exit('make\\nno rule')"],
            "its source cannot be built",
        )


def test_an_aligner_by_translations_is_not_run_where_there_are_none(script, tmp_path):
    aligners = script("aligners")
    (bleualign,) = [a for a in aligners.all_aligners("") if a.name == "Bleualign"]
    corpus = aligners.Corpus("made", tmp_path, tmp_path, tmp_path / "mt", ("zh", "en"))
    here = aligners.Installed(Path(sys.executable), "1")
    with pytest.raises(aligners.NotInstalledError, match="made has no machine translations"):
        bleualign.command(here, corpus, tmp_path)


def test_a_statement_of_a_newer_python_becomes_an_assignment(script, tmp_path):
    module = tmp_path / "lib/python3.11/site-packages/bertalign/aligner.py"
    module.parent.mkdir(parents=True)
    module.write_text("import re\ntype Splitter = Callable[[str], list[str]]\n    type x = 1\n")
    script("aligners")._without_type_statement(tmp_path)
    assert module.read_text().splitlines()[1:] == [
        "Splitter = Callable[[str], list[str]]",
        "    type x = 1",
    ]
