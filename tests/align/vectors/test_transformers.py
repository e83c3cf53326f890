"""Sentence vectors by a real, tiny model that is made here; nothing is downloaded.

The model is a BERT without layers, over a vocabulary in which a Chinese character and an English
word of one meaning share a vector: so it knows what translates what.
"""

import logging
import sys

import numpy as np
import pytest

from align.vectors import encoders, transformers
from align.vectors.encoders import CachedEncoder
from align.vectors.files import SentenceVectors
from align.vectors.transformers import TransformerEncoder
from corpus.errors import UsageError

MEANINGS = [
    ("风", "wind"), ("雨", "rain"), ("山", "mountain"), ("水", "water"), ("马", "horse"),
    ("鱼", "fish"), ("火", "fire"), ("月", "moon"), ("。", "."),
]  # fmt: skip
ZH = ["风雨。", "山水。", "马。", "鱼。", "火月。"]
EN = ["wind rain.", "mountain water.", "horse fish.", "fire moon."]
GOLD = np.array([[0, 1, 0, 1], [1, 1, 1, 1], [2, 2, 2, 1], [4, 1, 3, 1]])
WRONG = np.array([[0, 1, 1, 1], [1, 2, 1, 1], [2, 1, 2, 1], [3, 2, 3, 1]])
"""One beside each gold bead."""


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(encoders, "cache_folder", lambda: tmp_path / "cache")


def cached(model):
    return CachedEncoder(TransformerEncoder(str(model)))


@pytest.fixture(scope="session")
def make_model(tmp_path_factory):
    """A function that writes a model into a new folder; another seed is another model."""
    reason = "needs the extra: make test-neural installs it and runs this"
    torch = pytest.importorskip("torch", reason=reason)
    transformers = pytest.importorskip("transformers", reason=reason)
    sentence_transformers = pytest.importorskip("sentence_transformers", reason=reason)
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)

    def make(seed=0):
        bare, folder = tmp_path_factory.mktemp("bert"), tmp_path_factory.mktemp("model")
        special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        vocabulary = [*special, *(word for pair in MEANINGS for word in pair)]
        words = bare / "vocab.txt"
        words.write_text("".join(f"{word}\n" for word in vocabulary), "utf-8")
        config = transformers.BertConfig(
            vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=0,
            num_attention_heads=1, intermediate_size=1, max_position_embeddings=64,
        )  # fmt: skip
        torch.manual_seed(seed)
        bert = transformers.BertModel(config, add_pooling_layer=False)
        with torch.no_grad():
            bert.embeddings.position_embeddings.weight.zero_()
            table = bert.embeddings.word_embeddings.weight
            table.normal_()
            table[len(special) + 1 :: 2] = table[len(special) :: 2]
        bert.save_pretrained(bare)
        transformers.BertTokenizerFast(str(words)).save_pretrained(bare)
        sentence_transformers.SentenceTransformer(str(bare)).save(str(folder))
        return folder

    return make


@pytest.fixture(scope="session")
def model(make_model):
    return make_model()


def test_vectors_are_the_models(model):
    from sentence_transformers import SentenceTransformer

    texts = ["风雨。", "horse fish.", "风雨。", ""]
    found = cached(model).encode(texts)
    assert found.shape == (4, 32)
    assert found.dtype == np.float32
    expected = SentenceTransformer(str(model)).encode(texts)
    assert found == pytest.approx(expected, abs=1e-5)
    assert (found[0] == found[2]).all()


def test_spans_that_translate_each_other_are_nearest(model):
    encoder = cached(model)
    near = SentenceVectors(encoder.encode(ZH), encoder.encode(EN), ZH, EN)
    assert (near.similarities(GOLD) > near.similarities(WRONG)).all()


def test_what_was_encoded_before_needs_no_model(model, monkeypatch):
    first = cached(model).encode(ZH)
    monkeypatch.setattr(transformers, "_loaded", lambda *_: pytest.fail("loaded again"))
    assert (cached(model).encode([*ZH[2:], f" {ZH[0]}"]) == first[[2, 3, 4, 0]]).all()


def test_models_do_not_share_vectors(make_model, model):
    one, other = (cached(folder).encode(ZH) for folder in (model, make_model(1)))
    assert not np.allclose(one, other)


def test_a_model_that_was_trained_on_is_another(make_model):
    folder, better = make_model(2), make_model(3)
    before = cached(folder).encode(ZH)
    (folder / "model.safetensors").write_bytes((better / "model.safetensors").read_bytes())
    after = cached(folder).encode(ZH)
    assert not np.allclose(before, after)
    assert after == pytest.approx(cached(better).encode(ZH), abs=1e-6)


def test_the_command(model, duizhao, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, lines in (("zh", ZH), ("en", EN)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    result = duizhao("align", "pair", "zh", "en", "--lines", "--encoder", str(model))
    assert (result.code, result.stderr) == (0, "")
    beads = [line.rsplit(":", 1)[0] for line in result.stdout.splitlines()]
    assert beads == ["[0]:[0]", "[1]:[1]", "[2, 3]:[2]", "[4]:[3]"]
    assert duizhao("align", "pair", "zh", "en", "--lines").stdout != result.stdout


# What goes wrong


def test_a_folder_that_holds_no_model(make_model, tmp_path):
    (tmp_path / "model").mkdir()
    encoder = TransformerEncoder(str(tmp_path / "model"))
    with pytest.raises(UsageError, match=r"--encoder .*model: .* cannot be loaded \(.+\)$"):
        encoder.encode(ZH)


def test_a_model_that_is_not_on_this_machine(make_model, monkeypatch, tmp_path):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(UsageError, match="`hf download sentence-transformers/LaBSE`"):
        TransformerEncoder()
    with pytest.raises(UsageError, match="`hf download owner/name`"):
        TransformerEncoder("owner/name")
    with pytest.raises(UsageError, match="neither a folder nor the name of a model"):
        TransformerEncoder("no such//model")


@pytest.mark.parametrize("module", ["huggingface_hub", "sentence_transformers"])
def test_without_the_extra(monkeypatch, tmp_path, duizhao, module):
    monkeypatch.setitem(sys.modules, module, None)
    name = "LaBSE" if module == "huggingface_hub" else str(tmp_path)
    for side, lines in (("zh", ZH), ("en", EN)):
        (tmp_path / side).write_text("\n".join(lines), "utf-8")
    sides = (str(tmp_path / "zh"), str(tmp_path / "en"))
    result = duizhao("align", "pair", *sides, "--lines", "--encoder", name)
    message = "duizhao: --encoder needs the extra: pip install 'duizhao[neural]'\n"
    assert (result.code, result.stderr) == (2, message)
