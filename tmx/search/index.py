"""The index of a memory: arrays that are the same in memory and in a mapped file.

arrays_of(pairs, records) -> (name, array), …     built in one pass over the pairs
Index(arrays).similar(…) | .containing(…) | .pair(place)
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice, pairwise
from typing import BinaryIO

import numpy as np

from corpus.model import Kind, Language, SentencePair
from tmx.search import side
from tmx.search.arrays import Array, under
from tmx.search.tokens import form, normal
from tmx.search.vocabulary import numbering

_BATCH = 2000  # pairs at once while indexing; more are not faster
_ANY = "surrogatepass"  # what is no character is kept, too
_HALF, _LOW = 64, 2**64 - 1  # of a 128-bit hash, which no two pairs of any memory share


def arrays_of(pairs: Iterable[SentencePair], records: BinaryIO) -> Iterator[tuple[str, Array]]:
    """What an index consists of; of pairs with the same texts the first is kept.

    Args:
        pairs: in the order in which they are to be found.
        records: where the texts go, as they are read.

    Yields:
        The arrays by name, but for the records; the first when all pairs are read.
    """
    numberings = {language: numbering(language) for language in Language}
    tokens: dict[Language, list[Array]] = {language: [] for language in Language}
    lengths: list[Array] = []
    distinct = _distinct(pairs)
    while batch := list(islice(distinct, _BATCH)):
        for language in Language:
            texts = [normal(text_of(pair, language), language) for pair in batch]
            tokens[language].append(numberings[language].encode(texts))
        fields = [field.encode(errors=_ANY) for pair in batch for field in _fields(pair)]
        records.write(b"".join(fields))
        lengths.append(np.fromiter(map(len, fields), np.int64, len(fields)))
    yield "fields", np.cumsum(np.concatenate([np.empty(0, np.int64), *lengths]))
    for language in Language:
        arrays = side.arrays_of(tokens[language], numberings.pop(language).tokens())
        yield from ((f"{language}.{name}", array) for name, array in arrays)


def text_of(pair: SentencePair, language: Language) -> str:
    """The side of a pair in a language."""
    return pair.zh if language is Language.ZH else pair.en


def _distinct(pairs: Iterable[SentencePair]) -> Iterator[SentencePair]:
    seen: set[int] = set()
    for pair in pairs:
        key = hash(pair.zh) << _HALF | hash(pair.en) & _LOW
        if key not in seen:
            seen.add(key)
            yield pair


def _fields(pair: SentencePair) -> tuple[str, str, str]:
    """The texts, and what else is known of the pair, if anything."""
    zh_ids, en_ids = (" ".join(map(str, ids)) for ids in (pair.zh_ids, pair.en_ids))
    rest = (pair.score, pair.kind, zh_ids, en_ids, pair.topic, pair.zh_document, pair.en_document)
    return pair.zh, pair.en, "" if rest == _NOTHING else "\0".join(map(str, rest))


_NOTHING = (1.0, Kind.PARALLEL, "", "", "", "", "")


class Index:
    """Similar texts, texts that contain a phrase, and the pairs they belong to, by their place."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        """Take what `arrays_of` gave, and the records as bytes."""
        self._records = arrays["records"]
        self._fields = arrays["fields"]
        self._sides = {
            language: side.Side(under(arrays, language), language) for language in Language
        }

    @classmethod
    def of(cls, pairs: Iterable[SentencePair]) -> "Index":
        """An index that is in memory only."""
        records = BytesIO()
        arrays = dict(arrays_of(pairs, records))
        return cls({**arrays, "records": np.frombuffer(records.getvalue(), np.uint8)})

    def __len__(self) -> int:
        return len(self._fields) // 3

    def pair(self, place: int) -> SentencePair:
        """The pair at a place.

        Raises:
            IndexError: the fields do not stand in the records, as in no sound index.
        """
        start = int(self._fields[3 * place - 1]) if place else 0
        first, second, end = self._fields[3 * place : 3 * place + 3].tolist()
        if not 0 <= start <= first <= second <= end <= len(self._records):
            raise IndexError(place)
        zh, en, rest = (
            self._records[a:b].tobytes().decode(errors=_ANY)
            for a, b in pairwise((start, first, second, end))
        )
        if not rest:
            return SentencePair(zh, en)
        score, kind, zh_ids, en_ids, topic, zh_document, en_document = rest.split("\0", 6)
        return SentencePair(
            zh,
            en,
            float(score),
            Kind(kind),
            topic,
            zh_document,
            en_document,
            tuple(map(int, zh_ids.split())),
            tuple(map(int, en_ids.split())),
        )

    def similar(
        self, text: str, language: Language, *, limit: int, threshold: int
    ) -> list[tuple[int, int]]:
        """How similar in percent, and at which place: the best, then by place."""
        wanted = form(text, language)
        best: list[tuple[int, int]] = []  # percent, place below 0: the best are the highest
        for found, bound in self._sides[language].similar(normal(text, language), threshold):
            for percent, place in found:
                same = percent == 100 and form(self._text(place, language), language) == wanted
                shown = 100 if same else min(percent, 99)
                if shown >= threshold:
                    best.append((shown, -place))
            best = sorted(best, reverse=True)[:limit]
            if len(best) == limit and bound < best[-1][0]:
                break
        return [(percent, -place) for percent, place in best]

    def containing(self, text: str, language: Language) -> Iterator[int]:
        """The places of texts that contain another one, ascending."""
        return self._sides[language].containing(normal(text, language))

    def _text(self, place: int, language: Language) -> str:
        return text_of(self.pair(place), language)
