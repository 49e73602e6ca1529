"""The front page, the search, the comparison, how we match, and the page that is not there."""

from __future__ import annotations

from .browser_index import MANIFEST
from .edition import Edition, count_of, find_url, make_head
from .fit import ENOUGH_CASES, ENOUGH_YEARS, PARTS, TITLES
from .pages_entries import common_conditions, region_views
from .pages_places import state_tiles
from .pages_texts import article_card, newest_first
from .views import ComparePage, FindPage, HomePage, HowWeMatchPage, LinkView, MissingPage, WeightView

_STORIES = 3
_HOW = {
    "focus": "Whether the condition is a main focus of the practice, seen regularly, or seen now and then.",
    "volume": (
        f"Operations a year that are used for the condition. The first ones count most; {ENOUGH_CASES} or more count in full. "
        "Where no procedure is usual, everyone gets these points."
    ),
    "certification": (
        "Certified by a board of the American Board of Medical Specialties or the American Osteopathic Association: in full. Board eligible: half."
    ),
    "years": f"Years in practice; {ENOUGH_YEARS} or more count in full.",
    "conservative": (
        "Whether the profile says what is tried before surgery, and publishes how many new patients end up operated on. "
        "Treating without surgery counts in full."
    ),
    "freshness": "Whether the facts were checked in time. Overdue facts count less.",
    "second-opinion": "Whether second opinions are given, also without a visit, and whether patients who ask elsewhere are supported.",
}


def example_links(edition: Edition) -> tuple[LinkView, ...]:
    """Example searches, from the settings."""
    return tuple(LinkView(find_url(words), words) for words in edition.imprint.examples)


def home_page(edition: Edition) -> HomePage:
    """The front page."""
    catalog, noun = edition.catalog, edition.catalog.medicine.practitioner
    surgeons, conditions = count_of(len(catalog.surgeons), noun), count_of(len(catalog.conditions), "condition")
    description = f"Say what hurts in your own words, and see which {noun}s look after it and why. {surgeons}, {conditions}, nothing for sale."
    return HomePage(
        head=make_head(edition, "", edition.imprint.name + (f": {edition.imprint.tagline}" if edition.imprint.tagline else ""), description),
        surgeon_count=len(catalog.surgeons),
        condition_count=len(catalog.conditions),
        state_count=len(edition.places),
        examples=example_links(edition),
        regions=region_views(edition),
        common=common_conditions(edition),
        articles=tuple(article_card(edition, one) for one in newest_first(edition)[:_STORIES]),
    )


def find_page(edition: Edition) -> FindPage:
    """The search, and the ways on where no script runs."""
    noun = edition.catalog.medicine.practitioner
    head = make_head(edition, "find/", f"Find a {noun}", f"Search {noun}s in your own words. What you type stays in your browser.")
    return FindPage(head, example_links(edition), MANIFEST, state_tiles(edition), common_conditions(edition))


def compare_page(edition: Edition) -> ComparePage:
    """Up to three surgeons side by side; without content of its own it is no page for search engines."""
    noun = edition.catalog.medicine.practitioner
    return ComparePage(make_head(edition, "compare/", f"Compare {noun}s", f"Up to three {noun}s side by side.", index=False), MANIFEST)


def how_we_match_page(edition: Edition) -> HowWeMatchPage:
    """The weights in use: the same values as the ranking's own."""
    usual, asked = edition.weights.usual, edition.weights.second_opinion
    weights = tuple(WeightView(part, TITLES[part], usual[part], f"{_HOW[part]} When you ask for a second opinion: up to {asked[part]}.") for part in PARTS)
    head = make_head(edition, "how-we-match/", "How we match", "Where every point of a match comes from, and what the points are not.")
    return HowWeMatchPage(head, weights, edition.catalog.fresh_days, edition.catalog.dropped_days)


def missing_page(edition: Edition) -> MissingPage:
    """What a server shows for an address that does not exist."""
    return MissingPage(make_head(edition, "404.html", "Page not found", "There is no page at this address.", index=False))
