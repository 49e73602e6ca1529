"""States and cities with surgeons."""

from __future__ import annotations

from .edition import Edition, by_name, city_url, count_of, make_head, plain_cards, state_slug, state_url
from .models import STATES
from .tiles import TILES
from .views import LinkView, PlacePage, PlacesPage, StateTile

PLACES = LinkView("places/", "Places")


def city_title(edition: Edition, code: str, city: str) -> str:
    """The city as its offices write it; the first spelling of those that fold to the same address."""
    return min(
        office.city
        for surgeon in edition.places[code][city]
        for office in surgeon.offices
        if office.state == code and city_url(code, office.city) == f"{state_url(code)}{city}/"
    )


def _everyone_in(edition: Edition, code: str) -> tuple:
    return by_name({surgeon.slug: surgeon for surgeons in edition.places[code].values() for surgeon in surgeons}.values())


def state_tiles(edition: Edition) -> tuple[StateTile, ...]:
    """Every state with surgeons, by name, with its square on the map."""
    return tuple(StateTile(code, STATES[code], state_url(code), len(_everyone_in(edition, code)), *TILES[code]) for code in edition.places)


def places_page(edition: Edition) -> PlacesPage:
    """Every state with surgeons."""
    noun = edition.catalog.medicine.practitioner
    head = make_head(edition, "places/", "Places", f"States and cities with {noun}s in this directory.")
    return PlacesPage(head, state_tiles(edition))


def state_page(edition: Edition, code: str) -> PlacePage:
    """A state: its cities, its condition pages, and everyone in it by name."""
    noun, title = edition.catalog.medicine.practitioner, STATES[code]
    everyone = _everyone_in(edition, code)
    cities = tuple(
        LinkView(f"{state_url(code)}{city}/", city_title(edition, code, city), count_of(len(surgeons), noun)) for city, surgeons in edition.places[code].items()
    )
    head = make_head(
        edition, state_url(code), f"{_field(edition)} {noun}s in {title}", f"{count_of(len(everyone), noun)} in {title}, by city and by condition.", (PLACES,)
    )
    return PlacePage(head, title, LinkView(state_url(code), title), cities, _conditions(edition, code), plain_cards(edition, everyone))


def city_page(edition: Edition, code: str, city: str) -> PlacePage:
    """A city and everyone in it by name."""
    noun, state = edition.catalog.medicine.practitioner, LinkView(state_url(code), STATES[code])
    title = f"{city_title(edition, code, city)}, {STATES[code]}"
    surgeons = edition.places[code][city]
    head = make_head(edition, f"{state.url}{city}/", f"{_field(edition)} {noun}s in {title}", f"{count_of(len(surgeons), noun)} in {title}.", (PLACES, state))
    return PlacePage(head, title, state, (), (), plain_cards(edition, surgeons))


def _field(edition: Edition) -> str:
    return edition.catalog.medicine.title.capitalize()


def _conditions(edition: Edition, code: str) -> tuple[LinkView, ...]:
    """Pages of conditions in this state, A to Z by title."""
    here = [one for one in edition.catalog.conditions.values() if code in edition.states[one.slug]]
    return tuple(LinkView(f"conditions/{one.slug}/{state_slug(code)}/", one.title) for one in sorted(here, key=lambda one: (one.title.casefold(), one.slug)))
