"""What a person does in the pages with the keyboard, and what that person sees and hears."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

CURRENT = '#beads .bead[aria-selected="true"]'


@dataclass(frozen=True)
class Reader:
    """Someone at a page of beads, without a mouse."""

    page: "Page"

    def open(self, address: str) -> None:
        """Go to a page, and wait until it is there."""
        self.page.goto(address)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until the page has what it shows."""
        self.page.wait_for_selector("[data-ready]")

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def hear(self, words: str) -> None:
        """Wait until the live region says so."""
        said = "words => document.getElementById('said').textContent.includes(words)"
        self.page.wait_for_function(said, arg=words)

    def do(self, key: str, words: str) -> None:
        """A key that changes something: wait until it is said that it was done."""
        self.page.evaluate("document.getElementById('said').textContent = ''")
        self.press(key)
        self.hear(words)

    def find(self, text: str, key: str = "n") -> None:
        """Press a key until the bead with this text is the current one."""
        for _ in range(100):
            if text in self.bead():
                return
            self.press(key)
        raise AssertionError(f"{key} never led to {text}")

    def bead(self) -> str:
        """What the current bead says, without what can be done with it."""
        cells = self.page.locator(f"{CURRENT} > .side, {CURRENT} > .score").all_inner_texts()
        return " | ".join(" ".join(text.split()) for text in cells)

    def side(self, language: str) -> list[str]:
        """The sentences of the current bead in one language."""
        place = 1 if language == "zh" else 2
        return self.page.locator(f"{CURRENT} > .side:nth-child({place}) > .s").all_inner_texts()

    def beads(self) -> list[str]:
        """All beads in the page, with their states."""
        rows = self.page.locator("#beads .bead").evaluate_all(
            "rows => rows.map(row => [...row.querySelectorAll('.side, .score')]"
            ".map(cell => cell.textContent).join('|'))"
        )
        return list(rows)

    def left(self) -> int:
        """How many the page says are left."""
        return int(self.page.locator("#left").inner_text().replace(",", ""))

    def has_focus(self) -> bool:
        """Whether the keys go to the current bead."""
        return bool(self.page.evaluate(f"document.activeElement.matches('{CURRENT}')"))
