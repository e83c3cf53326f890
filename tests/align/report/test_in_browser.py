"""What the script of the pages adds, in a browser, from a file and under its own policy."""

from dataclasses import replace

import pytest

from align.report.page import write_report
from glossary.entries import Category, ConceptEntry, Status, TermPair
from tests.align.report.test_page import REPORT
from tests.align.report.test_time_map import FOUR, reported

SHOWN = 100


@pytest.fixture
def opened(browser, tmp_path):
    """Opens a report; whatever goes wrong in the page is a fault."""
    wrong = []
    context = browser.new_context()

    def open_report(report):
        path = tmp_path / "report.html"
        write_report(path, report)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.goto(path.as_uri())
        return page

    yield open_report
    context.close()
    assert wrong == []


def test_sentences_are_found_in_either_script_and_case(opened):
    from playwright.sync_api import expect  # where there is a browser

    page = opened(REPORT)
    field = page.get_by_label("Find in the sentences of this page")
    for wanted, found in (
        ("双边关系", "雙邊關係應以共同利益為基礎。"),
        ("對話", "“军事同盟仍是基石，但不应妨碍对话。”"),
        ("NO ARRESTS", "No arrests were made."),
    ):
        field.fill(wanted)
        expect(page.locator(".hits li")).to_have_text([found])
    field.fill("雪山")
    expect(page.locator(".find output")).to_have_text("0 sentences")
    field.fill("预算")
    page.click(".hits a")  # leads into a part that is folded
    assert page.locator(".onesided[open] .side", has_text="預算尚未公布").is_visible()


def test_terms_are_filtered_by_words_status_and_category_and_come_in_pages(opened):
    pairs = [
        TermPair(f"词{n}", f"term {n}", 0.5, 0.9, 1, Status.CANDIDATE, category=Category.TERM)
        for n in range(SHOWN + 30)
    ]
    pairs[7] = replace(pairs[7], status=Status.PREFERRED, category=Category.PERSON)
    entries = tuple(ConceptEntry(f"c{n}", (pair,)) for n, pair in enumerate(pairs))
    page = opened(replace(REPORT, entries=entries))
    rows = page.locator(".terms tbody:visible")
    assert rows.count() == SHOWN
    assert page.text_content(".filter output") == f"1–{SHOWN} of {SHOWN + 30}"
    page.click("text=›")
    assert rows.count() == 30
    page.get_by_label("Category").select_option("person")
    assert rows.count() == 1
    assert page.text_content(".filter output") == f"1–1 of 1 (of {SHOWN + 30})"
    page.get_by_label("Category").select_option("*")
    page.get_by_label("Status").select_option("candidate")
    page.get_by_label("Find a term").fill("詞12")
    assert rows.count() == 11  # 12, and 120 to 129
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".terms tbody:not([hidden])").count() == SHOWN + 30


def test_one_outlet_of_the_map_is_singled_out(opened):
    page = opened(reported(*FOUR))
    page.click(".outlets button >> nth=1")
    assert page.locator(".lane .mark:not(.faint)").count() == 1
    page.click(".outlets button >> nth=1")
    assert page.locator(".lane .mark.faint").count() == 0


def test_light_and_dark(opened):
    page = opened(REPORT)
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.get_by_title("Light or dark").click()
    assert page.evaluate(ground) != before
    page.get_by_title("Light or dark").click()
    assert page.evaluate(ground) == before


def test_nothing_is_wider_than_a_telephone(opened):
    page = opened(reported(*FOUR))
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
