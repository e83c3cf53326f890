"""The memories of a run: which sentence pairs enter which file, under which language codes.

memories(findings, options) -> {"memory.tmx": Memory, ...}
write_memory(path, memory, documents, options)

The score that a pair needs is `align.options.MIN_SCORE` or what the user gave, and
`align.options.COMPARABLE_MIN_SCORE` where the documents do not translate each other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from align.options import Options
from align.project.findings import Findings, Place, place_of
from corpus.language.identification import chinese_code
from corpus.model import Document, Language, Script, SentencePair
from tmx.formats.tmx.write import write
from tmx.tools.checks.catalogue import CHECKS, faults
from tmx.units.characters import normal_text
from tmx.units.languages import code_in_script, primary, same_writing
from tmx.units.names import Names
from tmx.units.scripts import in_script
from tmx.units.unit import (
    TranslationUnit,
    Variant,
    one_target_each,
    segtype,
    unit_from_pair,
    without_paths,
)
from tmx.validation.rules import Severity

NAMES = {Script.HANS: "memory.tmx", Script.HANT: "memory.zh-TW.tmx"}
TOPICS = "topics"
"""Folder of the memories of single topics, which are named by the topic's number."""

PARTS = "parts"
"""Folder of memories that are parts of the whole, which are numbered in its order."""
PART = 25_000
"""Units of such a part: some 20 MB, as much as the strictest tool takes that says a limit
(Pontoon)."""

_REMOVING = [check for check in CHECKS.values() if check.severity is Severity.ERROR]


class Memory(NamedTuple):
    """What one memory holds.

    Attributes:
        pairs: each source segment once.
        codes: of the source and of the target language.
        confirmed: when a person confirmed pairs of the run, and who.
    """

    pairs: list[SentencePair]
    codes: tuple[str, str]
    confirmed: Mapping[Place, tuple[str, str]]


def memories(findings: Findings, options: Options) -> dict[str, Memory]:
    """What each memory holds, by the name of its file in the output folder.

    ``memory.tmx`` is always among them; one for Traditional documents only where it holds anything.
    """
    numbers = {
        findings.coverage.documents[key].origin: topic.number
        for topic in findings.topics
        for key in topic.documents
    }
    files: list[tuple[Script | None, str]] = [*NAMES.items()]
    if options.script != "published":
        files = [(None, NAMES[Script.HANS])]  # all in one
    found = {}
    for script, name in files:
        chosen = memory_pairs(findings, options, script)
        codes = _codes(options, script, _region(findings, chosen))
        if chosen or script is not Script.HANT:
            pairs = one_target_each(chosen, options.source)
            found[name] = Memory(pairs, codes, findings.confirmed)
        for folder, number, pairs in _parts(options, chosen, numbers):
            place = f"{folder}/{name.replace('memory', str(number))}"
            found[place] = Memory(pairs, codes, findings.confirmed)
    return found


def _parts(
    options: Options, chosen: Sequence[SentencePair], numbers: Mapping[str, int]
) -> Iterator[tuple[str, int, list[SentencePair]]]:
    """Folder, number and pairs of each further memory that the run was asked for.

    Args:
        options: of the run.
        chosen: what enters the memory.
        numbers: of the topics, by origin of their documents.
    """
    if options.split_by == "topic":
        by_topic: dict[int, list[SentencePair]] = {}
        for pair in chosen:
            by_topic.setdefault(numbers[pair.zh_document], []).append(pair)
        for number, pairs in sorted(by_topic.items()):
            yield TOPICS, number, one_target_each(pairs, options.source)
    elif options.split_by == "size":
        every = one_target_each(chosen, options.source)
        for number, start in enumerate(range(0, len(every), PART), 1):
            yield PARTS, number, every[start : start + PART]


def memory_pairs(findings: Findings, options: Options, script: Script | None) -> list[SentencePair]:
    """The pairs that enter the memory whose Chinese documents are in this script, or in any.

    What ``tmx clean`` would take out at once never enters: copied, in the wrong language, damaged.
    """
    scripts = {d.origin: d.script for d in findings.coverage.documents.values()}
    least = options.least_scores
    return [
        pair
        for pair in findings.sentence_pairs
        if (script is None or scripts[pair.zh_document] is script)
        and pair.kind in least
        and pair.score >= least[pair.kind]
        and not _useless(pair)
    ]


def _useless(pair: SentencePair) -> bool:
    """Whether a unit of it teaches nobody: cleaning removes it, or both sides are the same."""
    zh, en = Variant("zh", pair.zh), Variant("en", pair.en)
    same = pair.zh.strip().casefold() == pair.en.strip().casefold()  # a line of code, a name
    empty = not normal_text(pair.zh) or not normal_text(pair.en)
    return same or empty or bool(faults(zh, en, _REMOVING))


def write_memory(
    path: Path, memory: Memory, documents: Mapping[str, Document], options: Options
) -> None:
    """Write one memory, with the signature of the run in its header.

    A unit says where both sides were published: the document unless `Options.strip_paths`,
    outlet, date and address; one that a person confirmed says when and who.

    Args:
        path: where it goes.
        memory: what it holds.
        documents: by origin.
        options: of the run.
    """
    source, target = memory.codes
    names = Names({key: f"{each.title}\n{each.text}" for key, each in documents.items()})

    def units() -> Iterator[TranslationUnit]:
        for pair in memory.pairs:
            codes = _codes(options, documents[pair.zh_document].script)  # as it was published
            unit = names.named(unit_from_pair(pair, *codes), pair)
            sides = documents[pair.zh_document], documents[pair.en_document]
            published = tuple(part for side in sides for part in _published(side))
            unit = unit._replace(properties=unit.properties + published)
            if (decision := memory.confirmed.get(place_of(pair))) is not None:
                dated = zip(("changedate", "changeid"), decision, strict=True)
                unit = unit._replace(attributes=(*unit.attributes, *dated))
            yield without_paths(unit) if options.strip_paths else unit

    write(
        path,
        in_script(units(), options.script),
        source=source,
        target=target,
        segtype=segtype(memory.pairs),
        properties=(("x-signature", options.signature()),),
    )


def _published(document: Document) -> Iterator[tuple[str, str]]:
    """Properties that say where and when a document was published, as far as is known."""
    known = {"outlet": document.outlet, "date": document.published, "url": document.url}
    return ((f"x-{name}-{document.language}", text) for name, text in known.items() if text)


def _region(findings: Findings, pairs: Iterable[SentencePair]) -> str:
    """The code of Traditional Chinese in a memory of these pairs: one for all of them.

    CAT tools take the source of a file from its header, and pass over units of another code.
    """
    pairs_of = Counter(pair.zh_document for pair in pairs)
    of_hong_kong = sum(
        pairs_of[document.origin]
        for document in findings.coverage.documents.values()
        if document.script is Script.HANT
        and document.origin in pairs_of
        and chinese_code(document.text) == "zh-HK"
    )
    sure = of_hong_kong and of_hong_kong >= _MOSTLY * pairs_of.total()
    return "zh-HK" if sure else "zh-TW"


_MOSTLY = 0.9
"""Share of a memory's pairs whose documents are surely Hong Kong's: short ones show no region."""


def _codes(options: Options, script: Script | None, region: str = "zh-TW") -> tuple[str, str]:
    """Source and target code: the Chinese one says what the memory's Chinese is written in."""

    def fitting(code: str) -> str:
        if script is None:
            return code_in_script(code, options.script)
        own = "zh-CN" if script is Script.HANS else region
        return own if primary(code) == Language.ZH and not same_writing(code, own) else code

    return fitting(options.source), fitting(options.target)
