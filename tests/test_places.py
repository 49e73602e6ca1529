"""Places and distances."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from surgeon_directory.models import STATES
from surgeon_directory.places import Point, city_of, distance_miles, find_place, gazetteer, state_codes, whole_miles

# Geodesic miles on the WGS 84 ellipsoid between two points in degrees (Karney 2013, as GeographicLib computes them).
KNOWN = [
    ((40.6413, -73.7781), (33.9416, -118.4085), 2475.4),  # JFK to LAX
    ((41.9742, -87.9073), (29.9902, -95.3368), 925.8),  # ORD to IAH
    ((61.1743, -149.9962), (21.3245, -157.9251), 2777.0),  # ANC to HNL
    ((42.3656, -71.0096), (47.4502, -122.3088), 2496.5),  # BOS to SEA
]


def point(degrees):
    return Point(round(degrees[0] * 10_000), round(degrees[1] * 10_000))


@pytest.mark.parametrize(("one", "other", "miles"), KNOWN)
def test_known_distances_within_half_a_percent(one, other, miles):
    assert miles == pytest.approx(distance_miles(point(one), point(other)), rel=0.005)


points = st.builds(Point, st.integers(-900_000, 900_000), st.integers(-1_800_000, 1_799_999))


@given(points, points)
def test_distance_is_symmetric_and_bounded(one, other):
    assert distance_miles(one, other) == pytest.approx(distance_miles(other, one), abs=1e-3)
    assert 0 <= distance_miles(one, other) <= 12_440
    assert 0 == whole_miles(one, one)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("08043", ("Voorhees", "NJ")),
        ("Camden, NJ", ("Camden", "NJ")),
        ("camden new jersey", ("Camden", "NJ")),
        ("CAMDEN nj", ("Camden", "NJ")),
        ("st. louis", ("Saint Louis", "MO")),
        ("St Louis, Missouri", ("Saint Louis", "MO")),
        ("Winston-Salem, North Carolina", ("Winston Salem", "NC")),
        ("new york", ("New York", "NY")),
        ("Portland, Oregon", ("Portland", "OR")),
        ("Houston", ("Houston", "TX")),
        ("Washington", ("Washington", "DC")),
        ("Washington DC", ("Washington", "DC")),
    ],
)
def test_zip_codes_and_cities_are_found(text, place):
    found = find_place(text, gazetteer())
    assert place == (found.name, found.state)


@pytest.mark.parametrize("text", ["00000", "99999", "Xyzzyville", "", "  ", "1", "constructor", "__proto__", "Camden, ZZ", "x" * 10_000])
def test_places_that_are_none(text):
    assert None is find_place(text, gazetteer())


def test_the_gazetteer_is_whole():
    known = gazetteer()
    assert 40_000 < len(known.zips)
    assert set(STATES) == {place.state for place in known.zips.values()}
    assert list(known.zips) == sorted(known.zips)
    assert list(known.cities) == sorted(known.cities)
    assert "" not in known.cities


def test_a_city_without_a_state_is_the_largest_of_its_name():
    known = gazetteer()
    assert max(place.size for place in known.cities["springfield"].values()) == city_of("springfield", "", known).size
    assert None is city_of("springfield", "AK", known)


def test_every_state_is_known_by_name_and_code():
    codes = state_codes()
    assert ("NJ", "NJ") == (codes["nj"], codes["new jersey"])
    assert set(STATES) == set(codes.values())
