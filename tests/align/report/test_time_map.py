"""The map of topics over time."""

from dataclasses import replace

from align.report.time_map import LANES, OUTLETS
from corpus.model import Language, Script, Topic
from tests.align.report.test_page import REPORT, by_class, document, page_of, words

ZH, EN = Language.ZH, Language.EN


def reported(*facts, size=2):
    """A report of topics with `size` documents each: (language, outlet, day) in their order."""
    texts = [
        document(
            f"d{number}", language, Script.HANS if language is ZH else Script.LATN, ["文。"],
            outlet=outlet, published=day, title=f"T{number}",
        )
        for number, (language, outlet, day) in enumerate(facts)
    ]  # fmt: skip
    names = [found.id for found, _ in texts]
    topics = tuple(
        Topic(number, tuple(names[start : start + size]), f"题{number}", "")
        for number, start in enumerate(range(0, len(names), size), 1)
    )
    return replace(
        REPORT,
        topics=topics,
        documents={found.id: found for found, _ in texts},
        sentences={found.id: sentences for found, sentences in texts},
        pairs=(), beads={}, mined={}, entries=(),
    )  # fmt: skip


FOUR = (
    (ZH, "海岸日报", "2026-03-01"),
    (EN, "Wire", "2026-03-11"),
    (EN, "Wire", "2026-03-21"),
    (ZH, "", ""),
)


def marks(page):
    return [
        (
            mark.tag,
            *mark.get("class").split()[1:],
            mark.get("cx") or mark.get("x"),
            mark.getparent().get("href"),
        )
        for lane in by_class(page, "lane")
        for mark in by_class(lane, "mark")
    ]


def test_a_mark_stands_at_its_day_by_outlet_and_language_and_leads_to_its_document(tmp_path):
    page = page_of(reported(*FOUR), tmp_path)
    assert marks(page) == [
        ("circle", "o2", "3.00%", "#document-d0"),
        ("rect", "o1", "50.00%", "#document-d1"),
        ("rect", "o1", "97.00%", "#document-d2"),
    ]
    titles = [words(title) for title in page.xpath("//*[@class='lane']//title")]
    assert titles[0] == "海岸日报 · 2026-03-01 · T0"
    assert [words(each) for each in by_class(page, "undated")] == ["1 document without a day"]
    legend = [words(item) for item in page.xpath("//ul[@class='outlets']/li")]
    assert legend == ["Wire 2", "海岸日报 1", "中文", "English", "each mark is a document 一点一文"]


def test_without_two_days_or_two_topics_there_is_no_map(tmp_path):
    same = [(language, outlet, "2026-03-01") for language, outlet, _ in FOUR]
    assert not page_of(reported(*same), tmp_path).xpath("//*[@id='map']")
    assert not page_of(reported(*FOUR, size=4), tmp_path).xpath("//*[@id='map']")
    years = [(language, outlet, "2026") for language, outlet, _ in FOUR]
    assert not page_of(reported(*years), tmp_path).xpath("//*[@id='map']")


def test_what_the_map_leaves_out_is_said(tmp_path):
    days = [(ZH, f"报{number}", f"2026-03-{number % 28 + 1:02}") for number in range(2 * LANES + 4)]
    page = page_of(reported(*days), tmp_path)
    assert len(by_class(page, "lane")) == LANES
    (note,) = page.xpath("//*[@id='map']/p")
    assert words(note) == (
        f"The {LANES} largest of {LANES + 2} topics that have dates; all are listed below."
    )
    legend = [words(item) for item in page.xpath("//ul[@class='outlets']/li[@data-outlet]")]
    assert len(legend) == OUTLETS + 1
    assert legend[-1] == f"others 其他 {2 * LANES - OUTLETS}"


def test_many_documents_of_a_day_are_counted(tmp_path):
    days = [*[(ZH, "报", "2026-03-01")] * 9, (EN, "Wire", "2026-03-02")]
    page = page_of(replace(reported(*days, size=5)), tmp_path)
    lanes = by_class(page, "lane")
    assert [len(by_class(lane, "mark")) for lane in lanes] == [5, 5]
    page = page_of(reported(*days, *days, size=10), tmp_path)
    lanes = by_class(page, "lane")
    assert [len(by_class(lane, "mark")) for lane in lanes] == [7, 7]
    assert [words(more) for more in lanes[0].xpath("./text")] == ["+3"]
