"""Sentence vectors for the aligners that need them: the models that ours is compared with, too."""

from collections.abc import Sequence
from typing import Any


class Each:
    """An encoder that encodes every text once, however often it stands in the list."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401
        self.model = model

    def encode(self, sentences: Sequence[str]) -> Any:  # noqa: ANN401
        """The vector of each sentence."""
        order = {text: number for number, text in enumerate(dict.fromkeys(sentences))}
        return self.model.encode(list(order))[[order[text] for text in sentences]]


def loaded(name: str) -> Each:
    """The encoder: ``use`` is our own, without its cache; others are of sentence-transformers."""
    if name == "use":
        from align.vectors.universal import UniversalEncoder

        return Each(UniversalEncoder())
    from sentence_transformers import SentenceTransformer

    return Each(SentenceTransformer(name, local_files_only=True))
