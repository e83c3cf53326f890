"""The page as one file: style and script inside, nothing fetched from anywhere."""

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from align.html.markup import label, text
from align.report.content import Report, outline
from align.report.summary import failures, summary
from align.report.terms import glossary
from align.report.topics import single_documents, topics
from corpus.support.files import write_atomically


def write_report(path: str | Path, report: Report) -> None:
    """Write the report as one HTML page that needs no network and no JavaScript.

    The same report gives the same bytes. A content security policy forbids every fetch and
    every script but the page's own.

    Raises:
        InputError: the folder cannot be written.
    """
    with write_atomically(path) as stream:
        stream.writelines(_page(report))


def _page(report: Report) -> Iterator[str]:
    here = outline(report)
    style = files("align.html").joinpath("page.css").read_text("utf-8")
    script = files("align.report").joinpath("page.js").read_text("utf-8")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    yield f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="duizhao">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>duizhao 对照 · report</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<header>
<h1>duizhao <span lang="zh-Hans">对照</span></h1>
<nav aria-label="Parts of the page">
<a href="#topics">{label("Topics", "主题")}</a>
<a href="#glossary">{label("Glossary", "术语表")}</a>
<span id="tools"></span>
</nav>
</header>
<main>
"""
    yield from failures(report)
    yield from summary(here)
    yield from topics(here)
    yield from single_documents(here)
    yield from glossary(here)
    yield f"</main>\n<footer><p>{text(report.signature)}</p></footer>\n"
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _digest(source: str) -> str:
    """The hash by which a policy admits an inline style or script (W3C CSP 3, section 2.3.1)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
