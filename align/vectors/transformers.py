"""Sentence vectors by a neural model: needs the extra ``duizhao[neural]``.

TransformerEncoder("LaBSE").encode(sentences) -> array of shape (sentences, dimensions)

Any model that sentence-transformers loads will do, by its name or from a folder; it must put both
languages into one space. Nothing is downloaded: a model that is not on this machine is named with
the command that fetches it.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import UsageError
from corpus.kernels.arrays import Floats

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT = "LaBSE"
"""F. Feng et al., "Language-agnostic BERT Sentence Embedding", ACL 2022: what the published neural
aligners of Chinese and English use."""
_OWNER = "sentence-transformers"
"""Whose models go by their bare names, as in the library itself."""
_BATCH = 32
"""Sentences that the model takes at once."""
_EXTRA = "--encoder needs the extra: pip install 'duizhao[neural]'"


class TransformerEncoder:
    """A sentence-transformers model; it is loaded when there is something to encode.

    Attributes:
        name: as the user gave it.
        version: where the model lies, and its files' sizes and times.
    """

    def __init__(self, model: str = DEFAULT) -> None:
        """Find the model.

        Args:
            model: a name such as ``LaBSE`` or ``owner/name``, or a folder.

        Raises:
            UsageError: the extra is not installed, or the model is not on this machine.
        """
        self.name = model
        self._folder = _folder(model)
        self.version = _identity(self._folder)
        self._model: SentenceTransformer | None = None

    def encode(self, sentences: Sequence[str]) -> Floats:
        """The vector of each sentence.

        Raises:
            UsageError: the model cannot be loaded.
        """
        if self._model is None:
            self._model = _loaded(self.name, self._folder)
        rows = self._model.encode(list(sentences), batch_size=_BATCH, show_progress_bar=False)
        return np.asarray(rows, np.float32)


def _folder(model: str) -> Path:
    """Where the model lies on this machine."""
    if Path(model).is_dir():
        return Path(model).resolve()
    try:
        from huggingface_hub import snapshot_download
    except ImportError:
        raise UsageError(_EXTRA) from None
    name = model if "/" in model else f"{_OWNER}/{model}"
    try:
        return Path(snapshot_download(name, local_files_only=True))
    except ValueError:
        raise UsageError(f"--encoder {model}: neither a folder nor the name of a model") from None
    except OSError:
        raise UsageError(
            f"--encoder {model}: not on this machine; fetch it once with `hf download {name}`, "
            "or give a folder that holds a model"
        ) from None


def _identity(folder: Path) -> str:
    """What tells a model from every other: where it lies, and its files' sizes and times."""
    digest = hashlib.blake2b(str(folder).encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        status = path.stat()
        row = f"\0{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}"
        digest.update(row.encode())
    return digest.hexdigest()


def _loaded(name: str, folder: Path) -> "SentenceTransformer":
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar
    except ImportError:
        raise UsageError(_EXTRA) from None
    disable_progress_bar()  # of loading, which would run on in a log
    try:
        return SentenceTransformer(str(folder), local_files_only=True)
    except Exception as error:  # noqa: BLE001 - the libraries below share no root of their errors
        reason = " ".join(str(error).split()) or type(error).__name__
        raise UsageError(f"--encoder {name}: {folder} cannot be loaded ({reason})") from None
