"""What facts of several files say about one another: names that nobody bears, days that cannot be, boards that do not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .facts import NO_WORDS, UNREAD, Catalog
from .links import Known, field_link_problems, link_problems
from .models import Condition, Procedure, Surgeon
from .problems import Problem, did_you_mean, printable
from .source import Document, Path_


def cross_check(catalog: Catalog, documents: Mapping[str, Document], known: Known) -> Iterator[Problem]:
    """Every contradiction between the files of a project, each at its place."""
    for surgeon in catalog.surgeons.values():
        yield from _check_surgeon(documents[f"surgeons/{surgeon.slug}.yaml"], surgeon, catalog, known)
    yield from _check_npi_unique(documents, catalog)
    for kind in ("conditions", "procedures"):
        for entry in getattr(catalog, kind).values():
            yield from _check_entry(documents[f"content/{kind}/{entry.slug}.md"], entry, catalog, known)
    treated = {focus.condition for surgeon in catalog.surgeons.values() for focus in surgeon.conditions}
    everybody = known.surgeons == catalog.surgeons.keys()  # a profile that cannot be read may be the one
    for condition in catalog.conditions.values():
        if everybody and condition.slug not in treated:
            document = documents[f"content/conditions/{condition.slug}.md"]
            yield document.problem(
                (),
                "no surgeon looks after this condition.",
                "Its page will say so; add it to a profile when someone does.",
                "condition-without-surgeon",
                severity="warning",
            )
    for article in catalog.articles.values():
        document = documents[f"content/articles/{article.slug}.md"]
        yield from _unknown(document, "conditions", article.conditions, known.conditions, "condition")
        yield from _unknown(document, "procedures", article.procedures, known.procedures, "procedure")
        if article.picture.file not in known.pictures:
            yield document.problem(
                ("picture", "file"),
                f"there is no picture '{article.picture.file}' in content/images/.",
                "Put it there, or correct the name.",
                "missing-picture",
            )
        yield from field_link_problems(document, ("call_to_act", "link"), article.call_to_act.link, known)
        if article.updated < article.published:
            yield document.problem(("updated",), "the article was updated before it was published.", "Correct one of the two days.", "dates-crossed")
    yield from _check_classes(documents, catalog)
    for kind in ("conditions", "procedures", "articles", "pages"):
        for entry in getattr(catalog, kind).values():
            yield from link_problems(documents[f"content/{kind}/{entry.slug}.md"], known)
            if entry.updated > catalog.today:
                yield documents[f"content/{kind}/{entry.slug}.md"].problem(
                    ("updated",), f"{entry.updated} has not come yet.", "Write the day of the last change.", "future-day"
                )


def _check_classes(documents: Mapping[str, Document], catalog: Catalog) -> Iterator[Problem]:
    """Classes that the urgent notation names and nobody wrote."""
    classes = {family.family for family in catalog.words.classes}
    entries = [(f"content/{kind}/{slug}.md", entry) for kind in ("conditions", "procedures", "pages") for slug, entry in getattr(catalog, kind).items()]
    phrases = [
        (name, ("do_not_wait", place, "words", number), text)
        for name, entry in entries
        for place, sign in enumerate(entry.do_not_wait)
        for number, text in enumerate(sign.words)
    ] + [("content/words.yaml", ("calm", number), text) for number, text in enumerate(catalog.words.calm)]
    for name, at, text in phrases if catalog.words is not NO_WORDS else ():
        for word in text.split():
            named = word.lstrip("!").strip("{}")
            if "{" in word and named not in classes:
                remedy = did_you_mean(named, classes) or "Look up its name under `classes` in content/words.yaml, or write it there."
                yield documents[name].problem(at, f"'{printable(named)}' is not a known class.", remedy, "unknown-class")


def _unknown(document: Document, name: str, slugs: Iterable[str], known: frozenset[str], noun: str) -> Iterator[Problem]:
    for number, slug in enumerate(slugs):
        if slug not in known:
            yield _no_such(document, (name, number), slug, known, noun)


def _no_such(document: Document, at: Path_, slug: str, known: Iterable[str], noun: str) -> Problem:
    return document.problem(at, f"'{slug}' is not a known {noun}.", did_you_mean(slug, known) or f"Look up its slug in content/{noun}s/.", f"unknown-{noun}")


def _check_surgeon(document: Document, surgeon: Surgeon, catalog: Catalog, known: Known) -> Iterator[Problem]:
    year = catalog.today.year
    for number, focus in enumerate(surgeon.conditions):
        if focus.condition not in known.conditions:
            yield _no_such(document, ("conditions", number, "condition"), focus.condition, known.conditions, "condition")
        if any(focus.condition == earlier.condition for earlier in surgeon.conditions[:number]):
            yield document.problem(("conditions", number, "condition"), f"'{focus.condition}' is listed twice.", "Keep one of the two.", "listed-twice")
    for number, volume in enumerate(surgeon.volumes):
        if volume.procedure not in known.procedures:
            yield _no_such(document, ("volumes", number, "procedure"), volume.procedure, known.procedures, "procedure")
        if any(volume.procedure == earlier.procedure for earlier in surgeon.volumes[:number]):
            yield document.problem(("volumes", number, "procedure"), f"'{volume.procedure}' is listed twice.", "Keep one of the two.", "listed-twice")
    specialties = {specialty.slug for specialty in catalog.medicine.specialties}
    read = catalog.medicine is not UNREAD
    if read and surgeon.specialty not in specialties:
        yield document.problem(
            ("specialty",),
            f"'{surgeon.specialty}' is not a known specialty.",
            did_you_mean(surgeon.specialty, specialties) or f"The specialties are: {', '.join(sorted(specialties))}.",
            "unknown-specialty",
        )
    technology = {item.slug for item in catalog.medicine.technology}
    for number, slug in enumerate(surgeon.technology):
        if read and slug not in technology:
            yield document.problem(
                ("technology", number),
                f"'{slug}' is not a known technology.",
                did_you_mean(slug, technology) or f"The technologies are: {', '.join(sorted(technology))}.",
                "unknown-technology",
            )
    yield from _check_certifications(document, surgeon, catalog, year)
    if surgeon.in_practice_since > year:
        yield document.problem(
            ("in_practice_since",), f"{surgeon.in_practice_since} is in the future.", "Write the year in which practice started.", "future-year"
        )
    if surgeon.photo and surgeon.photo.file not in known.pictures:
        yield document.problem(
            ("photo", "file"),
            f"there is no photo '{surgeon.photo.file}' in content/images/.",
            "Put it there, or remove the photo: a monogram will stand in.",
            "missing-photo",
        )
    age = catalog.age_days(surgeon)
    if age < 0:
        yield document.problem(("verified", "on"), f"{surgeon.verified.on} has not come yet.", "Write the day on which the profile was checked.", "future-day")
    elif age > catalog.fresh_days:
        dropped = f" It is left out of matching after {catalog.dropped_days} days." if age <= catalog.dropped_days else " It is left out of matching."
        yield document.problem(
            ("verified", "on"),
            f"the profile was last checked {age} days ago; {catalog.fresh_days} is the limit.{dropped}",
            "Check it with the practice and write the new day.",
            "overdue",
            severity="warning",
        )


def _check_certifications(document: Document, surgeon: Surgeon, catalog: Catalog, year: int) -> Iterator[Problem]:
    read = catalog.medicine is not UNREAD
    boards = {board.board for board in catalog.medicine.boards}
    for number, certification in enumerate(surgeon.certifications):
        at: Path_ = ("certifications", number)
        if certification.since and certification.since > year:
            yield document.problem(
                (*at, "since"), f"{certification.since} is in the future.", "Write the year of first certification; leave it out while eligible.", "future-year"
            )
        if certification.verified > catalog.today:
            yield document.problem((*at, "verified"), f"{certification.verified} has not come yet.", "Write the day on which it was checked.", "future-day")
        if read and certification.board not in boards and certification.status != "listed":
            remedy = did_you_mean(certification.board, boards) or "Write `status: listed` for a board outside ABMS and AOA, or correct the board's name."
            yield document.problem(
                (*at, "status"),
                f"'{certification.board}' is not a board of ABMS or AOA, so it cannot be called '{certification.status}'.",
                remedy,
                "not-a-board",
            )
        if certification.board in boards and certification.status == "listed":
            yield document.problem((*at, "status"), "this board belongs to ABMS or AOA.", "Write certified, eligible or lapsed.", "board-listed")
        if certification.status == "certified" and certification.since is None:
            yield document.problem(at, "a certified surgeon needs the year of certification.", "Write `since:` with the year.", "since-missing")


def _check_npi_unique(documents: Mapping[str, Document], catalog: Catalog) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for surgeon in catalog.surgeons.values():
        if surgeon.npi and surgeon.npi in first:
            document = documents[f"surgeons/{surgeon.slug}.yaml"]
            yield document.problem(
                ("npi",), f"{surgeon.npi} is already the NPI of '{first[surgeon.npi]}'.", "Copy both numbers again from the NPI registry.", "duplicate-npi"
            )
        elif surgeon.npi:
            first[surgeon.npi] = surgeon.slug


def _check_entry(document: Document, entry: Condition | Procedure, catalog: Catalog, known: Known) -> Iterator[Problem]:
    regions = [region.region for region in catalog.medicine.regions]
    for number, region in enumerate(entry.regions):
        if catalog.medicine is not UNREAD and region not in regions:
            yield document.problem(
                ("regions", number),
                f"'{region}' is not a known region.",
                did_you_mean(region, regions) or f"The regions are: {', '.join(regions)}.",
                "unknown-region",
            )
    if isinstance(entry, Condition):
        yield from _unknown(document, "procedures", entry.procedures, known.procedures, "procedure")
        yield from _unknown(document, "related", entry.related, known.conditions, "condition")
    else:
        yield from _unknown(document, "related", entry.related, known.procedures, "procedure")
