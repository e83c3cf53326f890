"""What a Chinese document mentions: words that are whole, in the normal form.

chinese_mentions(sentences, terms) -> Mentions
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from align.documents.events.names import CHINESE_NAMES
from align.documents.labels.counts import NAME, Counts, weight_of
from align.documents.labels.extracted import Term, covered, whole
from corpus.language.conversion import to_simplified
from corpus.language.han import HAN, HAN_CHARACTER
from corpus.language.segmentation import plain_segmenter
from glossary.analysis.glosses import glosses
from glossary.lexicon.dictionary.tables import chinese_frequency
from glossary.lexicon.names.spelled import foreign_names
from glossary.wordforms.small_words import CHINESE_STOP_WORDS

_TAGS = (*CHINESE_NAMES, "nrt", "n", "vn", "j")
"""jieba's tags of nouns, verbal nouns and abbreviations."""
_MEASURES = frozenset("例起只头辆家所座场股批支部")
"""Characters that count what stands behind them (一例阳性) and are no small words by themselves."""
_GENERIC = """
记者 报道 消息 时间 时候 问题 情况 方面 人员 工作 部分 今年 去年 明年 今天 昨天 目前 当地 本报
表示 新闻 来源 图片 编辑 责任编辑 公里 人民 先生 女士 全文 客户端 大家 事情 上午 下午 晚上
地方 之间 东西 样子 朋友 期间 日电 社会
"""
_TELLING_NOTHING = frozenset(_GENERIC.split()) | CHINESE_STOP_WORDS
"""Words of every news report, and small ones."""
_WORD = re.compile(f"[{HAN}·]+")
_LISTED = 2e-6
"""Share of running words from which a word that no dictionary has is one: frequency lists were made
by segmenters, and have what these cut (弗雷斯, 库兹涅) at a tenth of it."""
_COMMON = 2e-5
"""Share from which a listed word is known well enough to stand for itself."""
_RETURNS = 3
"""Times that a rarer word must stand in a document before its neighbours tell whether it is whole:
one that no list has is no fragment where they differ (accessor variety: H. Feng et al., CL 30(1),
2004), and any is one where a lone character stands beside it nearly always."""
_ALWAYS = 0.8
"""Share of the occurrences of a word beside which the same character stands, that makes it a part
of the word."""


class ChineseMentions(NamedTuple):
    """The words and names of a document, and the extracted terms in it.

    Attributes:
        counts: by normal form.
        published: the same as first written.
    """

    counts: Counts
    published: Mapping[str, str]


class _Place(NamedTuple):
    """Where a word stands: its sentence, its first character, whether it is tagged as a name."""

    sentence: int
    start: int
    name: bool


def chinese_mentions(sentences: Sequence[str], terms: Sequence[Sequence[Term]]) -> ChineseMentions:
    """The words of a document and how much each counts.

    Args:
        sentences: as published.
        terms: the extracted ones of each sentence.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    published: dict[str, str] = {}
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    simplified = [to_simplified(text) for text in sentences]
    lone: set[tuple[int, int]] = set()
    for number, (text, found) in enumerate(zip(simplified, terms, strict=True)):
        tokens = plain_segmenter().tagged_tokens(text)
        spelled = foreign_names(text, [(word, start) for word, _, start in tokens])
        own, names = whole(found, spelled)
        weighed = [(term.start, term.end, term.form, term.weight) for term in own]
        weighed += [(start, end, text[start:end], NAME) for start, end in names]
        for start, end, form, weight in weighed:
            counts[to_simplified(form)] += weight_of(number) * weight
            published.setdefault(to_simplified(form), sentences[number][start:end])
        for word, tag, start in tokens:
            if len(word) == 1 and word not in CHINESE_STOP_WORDS:
                lone.add((number, start))
            elif _telling(word, tag) and not covered(start, start + len(word), [*own, *spelled]):
                places[word].append(_Place(number, start, tag in CHINESE_NAMES))
    for word, found_at in places.items():
        before, behind = _extent(word, found_at, simplified, lone)
        if before < 0:
            continue
        sentence, start, _ = found_at[0]
        start, end = start - before, start + len(word) + behind
        form = simplified[sentence][start:end]
        # tagged as a name a single time, it may be none
        weight = NAME if sum(place.name for place in found_at) > 1 else 1.0
        counts[form] += weight * sum(weight_of(place.sentence) for place in found_at)
        published.setdefault(form, sentences[sentence][start:end])
    return ChineseMentions(dict(counts), published)


def _extent(
    word: str, places: Sequence[_Place], texts: Sequence[str], lone: Container[tuple[int, int]]
) -> tuple[int, int]:
    """How many characters before and behind a word are parts of it; (-1, -1) for a fragment."""
    frequency = chinese_frequency().get(word, 0.0)
    listed = frequency >= _LISTED or word in glosses().phrases
    if listed and (frequency >= _COMMON or len(places) < _RETURNS):
        return 0, 0
    if len(places) < _RETURNS:
        return -1, -1
    sides = [_side(places, step, texts, lone) for step in (-1, len(word))]
    if min(sides) < 0:
        return (0, 0) if listed else (-1, -1)
    return sides[0], sides[1]


def _side(
    places: Sequence[_Place],
    step: int,
    texts: Sequence[str],
    lone: Container[tuple[int, int]],
) -> int:
    """Whether the character beside a word is a part of it: 1, 0 for no, -1 if a part of it may be.

    Args:
        places: of the word.
        step: from its start to that character.
        texts: the sentences.
        lone: the characters that are words of their own.
    """
    beside = [(place.sentence, place.start + step) for place in places]
    characters = Counter(texts[number][at : at + 1] if at >= 0 else "" for number, at in beside)
    char, often = characters.most_common(1)[0]
    if not HAN_CHARACTER.fullmatch(char) or often < _ALWAYS * len(places):
        return 0
    if step < 0 and char in _MEASURES:
        return 0
    return 1 if sum(place in lone for place in beside) >= often / 2 else -1


def _telling(word: str, tag: str) -> bool:
    """Whether a word may say what a text is about."""
    return (
        len(word) > 1
        and tag in _TAGS
        and word not in _TELLING_NOTHING
        and _WORD.fullmatch(word) is not None
    )
