"""What a visit costs in a real Chromium: every request with its bytes on the wire, and the moment the first card is painted."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

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


@dataclass(frozen=True, slots=True)
class Fetched:
    """A request that was answered: its address, its kind, and its bytes on the wire with and without the headers of the answer."""

    url: str
    kind: str
    total: int
    body: int


@dataclass
class Tab:
    """A page in a fresh profile: nothing cached, everything counted."""

    page: Page
    session: object
    fetched: list[Fetched] = field(default_factory=list)

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

    def take(self) -> tuple[Fetched, ...]:
        """What was fetched since the last time, favicons left out."""
        self.page.evaluate("0")  # events of the past are in
        found, self.fetched[:] = tuple(self.fetched), []
        return tuple(one for one in found if "/icons/" not in one.url and "favicon" not in one.url)


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
    opened = Tab(page, session)
    _count(session, opened.fetched)
    yield opened
    context.close()


def _count(session: object, fetched: list[Fetched]) -> None:
    kinds: dict[str, tuple[str, str]] = {}
    bodies: dict[str, int] = {}

    def response(event: Mapping) -> None:
        kinds[event["requestId"]] = (event["response"]["url"], event["type"])

    def data(event: Mapping) -> None:
        bodies[event["requestId"]] = bodies.get(event["requestId"], 0) + event["encodedDataLength"]

    def finished(event: Mapping) -> None:
        url, kind = kinds.get(event["requestId"], ("", ""))
        if url.startswith("http"):
            fetched.append(Fetched(urlsplit(url).path, kind, int(event["encodedDataLength"]), bodies.get(event["requestId"], 0)))

    session.on("Network.responseReceived", response)
    session.on("Network.dataReceived", data)
    session.on("Network.loadingFinished", finished)


def weight(fetched: Sequence[Fetched]) -> int:
    """Bytes of all answers on the wire, headers included."""
    return sum(one.total for one in fetched)
