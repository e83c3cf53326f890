"""The public sets: laid out from clones of their repositories, and told from files that differ."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "public_sets.py"
LINKS = """<?xml version='1.0' encoding='utf-8'?>
<linkGrp toDoc='e.xml' fromDoc='z.xml'>
<link type='2-1' xtargets='1:1 1:2;1:1' status='man'/>
<link type='0-1' xtargets=';1:2' status='man'/>
<link type='1-2' xtargets='1:3;1:3 2:1' status='man'/>
</linkGrp>
"""
ZH = """<?xml version='1.0' encoding='utf-8'?>
<text><p id="1"><s id="1:1">雨停了，&amp;他走了。</s><s id="1:2">没有人。</s>
<s id="1:3">门开着，</s></p>
<p id="2"><s id="2:1">灯还亮。
</s></p></text>
"""
EN = """<?xml version='1.0' encoding='utf-8'?>
<text><p id="1"><s id="1:1">The rain stopped.</s><s id="1:2">He left.</s>
<s id="1:3">The door was open, the lamp still lit.</s></p></text>
"""


@pytest.fixture
def clones(tmp_path):
    """Clones that hold one text each, in the shapes of the repositories."""
    mac = tmp_path / "mac/dev/intertext"
    evaluation = tmp_path / "aligner-eval/data"
    for path, text in {
        mac / "dev-anno.001_zh.001_en.xml": LINKS,
        mac / "dev-anno.001_zh.xml": ZH,
        mac / "dev-anno.001_en.xml": EN,
        evaluation / "mag/src/003": "A line.\n",
        evaluation / "mag/tgt/003": "一行。\n",
        evaluation / "mag/gold/003.align": "[0]:[0]\n",
        evaluation / "mag/src/003.trans": "一行文字。\n",
        evaluation / "bible/zh.verse": "Gen:1:1\n",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_the_sets_are_laid_out_as_the_benches_take_them(script, clones):
    sets = script("public_sets")
    sets.lay_out_mac(clones / "mac", clones)
    sets.lay_out_aligner_eval(clones / "aligner-eval", clones)
    said = {
        str(path.relative_to(clones)): path.read_text("utf-8")
        for corpus in ("mac-dev", "mag", "bible")
        for path in (clones / corpus).rglob("*")
        if path.is_file()
    }
    assert said == {
        "mac-dev/src/001": "雨停了，&他走了。\n没有人。\n门开着，\n灯还亮。\n",
        "mac-dev/tgt/001": "The rain stopped.\nHe left.\nThe door was open, the lamp still lit.\n",
        "mac-dev/gold/001.align": "[0]:[0, 1]\n[1]:[]\n[2, 3]:[2]\n",
        "mag/src/003": "A line.\n",
        "mag/tgt/003": "一行。\n",
        "mag/gold/003.align": "[0]:[0]\n",
        "mag/mt/003.trans": "一行文字。\n",
        "bible/tgt.verse": "Gen:1:1\n",
    }


def test_what_is_missing_or_differs_is_named(script, tmp_path, monkeypatch):
    sets = script("public_sets")
    (tmp_path / "mag").mkdir()
    for name in ("same", "other"):
        (tmp_path / "mag" / name).write_text("A line.\n")
    digest = sets.digest(tmp_path / "mag/same")
    expected = {"mag/same": digest, "mag/other": "0" * 64, "mag/none": digest}
    monkeypatch.setattr(sets, "expected", lambda: expected)
    assert [
        fault.removeprefix(f"{tmp_path}/mag/").split(":")[0] for fault in sets.check(tmp_path)
    ] == [
        "other",
        "none",
    ]


def test_line_ends_and_the_spelling_of_beads_do_not_matter(script, tmp_path):
    sets = script("public_sets")
    texts = [tmp_path / "1", tmp_path / "2"]
    texts[0].write_bytes(b"One.\nTwo.\n")
    texts[1].write_bytes(b"One. \r\nTwo.\r\n\r\n")
    gold = [tmp_path / "1.align", tmp_path / "2.align"]
    gold[0].write_bytes(b"[0]:[0]\n[1]:[1, 2]\n")
    gold[1].write_bytes(b"[1]:[1,2]\n[0]:[0]\n")
    for one, two in (texts, gold):
        assert sets.digest(one) == sets.digest(two)
    texts[1].write_bytes(b"One.\nToo.\n")
    assert sets.digest(texts[0]) != sets.digest(texts[1])


def test_an_empty_folder_lacks_all(tmp_path):
    done = subprocess.run(
        [sys.executable, SCRIPT, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "mac-dev/src/001: missing" in done.stderr
    assert done.stdout.startswith("0 of ")
