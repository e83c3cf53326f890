"""What a memory is worth on a new text.

evaluate(memory_path, test_path) -> Evaluation
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError, UsageError
from corpus.language.identification import identify
from corpus.model import Language, SentencePair
from corpus.readers.plain import numbered_lines
from corpus.support.progress import track
from tmx.conversion.reading import TMX, form_of, read_pairs
from tmx.formats.records import OnLoss
from tmx.search.memory import Match, Memory

# Lower bounds of the match bands in which translators are paid, in percent.
BANDS = {"100": 100, "95-99": 95, "85-94": 85, "75-84": 75, "50-74": 50}
NONE = "none"
_TEXTS = frozenset({"", ".txt", ".text", ".md", ".zh", ".en"})


@dataclass(frozen=True, slots=True)
class Score:
    """A sacrebleu score with its signature, by which it can be computed again."""

    value: float
    signature: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How far a memory covers a text, and how good what it suggests is.

    Attributes:
        segments: of the text.
        bands: segments by the band of their best match, and "none".
        words: words of the text by the same bands, as white space parts them; empty for Chinese.
        characters: characters of the text by the same bands, without white space.
        suggested: segments with a match of 50 percent or more.
        suggestions: BLEU, chrF2 and TER of the suggestions on those segments; empty where there
            are no references or no suggestions.
        whole: the same on the whole text, a segment without suggestion counting as empty.
    """

    source: Language
    segments: int
    bands: Mapping[str, int]
    words: Mapping[str, int]
    characters: Mapping[str, int]
    suggested: int
    suggestions: Mapping[str, Score]
    whole: Mapping[str, Score]


def evaluate(
    memory_path: str | Path,
    test_path: str | Path,
    *,
    source: Language | None = None,
    on_loss: OnLoss | None = None,
) -> Evaluation:
    """Look every segment of a text up in a memory.

    Args:
        memory_path: a memory in any form that `convert` reads.
        test_path: sentence pairs with references, in any form that `convert` reads (a Moses pair
            as NAME.moses), or plain text (.txt, .text, .md, .zh, .en or no ending), one segment a
            line, which gives coverage alone.
        source: language that is translated from; None for Chinese where there are references,
            else for that of the text.
        on_loss: is told of segments and columns that are not used.

    Raises:
        InputError: a file that cannot be read, or has no segments.
        UsageError: a text that is not in the language given, or of another kind.
    """
    plain = _is_plain(test_path)
    memory = _memory(memory_path, on_loss)
    if not plain:
        language = source or Language.ZH
        texts, references = _sides(read_pairs(test_path, on_loss), language)
    else:
        texts, references = _lines(test_path), []
    if not texts:
        raise InputError(test_path, "has no segments; give at least one line or pair")
    if plain:
        language = _language(texts, test_path, source)
    best = [_best(memory, text, language) for text in track(texts, "looking up", len(texts))]
    bands = [_band(match) for match in best]
    outputs = [match.suggestion if match else "" for match in best]
    hit = [number for number, match in enumerate(best) if match]
    scored = bool(references and hit)
    target = Language.EN if language is Language.ZH else Language.ZH
    return Evaluation(
        source=language,
        segments=len(texts),
        bands=_sums(bands, [1] * len(texts)),
        words=_sums(bands, [len(text.split()) for text in texts])
        if language is Language.EN
        else {},
        characters=_sums(bands, [len("".join(text.split())) for text in texts]),
        suggested=len(hit),
        suggestions=_scores([outputs[n] for n in hit], [references[n] for n in hit], target)
        if scored
        else {},
        whole=_scores(outputs, references, target) if scored else {},
    )


def _memory(path: str | Path, on_loss: OnLoss | None) -> Memory:
    """A memory; of what is no TMX no index is kept."""
    try:
        form = form_of(path)
    except UsageError:
        form = TMX
    return Memory.open(path) if form == TMX else Memory(read_pairs(path, on_loss))


def _is_plain(path: str | Path) -> bool:
    """Whether a text has no references."""
    suffix = Path(path).suffix.lower()
    if suffix in _TEXTS:
        return True
    try:
        form_of(path)
    except UsageError:
        raise UsageError(
            f"{path}: {suffix} is no kind of test; supported are pairs (.tmx, .tsv, .csv, .xlsx, "
            ".docx, .jsonl, .xlf, .po, .moses) and plain text, one segment a line (.txt, .md, .zh, "
            ".en or no ending)"
        ) from None
    return False


def _language(texts: list[str], path: str | Path, source: Language | None) -> Language:
    """The language that the texts are in, which must be the one that is wanted."""
    written, _ = identify("\n".join(texts), str(path))
    if source not in (None, written):
        raise UsageError(f"{path} is {written}, not {source}; leave the direction out")
    return written


def _lines(path: str | Path) -> list[str]:
    return [line.strip() for _, line in numbered_lines(path) if line.strip()]


def _sides(pairs: Iterable[SentencePair], source: Language) -> tuple[list[str], list[str]]:
    """The texts and their references."""
    found = [(pair.zh, pair.en) for pair in pairs]
    zh, en = [zh for zh, _ in found], [en for _, en in found]
    return (zh, en) if source is Language.ZH else (en, zh)


def _best(memory: Memory, text: str, source: Language) -> Match | None:
    found = memory.matches(text, limit=1, threshold=min(BANDS.values()), source=source)
    return found[0] if found else None


def _band(match: Match | None) -> str:
    return next((name for name, low in BANDS.items() if match and match.percent >= low), NONE)


def _sums(bands: Iterable[str], amounts: Iterable[int]) -> dict[str, int]:
    """The amounts by band, best band first."""
    sums = dict.fromkeys((*BANDS, NONE), 0)
    for band, amount in zip(bands, amounts, strict=True):
        sums[band] += amount
    return sums


def _scores(outputs: list[str], references: list[str], target: Language) -> dict[str, Score]:
    """BLEU (Papineni 2002), chrF2 (Popović 2015) and TER (Snover 2006) by sacrebleu (Post 2018)."""
    from sacrebleu.metrics import BLEU, CHRF, TER

    chinese = target is Language.ZH
    metrics = {
        "BLEU": BLEU(tokenize="zh" if chinese else "13a"),
        "chrF2": CHRF(),
        # Without both switches a Chinese sentence is one word to TER.
        "TER": TER(normalized=chinese, asian_support=chinese),
    }
    return {
        name: Score(
            round(metric.corpus_score(outputs, [references]).score, 2),
            str(metric.get_signature()),
        )
        for name, metric in metrics.items()
    }
