"""The head of the page: the counts, where every sentence went, what could not be read."""

from collections import Counter
from collections.abc import Iterator

from align.html.markup import label, segment, text
from align.report.content import Fate, Outline, Report, fate_of
from corpus.model import Kind, Language
from corpus.support.printing import count
from glossary.entries import Status

_FATES = {
    Fate.MEMORY: ("memory", label("In the memory", "入库")),
    Fate.WEAK: ("weak", label("In a weak pair: not in the memory", "待查")),
    Fate.PROPOSED: ("proposed", label("In a pair from reports that are no translations", "参考")),
    Fate.ALONE: ("alone", label("Without counterpart", "无对应")),
}


def summary(outline: Outline) -> Iterator[str]:
    """Counts first, then the sentences' whereabouts and how to read the rest."""
    yield '<section id="summary"><h2>' + label("Summary", "概览") + '</h2>\n<dl class="figures">\n'
    for name, chinese, figure, more in _figures(outline.report):
        yield f"<div><dt>{label(name, chinese)}</dt><dd>{figure:,}"
        yield f" <small>{more}</small></dd></div>\n"
    yield "</dl>\n"
    yield from _whereabouts(outline)
    yield _guide(outline.report.min_score)
    yield "</section>\n"


def failures(report: Report) -> Iterator[str]:
    """The inputs that could not be read, each with the reason; nothing if there are none."""
    if not report.failures:
        return
    yield '<section id="failures" class="notice"><h2>'
    yield label("Files that could not be read", "无法读取的文件")
    yield f" <small>{len(report.failures):,}</small></h2>\n<ul>\n"
    for origin, reason in report.failures:
        yield f'<li><span class="origin">{text(origin)}</span>: {text(reason)}</li>\n'
    yield "</ul></section>\n"


def _figures(report: Report) -> Iterator[tuple[str, str, int, str]]:
    """Name, its Chinese, number, and what the number is made of."""
    languages = Counter(document.language for document in report.documents.values())
    kinds = Counter(pair.kind for pair in report.pairs)
    beads = Counter(
        fate_of(report, bead, pair.kind) for pair in report.pairs for bead in report.beads_of(pair)
    )
    suggested = sum(p.status is Status.SUGGESTED for entry in report.entries for p in entry.pairs)
    alone = sum(len(topic.documents) == 1 for topic in report.topics)

    made_of = f"{languages[Language.ZH]:,} Chinese, {languages[Language.EN]:,} English"
    yield "Documents", "文档", len(report.documents), made_of
    made_of = f"and {count(alone, 'document')} without a topic in common"
    yield "Topics", "主题", len(report.topics) - alone, made_of
    made_of = f"{count(kinds[Kind.PARALLEL], 'translation')}, {kinds[Kind.COMPARABLE]:,} "
    made_of += "comparable: of the same event, but no translations"
    yield "Document pairs", "文档对", len(report.pairs), made_of
    yield "Sentence pairs in the memory", "入库句对", beads[Fate.MEMORY], _reached(report)
    yield "Weak pairs", "待查句对", beads[Fate.WEAK], f"score &lt; {report.min_score:g}"
    yield "Proposed pairs", "参考句对", beads[Fate.PROPOSED], "from comparable documents"
    made_of = f"{count(sum(len(e.pairs) for e in report.entries), 'pair of terms')}"
    made_of += f", {suggested:,} only suggested" if suggested else ""
    yield "Concepts", "概念", len(report.entries), made_of


def _reached(report: Report) -> str:
    """From which score on a bead is in the memory."""
    least = report.comparable_min_score
    return f"score ≥ {report.min_score:g}" + (f"; comparable ≥ {least:g}" if least else "")


def _whereabouts(outline: Outline) -> Iterator[str]:
    """A table that adds up: each sentence once, at the best place that it reached."""
    counts = Counter(
        (fate, outline.report.documents[document].language)
        for document, fates in outline.fates.items()
        for fate in fates
    )
    yield '<table class="whereabouts"><caption>' + label("Where every sentence went", "句子去向")
    yield '</caption>\n<thead><tr><td></td><th scope="col">' + segment("中文", "zh-Hans")
    yield '</th><th scope="col">English</th></tr></thead>\n<tbody>\n'
    for fate, (name, words) in _FATES.items():
        yield f'<tr class="{name}"><th scope="row">{words}</th>'
        yield "".join(f"<td>{counts[fate, language]:,}</td>" for language in Language)
        yield "</tr>\n"
    yield f'</tbody>\n<tfoot><tr><th scope="row">{label("Sentences", "合计")}</th>'
    for language in Language:
        yield f"<td>{sum(counts[fate, language] for fate in Fate):,}</td>"
    yield "</tr></tfoot></table>\n"


def _guide(min_score: float) -> str:
    return f"""<details class="guide"><summary>{label("How to read this page", "说明")}</summary>
<p>A <b>sentence pair</b>, or bead, is a group of sentences on each side that say the same: mostly
one and one. Its <b>score</b>, from 0 to 1, is the probability that it is right. In a translated
document pair every sentence stands in exactly one bead, in order; one that scores below
{min_score:g} is marked <b>weak</b> and stays out of the memory until somebody confirms it
(<code>duizhao review</code>); a sentence that the other side dropped or added is shown in its place
with <b>no counterpart</b> beside it, and the probability of that. The strip above the pairs shows
them in order: low what is in the memory, filled and high what is weak, hollow what has no
counterpart. A darker line between two pairs is where a paragraph begins.</p>
<p><b>Comparable</b> documents report the same event without translating each other. Only the
sentence pairs that say the same are proposed; they stay out of the memory unless
<code>--include-comparable</code> asks for them. Beside <b>Why</b> stands the probability that two
documents report the same event, and how much of each is found in the other. What one side says
alone is listed under each topic.</p>
<p>The small numbers before the sentences count from 0 in each document, as in
<code>pairs.tsv</code>; they are not copied with the text.</p></details>
"""
