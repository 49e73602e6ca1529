"""A visit in a real Chromium: a fresh profile, a slow phone if asked for, and the moment the first card is painted."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
PHONE = {"width": 390, "height": 844}
SLOW_NET = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 1_600_000 / 8}
SLOW_CPU = 4
PATIENCE = 120_000  # milliseconds
# The first frame after the first card stands in the document. `begun` is set by whoever types; otherwise it is the navigation.
WATCH = """
(selector) => {
  globalThis.begun = 0;
  globalThis.painted = null;
  const look = () => {
    if (globalThis.painted === null && document.querySelector(selector)) {
      globalThis.painted = -1;
      requestAnimationFrame(() => setTimeout(() => { globalThis.painted = performance.now() - globalThis.begun; }, 0));
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}
"""


@dataclass
class Tab:
    """A page in a fresh profile: nothing is cached."""

    page: Page
    session: CDPSession

    def slow(self) -> None:
        """From here on a cheap phone on a poor connection."""
        self.session.send("Network.emulateNetworkConditions", SLOW_NET)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})

    def painted(self) -> float:
        """Milliseconds until the first card was on the screen."""
        self.until("globalThis.painted > 0")
        return self.page.evaluate("globalThis.painted")

    def until(self, expression: str) -> None:
        """The expression is true. Asked from outside, as the site's own policy lets nobody evaluate a text within the page."""
        end = time.monotonic() + PATIENCE / 1000
        while not self.page.evaluate(expression):
            if time.monotonic() > end:
                raise TimeoutError(expression)
            self.page.wait_for_timeout(50)

    def quiet(self) -> None:
        """Whatever was asked for has arrived."""
        self.page.wait_for_load_state("networkidle")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The one browser of a measurement."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def tab(browser: Browser, selector: str = "body") -> Iterator[Tab]:
    """A fresh tab that watches for the first element of `selector`."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(f"({WATCH})({selector!r})")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    yield Tab(page, session)
    context.close()
