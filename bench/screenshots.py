"""The pictures of docs/review: python bench/screenshots.py [FOLDER].

Runs the example into a temporary folder, opens its review in chromium as `duizhao review` would,
and writes every page at the widths of a desk and of a phone, light and dark. Needs the packages of
the group dev and a chromium that is installed (``chromium``, ``google-chrome``).
"""

import argparse
import os
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from align.decisions.reviewing import BeadReview
from align.review.app import review_app
from align.review.session import Session
from align.run import run_project

ROOT = Path(__file__).parents[1]
WIDTHS = {"desk": (1180, 760), "phone": (390, 760)}
SCHEMES = ("light", "dark")


def pairs(page: Page) -> None:
    """The list of document pairs."""


def beads(page: Page) -> None:
    """The weakest bead with something on both sides, some beads confirmed."""
    _to_the_first_pair(page)
    _press(page, "n", "n")


def split(page: Page) -> None:
    """Choosing the place of a split."""
    _to_the_first_pair(page)
    for _ in range(60):
        sides = page.locator("#beads [aria-selected=true] .side")
        if sides.nth(0).locator(".s").count() > 1 or sides.nth(1).locator(".s").count() > 1:
            break
        _press(page, "j")
    _press(page, "s")


def keys(page: Page) -> None:
    """The help."""
    _to_the_first_pair(page)
    _press(page, "?")


def plain(page: Page) -> None:
    """Numbered pages."""
    _to_the_first_pair(page)
    page.goto(page.url.partition("#")[0] + "?plain=1")


def terms(page: Page) -> None:
    """The list of terms."""
    page.goto(page.url.rstrip("/") + "/terms")


def lookup(page: Page) -> None:
    """The box on top of every page."""
    page.locator("#look-up input").first.fill("务实外交")
    page.wait_for_timeout(_SETTLED)


def report(page: Page) -> None:
    """The report of the same run: where every sentence went, and the topics over time."""
    page.goto((Path.cwd() / "report.html").as_uri())
    page.evaluate("document.getElementById('summary').scrollIntoView()")


_SETTLED = 900
"""Milliseconds after which a page has what it shows."""
_SHOTS: tuple[Callable[[Page], None], ...] = (
    pairs, beads, split, keys, plain, terms, lookup, report,
)  # fmt: skip


def _begin(out: Path) -> None:
    """Confirm the first three beads of the pair that needs it most."""
    review = BeadReview(out, "reviewer")
    pair = max(review.pairs().pairs, key=lambda each: each.expected_errors)
    review.apply(pair.zh, pair.en, {"kind": "confirm", "row": 0, "to": 2}, pair.revision)
    review.close()


def _to_the_first_pair(page: Page) -> None:
    page.wait_for_selector("[data-ready]")
    _press(page, "n")
    page.wait_for_selector("#beads .bead")


def _press(page: Page, *names: str) -> None:
    for name in names:
        page.keyboard.press(name)


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "review")
    parser.add_argument("--only", nargs="*", default=["pairs", "beads", "terms", "report"])
    given = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as driver:
        out = Path(scratch) / "demo-out"
        run_project([ROOT / "examples" / "coverage"], out)
        _begin(out)
        os.chdir(out)
        listening = socket.create_server(("127.0.0.1", 0))
        session = Session(listening.getsockname()[1])
        app, desk = review_app(out, session, "reviewer")
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        browser = driver.chromium.launch(executable_path=chromium)
        for shot in _SHOTS:
            for width, (wide, high) in WIDTHS.items():
                for scheme in SCHEMES:
                    if shot.__name__ not in given.only:
                        continue
                    page = browser.new_page(
                        viewport={"width": wide, "height": high},
                        color_scheme="dark" if scheme == "dark" else "light",
                    )
                    page.goto(session.address)
                    shot(page)
                    page.wait_for_timeout(_SETTLED)
                    name = f"{shot.__name__}-{width}-{scheme}.png"
                    page.screenshot(path=folder / name)
                    print(name)
                    page.close()
        browser.close()
        server.should_exit = True
        thread.join()
        desk.close()


if __name__ == "__main__":
    main()
