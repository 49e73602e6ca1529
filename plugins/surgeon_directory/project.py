"""A project is read and judged as a whole: facts, settings, and what the theme needs to be there.

Everything that would stop a build is found here, before the first byte is written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .catalog import DROPPED_DAYS, FRESH_DAYS, Catalog, Reading, read_catalog
from .edition import Imprint
from .fit import Weights
from .pictures import size_of
from .places import gazetteer, zip_problems
from .problems import Problem, errors
from .sheets import NEEDED_PAGES

SETTINGS_FILE = "pelicanconf.py"
CARDS, ROWS = 2, 150
_TAKEN = frozenset(
    {"find", "compare", "how-we-match", "surgeons", "conditions", "procedures", "places", "articles", "feeds", "images", "assets", "search", "index", "404"}
)
_ORIGIN = re.compile(r"https?://[^\s/\"'<>\\?#]+(?:/[^\s\"'<>\\?#]*)?\Z")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of pelicanconf.py that concern the directory, checked."""

    imprint: Imprint
    weights: Weights
    fresh_days: int = FRESH_DAYS
    dropped_days: int = DROPPED_DAYS
    cards: int = CARDS
    rows: int = ROWS
    precompress: bool = False
    preload_font: str = ""
    today: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """What came of reading a project: the catalog when nothing stops it, all problems, and how many files were read."""

    catalog: Catalog | None
    problems: tuple[Problem, ...]
    files: int


def read_project(root: Path, day: dt.date, settings: Settings) -> Project:
    """Reads and judges everything below `root`."""
    reading = read_catalog(root, day, fresh_days=settings.fresh_days, dropped_days=settings.dropped_days)
    problems = [*reading.problems]
    problems.extend(_zip_problems(reading))
    problems.extend(_page_problems(root, reading))
    return Project(None if errors(problems) else reading.catalog, tuple(sorted(problems)), reading.files)


def _zip_problems(reading: Reading) -> Iterator[Problem]:
    if reading.draft.surgeons:
        yield from zip_problems(reading, reading.draft, gazetteer())


def _page_problems(root: Path, reading: Reading) -> Iterator[Problem]:
    """Pages that the theme links to and nobody wrote, and pages whose address is taken."""
    for slug in NEEDED_PAGES:
        if not (root / "content" / "pages" / f"{slug}.md").is_file():
            yield Problem(
                f"content/pages/{slug}.md",
                1,
                1,
                "",
                "every page links to this page, and it is missing.",
                "Write it; copy a neighbouring file to begin.",
                "missing-page",
            )
    for slug in reading.draft.pages:
        if slug in _TAKEN:
            yield Problem(f"content/pages/{slug}.md", 1, 1, "", f"the address /{slug}/ belongs to the site itself.", "Rename the file.", "taken-address")


def picture_sizes(root: Path) -> dict[str, tuple[int, int]]:
    """Width and height of every picture of content/images by file name."""
    return {name: size_of(content) for name, content in pictures(root)}


def pictures(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of content/images that is not hidden, in the order of names."""
    base = root / "content" / "images"
    for path in sorted(base.rglob("*")) if base.is_dir() else ():
        name = path.relative_to(base)
        if path.is_file() and not any(part.startswith(".") for part in name.parts) and path.resolve().is_relative_to(root.resolve()):
            yield name.as_posix(), path.read_bytes()


def read_settings(values: Mapping) -> Settings | tuple[Problem, ...]:
    """The settings that concern the directory, or everything that is wrong with them."""
    problems = [*_setting_problems(values)]
    weights = Weights()
    try:
        usual, second = values.get("SURGEON_WEIGHTS"), values.get("SURGEON_WEIGHTS_SECOND_OPINION")
        weights = Weights(usual=dict(usual or weights.usual), second_opinion=dict(second or weights.second_opinion))
    except (ValueError, TypeError, AttributeError) as error:
        problems.append(_wrong("SURGEON_WEIGHTS", f"{error}.", "Correct the numbers; the README shows the usual ones."))
    if problems:
        return tuple(sorted(problems))
    imprint = Imprint(
        name=values.get("SITENAME", "Second Opinion"), tagline=values.get("SITESUBTITLE", ""), origin=(values.get("SITEURL") or "").rstrip("/"),
        office_phone=values.get("OFFICE_PHONE", ""), office_email=values.get("OFFICE_EMAIL", ""), report_email=values.get("REPORT_EMAIL", ""),
        examples=tuple(values.get("SEARCH_EXAMPLES", ())),
    )  # fmt: skip
    day = dt.date.fromisoformat(values["TODAY"]) if values.get("TODAY") else None
    return Settings(
        imprint, weights, values.get("FRESH_DAYS", FRESH_DAYS), values.get("DROPPED_DAYS", DROPPED_DAYS), values.get("SEARCH_CARDS", CARDS),
        values.get("SEARCH_ROWS", ROWS), bool(values.get("PRECOMPRESS", False)), values.get("PRELOAD_FONT", ""), day,
    )  # fmt: skip


def _wrong(name: str, sentence: str, remedy: str) -> Problem:
    return Problem(SETTINGS_FILE, 1, 1, name, sentence, remedy, "setting")


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _setting_problems(values: Mapping) -> Iterator[Problem]:
    for name in ("FRESH_DAYS", "DROPPED_DAYS", "SEARCH_CARDS", "SEARCH_ROWS"):
        value = values.get(name, 1)
        if type(value) is not int or value < 1:
            yield _wrong(name, f"{value!r} is not a whole number above zero.", "Write digits only.")
    day = values.get("TODAY") or ""
    if day and not _is_day(day):
        yield _wrong("TODAY", f"{day!r} is not a day.", 'Write it as "2026-11-22", or leave it empty for the day of the build.')
    origin = values.get("SITEURL") or ""
    if origin and not _ORIGIN.match(str(origin)):
        yield _wrong("SITEURL", f"{origin!r} is not the address of a site.", "Write it as https://example.org/surgeons.")
    for name in ("OFFICE_EMAIL", "REPORT_EMAIL"):
        if values.get(name) and not re.fullmatch(r"[^\s@?&\"'<>]+@[^\s@?&\"'<>]+", str(values[name])):
            yield _wrong(name, f"{values[name]!r} is not a mail address.", "Write it as office@example.org, or leave it empty.")
