"""Every page and dialog, light and dark, wide and narrow: axe-core, and the size of targets."""

import pytest

from tests.align.review.reader import CURRENT, Reader

DIALOGS = {"f": "#flag", "e": "#sentences", "?": "#help"}
SMALLEST = 24
"""CSS pixels of a target (WCAG 2.2, 2.5.8)."""


def check(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = axe.Axe().run(page, options=rules).response["violations"]
    assert not [
        (each["id"], node["html"][:200], node.get("failureSummary", "")[:300])
        for each in found
        for node in each["nodes"]
    ]
    small = page.evaluate(
        """least => [...document.querySelectorAll("button, input, select, a, textarea, summary")]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }))
        .filter((each) => !each.matches("p:not(.general) > a, li a, .skip"))  // within a text
        .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < least || box.height < least))
        .map(([html, box]) => `${html} ${box.width} x ${box.height}`)""",
        SMALLEST,
    )
    assert not small


LOOKS = [
    {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    for scheme in ("light", "dark")
    for width in (1280, 390)
]


@pytest.mark.parametrize(
    "look", LOOKS, ids=lambda look: f"{look['color_scheme']}-{look['viewport']['width']}"
)
def test_pages_of_beads_are_accessible(served, window, look):
    page = window(served, **look)
    reader = Reader(page)
    reader.wait_until_ready()
    check(page)
    reader.press("n")
    page.wait_for_selector(CURRENT)
    reader.press("n")
    check(page)
    for key, dialog in DIALOGS.items():
        reader.press(key)
        page.wait_for_selector(f"{dialog}[open]")
        check(page)
        reader.press("Escape")
    reader.do("m", "merged")
    reader.press("s")
    check(page)
    reader.press("Escape")
    address = page.url.partition("#")[0]
    for plain in (f"{address}?plain=1", f"{served.origin}/?plain=1", f"{served.origin}/nothing"):
        page.goto(plain)
        check(page)
