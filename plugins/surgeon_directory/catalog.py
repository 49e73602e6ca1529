"""Everything the site is made of, loaded and cross-checked as one frozen value.

`read_catalog` reads every file before it judges: the caller gets all problems of all files at once, and a
catalog only when none of them is an error.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from .links import Known, field_link_problems, link_problems
from .models import SLUG, Article, Condition, Fact, Medicine, Page, Procedure, Surgeon, Words
from .problems import Problem, did_you_mean, errors, printable
from .reading import read_model
from .source import Document, Path_, parse_front_matter, parse_yaml, read_text

Model = TypeVar("Model", bound=Fact)
FRESH_DAYS = 90
DROPPED_DAYS = 180
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)\Z")  # names Windows or a web server keeps for itself
_MEANT = (".yaml", ".yml", ".md", ".markdown", ".txt", ".json")  # a file that ends like this was meant to be read


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every fact, in the order of slugs. `today` is the day on which freshness is judged."""

    medicine: Medicine
    words: Words
    conditions: Mapping[str, Condition]
    procedures: Mapping[str, Procedure]
    surgeons: Mapping[str, Surgeon]
    articles: Mapping[str, Article]
    pages: Mapping[str, Page]
    english: frozenset[str]
    today: dt.date
    fresh_days: int = FRESH_DAYS
    dropped_days: int = DROPPED_DAYS

    def age_days(self, surgeon: Surgeon) -> int:
        """Days since the profile was last verified."""
        return (self.today - surgeon.verified.on).days

    def matched_surgeons(self) -> Iterator[Surgeon]:
        """Surgeons whose facts are recent enough to be offered as a match."""
        return (surgeon for surgeon in self.surgeons.values() if self.age_days(surgeon) <= self.dropped_days)


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What came of reading a project: the catalog when nothing stops it, the problems, and the documents behind the values.

    `draft` is what could be read in spite of the problems, for further checks; nothing may be built from it.
    """

    catalog: Catalog | None
    problems: tuple[Problem, ...]
    documents: Mapping[str, Document]
    files: int
    draft: Catalog


# Stand-ins for the two single files when they cannot be read: the others are checked all the same.
_UNREAD = Medicine.model_construct(title="", practitioner="", boards=(), specialties=(), technology=(), regions=())
_NO_WORDS = Words.model_construct(same=())
_FOLDERS = (("content/conditions", ".md"), ("content/procedures", ".md"), ("content/articles", ".md"), ("content/pages", ".md"), ("surgeons", ".yaml"))


@dataclass
class _Desk:
    """What is at hand while the files are read."""

    root: Path
    today: dt.date
    fresh_days: int
    dropped_days: int
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    files: int = 0


def read_catalog(root: Path, today: dt.date, *, fresh_days: int = FRESH_DAYS, dropped_days: int = DROPPED_DAYS) -> Reading:
    """Reads `content/` and `surgeons/` below `root`; every problem of every file is in the result."""
    desk = _Desk(root, today, fresh_days, dropped_days)
    medicine = _one(desk, "content/field.yaml", Medicine)
    words = _one(desk, "content/words.yaml", Words)
    conditions = _folder(desk, "content/conditions", ".md", Condition)
    procedures = _folder(desk, "content/procedures", ".md", Procedure)
    articles = _folder(desk, "content/articles", ".md", Article)
    pages = _folder(desk, "content/pages", ".md", Page)
    surgeons = _folder(desk, "surgeons", ".yaml", Surgeon)
    english = _english(desk)
    draft = Catalog(
        medicine or _UNREAD, words or _NO_WORDS, conditions, procedures, surgeons, articles, pages, english, today, fresh_days, dropped_days,
    )  # fmt: skip
    desk.problems.extend(_cross_check(desk, draft, _known(root)))
    problems = tuple(sorted(desk.problems))
    return Reading(None if errors(problems) else draft, problems, MappingProxyType(desk.documents), desk.files, draft)


def today(environ: Mapping[str, str]) -> dt.date:
    """The day on which freshness is judged: that of SOURCE_DATE_EPOCH where it is set, so that a build can be repeated; else this one."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdigit() else dt.date.today()


def _known(root: Path) -> Known:
    """What may be referred to. A slug whose file could not be read is known all the same: one mistake gives one sentence."""
    slugs = [frozenset(path.stem for path in _paths(root, folder, suffix)) for folder, suffix in _FOLDERS]
    images = root / "content" / "images"
    return Known(*slugs, frozenset(path.relative_to(images).as_posix() for path in images.rglob("*") if path.is_file()))


def _one(desk: _Desk, name: str, model: type[Model]) -> Model | None:
    path = desk.root / name
    desk.files += 1
    if not path.is_file():
        desk.problems.append(Problem(name, 1, 1, "", "this file is missing.", "content/README.md says what belongs in it.", "missing-file"))
        return None
    return _read(desk, path, name, model, parse_yaml, {})


def _paths(root: Path, folder: str, suffix: str) -> list[Path]:
    """Files of a folder in the order of their names; hidden files and a README are nobody's facts."""
    base = root / folder
    found = [path for path in base.iterdir() if path.suffix == suffix] if base.is_dir() else []
    return sorted(path for path in found if not path.name.startswith(".") and path.stem != "README")


def _strays(root: Path, folder: str, suffix: str) -> Iterator[Problem]:
    """Files that nobody would read although they look like facts: nothing goes missing quietly."""
    base = root / folder
    for path in sorted(base.iterdir()) if base.is_dir() else ():
        hidden = path.name.startswith(".") or path.stem == "README"
        if not hidden and path.suffix != suffix and (path.is_dir() or path.suffix.lower() in _MEANT):
            remedy = "Move the files in it up into this one." if path.is_dir() else f"Name it '{printable(path.stem)}{suffix}', or move it elsewhere."
            yield Problem(path.relative_to(root).as_posix(), 1, 1, "", f"only {suffix} files of this folder are read.", remedy, "stray-file")


def _folder(desk: _Desk, folder: str, suffix: str, model: type[Model]) -> Mapping[str, Model]:
    desk.problems.extend(_strays(desk.root, folder, suffix))
    values: dict[str, Model] = {}
    seen: dict[str, str] = {}
    for path in _paths(desk.root, folder, suffix):
        desk.files += 1
        name, slug = path.relative_to(desk.root).as_posix(), path.stem
        if slug.lower() in seen:
            desk.problems.append(Problem(name, 1, 1, "", f"'{slug}' and '{seen[slug.lower()]}' would be the same page on many servers.", "Rename one of the two files.", "duplicate-slug"))
            continue
        seen[slug.lower()] = slug
        if not SLUG.match(slug) or len(slug) > 80 or _RESERVED.match(slug):
            remedy = "Use small letters a-z, digits and single hyphens; names such as con and nul are reserved."
            desk.problems.append(Problem(name, 1, 1, "", f"the file name '{printable(slug)}' cannot become an address.", remedy, "bad-slug"))
            continue
        value = _read(desk, path, name, model, parse_front_matter if suffix == ".md" else parse_yaml, {"slug": slug})
        if value is not None:
            values[slug] = value
    return MappingProxyType(values)


def _read(desk: _Desk, path: Path, name: str, model: type[Model], parse: Callable, given: dict[str, str]) -> Model | None:
    text = read_text(path, desk.root)
    if isinstance(text, Problem):
        desk.problems.append(text)
        return None
    document = parse(text, name)
    if not isinstance(document, Document):
        desk.problems.extend(document)
        return None
    if "body" in model.model_fields:
        given = {**given, "body": document.body}
    desk.documents[name] = document
    value = read_model(document, model, **given)
    if isinstance(value, tuple):
        desk.problems.extend(value)
        return None
    return value


def _english(desk: _Desk) -> frozenset[str]:
    """Everyday words that must never be taken for a misspelling, one a line."""
    path = desk.root / "content" / "english.txt"
    if not path.is_file():
        return frozenset()
    return frozenset(path.read_text(encoding="utf-8").split())


def _cross_check(desk: _Desk, catalog: Catalog, known: Known) -> Iterator[Problem]:
    for surgeon in catalog.surgeons.values():
        yield from _check_surgeon(desk, desk.documents[f"surgeons/{surgeon.slug}.yaml"], surgeon, catalog, known)
    yield from _check_npi_unique(desk, catalog)
    for kind in ("conditions", "procedures"):
        for entry in getattr(catalog, kind).values():
            yield from _check_entry(desk.documents[f"content/{kind}/{entry.slug}.md"], entry, catalog, known)
    treated = {focus.condition for surgeon in catalog.surgeons.values() for focus in surgeon.conditions}
    everybody = known.surgeons == catalog.surgeons.keys()  # a profile that cannot be read may be the one
    for condition in catalog.conditions.values():
        if everybody and condition.slug not in treated:
            document = desk.documents[f"content/conditions/{condition.slug}.md"]
            yield document.problem((), "no surgeon looks after this condition.", "Its page will say so; add it to a profile when someone does.", "condition-without-surgeon", severity="warning")
    for article in catalog.articles.values():
        document = desk.documents[f"content/articles/{article.slug}.md"]
        yield from _unknown(document, "conditions", article.conditions, known.conditions, "condition")
        yield from _unknown(document, "procedures", article.procedures, known.procedures, "procedure")
        if article.picture.file not in known.pictures:
            yield document.problem(("picture", "file"), f"there is no picture '{article.picture.file}' in content/images/.", "Put it there, or correct the name.", "missing-picture")
        yield from field_link_problems(document, ("call_to_act", "link"), article.call_to_act.link, known)
        if article.updated < article.published:
            yield document.problem(("updated",), "the article was updated before it was published.", "Correct one of the two days.", "dates-crossed")
    for kind in ("conditions", "procedures", "articles", "pages"):
        for entry in getattr(catalog, kind).values():
            yield from link_problems(desk.documents[f"content/{kind}/{entry.slug}.md"], known)
            if entry.updated > desk.today:
                yield desk.documents[f"content/{kind}/{entry.slug}.md"].problem(("updated",), f"{entry.updated} has not come yet.", "Write the day of the last change.", "future-day")


def _unknown(document: Document, name: str, slugs: Iterable[str], known: frozenset[str], noun: str) -> Iterator[Problem]:
    for number, slug in enumerate(slugs):
        if slug not in known:
            yield _no_such(document, (name, number), slug, known, noun)


def _no_such(document: Document, at: Path_, slug: str, known: Iterable[str], noun: str) -> Problem:
    return document.problem(at, f"'{slug}' is not a known {noun}.", did_you_mean(slug, known) or f"Look up its slug in content/{noun}s/.", f"unknown-{noun}")


def _check_surgeon(desk: _Desk, document: Document, surgeon: Surgeon, catalog: Catalog, known: Known) -> Iterator[Problem]:
    year = desk.today.year
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
    read = catalog.medicine is not _UNREAD
    if read and surgeon.specialty not in specialties:
        yield document.problem(("specialty",), f"'{surgeon.specialty}' is not a known specialty.", did_you_mean(surgeon.specialty, specialties) or f"The specialties are: {', '.join(sorted(specialties))}.", "unknown-specialty")  # fmt: skip
    technology = {item.slug for item in catalog.medicine.technology}
    for number, slug in enumerate(surgeon.technology):
        if read and slug not in technology:
            yield document.problem(("technology", number), f"'{slug}' is not a known technology.", did_you_mean(slug, technology) or f"The technologies are: {', '.join(sorted(technology))}.", "unknown-technology")  # fmt: skip
    yield from _check_certifications(document, surgeon, catalog, year)
    if surgeon.in_practice_since > year:
        yield document.problem(("in_practice_since",), f"{surgeon.in_practice_since} is in the future.", "Write the year in which practice started.", "future-year")
    if surgeon.photo and surgeon.photo.file not in known.pictures:
        yield document.problem(("photo", "file"), f"there is no photo '{surgeon.photo.file}' in content/images/.", "Put it there, or remove the photo: a monogram will stand in.", "missing-photo")
    age = catalog.age_days(surgeon)
    if age < 0:
        yield document.problem(("verified", "on"), f"{surgeon.verified.on} has not come yet.", "Write the day on which the profile was checked.", "future-day")
    elif age > desk.fresh_days:
        dropped = f" It is left out of matching after {desk.dropped_days} days." if age <= desk.dropped_days else " It is left out of matching."
        yield document.problem(("verified", "on"), f"the profile was last checked {age} days ago; {desk.fresh_days} is the limit.{dropped}", "Check it with the practice and write the new day.", "overdue", severity="warning")  # fmt: skip


def _check_certifications(document: Document, surgeon: Surgeon, catalog: Catalog, year: int) -> Iterator[Problem]:
    read = catalog.medicine is not _UNREAD
    boards = {board.board for board in catalog.medicine.boards}
    for number, certification in enumerate(surgeon.certifications):
        at: Path_ = ("certifications", number)
        if certification.since and certification.since > year:
            yield document.problem((*at, "since"), f"{certification.since} is in the future.", "Write the year of first certification; leave it out while eligible.", "future-year")
        if certification.verified > catalog.today:
            yield document.problem((*at, "verified"), f"{certification.verified} has not come yet.", "Write the day on which it was checked.", "future-day")
        if read and certification.board not in boards and certification.status != "listed":
            remedy = did_you_mean(certification.board, boards) or "Write `status: listed` for a board outside ABMS and AOA, or correct the board's name."
            yield document.problem((*at, "status"), f"'{certification.board}' is not a board of ABMS or AOA, so it cannot be called '{certification.status}'.", remedy, "not-a-board")
        if certification.board in boards and certification.status == "listed":
            yield document.problem((*at, "status"), "this board belongs to ABMS or AOA.", "Write certified, eligible or lapsed.", "board-listed")
        if certification.status == "certified" and certification.since is None:
            yield document.problem(at, "a certified surgeon needs the year of certification.", "Write `since:` with the year.", "since-missing")


def _check_npi_unique(desk: _Desk, catalog: Catalog) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for surgeon in catalog.surgeons.values():
        if surgeon.npi and surgeon.npi in first:
            document = desk.documents[f"surgeons/{surgeon.slug}.yaml"]
            yield document.problem(("npi",), f"{surgeon.npi} is already the NPI of '{first[surgeon.npi]}'.", "Copy both numbers again from the NPI registry.", "duplicate-npi")
        elif surgeon.npi:
            first[surgeon.npi] = surgeon.slug


def _check_entry(document: Document, entry: Condition | Procedure, catalog: Catalog, known: Known) -> Iterator[Problem]:
    regions = [region.region for region in catalog.medicine.regions]
    for number, region in enumerate(entry.regions):
        if catalog.medicine is not _UNREAD and region not in regions:
            yield document.problem(("regions", number), f"'{region}' is not a known region.", did_you_mean(region, regions) or f"The regions are: {', '.join(regions)}.", "unknown-region")
    if isinstance(entry, Condition):
        yield from _unknown(document, "procedures", entry.procedures, known.procedures, "procedure")
        yield from _unknown(document, "related", entry.related, known.conditions, "condition")
    else:
        yield from _unknown(document, "related", entry.related, known.procedures, "procedure")
