"""Surgeons as the matcher sees them: numbered so that neighbours stand together, with their facets and points.

`facets` are data: each has a name, a title, and the values a surgeon has. Adding one is adding a line to FACETS.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .catalog import Catalog
from .models import STATES, Surgeon
from .places import Gazetteer, Point
from .text import stems

ACCEPTING = MappingProxyType({
    "newpt": "Accepting new patients", "existptfam": "Families of patients only", "existptonly": "Existing patients only", "nopt": "Not accepting patients",
})  # fmt: skip
WAYS = MappingProxyType({"in-person": "In person", "video": "By video", "records": "From records only"})
GENDERS = MappingProxyType({"woman": "Woman", "man": "Man", "nonbinary": "Nonbinary"})


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list: its name in addresses, its title, and the values of a surgeon as (value, title) pairs."""

    name: str
    title: str
    values: Callable[[Catalog, Surgeon], tuple[tuple[str, str], ...]]


def _same(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((text, text) for text in texts)


def _specialty(catalog: Catalog, surgeon: Surgeon) -> tuple[tuple[str, str], ...]:
    return tuple((one.slug, one.person) for one in catalog.medicine.specialties if one.slug == surgeon.specialty)


def _states(_: Catalog, surgeon: Surgeon) -> tuple[tuple[str, str], ...]:
    return tuple((code, STATES[code]) for code in sorted({office.state for office in surgeon.offices}))


FACETS = (
    Facet("second_opinion", "Second opinion", lambda _, one: tuple((way, WAYS[way]) for way in one.second_opinion.ways) if one.second_opinion.offered else ()),
    Facet("accepting", "New patients", lambda _, one: ((one.accepting_patients, ACCEPTING[one.accepting_patients]),)),
    Facet("visit", "Visits", lambda _, one: tuple((way, WAYS[way]) for way in one.visits)),
    Facet("specialty", "Specialty", _specialty),
    Facet("language", "Language", lambda _, one: _same(one.languages)),
    Facet("insurance", "Insurance", lambda _, one: _same(one.insurance)),
    Facet("gender", "Gender", lambda _, one: ((one.gender, GENDERS[one.gender]),) if one.gender else ()),
    Facet(
        "procedure",
        "Publishes volumes for",
        lambda catalog, one: tuple((volume.procedure, catalog.procedures[volume.procedure].title) for volume in one.volumes),
    ),
    Facet("hospital", "Hospital", lambda _, one: _same(one.hospitals)),
    Facet("state", "State", _states),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A surgeon in the roster: its number is its place there. `values` has, facet by facet, the numbers of its values."""

    surgeon: Surgeon
    points: tuple[Point, ...]
    values: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """Every surgeon who can be matched, in the order of state, city and slug; and the values of each facet, sorted."""

    rows: tuple[Row, ...]
    numbers: Mapping[str, int]  # slug -> number
    values: tuple[tuple[tuple[str, str], ...], ...]  # facet -> ((value, title), ...)


def name_words(surgeon: Surgeon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of family and given name as they are looked up."""
    return stems(surgeon.name.family), stems(surgeon.name.given)


def build_roster(catalog: Catalog, known: Gazetteer) -> Roster:
    """The roster of a catalog."""
    surgeons = sorted(catalog.matched_surgeons(), key=lambda one: (one.offices[0].state, stems(one.offices[0].city), one.slug))
    found = [[facet.values(catalog, surgeon) for facet in FACETS] for surgeon in surgeons]
    values = tuple(tuple(sorted({pair for one in found for pair in one[number]})) for number in range(len(FACETS)))
    index = [{pair: position for position, pair in enumerate(pairs)} for pairs in values]
    rows = tuple(
        Row(surgeon, _points(surgeon, known), tuple(tuple(sorted(index[number][pair] for pair in one[number])) for number in range(len(FACETS))))
        for surgeon, one in zip(surgeons, found, strict=True)
    )
    return Roster(rows, MappingProxyType({row.surgeon.slug: number for number, row in enumerate(rows)}), values)


def _points(surgeon: Surgeon, known: Gazetteer) -> tuple[Point, ...]:
    """The points of the offices by their ZIP codes, without repeats."""
    return tuple(dict.fromkeys(known.zips[office.zip].point for office in surgeon.offices if office.zip in known.zips))
