"""Near misses: what is named almost like a term of the topic and is another thing.

near_misses(entries, topics, texts) -> {topic number: [Naming]}

一个中国政策 is the *One-China policy*; where a document says 一个中国原则, that is the same
beginning with another head word, and the term's counterpart is wrong for it. A reader is shown both
with who says which; nothing of it enters glossary or memory.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from align.project.several_names import Naming
from corpus.jobs import SERIAL, Jobs, Shared
from corpus.language.conversion import to_simplified
from corpus.language.segmentation import WordSegmenter, english_tokens, plain_segmenter
from corpus.model import Language, Topic
from glossary.analysis.parts_of_speech import CLASSES, chinese_classes, english_classes
from glossary.entries import ConceptEntry, Status, TermPair
from glossary.wordforms.normal import SEPARATORS, language_of, normal_en, normal_zh

_NOUNS = [CLASSES.index("noun"), CLASSES.index("verbal noun")]
_LEAST_NOUN = 0.5
"""Share of noun among a word's readings: more often a noun than anything else."""
_LEAST_WORDS = 2
"""Words of a Chinese beginning: a single one (中国, 供应链) has any number of other heads."""
_TOPICS = 8
"""Topics that are looked through together."""
_NEXT_TO = re.compile(f"[{SEPARATORS}]*")

Forms = tuple[str, ...]


class _Term(NamedTuple):
    """A pair of terms whose beginnings are a pair, too; normal forms of the words of each."""

    concept: str
    pair: TermPair
    zh: Forms
    en: Forms


class _Continuation(NamedTuple):
    """What follows a beginning: the next word's normal form, and all of it as first written."""

    head: str
    surface: str


_Uses = dict[_Continuation, Counter[str]]


def near_misses(
    entries: Iterable[ConceptEntry],
    topics: Iterable[Topic],
    texts: Mapping[str, Sequence[str]],
    jobs: Jobs = SERIAL,
) -> dict[int, list[Naming]]:
    """Stretches that share all but the head word with a term of the same documents.

    The beginning must be a term pair itself (一个中国, *One-China*), of two words or more. Both
    head words must be nouns. The stretch must not be a term, which has an entry of its own.

    Args:
        entries: of the glossary; their order is kept.
        topics: only those with several documents can give any.
        texts: the sentences by document id.
        jobs: who looks through the topics.

    Returns:
        The terms with near misses by topic number; in each `Naming` the term stands first.
    """
    pairs = [
        (entry.id, pair)
        for entry in entries
        for pair in entry.pairs
        if pair.status is not Status.REJECTED
    ]
    terms = list(_terms(pairs, plain_segmenter()))
    beginnings = {term.zh[:-1] for term in terms} | {term.en[:-1] for term in terms}
    known = {normal_zh(pair.zh) for _, pair in pairs} | {normal_en(pair.en) for _, pair in pairs}
    several = [topic for topic in topics if terms and len(topic.documents) > 1]
    held = [{key: texts[key] for key in topic.documents} for topic in several]
    numbers: dict[Forms, list[int]] = {}
    for number, term in enumerate(terms):
        numbers.setdefault(term.zh[:-1], []).append(number)
    with jobs.shared(_Looked(terms, numbers, {*map(len, beginnings)}, beginnings, known)) as looked:
        found = list(jobs.map(partial(_of_topic, looked), held, _TOPICS))
    return {topic.number: one for topic, one in zip(several, found, strict=True) if one}


class _Looked(NamedTuple):
    """What is looked for in every topic: the terms, their beginnings, and all that is a term.

    Attributes:
        numbers: of the terms, ascending, by their Chinese beginnings: a topic has few of all terms.
    """

    terms: Sequence[_Term]
    numbers: Mapping[Forms, Sequence[int]]
    lengths: Collection[int]
    beginnings: Collection[Forms]
    known: Collection[str]


def _of_topic(looked: Shared[_Looked], texts: Mapping[str, Sequence[str]]) -> list[Naming]:
    """The near misses of one topic, whose documents are given."""
    terms, numbers, lengths, beginnings, known = looked.value
    words = plain_segmenter()
    uses: dict[Forms, _Uses] = {}
    for document, sentences in texts.items():
        for text in sentences:
            for beginning, continuation in _continuations(text, lengths, beginnings, words):
                of_all = uses.setdefault(beginning, {})
                of_all.setdefault(continuation, Counter())[document] += 1
    told = sorted(k for beginning in uses for k in numbers.get(beginning, ()))
    namings = (
        Naming(
            term.concept,
            _named(term.pair.zh, term.zh, uses, known, Language.ZH),
            _named(term.pair.en, term.en, uses, known, Language.EN),
        )
        for term in (terms[k] for k in told)
        if term.en[:-1] in uses
    )
    return [each for each in namings if each.zh and each.en and _several(each)]


def _terms(pairs: Sequence[tuple[str, TermPair]], words: WordSegmenter) -> Iterator[_Term]:
    forms = [
        (_forms(pair.zh, Language.ZH, words), _forms(pair.en, Language.EN, words))
        for _, pair in pairs
    ]
    beginnings = set(forms)
    for (concept, pair), (zh, en) in zip(pairs, forms, strict=True):
        if len(zh) > _LEAST_WORDS and (zh[:-1], en[:-1]) in beginnings:
            yield _Term(concept, pair, zh, en)


def _continuations(
    text: str, lengths: Collection[int], beginnings: Collection[Forms], words: WordSegmenter
) -> Iterator[tuple[Forms, _Continuation]]:
    """Every place of a beginning, of these lengths, in a text that has a word right behind it."""
    language = language_of(text)
    tokens = _tokens(text, language, words)
    forms = [_form(token, language) for token, _, _ in tokens]
    for end in range(1, len(forms)):
        if not _NEXT_TO.fullmatch(text, tokens[end - 1][2], tokens[end][1]):
            continue
        for length in lengths:
            start = end - length
            if start >= 0 and (beginning := tuple(forms[start:end])) in beginnings:
                surface = text[tokens[start][1] : tokens[end][2]]
                yield beginning, _Continuation(forms[end], surface)


def _named(
    term: str,
    forms: Forms,
    uses: Mapping[Forms, _Uses],
    known: Collection[str],
    language: Language,
) -> dict[str, Counter[str]]:
    """The term and its near misses, each with how often which documents say it; term first."""
    *beginning, head = forms
    heads: dict[str, str] = {head: term}
    counts: dict[str, Counter[str]] = {}
    for continuation, documents in uses.get(tuple(beginning), {}).items():
        if continuation.head != head and not (
            _is_noun(head, language)
            and _is_noun(continuation.head, language)
            and _normal(continuation.surface, language) not in known
        ):
            continue
        name = heads.setdefault(continuation.head, continuation.surface)
        counts.setdefault(name, Counter()).update(documents)
    if term not in counts:
        return {}
    return {term: counts.pop(term), **counts}


def _several(naming: Naming) -> bool:
    return len(naming.zh) > 1 or len(naming.en) > 1


def _forms(term: str, language: Language, words: WordSegmenter) -> Forms:
    return tuple(_form(token, language) for token, _, _ in _tokens(term, language, words))


def _tokens(text: str, language: Language, words: WordSegmenter) -> list[tuple[str, int, int]]:
    return words.tokens(text) if language is Language.ZH else english_tokens(text)


def _form(token: str, language: Language) -> str:
    return to_simplified(token) if language is Language.ZH else normal_en(token)


def _normal(text: str, language: Language) -> str:
    return normal_zh(text) if language is Language.ZH else normal_en(text)


def _is_noun(word: str, language: Language) -> bool:
    classes = chinese_classes if language is Language.ZH else english_classes
    return float(classes([word])[0, _NOUNS].sum()) >= _LEAST_NOUN
