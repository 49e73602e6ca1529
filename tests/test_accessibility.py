"""axe finds nothing on one page of every template: light, dark, forced colours, more contrast, 320 px, scripts off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser import DESK, visit_of
from playwright.sync_api import Browser, Page, expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "index": "",
    "find": "find/",
    "find, results": "find/#q=pain+shooting+down+my+leg&near=08043&gender=woman",
    "find, emergency": "find/#q=numb+between+my+legs+and+can%27t+pee",
    "find, soon": "find/#q=back+pain+with+fever",
    "find, nobody near": "find/#q=sciatica&near=99762",
    "find, unknown place": "find/#q=sciatica&near=99999",
    "find, nothing fits": "find/#q=xqzzt",
    "surgeons": "surgeons/",
    "conditions": "conditions/",
    "condition": "conditions/sciatica/",
    "condition in a state": "conditions/sciatica/new-jersey/",
    "procedures": "procedures/",
    "procedure": "procedures/microdiscectomy/",
    "places": "places/",
    "state": "places/new-jersey/",
    "city": "places/new-jersey/voorhees/",
    "articles": "articles/",
    "second opinion": "second-opinion/",
    "how we match": "how-we-match/",
    "text": "about/",
    "glossary": "glossary/",
    "emergencies": "emergencies/",
    "missing": "404.html",
}
MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "more contrast": {"contrast": "more"},
    "320 px": {"viewport": {"width": 320, "height": 640}},
    "scripts off": {},
}


def faults(page: Page) -> list[str]:
    """What axe finds on this page, a line for each element."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(tags) => axe.run({ runOnly: tags, resultTypes: ['violations'], elementRef: false }).then(({ violations }) => violations)", RULES)
    return [f"{one['id']}: {node['target']} {node['html'][:160]}" for one in found for node in one["nodes"]]


def example_pages(page: Page, home: str) -> dict[str, str]:
    """A surgeon, an article and a comparison, taken from their lists."""
    page.goto(home + "surgeons/")
    slugs = page.locator("[data-surgeon]").evaluate_all("(cards) => cards.map((card) => card.dataset.surgeon)")
    page.goto(home + "articles/")
    article = page.locator("main a[href*='articles/']").first.get_attribute("href").rstrip("/").rsplit("/", 1)[-1]
    return {"surgeon": f"surgeons/{slugs[0]}/", "article": f"articles/{article}/", "compare": "compare/", "comparison": f"compare/#s={','.join(slugs[:3])}"}


@pytest.fixture(params=MODES, ids=lambda name: name.replace(" ", "-"))
def looked_at(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[tuple[Page, str]]:
    """A page in one way of looking at it."""
    context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **MODES[request.param]})
    if request.param == "scripts off":  # the site's own scripts; axe is one too and must run
        context.route("**/*.js", lambda route: route.abort())
    yield visit_of(context, address).page, address
    context.close()


def test_axe_finds_nothing(looked_at: tuple[Page, str]) -> None:
    page, home = looked_at
    found = []
    for name, url in {**PAGES, **example_pages(page, home)}.items():
        page.goto(home + "robots.txt")
        page.goto(home + url)
        if "#" in url and page.evaluate("location.pathname.endsWith('/find/') && !document.querySelector('#finder').hidden"):
            expect(page.locator("#status:not(:empty)")).to_have_count(1)
        found += [f"{name}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


def test_the_open_filters_and_the_choice_of_a_comparison(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = visit_of(context, address).page
    page.goto(address + "find/#q=sciatica")
    page.locator("#filter-box summary").first.click()
    expect(page.locator("#facets input").first).to_be_visible()
    for number in range(4):
        page.locator("#results [data-keep]").nth(number).click()
    found = faults(page)
    page.goto(address + "compare/")
    expect(page.locator("#choices input")).to_have_count(4)
    found += faults(page)
    context.close()
    assert not found, "\n".join(found)
