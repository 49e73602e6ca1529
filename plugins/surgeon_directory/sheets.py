"""Every page of the site, in a fixed order: which template, with which value.

Pages are built one at a time, so that ten thousand of them need no more memory than one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .edition import Edition
from .pages_entries import condition_page, condition_state_page, conditions_page, procedure_page, procedures_page
from .pages_front import compare_page, find_page, home_page, how_we_match_page, missing_page
from .pages_places import city_page, places_page, state_page
from .pages_surgeons import surgeon_page, surgeons_page
from .pages_texts import article_page, articles_page, second_opinion_page, text_page
from .views import Head

GUIDE = "second-opinion"
NEEDED_PAGES = ("about", "accessibility", "emergencies", "glossary", "privacy", GUIDE)  # every page links to these


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page before it is printed: the template and the value it sees."""

    template: str
    page: object

    @property
    def head(self) -> Head:
        """The head of the page, which knows its address."""
        return self.page.head  # type: ignore[attr-defined]


def root_of(url: str) -> str:
    """The relative way from a page to the top of the site."""
    return "../" * url.count("/") or "./"


def file_of(url: str) -> str:
    """The file behind an address: folders hold an index.html."""
    return f"{url}index.html" if url == "" or url.endswith("/") else url


def all_sheets(edition: Edition) -> Iterator[Sheet]:
    """Every page once."""
    catalog = edition.catalog
    yield Sheet("index", home_page(edition))
    yield Sheet("find", find_page(edition))
    yield Sheet("compare", compare_page(edition))
    yield Sheet("how_we_match", how_we_match_page(edition))
    yield Sheet("404", missing_page(edition))
    yield Sheet("surgeons", surgeons_page(edition))
    yield from (Sheet("surgeon", surgeon_page(edition, one)) for one in catalog.surgeons.values())
    yield Sheet("conditions", conditions_page(edition))
    for condition in catalog.conditions.values():
        yield Sheet("condition", condition_page(edition, condition, "../../"))
        yield from (Sheet("condition_state", condition_state_page(edition, condition, code)) for code in edition.states[condition.slug])
    yield Sheet("procedures", procedures_page(edition))
    yield from (Sheet("procedure", procedure_page(edition, one, "../../")) for one in catalog.procedures.values())
    yield Sheet("places", places_page(edition))
    for code, cities in edition.places.items():
        yield Sheet("place", state_page(edition, code))
        yield from (Sheet("place", city_page(edition, code, city)) for city in cities)
    yield Sheet("articles", articles_page(edition))
    yield from (Sheet("article", article_page(edition, one, "../../")) for one in catalog.articles.values())
    yield from (
        Sheet("second_opinion", second_opinion_page(edition, one, "../")) if one.slug == GUIDE else Sheet("page", text_page(edition, one, "../"))
        for one in catalog.pages.values()
    )


def expected(edition: Edition) -> Counter[str]:
    """How many pages of each template the catalog calls for, counted from the facts and not from the pages."""
    catalog = edition.catalog
    states = {one.slug: {office.state for office in one.offices} for one in catalog.matched_surgeons()}
    in_state = {(focus.condition, state) for slug, where in states.items() for focus in catalog.surgeons[slug].conditions for state in where}
    places = {(state, city) for state, cities in edition.places.items() for city in ("", *cities)}
    guide = int(GUIDE in catalog.pages)
    single = ("index", "find", "compare", "how_we_match", "404", "surgeons", "conditions", "procedures", "places", "articles")
    return Counter(
        {
            **dict.fromkeys(single, 1),
            "surgeon": len(catalog.surgeons),
            "condition": len(catalog.conditions),
            "condition_state": len(in_state),
            "procedure": len(catalog.procedures),
            "place": len(places),
            "article": len(catalog.articles),
            "second_opinion": guide,
            "page": len(catalog.pages) - guide,
        }
    )
