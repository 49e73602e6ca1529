"""One edition of the site: the catalog, the settings that pages print, and everything computed once for all pages.

The builders of pages take an `Edition` and give view values. Addresses are written here and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import quote

from . import cards
from .catalog import Catalog
from .fit import TITLES, Need, Ranked, Reason, Weights, long_day, needs, ranked
from .models import STATES, Condition, Fact, Procedure, Source, Surgeon, UrgentSign
from .prose import Press, slug_of
from .structured import breadcrumbs
from .views import Head, LinkView, MonogramView, PhoneView, PictureView, ReasonView, ReviewView, SignView, SourceView, SurgeonCard

HOME = LinkView("", "Home")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the settings say and the pages print."""

    name: str = "Second Opinion"
    tagline: str = ""
    origin: str = ""  # https://example.org/spine, without a slash at its end; "" when it is not known
    office_phone: str = ""
    office_email: str = ""
    report_email: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """All that the pages of one build share."""

    catalog: Catalog
    imprint: Imprint
    weights: Weights
    press: Press
    pictures: Mapping[str, tuple[int, int]]  # width and height by file name
    rankings: Mapping[Need, tuple[Ranked, ...]]
    cards: Mapping[str, SurgeonCard]
    volumes: Mapping[str, tuple[int, ...]]  # cases a year of everyone who states them, by procedure
    places: Mapping[str, Mapping[str, tuple[Surgeon, ...]]]  # state code -> city slug -> surgeons by name
    practised: Mapping[str, frozenset[str]]  # surgeon slug -> codes of the states with an office
    states: Mapping[str, Mapping[str, int]]  # condition slug -> state code, by name of state -> how many surgeons


def build_edition(catalog: Catalog, imprint: Imprint, weights: Weights, press: Press, pictures: Mapping[str, tuple[int, int]]) -> Edition:
    """The edition of a catalog; every ranking is computed here, once."""
    volumes: dict[str, list[int]] = {slug: [] for slug in catalog.procedures}
    for surgeon in catalog.surgeons.values():
        for volume in surgeon.volumes:
            volumes[volume.procedure].append(volume.cases_a_year)
    rankings = {need: ranked(catalog, need, weights.usual) for need in needs(catalog) if need.kind != "any"}
    practised = {surgeon.slug: frozenset(office.state for office in surgeon.offices) for surgeon in catalog.surgeons.values()}
    return Edition(
        catalog=catalog,
        imprint=imprint,
        weights=weights,
        press=press,
        pictures=pictures,
        rankings=MappingProxyType(rankings),
        cards=MappingProxyType({surgeon.slug: _card(catalog, surgeon, pictures) for surgeon in catalog.surgeons.values()}),
        volumes=MappingProxyType({slug: tuple(sorted(cases)) for slug, cases in volumes.items()}),
        places=_places(catalog),
        practised=MappingProxyType(practised),
        states=MappingProxyType({need.slug: _states(found, practised) for need, found in rankings.items() if need.kind == "condition"}),
    )


def _states(found: Iterable[Ranked], practised: Mapping[str, frozenset[str]]) -> Mapping[str, int]:
    counts = Counter(state for one in found for state in practised[one.slug])
    return MappingProxyType({code: counts[code] for code in sorted(counts, key=lambda code: STATES[code])})


def by_name(surgeons: Iterable[Surgeon]) -> tuple[Surgeon, ...]:
    """Surgeons in the order of family name, as an English reader expects it: accents do not count."""
    return tuple(sorted(surgeons, key=lambda one: (slug_of(one.name.family), slug_of(one.name.given), one.slug)))


def _places(catalog: Catalog) -> Mapping[str, Mapping[str, tuple[Surgeon, ...]]]:
    found: dict[str, dict[str, list[Surgeon]]] = {}
    for surgeon in by_name(catalog.surgeons.values()):
        for state, city in dict.fromkeys((office.state, city_slug(office.city)) for office in surgeon.offices):
            found.setdefault(state, {}).setdefault(city, []).append(surgeon)
    states = sorted(found, key=lambda code: STATES[code])
    return MappingProxyType({code: MappingProxyType({city: tuple(found[code][city]) for city in sorted(found[code])}) for code in states})


# Addresses


def state_slug(code: str) -> str:
    """`new-jersey` for NJ."""
    return slug_of(STATES[code])


def city_slug(city: str) -> str:
    """A city as a piece of an address."""
    return slug_of(city, "city")


def surgeon_url(slug: str) -> str:
    """The page of a surgeon."""
    return f"surgeons/{slug}/"


def state_url(code: str) -> str:
    """The page of a state."""
    return f"places/{state_slug(code)}/"


def city_url(code: str, city: str) -> str:
    """The page of a city."""
    return f"places/{state_slug(code)}/{city_slug(city)}/"


def find_url(words: str) -> str:
    """The search for these words; they stand in the fragment, which no browser sends."""
    return f"find/#q={quote(words, safe='')}"


def absolute(edition: Edition, url: str) -> str:
    """The whole address of a page, or nothing while the site does not know where it lives."""
    return f"{edition.imprint.origin}/{url}" if edition.imprint.origin else ""


def count_of(number: int, noun: str) -> str:
    """`12 surgeons`, `1 surgeon`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# Views that many pages share


def make_head(
    edition: Edition, url: str, title: str, description: str, trail: tuple[LinkView, ...] = (), *, json_ld: Iterable[dict] = (),
    image: str = "", kind: str = "website", index: bool = True,
) -> Head:  # fmt: skip
    """The head of a page; a page below others says where it stands."""
    steps = (HOME, *trail) if url else ()
    path = (breadcrumbs([(step.title, absolute(edition, step.url)) for step in steps] + [(title, absolute(edition, url))]),) if url and index else ()
    return Head(title=title, description=description, url=url, json_ld=(*json_ld, *path), image=image, kind=kind, index=index, trail=steps)


def picture_view(edition_pictures: Mapping[str, tuple[int, int]], file: str, alt: str) -> PictureView:
    """A picture of content/images with its size."""
    width, height = edition_pictures[file]
    return PictureView(f"images/{file}", alt, width, height)


def phone_view(surgeon: Surgeon, number: int = 0) -> PhoneView:
    """The phone of one office, with the name of whose it is."""
    phone = surgeon.offices[number].phone
    return PhoneView(phone, cards.phone_href(phone), cards.phone_label(surgeon, number))


def _card(catalog: Catalog, surgeon: Surgeon, pictures: Mapping[str, tuple[int, int]]) -> SurgeonCard:
    photo = surgeon.photo
    return SurgeonCard(
        slug=surgeon.slug, url=surgeon_url(surgeon.slug), name=surgeon.name.full, credentials=cards.credentials(surgeon),
        person=cards.person(catalog, surgeon), photo=picture_view(pictures, photo.file, photo.alt) if photo else None,
        monogram=MonogramView(cards.initials(surgeon), cards.tint(surgeon)), board=cards.board(surgeon), years=cards.years(catalog, surgeon),
        place=cards.place(surgeon), accepting=cards.ACCEPTING[surgeon.accepting_patients], accepting_code=surgeon.accepting_patients,
        second_opinion=cards.second_opinion(surgeon), languages=", ".join(surgeon.languages), phone=phone_view(surgeon),
        overdue=cards.overdue(catalog, surgeon),
    )  # fmt: skip


def reason_views(reasons: Iterable[Reason]) -> tuple[ReasonView, ...]:
    """Reasons with the titles of their parts."""
    return tuple(ReasonView(one.part, TITLES[one.part], one.points, one.most, one.text) for one in reasons)


def ranked_cards(edition: Edition, found: Iterable[Ranked]) -> tuple[SurgeonCard, ...]:
    """Cards with score and reasons, in the order given."""
    return tuple(replace(edition.cards[one.slug], score=one.score, reasons=reason_views(one.reasons)) for one in found)


def plain_cards(edition: Edition, surgeons: Iterable[Surgeon]) -> tuple[SurgeonCard, ...]:
    """Cards without score, in the order given."""
    return tuple(edition.cards[one.slug] for one in surgeons)


def sign_views(signs: Iterable[UrgentSign]) -> tuple[SignView, ...]:
    """Urgent signs, emergencies first, else in the order written."""
    return tuple(sorted((SignView(one.level, one.sign) for one in signs), key=lambda sign: sign.level != "emergency"))


def source_views(sources: Iterable[Source]) -> tuple[SourceView, ...]:
    """Where the facts of a text come from."""
    return tuple(SourceView(one.title, one.publisher, str(one.year or ""), one.url) for one in sources)


def review_view(text: Fact) -> ReviewView:
    """When a text was last changed, and by whom it was reviewed, if anybody."""
    reviewed, day = "", text.reviewed
    if day.by:
        reviewed = f"Reviewed by {day.by}" + (f", {long_day(day.on)}" if day.on else "")
    return ReviewView(long_day(text.updated), text.updated.isoformat(), reviewed)


def entry_link(edition: Edition, entry: Condition | Procedure) -> LinkView:
    """A condition or procedure, and how many surgeons are on its list."""
    kind = "condition" if isinstance(entry, Condition) else "procedure"
    number = len(edition.rankings[Need(kind, entry.slug)])
    return LinkView(f"{kind}s/{entry.slug}/", entry.title, count_of(number, edition.catalog.medicine.practitioner) if number else "")


def by_title(entries: Iterable[Condition | Procedure]) -> list[Condition | Procedure]:
    """Entries from A to Z; accents do not count."""
    return sorted(entries, key=lambda one: (slug_of(one.title), one.slug))
