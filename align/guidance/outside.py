"""What users bring from other tools, as similarities of spans: translations and sentence vectors.

Outside(guidance).similarities(left, right) -> [(name, SpanSimilarity), ...]
"""

from pathlib import Path

from align.beads.span_similarity import SpanSimilarity
from align.guidance.sides import TextSide, by_stem
from align.options import Guidance
from corpus.model import Language


class Outside:
    """External evidence: the files and the model that the guidance names.

    Attributes:
        missing: a line for each file that a folder should hold and does not.
    """

    def __init__(self, guidance: Guidance) -> None:
        """Find the model, if one is named.

        Raises:
            UsageError: a folder with two files of one stem, or a model that is not there.
        """
        self._guidance = guidance
        self._folders: dict[Path, dict[str, Path]] = {}
        self.missing: list[str] = []
        if guidance.encoder:
            from align.vectors.encoders import sentence_encoder

            self._encoder = sentence_encoder(guidance.encoder)

    def similarities(
        self, left: TextSide, right: TextSide
    ) -> tuple[tuple[str, SpanSimilarity], ...]:
        """The similarities for one pair of files, with their names.

        Similarities of one name are on one scale, also across pairs.

        Raises:
            InputError: a file that cannot be read, or does not fit the sentences.
            UsageError: a model that cannot be loaded.
        """
        zh, en = (left, right) if left.language is Language.ZH else (right, left)
        found: list[tuple[str, SpanSimilarity]] = []
        if self._guidance.pivot and (path := self._file(self._guidance.pivot, left)):
            from align.vectors.pivot import read_pivot  # sacrebleu is slow to import

            found.append(("pivot", read_pivot(path, zh.sentences, en.sentences)))
        if self._guidance.encoder:
            from align.vectors.files import encoded

            found.append(("encoder", encoded(self._encoder, zh.sentences, en.sentences)))
        if self._guidance.vectors:
            from align.vectors.files import read_vectors

            first, second = (self._file(path, left) for path in self._guidance.vectors)
            if first and second:
                paths = (first, second) if left is zh else (second, first)
                found.append(("vectors", read_vectors(*paths, zh.sentences, en.sentences)))
        return tuple(found)

    def _file(self, given: str | Path, left: TextSide) -> Path | None:
        """The file, or in a folder the file with the stem of the pair; None if there is none."""
        path = Path(given)
        if not path.is_dir():
            return path
        if path not in self._folders:
            self._folders[path] = by_stem(path)
        found = self._folders[path].get(left.path.stem)
        if found is None:
            self.missing.append(f"{path}: no file with the stem {left.path.stem}")
        return found
