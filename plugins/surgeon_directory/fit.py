"""Conditions to surgeons: how well a surgeon fits a need, in whole points out of 100, each part with its sentence.

Every part has a level from 0 to 100, computed from published facts; its points are its weight times its level.
`fit.js` computes the same from the same exported numbers and fills the same sentences.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isqrt
from types import MappingProxyType

from .catalog import Catalog
from .models import Surgeon

PARTS = ("focus", "volume", "certification", "years", "conservative", "freshness", "second-opinion")
TITLES: Mapping[str, str] = MappingProxyType({
    "focus": "Focus", "volume": "Volume", "certification": "Certification", "years": "Experience",
    "conservative": "Conservative care", "freshness": "Checked facts", "second-opinion": "Second opinion",
})  # fmt: skip

# Evidence supports a floor, not a league table (Malik et al., Eur Spine J 2018), so volume rises steeply and is
# capped early: at ENOUGH_CASES a year. Experience saturates at ENOUGH_YEARS.
ENOUGH_CASES = 50
ENOUGH_YEARS = 10
_FOCUS = {"main": 100, "regular": 65, "occasional": 25}
_CERTIFIED = {"certified": 100, "eligible": 50, "lapsed": 0, "listed": 0}

SENTENCES: Mapping[str, str] = MappingProxyType({
    "focus-main": "{condition} is a main focus of this practice.",
    "focus-regular": "{condition} is looked after regularly here.",
    "focus-occasional": "{condition} is seen here now and then.",
    "focus-none": "The conditions it is used for are not listed in this profile.",
    "focus-any": "You named no condition, so focus counts the same for everyone.",
    "volume-stated": "{cases} procedures a year that are used for it; {enough} or more count in full.",
    "volume-none": "Publishes no volumes of the procedures used for it.",
    "volume-same": "No procedure is usual for it, so volume counts the same for everyone.",
    "certification-certified": "Board certified in {certificate} since {since}.",
    "certification-eligible": "Board eligible in {certificate}: trained, not yet certified.",
    "certification-lapsed": "The board certificate in {certificate} has lapsed.",
    "certification-listed": "Listed only by a board outside ABMS and AOA.",
    "certification-none": "No board certification is stated.",
    "years-many": "{years} years in practice; {enough} or more count in full.",
    "years-one": "1 year in practice; {enough} or more count in full.",
    "years-new": "In the first year of practice.",
    "conservative-tried-share": "Says what is tried before surgery, and operates on {percent} of 100 new patients.",
    "conservative-tried-silent": "Says what is tried before surgery; the share of patients operated on is not published.",
    "conservative-tried-never": "Treats without surgery, and says what is tried first.",
    "conservative-silent-share": "Operates on {percent} of 100 new patients; does not say what is tried first.",
    "conservative-silent-silent": "Does not say what is tried before surgery.",
    "conservative-silent-never": "Treats without surgery.",
    "freshness-fresh": "Facts checked on {day}.",
    "freshness-overdue": "Facts last checked on {day}; a new check is overdue.",
    "second-opinion-remote": "Gives second opinions, also without a visit.",
    "second-opinion-in-person": "Gives second opinions in person.",
    "second-opinion-none": "Does not offer second opinions.",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """Most points of each part; they add up to 100. `second_opinion` is used when a second opinion is asked for."""

    usual: Mapping[str, int] = field(default_factory=lambda: MappingProxyType(dict(zip(PARTS, (30, 20, 15, 10, 15, 10, 0), strict=True))))
    second_opinion: Mapping[str, int] = field(default_factory=lambda: MappingProxyType(dict(zip(PARTS, (25, 15, 10, 5, 20, 5, 20), strict=True))))

    def __post_init__(self) -> None:
        for name in ("usual", "second_opinion"):
            weights = getattr(self, name)
            if set(weights) != set(PARTS) or any(not isinstance(points, int) or points < 0 for points in weights.values()) or sum(weights.values()) != 100:
                raise ValueError(f"the weights '{name}' must be whole numbers for {', '.join(PARTS)} which add up to 100")


@dataclass(frozen=True, slots=True)
class Need:
    """What a surgeon is looked for: a condition, a procedure, or any ("") when neither was named."""

    kind: str  # condition | procedure | any
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a fit: its points of the most it can give, and its sentence."""

    part: str
    points: int
    most: int
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The numbers and words a fit is made of; what the browser gets. Levels are 0-100 in the order of PARTS."""

    levels: tuple[int, ...]
    sentences: tuple[str, ...]  # keys of SENTENCES, in the order of PARTS
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A surgeon with its fit and reasons."""

    slug: str
    score: int
    reasons: tuple[Reason, ...]


def points(weight: int, level: int) -> int:
    """Whole points for a level of 0-100, rounded half up."""
    return (weight * level + 50) // 100


def volume_level(cases: int) -> int:
    """0-100 for cases a year: the square root, so that the first cases count most; full at ENOUGH_CASES."""
    return min(100, isqrt(cases * 10_000 // ENOUGH_CASES))


def long_day(day: dt.date) -> str:
    """2 October 2026, without a locale."""
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
    return f"{day.day} {months[day.month - 1]} {day.year}"


def needs(catalog: Catalog) -> tuple[Need, ...]:
    """Every need the site answers, in a fixed order."""
    return (
        Need("any"),
        *(Need("condition", slug) for slug in sorted(catalog.conditions)),
        *(Need("procedure", slug) for slug in sorted(catalog.procedures)),
    )


def _procedures_for(catalog: Catalog, need: Need) -> tuple[str, ...]:
    if need.kind == "condition":
        return catalog.conditions[need.slug].procedures
    return (need.slug,) if need.kind == "procedure" else tuple(catalog.procedures)


def serves(catalog: Catalog, surgeon: Surgeon, need: Need) -> bool:
    """Whether the surgeon is on the list for this need at all."""
    if need.kind == "condition":
        return any(focus.condition == need.slug for focus in surgeon.conditions)
    if need.kind == "procedure":
        return any(volume.procedure == need.slug for volume in surgeon.volumes)
    return True


def _focus(catalog: Catalog, surgeon: Surgeon, need: Need) -> tuple[int, str, str]:
    """Level, sentence key and the condition's title."""
    if need.kind == "any":
        return 100, "focus-any", ""
    order = ("main", "regular", "occasional")
    listed = [
        (order.index(focus.focus), number, focus)
        for number, focus in enumerate(surgeon.conditions)
        if focus.condition == need.slug or (need.kind == "procedure" and need.slug in catalog.conditions[focus.condition].procedures)
    ]
    if not listed:
        return 0, "focus-none", ""
    best = min(listed)[2]
    return _FOCUS[best.focus], f"focus-{best.focus}", catalog.conditions[best.condition].title


def _volume(catalog: Catalog, surgeon: Surgeon, need: Need) -> tuple[int, str, int]:
    used = _procedures_for(catalog, need)
    if not used:
        return 100, "volume-same", 0
    stated = [volume.cases_a_year for volume in surgeon.volumes if volume.procedure in used]
    if not stated:
        return 0, "volume-none", 0
    return volume_level(sum(stated)), "volume-stated", sum(stated)


def best_certification(surgeon: Surgeon):
    """The certification that says most: certified before eligible, lapsed and listed, then the earliest; None without any."""
    order = ("certified", "eligible", "lapsed", "listed")
    return min(surgeon.certifications, key=lambda one: (order.index(one.status), one.since or 9999, one.board), default=None)


def _conservative(catalog: Catalog, surgeon: Surgeon) -> tuple[int, str]:
    care = surgeon.conservative_care
    operates = next((one.operates for one in catalog.medicine.specialties if one.slug == surgeon.specialty), True)
    tried = "tried" if care.tried_first else "silent"
    level = 40 if care.tried_first else 0
    if not operates:
        return level + 60, f"conservative-{tried}-never"
    if care.operated_share is None:
        return level, f"conservative-{tried}-silent"
    percent = care.operated_share.percent
    return level + (60 if percent <= 25 else 40 if percent <= 50 else 20), f"conservative-{tried}-share"


def _second_opinion(surgeon: Surgeon) -> tuple[int, str]:
    terms = surgeon.second_opinion
    if not terms.offered:
        return 0, "second-opinion-none"
    remote = any(way in ("video", "records") for way in terms.ways)
    level = 60 + (20 if remote else 0) + (20 if terms.supports_elsewhere else 0)
    return level, "second-opinion-remote" if remote else "second-opinion-in-person"


def facts(catalog: Catalog, surgeon: Surgeon, need: Need) -> Facts:
    """The levels of every part, and what their sentences need."""
    focus_level, focus_key, condition = _focus(catalog, surgeon, need)
    volume, volume_key, cases = _volume(catalog, surgeon, need)
    certification = best_certification(surgeon)
    status = certification.status if certification else "none"
    years = max(0, catalog.today.year - surgeon.in_practice_since)
    conservative, conservative_key = _conservative(catalog, surgeon)
    fresh = catalog.age_days(surgeon) <= catalog.fresh_days
    second, second_key = _second_opinion(surgeon)
    share = surgeon.conservative_care.operated_share
    return Facts(
        (focus_level, volume, _CERTIFIED.get(status, 0), min(100, years * 100 // ENOUGH_YEARS), conservative, 100 if fresh else 30, second),
        (
            focus_key, volume_key, f"certification-{status}", "years-new" if years == 0 else "years-one" if years == 1 else "years-many",
            conservative_key, "freshness-fresh" if fresh else "freshness-overdue", second_key,
        ),
        MappingProxyType({
            "condition": condition, "cases": cases, "certificate": certification.certificate if certification else "",
            "since": (certification.since or "") if certification else "", "years": years,
            "percent": share.percent if share else "", "day": long_day(surgeon.verified.on),
        }),
    )  # fmt: skip


def sentence(key: str, values: Mapping[str, str | int]) -> str:
    """A sentence with its values filled in."""
    text = SENTENCES[key]
    enough = ENOUGH_CASES if key.startswith("volume") else ENOUGH_YEARS
    for name, value in (*values.items(), ("enough", enough)):
        text = text.replace("{" + name + "}", str(value))
    return text


def reasons(found: Facts, weights: Mapping[str, int]) -> tuple[Reason, ...]:
    """The reasons of a fit in the order of PARTS; parts without weight are left out."""
    return tuple(
        Reason(part, points(weights[part], level), weights[part], sentence(key, found.values))
        for part, level, key in zip(PARTS, found.levels, found.sentences, strict=True)
        if weights[part]
    )


def score(levels: Iterable[int], weights: Mapping[str, int]) -> int:
    """The fit out of 100: the sum of the parts' points."""
    return sum(points(weights[part], level) for part, level in zip(PARTS, levels, strict=True))


def ranked(catalog: Catalog, need: Need, weights: Mapping[str, int]) -> tuple[Ranked, ...]:
    """Every surgeon who serves the need, best fit first; ties in the order of slugs."""
    found = [
        Ranked(surgeon.slug, score(known.levels, weights), reasons(known, weights))
        for surgeon in catalog.matched_surgeons()
        if serves(catalog, surgeon, need)
        for known in (facts(catalog, surgeon, need),)
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.slug)))
