"""Everything the site is made of, loaded and cross-checked as one frozen value.

`read_catalog` reads every file before it judges: the caller gets all problems of all files at once, and a
catalog only when none of them is an error.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from .checks import cross_check
from .facts import DROPPED_DAYS, FRESH_DAYS, NO_WORDS, UNREAD, Catalog
from .links import Known
from .models import SLUG, Article, Condition, Fact, Medicine, Page, Procedure, Surgeon, Words
from .problems import Problem, errors, printable
from .reading import read_model
from .source import Document, parse_front_matter, parse_yaml, read_text

__all__ = ["DROPPED_DAYS", "FRESH_DAYS", "Catalog", "Reading", "read_catalog", "today"]

Model = TypeVar("Model", bound=Fact)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)\Z")  # names Windows or a web server keeps for itself
_HEARD = re.compile(  # a line of content/heard.txt
    r"(?:#.*|(?:gate|urgent|ours) -?\d+|sign (?P<sign>\S+) -?\d+|means (?P<condition>\S+) -?\d+|-?\d+ [wbcpf] \S+(?: \S+)?)?\Z"
)
_MEANT = (".yaml", ".yml", ".md", ".markdown", ".txt", ".json")  # a file that ends like this was meant to be read


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
    signs = frozenset(sign.heard_as for kind in (conditions, procedures, pages) for entry in kind.values() for sign in entry.do_not_wait)
    heard = _heard(desk, signs, frozenset(conditions))
    draft = Catalog(
        medicine or UNREAD, words or NO_WORDS, conditions, procedures, surgeons, articles, pages, english, heard, today, fresh_days, dropped_days,
    )  # fmt: skip
    desk.problems.extend(cross_check(draft, desk.documents, _known(root)))
    problems = tuple(sorted(desk.problems))
    return Reading(None if errors(problems) else draft, problems, MappingProxyType(desk.documents), desk.files, draft)


def today(environ: Mapping[str, str], fixed: dt.date | None = None) -> dt.date:
    """The day on which freshness is judged: that of SOURCE_DATE_EPOCH where it is set, so that a build can be repeated; else the fixed one, else this one."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdigit() else fixed or dt.date.today()


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
            desk.problems.append(
                Problem(
                    name,
                    1,
                    1,
                    "",
                    f"'{slug}' and '{seen[slug.lower()]}' would be the same page on many servers.",
                    "Rename one of the two files.",
                    "duplicate-slug",
                )
            )
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


def _heard(desk: _Desk, signs: frozenset[str], conditions: frozenset[str]) -> str:
    """The learned weights as they are written; lines that nobody can read are problems, and those of signs and conditions that are not there."""
    name = "content/heard.txt"
    path = desk.root / name
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    for number, line in enumerate(text.splitlines(), 1):
        found = _HEARD.match(line)
        sentence = ""
        if not found:
            sentence = f"'{printable(line)}' is no line of learned weights."
        elif found["sign"] and found["sign"] not in signs:
            sentence = f"no sign is heard_as '{printable(found['sign'])}'."
        elif found["condition"] and found["condition"] not in conditions:
            sentence = f"there is no condition '{printable(found['condition'])}'."
        if sentence:
            desk.problems.append(Problem(name, number, 1, "", sentence, "Write the file anew with `surgeons learn`.", "heard"))
    return text
