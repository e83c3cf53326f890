"""How long the page of a review takes at 40,000 beads: python bench/review_page.py.

Serves a made-up project (that of bench/review_speed.py) and opens it in the chromium of the system.
Says when the page is ready, how much of that the page itself computes, how many elements it has;
and for each operation the time from the key to the message, the server's part of it, and the
page's: what it computes between the answer and the next frame. The budget of the page is 50 ms.
"""

import argparse
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright
from review_speed import made

from align.decisions.reviewing import BeadReview
from align.review.app import review_app
from align.review.server import TURN
from align.review.session import Session

KEYS = {"c": "confirmed", "m": "merged", "z": "undone", "Shift+D": "moved"}
_TIMED = """() => {
  const asked = window.fetch;
  window.fetch = async (...given) => {
    const begin = performance.now();
    const answer = await asked(...given);
    const read = answer.json.bind(answer);
    answer.json = async () => {
      const value = await read();
      const got = performance.now();
      const channel = new MessageChannel();  // its turn comes after all that the answer sets off
      channel.port1.onmessage = () => { window.took = [got - begin, performance.now() - got]; };
      channel.port2.postMessage(0);
      return value;
    };
    return answer;
  };
}"""


def timed(page: Page, times: int) -> None:
    """Print what each operation takes."""
    page.evaluate(_TIMED)
    for key, words in KEYS.items():
        found = []
        for _ in range(times):
            page.keyboard.press("PageDown")
            if key == "z":
                page.keyboard.press("c")
                page.wait_for_timeout(300)
            page.evaluate(
                "() => { took = null; document.getElementById('said').textContent = ''; }"
            )
            start = time.perf_counter()
            page.keyboard.press(key)
            said = "words => document.getElementById('said').textContent.includes(words)"
            page.wait_for_function(said, arg=words)
            whole = 1000 * (time.perf_counter() - start)
            page.wait_for_function("() => took")
            found.append((whole, *page.evaluate("took")))
        whole, server, own = (statistics.median(column) for column in zip(*found, strict=True))
        most = max(each[2] for each in found)
        print(f"{key:8} {whole:5.0f} ms; server {server:4.0f}, page {own:4.0f}, at most {most:.0f}")


def main() -> None:
    """Print the times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=40_000)
    parser.add_argument("--times", type=int, default=7)
    given = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        made(Path(name), given.size)
        review = BeadReview(name)
        (pair,) = review.pairs().pairs
        review.close()
        sys.setswitchinterval(TURN)
        listening = socket.create_server(("127.0.0.1", 0))
        session = Session(listening.getsockname()[1])
        app, desk = review_app(Path(name), session, "bench")
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        browser = driver.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(session.address)
        for _ in range(2):  # the first time the server reads the project
            start = time.perf_counter()
            page.goto(f"{session.origin}/pairs/{pair.zh}/{pair.en}")
            page.wait_for_selector("[data-ready]")
            ready = 1000 * (time.perf_counter() - start)
        own = page.evaluate(
            "() => performance.getEntriesByName('ready')[0].startTime"
            " - performance.getEntriesByName('got')[0].startTime"
        )
        elements = page.evaluate("() => document.querySelectorAll('*').length")
        print(f"ready in {ready:.0f} ms, of them {own:.0f} in the page; {elements} elements")
        timed(page, given.times)
        browser.close()
        server.should_exit = True
        thread.join()
        desk.close()


if __name__ == "__main__":
    main()
