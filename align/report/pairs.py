"""A document pair: its beads side by side, or the sentence pairs proposed from it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from align.html.markup import (
    code,
    heading,
    label,
    marked,
    probability,
    running,
    segment,
    source,
    text,
)
from align.report.content import Fate, Outline, Report, fate_of
from corpus.model import Bead, DocumentPair, Kind
from corpus.support.printing import count

_NO_COUNTERPART = f'<p class="side none">{label("no counterpart", "无对应")}</p>'
_CLASSES = {
    Fate.MEMORY: "memory",
    Fate.WEAK: "weak",
    Fate.PROPOSED: "proposed",
    Fate.ALONE: "alone",
}
_REMARKS = {
    Fate.MEMORY: "",
    Fate.WEAK: "<strong>weak</strong> not in the memory",
    Fate.PROPOSED: "proposed",
    Fate.ALONE: "",
}


def document_pair(
    outline: Outline, name: str, pair: DocumentPair, *, opened: bool
) -> Iterator[str]:
    """One pair, folded: kind, titles, what came of it, score; inside: the reason and the beads.

    Args:
        outline: what is shown.
        name: of the pair in links: the numbers of its topic, and of it in the topic.
        pair: of documents.
        opened: instead of folded.
    """
    report = outline.report
    zh, en = report.documents[pair.zh], report.documents[pair.en]
    beads = report.beads_of(pair)
    if pair.kind is Kind.COMPARABLE:
        beads = tuple(sorted(beads, key=lambda bead: (-bead.score, bead.zh, bead.en)))
    fates = [fate_of(report, bead, pair.kind) for bead in beads]

    kind = (
        label("Translation", "译文") if pair.kind is Kind.PARALLEL else label("Comparable", "同题")
    )
    yield f'<details class="pair {pair.kind}"{" open" if opened else ""}><summary>'
    yield f'<span class="kind">{kind}</span> '
    yield f'<span class="titles">{heading(zh)} <span class="and">↔</span> {heading(en)}</span> '
    yield f'<span class="tally">{_tally(pair.kind, fates)}</span> '
    yield '<span class="score" title="probability that the two documents belong together">'
    yield f"{probability(pair.score)}</span></summary>\n"
    yield f'<div class="inside" id="pair-{name}">\n'
    if pair.reason:
        yield f'<p class="reason"><b>{label("Why", "依据")}</b> {text(pair.reason)}</p>\n'
    if pair.kind is Kind.PARALLEL:
        yield _map(fates)
        yield _jumps(name, beads, fates)
    yield f'<div class="heads"><p>{segment("中文", "zh-Hans")} {source(zh)}</p>'
    yield f"<p>English {source(en)}</p>"
    yield f'<p class="column-score">{label("Score", "得分")}</p></div>\n'
    yield from _beads(report, pair, name, beads, fates)
    if pair.kind is Kind.COMPARABLE:
        yield from _fragments(report, pair)
        yield _alone(outline, pair)
    yield "</div></details>\n"


def _tally(kind: Kind, fates: Sequence[Fate]) -> str:
    counts = Counter(fates)
    if kind is Kind.COMPARABLE:
        proposed = f"{count(counts[Fate.PROPOSED], 'pair')} proposed"
        return (
            f"{counts[Fate.MEMORY]:,} in the memory · {proposed}"
            if counts[Fate.MEMORY]
            else proposed
        )
    parts = [f"{counts[Fate.MEMORY]:,} in the memory"]
    if counts[Fate.WEAK]:
        parts.append(f'<span class="flag">{counts[Fate.WEAK]:,} weak</span>')
    if counts[Fate.ALONE]:
        parts.append(f"{counts[Fate.ALONE]:,} without counterpart")
    return " · ".join(parts)


def _map(fates: Sequence[Fate]) -> str:
    """The whole pair as one strip, a bead a unit wide; what needs a look stands out in height."""
    if not fates:
        return ""
    height = {Fate.MEMORY: 4, Fate.WEAK: 12, Fate.ALONE: 8}
    counts, runs, start = Counter(fates), [], 0
    for fate, run in groupby(fates):
        length = len(list(run))
        top = 12 - height[fate]
        runs.append(
            f'<rect class="{_CLASSES[fate]}" x="{start}" y="{top}" width="{length}" '
            f'height="{height[fate]}"/>'
        )
        start += length
    words = (
        f"{count(len(fates), 'bead')} in order: {counts[Fate.MEMORY]:,} in the memory, "
        f"{counts[Fate.WEAK]:,} weak, {counts[Fate.ALONE]:,} without counterpart"
    )
    return (
        f'<svg class="map" width="100%" height="14" viewBox="0 0 {len(fates)} 12" '
        f'preserveAspectRatio="none" role="img" aria-label="{words}">'
        f"<title>{words}</title>{''.join(runs)}</svg>\n"
    )


def _jumps(name: str, beads: Sequence[Bead], fates: Sequence[Fate]) -> str:
    links = [
        f'<a href="#bead-{name}-{place}">{probability(bead.score)}</a>'
        for place, (bead, fate) in enumerate(zip(beads, fates, strict=True))
        if fate is Fate.WEAK
    ]
    if not links:
        return ""
    return f'<p class="jumps">{label("Weak", "待查")}: {" ".join(links)}</p>\n'


def _beads(
    report: Report,
    pair: DocumentPair,
    name: str,
    beads: Sequence[Bead],
    fates: Sequence[Fate],
) -> Iterator[str]:
    if not beads:
        yield f'<p class="nothing">{label("No sentence pair says the same", "没有对应句")}</p>\n'
        return
    codes = code(report.documents[pair.zh]), code(report.documents[pair.en])
    sentences = report.sentences[pair.zh], report.sentences[pair.en]
    paragraphs = [0, 0]
    yield '<ol class="beads">\n'
    for place, (bead, fate) in enumerate(zip(beads, fates, strict=True)):
        sides = [
            [of[index] for index in indices]
            for of, indices in zip(sentences, (bead.zh, bead.en), strict=True)
        ]
        before, paragraphs = (
            paragraphs,
            [
                found[0].paragraph if found else last
                for found, last in zip(sides, paragraphs, strict=True)
            ],
        )
        new = " break" if place and paragraphs != before else ""
        yield f'<li class="bead {_CLASSES[fate]}{new}" id="bead-{name}-{place}">'
        for found, language in zip(sides, codes, strict=True):
            yield running(found, language) if found else _NO_COUNTERPART
        yield f'<p class="score"><b>{probability(bead.score)}</b> '
        yield f"{_remark(pair.kind, fate)}</p></li>\n"
    yield "</ol>\n"


def _fragments(report: Report, pair: DocumentPair) -> Iterator[str]:
    """The clauses that correspond, marked in their sentences; nothing if there are none."""
    fragments = report.fragments.get((pair.zh, pair.en), ())
    if not fragments:
        return
    yield f'<h5>{label("Corresponding clauses", "对应分句")}</h5>\n<ol class="beads">\n'
    for fragment in sorted(fragments, key=lambda f: (-f.score, f)):
        yield '<li class="bead fragment">'
        for key, index, span in (
            (pair.zh, fragment.zh, fragment.zh_span),
            (pair.en, fragment.en, fragment.en_span),
        ):
            sentence = report.sentences[key][index]
            yield f'<p class="side" lang="{code(report.documents[key])}">'
            yield f'<span class="s" data-n="{index}">{marked(sentence.text, [span])}</span></p>'
        yield f'<p class="score"><b>{probability(fragment.score)}</b> clause</p></li>\n'
    yield "</ol>\n"


def _remark(kind: Kind, fate: Fate) -> str:
    """What a reader would not expect: that a bead of translations is in the memory goes unsaid."""
    return "in the memory" if (kind, fate) == (Kind.COMPARABLE, Fate.MEMORY) else _REMARKS[fate]


def _alone(outline: Outline, pair: DocumentPair) -> str:
    """Where the rest of both documents is: shown once a document, not once a pair."""
    links = []
    for document, name in ((pair.zh, "Chinese"), (pair.en, "English")):
        number = sum(fate is Fate.ALONE for fate in outline.fates[document])
        if number:
            words = count(number, f"sentence of the {name} document")
            links.append(f'<a href="#alone-{document}">{words}</a>')
    if not links:
        return ""
    return f'<p class="rest">{label("Without counterpart", "无对应")}: {", ".join(links)}</p>\n'
