"""ZIP codes and cities to points, and the distance between them. `places.js` is its twin.

The data are those of GeoNames (CC BY 4.0), carried by the `zipcodes` package. Points are whole ten-thousandths of a
degree, about eleven metres, so that Python and the browser start from the same numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType

import zipcodes

from .catalog import Catalog, Reading
from .models import STATES
from .problems import Problem, did_you_mean
from .text import stems

EARTH_MILES = 3958.8


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in whole ten-thousandths of a degree."""

    latitude: int
    longitude: int


@dataclass(frozen=True, slots=True)
class Place:
    """A ZIP code or a city: its name as people read it, and its point."""

    name: str
    state: str
    point: Point


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every US ZIP code, and every city by name: `zips["08043"]`, `cities[("voorhees", "NJ")]`."""

    zips: Mapping[str, Place]
    cities: Mapping[tuple[str, str], Place]


def distance_miles(a: Point, b: Point) -> float:
    """
    Great-circle distance between two points, in statute miles.

    Haversine on a sphere of radius 3,958.8 mi; the error against the ellipsoid is under 0.5 %,
    far less than the width of a ZIP code.
    """
    lat1, lat2 = radians(a.latitude / 10_000), radians(b.latitude / 10_000)
    half_lat, half_lon = (lat2 - lat1) / 2, radians((b.longitude - a.longitude) / 10_000) / 2
    root = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(half_lon) ** 2
    return 2 * EARTH_MILES * asin(min(1.0, sqrt(root)))


def whole_miles(a: Point, b: Point) -> int:
    """The distance as it is shown and sorted by: whole miles, rounded down after adding a half."""
    return int(distance_miles(a, b) + 0.5)


def _ten_thousandths(degrees: str) -> int:
    return round(float(degrees) * 10_000)


def city_key(name: str) -> str:
    """A city's name as it is looked up: folded words with single spaces; saint and fort spelled out."""
    spelled = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
    return " ".join(spelled.get(word, word) for word in stems(name))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The data of the `zipcodes` package as places. A constant table: the one value here that is kept between calls."""
    zips: dict[str, Place] = {}
    members: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for row in sorted(zipcodes.list_all(), key=lambda one: one["zip_code"]):
        if row["state"] not in STATES or not row["lat"] or not row["long"]:
            continue
        place = Place(row["city"], row["state"], Point(_ten_thousandths(row["lat"]), _ten_thousandths(row["long"])))
        zips[row["zip_code"]] = place
        members[city_key(row["city"]), row["state"]].append(place)
    cities = {key: Place(places[0].name, key[1], _middle(places)) for key, places in members.items()}
    return Gazetteer(MappingProxyType(zips), MappingProxyType(cities))


def _middle(places: list[Place]) -> Point:
    """The middle of a city: the mean of its ZIP codes' points."""
    count = len(places)
    return Point(sum(one.point.latitude for one in places) // count, sum(one.point.longitude for one in places) // count)


def find_place(text: str, known: Gazetteer) -> Place | None:
    """The place a person wrote into the place box: a ZIP code, `Camden, NJ`, `camden new jersey`, or a city that is the largest of its name."""
    words = stems(text)
    if len(words) == 1 and len(words[0]) == 5 and words[0].isdigit():
        return known.zips.get(words[0])
    states = {city_key(title): code for code, title in STATES.items()} | {code.lower(): code for code in STATES}
    key = city_key(text)
    for size in (3, 2, 1):
        state = states.get(" ".join(key.split()[-size:]))
        if state and len(key.split()) > size:
            return known.cities.get((" ".join(key.split()[:-size]), state))
    return None


def zip_problems(reading: Reading, catalog: Catalog, known: Gazetteer) -> Iterator[Problem]:
    """ZIP codes that do not exist, or that belong to another state than the office says."""
    for surgeon in catalog.surgeons.values():
        document = reading.documents[f"surgeons/{surgeon.slug}.yaml"]
        for number, office in enumerate(surgeon.offices):
            place = known.zips.get(office.zip)
            if place is None:
                yield document.problem(("offices", number, "zip"), f"there is no ZIP code {office.zip}.", "Look it up at the post office.", "unknown-zip")
            elif place.state != office.state:
                yield document.problem(("offices", number, "state"), f"{office.zip} is in {place.state}, not in {office.state}.", "Correct the ZIP code or the state.", "zip-elsewhere")


def nearest_city(name: str, state: str, known: Iterable[tuple[str, str]]) -> str:
    """`Did you mean 'Voorhees'?` among the known cities of a state."""
    return did_you_mean(city_key(name), [city for city, where in known if where == state])
