"""A report of many documents: an index, and pages for each topic."""

from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from align.report import groups, page
from align.report.page import LISTED, MOST_DOCUMENTS, report_pages, write_report
from corpus.jobs import local_jobs
from corpus.model import Language, Script, Topic
from tests.align.report.test_page import REPORT, TEXTS, by_class, document, words


def large(singles=MOST_DOCUMENTS):
    """The small report with many documents more that stand alone."""
    more = [
        document(f"x{n}", Language.EN, Script.LATN, [f"Story {n}."], title=f"Title {n}")
        for n in range(singles)
    ]
    return replace(
        REPORT,
        topics=(*REPORT.topics, *(Topic(n, (d.id,)) for n, (d, _) in enumerate(more, 3))),
        documents={d.id: d for d, _ in (*TEXTS, *more)},
        sentences={d.id: s for d, s in (*TEXTS, *more)},
    )


def read(folder):
    """Every page by its name in relation to the folder."""
    return {
        path.relative_to(folder).as_posix(): lxml.html.document_fromstring(path.read_text("utf-8"))
        for path in sorted(Path(folder).rglob("*.html"))
    }


@pytest.fixture
def pages(tmp_path):
    write_report(tmp_path / "report.html", large())
    return read(tmp_path)


def test_up_to_a_number_of_documents_it_is_one_page(tmp_path):
    write_report(tmp_path / "report.html", large(MOST_DOCUMENTS - len(TEXTS)))
    assert [*read(tmp_path)] == ["report.html"]


def test_beyond_it_topics_singles_and_terms_have_pages_of_their_own(pages):
    assert {*pages} == {
        "report.html", "report/glossary.html", "report/single.html", "report/suggested.html",
        "report/topic-1.html",
    }  # fmt: skip
    assert not by_class(pages["report.html"], "bead")
    assert len(by_class(pages["report/topic-1.html"], "bead")) == 6
    assert len(by_class(pages["report/single.html"], "onesided")) == MOST_DOCUMENTS + 1
    assert words(pages["report/topic-1.html"].find(".//title")) == (
        "务实外交 pragmatic diplomacy · duizhao 对照 · report"
    )


def test_every_link_leads_somewhere(pages):
    for name, found in pages.items():
        for href in found.xpath("//main//a/@href | //nav//a/@href"):
            if href.startswith("http"):
                continue
            target, _, part = href.partition("#")
            at = (Path(name).parent / target).as_posix() if target else name
            at = at.replace("report/../", "")
            assert at in pages, (name, href)
            assert not part or pages[at].xpath(f"//*[@id='{part}']"), (name, href)


def test_the_index_leads_to_all(pages):
    hrefs = {href.partition("#")[0] for href in pages["report.html"].xpath("//main//a/@href")}
    assert hrefs >= set(pages) - {"report.html"}
    figures = by_class(pages["report.html"], "figures")[0]
    assert "205" in words(figures)


def test_a_part_that_is_too_long_for_a_page_goes_on_on_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr(groups, "PAGE_BYTES", 10_000)
    write_report(tmp_path / "report.html", large())
    pages = read(tmp_path)
    singles = [name for name in pages if name.startswith("report/single")]
    assert len(singles) > 2
    shown = [words(t) for name in singles for t in by_class(pages[name], "title")]
    assert sorted(shown) == sorted({*shown})
    assert len(shown) == MOST_DOCUMENTS + 1
    assert {a.text_content() for a in pages[singles[0]].xpath("//nav/a")} >= {"1", "2", "3"}
    test_every_link_leads_somewhere(pages)


def test_few_long_documents_have_pages_of_their_own_too(tmp_path, monkeypatch):
    monkeypatch.setattr(page, "PAGE_BYTES", 10_000)
    write_report(tmp_path / "report.html", REPORT)
    assert "report/topic-1.html" in read(tmp_path)


def test_a_list_of_very_many_topics_goes_on_on_further_pages(tmp_path, monkeypatch):
    monkeypatch.setattr(page, "LISTED", 10)
    assert LISTED > 10
    report = large()
    keys = [key for key in report.documents if key.startswith("x")]
    topics = [Topic(n, tuple(keys[2 * n : 2 * n + 2]), f"题{n}", "") for n in range(25)]
    rest = [Topic(100 + n, (key,)) for n, key in enumerate(keys[50:])]
    alone = [Topic(900 + n, (key,)) for n, key in enumerate(REPORT.documents)]
    changed = replace(report, topics=(*topics, *rest, *alone), pairs=(), beads={}, mined={})
    write_report(tmp_path / "report.html", changed)
    pages = read(tmp_path)
    listed = [
        words(item)
        for name in ("report.html", "report/topics-2.html", "report/topics-3.html")
        for item in pages[name].xpath("//ol[@class='contents']/li/a")
    ]
    assert listed == [f"题{n}" for n in range(25)]
    test_every_link_leads_somewhere(pages)


def test_the_same_report_gives_the_same_pages(tmp_path):
    for name in ("a", "b"):
        write_report(tmp_path / name / "report.html", large())
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.html")}
        for name in ("a", "b")
    )
    assert one == two


@pytest.mark.parametrize("count", [2, 3])
def test_pages_are_the_same_whoever_lays_them_out(count):
    report = large()
    with local_jobs(count) as jobs:
        assert [*report_pages(report, "r.html", jobs)] == [*report_pages(report, "r.html")]


def test_a_pair_across_two_topics_stands_with_its_chinese_document(tmp_path):
    """A person may have confirmed beads of documents that report different events."""
    report = large()
    zh = next(d.id for d, _ in TEXTS if d.language is Language.ZH)
    pair = replace(report.pairs[0], zh=zh, en="x0")
    write_report(tmp_path / "report.html", replace(report, pairs=(*report.pairs, pair)))
    assert "Title 0" in words(read(tmp_path)["report/topic-1.html"])
