"""ZIP codes and cities to points, and the distance between them. `places.js` is its twin.

The data are those of GeoNames (CC BY 4.0), carried by the `zipcodes` package. Points are whole ten-thousandths of a
degree, about eleven metres, so that Python and the browser start from the same numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt
from types import MappingProxyType

import zipcodes

from .catalog import Catalog, Reading
from .models import STATES
from .problems import Problem
from .text import stems

EARTH_MILES = 3958.8
OFFICE_SIZE = 100  # ZIP codes that an office here is worth, when a city is told from others of its name
_RIGHT_ANGLE = 1.5707963267948966
_RADIAN = 3.141592653589793 / 1_800_000  # one ten-thousandth of a degree


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in whole ten-thousandths of a degree."""

    latitude: int
    longitude: int


@dataclass(frozen=True, slots=True)
class Place:
    """A ZIP code or a city: its name as people read it, its state, its point, and how many ZIP codes it has."""

    name: str
    state: str
    point: Point
    size: int = 1


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every US ZIP code, and every city by name: `zips["08043"]`, `cities["voorhees"]["NJ"]`."""

    zips: Mapping[str, Place]
    cities: Mapping[str, Mapping[str, Place]]


def distance_miles(a: Point, b: Point) -> float:
    """
    Great-circle distance between two points, in statute miles.

    Haversine on a sphere of radius 3,958.8 mi; the error against the ellipsoid is under 0.5 %, far less than the width
    of a ZIP code. Only + - * / and the square root are used, which IEEE 754 rounds the same everywhere: the browser's
    own sine differs from Python's in the last digit, this one does not.
    """
    lat1, lat2 = a.latitude * _RADIAN, b.latitude * _RADIAN
    half_lat, half_lon = _sine((lat2 - lat1) / 2), _sine((b.longitude - a.longitude) * _RADIAN / 2)
    root = half_lat * half_lat + _sine(_RIGHT_ANGLE - lat1) * _sine(_RIGHT_ANGLE - lat2) * half_lon * half_lon
    return 2 * EARTH_MILES * _arc_sine(sqrt(root) if root < 1 else 1.0)


def _sine(angle: float) -> float:
    """The sine of an angle between minus and plus 180 degrees, by its Taylor series after folding; error under 1e-11."""
    if angle > _RIGHT_ANGLE:
        angle = 2 * _RIGHT_ANGLE - angle
    elif angle < -_RIGHT_ANGLE:
        angle = -2 * _RIGHT_ANGLE - angle
    square, term, total = angle * angle, angle, angle
    for odd in (3, 5, 7, 9, 11, 13, 15, 17):
        term = -term * square / (odd * (odd - 1))
        total = total + term
    return total


def _arc_sine(value: float) -> float:
    """The angle whose sine is `value`, from 0 to a right angle, by halving."""
    low, high = 0.0, _RIGHT_ANGLE
    for _ in range(50):
        middle = (low + high) / 2
        if _sine(middle) < value:
            low = middle
        else:
            high = middle
    return (low + high) / 2


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
    keys: dict[str, str] = {}  # the same few names come again and again
    for row in _rows():
        if not row["lat"] or not row["long"]:
            continue
        place = Place(row["city"], row["state"], Point(_ten_thousandths(row["lat"]), _ten_thousandths(row["long"])))
        zips[row["zip_code"]] = place
        key = keys.get(row["city"]) or keys.setdefault(row["city"], city_key(row["city"]))
        members[key, row["state"]].append(place)
    cities: dict[str, dict[str, Place]] = defaultdict(dict)
    for (name, state), places in sorted(members.items()):
        cities[name][state] = Place(places[0].name, state, _middle(places), len(places))
    return Gazetteer(MappingProxyType(dict(sorted(zips.items()))), MappingProxyType({name: MappingProxyType(states) for name, states in cities.items()}))


def _rows() -> Iterator[Mapping]:
    """The rows of all states, each state's in the order of ZIP codes. Asked for by state: all at once they would stay in memory."""
    for state in sorted(STATES):
        yield from sorted(zipcodes.filter_by(state=state), key=lambda row: row["zip_code"])


def _middle(places: list[Place]) -> Point:
    """The middle of a city: the mean of its ZIP codes' points."""
    count = len(places)
    if count == 1:
        return places[0].point
    return Point(sum(one.point.latitude for one in places) // count, sum(one.point.longitude for one in places) // count)


def with_offices(known: Gazetteer, offices: Iterable[tuple[str, str]]) -> Gazetteer:
    """The gazetteer in which cities with an office count as large: (name, state) of each."""
    cities = dict(known.cities)
    for name, state in sorted({(city_key(name), state) for name, state in offices}):
        place = cities.get(name, {}).get(state)
        if place:
            cities[name] = MappingProxyType({**cities[name], state: replace(place, size=place.size + OFFICE_SIZE)})
    return Gazetteer(known.zips, MappingProxyType(cities))


def state_codes() -> Mapping[str, str]:
    """Names and codes of the states, as looked up, to their codes."""
    return {city_key(title): code for code, title in STATES.items()} | {code.lower(): code for code in STATES}


def city_of(name: str, state: str, known: Gazetteer) -> Place | None:
    """The city of that name in that state, or without a state the largest of its name; ties in the order of states."""
    found = known.cities.get(name, {})
    if state:
        return found.get(state)
    return min(found.values(), key=lambda place: (-place.size, place.state), default=None)


def find_place(text: str, known: Gazetteer) -> Place | None:
    """The place a person wrote into the place box: a ZIP code, `Camden, NJ`, `camden new jersey`, or a city, the largest of its name."""
    words = stems(text)
    if len(words) == 1 and len(words[0]) == 5 and words[0].isdigit():
        return known.zips.get(words[0])
    parts = city_key(text).split()
    for size in (3, 2, 1):
        state = state_codes().get(" ".join(parts[-size:])) if len(parts) > size else None
        place = city_of(" ".join(parts[:-size]), state, known) if state else None
        if place:
            return place
    return city_of(" ".join(parts), "", known)


def zip_problems(reading: Reading, catalog: Catalog, known: Gazetteer) -> Iterator[Problem]:
    """ZIP codes that do not exist, or that belong to another state than the office says."""
    for surgeon in catalog.surgeons.values():
        document = reading.documents[f"surgeons/{surgeon.slug}.yaml"]
        for number, office in enumerate(surgeon.offices):
            place = known.zips.get(office.zip)
            if place is None:
                yield document.problem(("offices", number, "zip"), f"there is no ZIP code {office.zip}.", "Look it up at the post office.", "unknown-zip")
            elif place.state != office.state:
                yield document.problem(
                    ("offices", number, "state"),
                    f"{office.zip} is in {place.state}, not in {office.state}.",
                    "Correct the ZIP code or the state.",
                    "zip-elsewhere",
                )
