"""A real browser for tests: one Chromium and one server for all of them, a fresh context for each.

Whatever a test does, three things are watched: the console stays empty, no request leaves the origin, and no request
carries the words that were searched for.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from built import Built
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

SUB_PATH = "/spine/of/it/"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
PATIENCE = 5_000  # milliseconds
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site below SUB_PATH and nothing else; says nothing."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(SUB_PATH) if path.startswith(SUB_PATH) else "not-here"
        return super().translate_path("/" + inside)

    def log_message(self, *_: object) -> None:
        """Keeps the output of the tests clean."""


class _Server(ThreadingHTTPServer):
    """A server that does not mind when a page is left before it has come whole."""

    def handle_error(self, *_: object) -> None:
        """Keeps the output of the tests clean."""


@dataclass
class Visit:
    """A person at the site: where it is, the page they look at, and all that was noticed meanwhile."""

    home: str
    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, url: str) -> Page:
        """Opens an address below the site."""
        self.page.goto(self.home + url)
        return self.page

    def find(self, words: str = "", **fields: str) -> Page:
        """Opens the search page and asks there, as a person does."""
        self.asked += [words] if " " in words else []
        page = self.go("find/")
        page.get_by_label("What are you looking for?").fill(words)
        if "near" in fields:
            page.get_by_label("ZIP code or city").fill(fields["near"])
        if "within" in fields:
            page.get_by_label("Within").select_option(fields["within"])
        page.get_by_role("button", name="Search", exact=True).click()
        self.settled()
        return page

    def settled(self) -> None:
        """The answer is on the page: a count, an empty state or a failure."""
        expect(self.page.locator("#found[aria-busy]")).to_have_count(0)
        expect(self.page.locator("#status:not(:empty), #failure:not([hidden])")).not_to_have_count(0)

    def slugs(self) -> list[str]:
        """The surgeons on the page, in order."""
        return self.page.locator("#results [data-surgeon]").evaluate_all("(cards) => cards.map((card) => card.dataset.surgeon)")

    def status(self) -> str:
        """What the live region says."""
        return self.page.locator("[role=status]").inner_text()

    def focused(self) -> str:
        """The id of the element that has the focus, or its text."""
        return self.page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")

    def wider_than_screen(self) -> bool:
        """Whether the page can be scrolled sideways."""
        return self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def _executable() -> str:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
    if not found or not Path(found).exists():
        pytest.fail("There is no Chromium. On Debian and Ubuntu: sudo apt-get install chromium. Elsewhere, set CHROMIUM to the path of one.", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of all tests; without one they fail and say what to install."""
    executable = _executable()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(sample_site: Built) -> Iterator[str]:
    """Where the sample site is served, below a sub-path."""

    def handler(*arguments: object) -> _Handler:
        return _Handler(*arguments, directory=str(sample_site.output))  # type: ignore[arg-type]

    with _Server(("localhost", 0), handler) as server:  # type: ignore[arg-type]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_address[1]}{SUB_PATH}"
        server.shutdown()


def visit_of(context: BrowserContext, address: str) -> Visit:
    """A visit in a new page of this context; everything it asks for and complains of is noted."""
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visit = Visit(address, page)
    page.on("request", lambda request: visit.requests.append(request.url))
    page.on("console", lambda message: visit.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: visit.complaints.append(f"error: {error}"))
    return visit


def assert_private(visit: Visit, *words: str) -> None:
    """No request has left the origin, none carries one of the words."""
    origin = visit.home.removesuffix(SUB_PATH)
    outside = [url for url in visit.requests if not url.startswith((origin + "/", "data:", "blob:"))]
    assert not outside, outside
    sent = [unquote_plus(url.partition("#")[0]) for url in visit.requests]
    telling = [url for url in sent for word in words if word in url]
    assert not telling, telling


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A visit on a phone; afterwards the console must be empty and everything must have stayed on the device."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    found = visit_of(context, address)
    yield found
    context.close()
    assert not found.complaints, "\n".join(found.complaints)
    assert_private(found, *found.asked)
