"""What a topic is called: a few key terms in each language that a reader recognises it by.

A term is telling when it is frequent in the topic's documents, stands in several of them, and is
rare in the other documents and in the language at large. Names rank before other words.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest

from align.documents.events.names import CHINESE_NAMES, is_headline
from align.documents.pairing import Documents
from corpus.language.conversion import convert, to_simplified
from corpus.language.han import HAN
from corpus.language.identification import script_of
from corpus.language.segmentation import english_tokens, plain_segmenter
from corpus.model import Script
from glossary.lexicon.dictionary.tables import chinese_frequency, english_frequency
from glossary.wordforms.english_words import STOP_WORDS
from glossary.wordforms.inflection import lemma

TERMS = 3
"""Key terms in a label: what fits in a list and still tells two stories apart."""
_AT_LARGE = 5.0
"""Documents of the language at large that the topic is held against besides the collection."""
_REPETITION = 0.75
"""Power of a term's count: between every occurrence alike (1) and its square root."""
_NAME = 1.5
"""A name counts half as much again: who and where identify an event better than what."""
_LEAD = 2.0
"""A word of the first sentence, mostly the headline, counts as if it occurred twice more."""
_ZH_TAGS = (*CHINESE_NAMES, "n", "vn", "j", "l", "i")
"""jieba's tags of nouns, verbal nouns, abbreviations and set phrases."""
_GENERIC_ENGLISH = """
said say says saying one two new year years month week day days time people mr mrs ms monday
tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december last first told also would could percent according
including made make many part report reported news
"""
_GENERIC_CHINESE = """
记者 报道 消息 时间 时候 问题 情况 方面 人员 工作 部分 今年 去年 明年 今天 昨天 目前 当地 本报
表示 新闻 来源 图片 编辑 责任编辑 公里 人民 先生 女士 全文 客户端 大家 事情 上午 下午 晚上
地方 之间 东西 样子 朋友 期间 日电 社会
"""
_GENERIC = frozenset(_GENERIC_ENGLISH.split())
_ZH_GENERIC = frozenset(_GENERIC_CHINESE.split())
_ZH_WORD = re.compile(f"[{HAN}·]+")
"""Words of every news report, telling in none."""

_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstwxyz]{0,2}[aeiouy]{1,3}(?:n|ng|k|l|m|p|r|t|h|rh)?")
"""A romanised Chinese or Korean syllable (-chao, -yoon, -hyuk); -based, -led and -born are none."""
_HYPHENS = ("-", "\u2010", "\u2011")

Counts = dict[str, float]
Tokens = list[tuple[str, int, int]]


class Labeller:
    """The words of a collection's documents, counted once."""

    def __init__(self, zh: Documents, en: Documents) -> None:
        self._script = {key: script_of("".join(zh[key])) for key in sorted(zh)}
        self._forms: dict[str, dict[str, str]] = {}
        self._zh = {}
        for key, script in self._script.items():
            self._zh[key], self._forms[key] = _chinese_terms(zh[key], script)
        self._en = {key: _english_terms(en[key]) for key in sorted(en)}

    def labels(self, groups: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
        """The Chinese and the English label of each group of document ids.

        The label is empty in a language that the group has no document of. The Chinese one is in
        the script of most of the group's Chinese documents.
        """
        return [
            ("、".join(chinese), ", ".join(english))
            for chinese, english in self.key_terms(groups, TERMS)
        ]

    def key_terms(
        self, groups: Sequence[Sequence[str]], count: int
    ) -> list[tuple[list[str], list[str]]]:
        """The most telling Chinese and English terms of each group, best first, `count` at most."""
        zh = _best_terms(self._zh, groups, chinese_frequency(), count)
        en = _best_terms(self._en, groups, english_frequency(), count)
        return [
            (self._published(chinese, group), english)
            for group, chinese, english in zip(groups, zh, en, strict=True)
        ]

    def _published(self, terms: Sequence[str], group: Sequence[str]) -> list[str]:
        """Terms in the normal form as the group's documents in its main script write them."""
        chinese = [key for key in group if key in self._script]
        traditional = [key for key in chinese if self._script[key] is Script.HANT]
        if 2 * len(traditional) <= len(chinese):
            return list(terms)
        forms = [self._forms[key] for key in traditional]
        return [
            next((form[term] for form in forms if term in form), None) or convert(term, "s2t")
            for term in terms
        ]


def _best_terms(
    terms: Mapping[str, Counts],
    groups: Sequence[Sequence[str]],
    frequency: Mapping[str, float],
    most: int,
) -> Iterator[list[str]]:
    everywhere: Counter[str] = Counter(term for counts in terms.values() for term in counts)
    for group in groups:
        own = [terms[key] for key in group if key in terms]
        total: defaultdict[str, float] = defaultdict(float)
        held: Counter[str] = Counter()
        for counts in own:
            for term, count in counts.items():
                total[term] += count**_REPETITION / len(own)
                held[term] += 1
        score = {
            term: value
            * math.sqrt(held[term] / len(own))
            * math.log((len(terms) + _AT_LARGE) / (everywhere[term] - held[term] + 0.5))
            * _surprise(term, frequency)
            for term, value in total.items()
        }
        ranked = sorted(score, key=lambda term: (-score[term], term))
        yield list(islice(_distinct(ranked), most))


def _surprise(term: str, frequency: Mapping[str, float]) -> float:
    """Information of a term in nats above one word in a thousand; of the rarest of its parts.

    Between 0.1 and 6: rarer than two in a million is rare enough, and often a fragment.
    """
    rarest = min(frequency.get(part.lower(), 0.0) for part in re.split("[ -]", term))
    return min(6.0, max(0.1, -math.log(max(rarest, 1e-9)) - 7.0))


def _distinct(ranked: Iterable[str]) -> Iterator[str]:
    """The terms that are no part of a better one and hold no better one."""
    seen: list[str] = []
    for term in ranked:
        folded = term.lower()
        if not any(folded in other or other in folded for other in seen):
            seen.append(folded)
            yield term


def _chinese_terms(sentences: Sequence[str], script: Script) -> tuple[Counts, dict[str, str]]:
    """Content words in the normal form, with how much each counts, and as first published."""
    forms: dict[str, str] = {}
    found: defaultdict[str, float] = defaultdict(float)
    times: Counter[str] = Counter()
    names: Counter[str] = Counter()
    segmenter = plain_segmenter()
    known = chinese_frequency()
    for number, text in enumerate(sentences):
        for form, tag in segmenter.tagged(text if script is Script.HANT else to_simplified(text)):
            word = to_simplified(form) if script is Script.HANT else form
            if len(word) < 2 or tag not in _ZH_TAGS or word in _ZH_GENERIC:
                continue
            if not _ZH_WORD.fullmatch(word):
                continue
            weight = 1.0 + _LEAD * (number == 0)
            forms.setdefault(word, form)
            found[word] += weight
            times[word] += 1
            names[word] += tag in CHINESE_NAMES
    # A word that no list knows may be a fragment, unless it keeps coming back; a name that is
    # tagged as one a single time may be none.
    counts = {
        word: count * (_NAME if names[word] >= 2 else 1.0)
        for word, count in found.items()
        if word in known or times[word] >= 3
    }
    return counts, forms


def _english_terms(sentences: Sequence[str]) -> Counts:
    """Lemmas of content words, and names as written (runs of capitalised words)."""
    found: defaultdict[str, float] = defaultdict(float)
    names: defaultdict[str, float] = defaultdict(float)
    tokens = _given_names_whole(sentences)
    common = {word for row in tokens for word, _, _ in row if word.islower()}
    inside = {
        _bare(word)
        for row in tokens
        if not is_headline([word for word, _, _ in row])
        for word, start, _ in row
        if start > 0 and word[0].isupper()
    }
    for number, (row, text) in enumerate(zip(tokens, sentences, strict=True)):
        weight = 1.0 + _LEAD * (number == 0)
        headline = is_headline([word for word, _, _ in row])
        for name in _names(row, text, common, inside if headline else None):
            names[name] += weight * _NAME
        for word, _, _ in row:
            bare = _bare(word)
            base = lemma(bare.lower())
            if (
                (bare.islower() or (headline and bare.lower() in common))
                and bare.isalpha() and len(base) > 3
                and base not in STOP_WORDS and base not in _GENERIC
            ):  # fmt: skip
                found[base] += weight
    for name, count in _whole_names(names).items():
        found[name] += count
    return dict(found)


def _given_names_whole(sentences: Sequence[str]) -> list[Tokens]:
    """The tokens of each sentence, given names like Wen-chao and Jae-yoon as one token.

    Such a name is a capitalised word that the document writes only with a hyphen and a syllable
    in small letters behind it; Hamas-run is none where Hamas stands alone, too.
    """
    rows = [english_tokens(text) for text in sentences]
    alone: set[str] = {
        _bare(word)
        for row, text in zip(rows, sentences, strict=True)
        for (word, _, stop), after in zip_longest(row, row[1:])
        if not (after and _hyphenated(text, word, stop, after))
    }
    result = []
    for row, text in zip(rows, sentences, strict=True):
        whole: Tokens = []
        for token in row:
            if whole and _hyphenated(text, whole[-1][0], whole[-1][2], token, alone):
                start = whole.pop()[1]
                whole.append((text[start : token[2]], start, token[2]))
            else:
                whole.append(token)
        result.append(whole)
    return result


def _hyphenated(
    text: str, word: str, stop: int, after: tuple[str, int, int], but: Container[str] = ()
) -> bool:
    """Whether a hyphen joins a capitalised word that ends at `stop` to a syllable behind it."""
    syllable, start, _ = after
    return (
        word[0].isupper()
        and word not in but
        and text[stop:start] in _HYPHENS
        and _SYLLABLE.fullmatch(_bare(syllable)) is not None
    )


def _whole_names(names: Mapping[str, float]) -> Counts:
    """The names, a part of one (Lee) counted for the most frequent whole (Lee Jae Myung)."""
    # A name of several words is no part of another, so it stays and can be counted for.
    whole = sorted((name for name in names if " " in name), key=lambda name: (-names[name], name))
    parts = {name: {*name.split(), *re.split("[ -]", name)} for name in whole}
    result = dict(names)
    for name, count in names.items():
        home = next((other for other in whole if name in parts[other]), None)
        if home is not None:
            result[home] += count
            del result[name]
    return result


def _names(
    row: Tokens, text: str, common: Container[str], known: Container[str] | None
) -> Iterator[str]:
    """Runs of up to three capitalised words that the document never writes in small letters.

    Args:
        row: the tokens of a sentence.
        text: the sentence.
        common: words that the document writes in small letters.
        known: the only words that may be names here; None for any.
    """
    run: list[str] = []
    end = -2
    for word, start, stop in [*row, ("", -9, -9)]:
        bare = _bare(word)
        is_name = (
            bare[:1].isupper()
            and (len(bare) > 2 or bare.isupper())
            and bare.lower() not in common
            and bare.lower() not in _GENERIC
            and bare.lower() not in STOP_WORDS
            and (known is None or bare in known)
            and not (start == 0 and _frequent(bare) and (known is None or bare not in known))
        )
        if run and (not is_name or start != end + 1 or len(run) == 3):
            yield "".join(run).lstrip(" -")
            run = []
        if is_name:
            run.append(("-" if text[start - 1 : start] in _HYPHENS else " ") + bare)
            end = stop if bare == word else -2  # nothing follows a possessive


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _frequent(word: str) -> bool:
    """Whether a capital at the start of a sentence says nothing."""
    return english_frequency().get(lemma(word.lower()), 0.0) > 1e-6
