"""The report as files: one page, or an index and pages for each topic; nothing is fetched.

write_report(path, report)
report_pages(report, "report.html") -> iterator of pages, the index last
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from align.html.markup import attribute, label, text
from align.project.run_stages import key_of
from align.report.content import Outline, Report, outline, part_of
from align.report.groups import (
    PAGE_BYTES,
    Group,
    Leaf,
    ids,
    leaf_key,
    leaf_name,
    packed,
    relinked,
)
from align.report.summary import failures, summary
from align.report.terms import glossary_groups
from align.report.time_map import time_map
from align.report.topics import (
    contents,
    shared_topics,
    single_documents,
    topic_group,
    topic_groups,
    topic_ids,
)
from corpus.jobs import SERIAL, Jobs
from corpus.language.conversion import normal_form
from corpus.model import Topic
from corpus.support.files import write_atomically

MOST_DOCUMENTS = 200
"""Documents from which on each topic has a page of its own: one page with more is slow to open on
a telephone."""
_TOGETHER = 16
"""Topics that are sent together."""
LISTED = 1000
"""Topics in a list on one page: some thirty screens."""


def write_report(path: str | Path, report: Report) -> None:
    """Write the report as HTML that needs no network and no JavaScript.

    Up to `MOST_DOCUMENTS` documents, and ten megabytes, it is one page. Of more, `path` is an
    index, and the pages of the topics, of the single documents and of the glossary stand in a
    folder beside it that has its name without suffix. The same report gives the same bytes. A
    content security policy forbids every fetch and every script but the pages' own.

    Raises:
        InputError: the folder cannot be written.
    """
    path = Path(path)
    for page in report_pages(report, path.name):
        with write_atomically(path.parent / page.name) as stream:
            stream.write(page.content)


class Page(NamedTuple):
    """One page of the report.

    Attributes:
        name: in relation to the index.
        content: all of it; nothing if it stands as it would be written.
        key: of all that it shows, its signature apart; nothing if that is all of the report.
    """

    name: str
    content: str
    key: str = ""


Standing = Callable[[str, str], Sequence[str]]
"""The pages of the group of this name, if all stand as they were written under this key."""


def _none(_group: str, _key: str) -> Sequence[str]:
    return ()


def report_pages(
    report: Report, name: str, jobs: Jobs = SERIAL, standing: Standing = _none
) -> Iterator[Page]:
    """The pages of the report, one after the other; the index last.

    Args:
        report: what they show.
        name: of the index; the others stand in the folder of this name without suffix.
        jobs: who lays out pages beside the index.
        standing: which pages are there, and need no other content.
    """
    here = outline(report)
    if len(report.documents) <= MOST_DOCUMENTS:
        content = _framed(report.signature, "", _whole(here), _PARTS)
        if len(content.encode()) <= PAGE_BYTES:
            yield Page(name, content)
            return
    folder = PurePosixPath(name).stem
    topics = shared_topics(here)
    due: dict[int, str] = {}
    for place, topic in enumerate(topics):
        key = key_of(*topic_group(*_part(here, topics, place)).shown())
        stands = standing(f"topic-{topic.number}", key)
        yield from (Page(at, "") for at in stands)
        if not stands:
            due[place] = key
    items = ((*_part(here, topics, place), key) for place, key in due.items())
    for pages in jobs.map(partial(_topic_pages, report.signature, name), items, _TOGETHER):
        yield from pages
    leaves: dict[str, list[str]] = {}
    for group in chain(single_documents(here, jobs), glossary_groups(here, jobs)):
        key = key_of(*group.shown())
        pages = [Page(at, "") for at in standing(group.name, key)]
        pages = pages or _pages(report.signature, name, group, key)
        leaves[group.name] = [page.name for page in pages]
        yield from pages
    places = {
        target: f"{folder}/{leaf_name(f'topic-{topic.number}', 1)}"
        for topic in topics
        for target in topic_ids(topic)
    }
    lines = [*contents(here)]
    for number, start in enumerate(range(LISTED, len(lines), LISTED), 2):
        at = f"{folder}/topics-{number}.html"
        listed = "".join(lines[start : start + LISTED])
        body = f'<section id="topics"><ol class="contents">\n{listed}</ol></section>\n'
        local = {target: PurePosixPath(page).name for target, page in places.items()}
        up = _link(f"../{name}", "Overview", "概览")
        yield Page(at, _framed(report.signature, "Topics", [relinked(body, local)], [up]))
        leaves.setdefault("topics", []).append(at)
    index = relinked("".join(_index(here, lines, leaves)), places)
    yield Page(name, _framed(report.signature, "", [index], _PARTS))


def _part(here: Outline, topics: Sequence[Topic], place: int) -> tuple[Outline, Topic, bool]:
    """What is shown of one of the topics, the topic, and whether it is the first."""
    topic = topics[place]
    return part_of(here, topic.documents, [topic.number]), topic, place == 0


def _whole(here: Outline) -> Iterator[str]:
    """All of a report that fits on one page."""
    shared = shared_topics(here)
    yield from failures(here.report)
    yield from summary(here)
    if len(shared) > 1:
        yield from time_map(here, shared)
    yield from _topics_head(len(shared))
    if len(shared) > 1:
        yield from ('<ol class="contents">\n', *contents(here), "</ol>\n")
    for group in topic_groups(here):
        yield from group.whole()
    yield "</section>\n"
    for group in chain(single_documents(here), glossary_groups(here)):
        yield from group.whole()


def _index(
    here: Outline, lines: Sequence[str], leaves: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """What leads to the other pages.

    Args:
        here: the report.
        lines: the topics.
        leaves: names of the pages of each group.
    """
    yield from failures(here.report)
    yield from summary(here)
    yield from time_map(here, shared_topics(here))
    yield from _topics_head(len(lines))
    yield from ('<ol class="contents">\n', *lines[:LISTED], "</ol>\n")
    yield _numbered(leaves.get("topics", ()), "More topics", "更多主题", 2)
    yield "</section>\n"
    for name, english, chinese in _GROUPS:
        if name in leaves:
            yield f'<section id="{name}"><h2>{label(english, chinese)}</h2>\n'
            yield f"{_numbered(leaves[name], 'Pages', '页', 1)}</section>\n"


def _topics_head(number: int) -> Iterator[str]:
    yield f'<section id="topics"><h2>{label("Topics", "主题")} <small>{number:,}</small></h2>\n'
    if not number:
        yield f'<p class="nothing">{label("No two documents report the same event", "无")}</p>\n'


def _numbered(pages: Sequence[str], english: str, chinese: str, first: int) -> str:
    """Links to some pages by their numbers; nothing if there are none."""
    if not pages:
        return ""
    links = " ".join(
        f'<a href="{attribute(page)}">{number}</a>' for number, page in enumerate(pages, first)
    )
    return f'<p class="leaves">{label(english, chinese)}: {links}</p>\n'


def _topic_pages(signature: str, index: str, item: tuple[Outline, Topic, bool, str]) -> list[Page]:
    """The pages of a topic.

    Args:
        signature: what made the report.
        index: name of the index.
        item: the part of the report, the topic, whether it is the first, and the key of all that.
    """
    here, topic, first, key = item
    return _pages(signature, index, topic_group(here, topic, first), key)


def _pages(signature: str, index: str, group: Group, key: str) -> list[Page]:
    """The pages of a group, with links to the index and to each other."""
    leaves = [*packed(group)]
    home: dict[str, str] = {}
    for leaf in leaves:
        for target in ids(leaf.body):
            home.setdefault(target, leaf.name)
    return [
        Page(
            f"{PurePosixPath(index).stem}/{leaf.name}",
            _leaf(signature, index, group.title, leaf, leaves, home),
            leaf_key(key, len(leaves)),
        )
        for leaf in leaves
    ]


def _leaf(
    signature: str,
    index: str,
    title: str,
    leaf: Leaf,
    leaves: Sequence[Leaf],
    home: Mapping[str, str],
) -> str:
    """A page of a group, with links to the index and to the others of the group."""
    links = [_link(f"../{index}", "Overview", "概览")]
    if len(leaves) > 1:
        for number, each in enumerate(leaves, 1):
            words = f"<b>{number}</b>" if each is leaf else str(number)
            links.append(f'<a href="{attribute(each.name)}">{words}</a>')
    elsewhere = {target: page for target, page in home.items() if page != leaf.name}
    return _framed(signature, title, [relinked(leaf.body, elsewhere)], links)


def _link(target: str, english: str, chinese: str) -> str:
    return f'<a href="{attribute(target)}">{label(english, chinese)}</a>'


_PARTS = [_link("#topics", "Topics", "主题"), _link("#glossary", "Glossary", "术语表")]
"""What the index leads to."""
_GROUPS = (
    ("single", "Single documents", "单篇"),
    ("glossary", "Glossary", "术语表"),
    ("suggested", "Suggested by the dictionary", "词典建议"),
)
"""Groups of pages that the index names below the topics."""


def _framed(signature: str, title: str, body: Iterable[str], links: Iterable[str]) -> str:
    """A page: head, links to other parts, body, foot."""
    style, script = _shared("align.html", "page.css"), _shared("align.report", "page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    parts, content = "\n".join(links), "".join(body)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="duizhao">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{text(f"{title} · " if title else "")}duizhao 对照 · report</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<header>
<h1>duizhao <span lang="zh-Hans">对照</span></h1>
<nav aria-label="Parts of the page">
{parts}
<span id="tools"></span>
</nav>
</header>
<main data-fold="{_folds(content)}">
{content}</main>
<footer><p>{text(signature)}</p></footer>
<script>{script}</script>
</body>
</html>
"""


@cache
def _shared(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text("utf-8")


def _folds(content: str) -> str:
    """Characters and their normal forms, two and two, of all that a search may have to fold."""
    folded = _folded()
    return "".join(sorted({pair for one in set(content) for pair in folded.get(one, ())}))


@cache
def _folded() -> dict[str, list[str]]:
    """Characters of Unicode's main block of Han and their other normal forms, by either."""
    every = "\n".join(map(chr, range(0x4E00, 0xA000)))
    found: dict[str, list[str]] = {}
    for one, other in zip(every[::2], normal_form(every)[::2], strict=True):
        if one != other:
            for each in (one, other):
                found.setdefault(each, []).append(one + other)
    return found


def _digest(source: str) -> str:
    """The hash by which a policy admits an inline style or script (W3C CSP 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
