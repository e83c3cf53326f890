"""A review as a person has it: the server with the demo's project, and a browser.

The browser is the system's chromium, driven by playwright. Where there is none, the tests that need
it are skipped.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from tests.align.review.running import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PATIENCE = 60_000
"""Milliseconds: a machine that does much else at the time is slow, and no fault."""


@pytest.fixture
def served(demo, tmp_path) -> Iterator[Served]:
    """A server with a copy of the demo's project of its own."""
    project = tmp_path / "out"
    shutil.copytree(demo.out, project)
    with serving(project) as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One browser for all tests of a file."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip("no chromium here (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, ExitStack() as opened:
        started = driver.chromium.launch(executable_path=found)
        opened.callback(started.close)
        yield started


@pytest.fixture
def window(browser) -> "Iterator[Callable[..., Page]]":
    """Opens windows at the address of a server; whatever goes wrong in one is a fault."""
    wrong: list[str] = []
    contexts = []

    def open_one(served: Served, **settings: Any) -> "Page":
        context = browser.new_context(**settings)
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if "Content Security" in said.text else None,
        )
        page.goto(served.session.address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not wrong


@pytest.fixture
def page(served, window) -> "Page":
    """A window with the list of pairs of the demo."""
    return window(served)
