"""`surgeons evaluate`: how well judged queries are answered, as a table by kind, and which of them are missed.

A row is a JSON object on one line. `query` is there always; the other keys say what a good answer is:
`expected` any of these conditions first, `acceptable` others that may stand among the first three; `urgent` the level
of danger (null: none); `place`, `language` and `second_opinion` what must be read from the words. A row without
expected conditions whose kind, or whose file's name, is one of NOTHING_FITS must find no condition.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..match import Answer, Directory, Question, answer
from ..places import find_place
from ..problems import as_text, printable
from .project import Checked, here, open_directory

NOTHING_FITS = frozenset({"out_of_scope", "medical", "nonmedical"})
LEVELS = (None, "soon", "emergency")
_WISHES = ("place", "language", "second_opinion")
_TOP = 3
_LONGEST_QUERY = 120  # characters of a query that are told


@dataclass(frozen=True, slots=True)
class Row:
    """A judged query and where it stands. `facts` holds those of the keys urgent, place, language and second_opinion that the row has."""

    path: str
    line: int
    query: str
    kind: str = ""
    expected: frozenset[str] = frozenset()
    acceptable: frozenset[str] = frozenset()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def fits_nothing(self) -> bool:
        """Whether a good answer names no condition."""
        return not self.expected and (self.kind in NOTHING_FITS or Path(self.path).stem in NOTHING_FITS)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a row asks: the group of the table it counts in, its column, what it is worth from 0 to 1, and what was answered instead."""

    group: str
    column: str
    worth: float
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with everything that was asked of its answer."""

    row: Row
    checks: tuple[Check, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `surgeons evaluate`."""
    parser.add_argument("files", metavar="FILE.jsonl", nargs="+", help="judged queries, one JSON object a line")
    parser.add_argument("--misses", action="store_true", help="tell every query that is missed, and what was answered")


def run(arguments: argparse.Namespace) -> int:
    """Prints the table; 1 when the project has problems or a line cannot be used, which is told with its place."""
    directory = open_directory(here())
    if isinstance(directory, Checked):
        print(as_text(directory.problems))
        return 1
    rows, wrong = read_rows(arguments.files, frozenset(directory.catalog.conditions))
    for sentence in wrong:
        print(sentence)
    if rows:
        judged = [judge(directory, row) for row in rows]
        if arguments.misses:
            print("\n".join(misses(judged)))
        print(table(judged))
    return 1 if wrong else 0


# Reading


def read_rows(paths: Iterable[str], conditions: frozenset[str]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows of all files, and a sentence with path and line for everything that is no row."""
    rows: list[Row] = []
    wrong: list[str] = []
    for path in paths:
        try:
            lines = Path(path).read_bytes().split(b"\n")
        except OSError as error:
            wrong.append(f"{printable(path, 300)}:1: this file cannot be read ({error.strerror}). Look at its name and place.")
            continue
        for number, line in enumerate(lines, 1):
            row = _row(path, number, line, conditions) if line.strip() else None
            if isinstance(row, str):
                wrong.append(f"{printable(path, 300)}:{number}: {row}")
            elif row:
                rows.append(row)
    return tuple(rows), tuple(wrong)


def _row(path: str, number: int, line: bytes, conditions: frozenset[str]) -> Row | str:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return "this line is not UTF-8. Save the file as UTF-8."
    except json.JSONDecodeError as error:
        return f"this is not JSON: {error.msg} at column {error.colno}. Write one object a line."
    except RecursionError:
        return "this is nested too deeply. Write one object a line."
    if not isinstance(value, dict) or not isinstance(value.get("query"), str):
        return 'a row is an object with the text "query". Write it as {"query": "my back hurts", "expected": ["..."]}.'
    for name in ("expected", "acceptable"):
        listed = value.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(slug, str) for slug in listed):
            return f'"{name}" is not a list of texts. Write it as ["..."], or [] for none.'
        unknown = [slug for slug in listed if slug not in conditions]
        if unknown:
            return f"\"{name}\": there is no condition '{printable(unknown[0])}'. Name files of content/conditions/ without .md."
    if value.get("urgent") not in LEVELS:
        return '"urgent" is neither emergency nor soon nor null.'
    facts = {name: value[name] for name in ("urgent", *_WISHES) if name in value}
    return Row(path, number, value["query"], str(value.get("kind", "")), frozenset(value.get("expected", [])), frozenset(value.get("acceptable", [])), facts)


# Judging


def judge(directory: Directory, row: Row) -> Judged:
    """A row with its answer judged."""
    found = answer(directory, Question(row.query))
    return Judged(row, (*_conditions(row, found), *_urgent(row, found), *_wishes(directory, row, found)))


def _conditions(row: Row, found: Answer) -> Iterator[Check]:
    slugs = [one.slug for one in found.conditions]
    instead = ", ".join(slugs[:_TOP]) or "nothing"
    if row.fits_nothing:
        yield Check(row.kind or "out_of_scope", "none told", 0 if slugs else 1, instead)
    elif row.expected:
        rank = next((number for number, slug in enumerate(slugs, 1) if slug in row.expected), 0)
        near = any(slug in row.expected | row.acceptable for slug in slugs[:_TOP])
        yield Check(row.kind or "conditions", "recall@1", 1 if rank == 1 else 0, instead)
        yield Check(row.kind or "conditions", "recall@3", 1 if near else 0, instead)
        yield Check(row.kind or "conditions", "MRR", 1 / rank if rank else 0, instead)


def _urgent(row: Row, found: Answer) -> Iterator[Check]:
    """An emergency must be told as one; what is to be seen soon may be told as an emergency too; harmless words must raise nothing."""
    if "urgent" not in row.facts:
        return
    level, asked = found.urgent.level if found.urgent else None, row.facts["urgent"]
    if asked is None:
        yield Check(row.kind or "harmless", "false alarms", 1 if level else 0, f"{level} ({' '.join(found.urgent.because) if found.urgent else ''})")
    else:
        yield Check(row.kind or asked, "danger seen", 1 if LEVELS.index(level) >= LEVELS.index(asked) else 0, level or "no alarm")


def _wishes(directory: Directory, row: Row, found: Answer) -> Iterator[Check]:
    if "place" in row.facts:
        asked = find_place(row.facts["place"] or "", directory.gazetteer)
        yield Check(row.kind, "place", 1 if found.place == asked else 0, f"{found.place.name}, {found.place.state}" if found.place else "no place")
    if "language" in row.facts:
        spoken = [value for facet, value in found.wishes.filters if facet == "language"]
        asked_for = [row.facts["language"]] if row.facts["language"] else []
        yield Check(row.kind, "language", 1 if spoken == asked_for else 0, ", ".join(spoken) or "no language")
    if "second_opinion" in row.facts:
        wanted = found.second_opinion or any(facet == "second_opinion" for facet, _ in found.wishes.filters)
        yield Check(row.kind, "second opinion", 1 if wanted == bool(row.facts["second_opinion"]) else 0, "asked for" if wanted else "not asked for")


# Telling


def share(judged: Iterable[Judged], column: str) -> float:
    """The mean of a column over all rows that have it; 0 when none has."""
    worths = [check.worth for one in judged for check in one.checks if check.column == column]
    return sum(worths) / len(worths) if worths else 0.0


def missed(check: Check) -> bool:
    """Whether the answer was not a good one."""
    return check.worth > 0 if check.column == "false alarms" else check.worth < 1


def misses(judged: Iterable[Judged]) -> Iterator[str]:
    """Every miss with its place, its query, and what was answered."""
    for one in judged:
        for check in one.checks:
            if missed(check) and check.column != "MRR":
                query = printable(one.row.query, _LONGEST_QUERY)
                yield f"{printable(one.row.path, 300)}:{one.row.line}: {check.column}: {query}: {check.instead}"


def table(judged: Sequence[Judged]) -> str:
    """Each kind with its number of rows and the mean of every column that its rows have."""
    columns = list(dict.fromkeys(check.column for one in judged for check in one.checks))
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        for group in dict.fromkeys(check.group for check in one.checks):
            groups.setdefault(group, []).append(one)
    width = max((len(group) for group in (*groups, "all")), default=0)
    lines = [f"{'kind':{width}}  {'rows':>5}" + "".join(f"  {column:>{_wide(column)}}" for column in columns)]
    for group, rows in (*sorted(groups.items()), ("all", judged)):
        lines.append(f"{group:{width}}  {len(rows):5}" + "".join(f"  {_cell(rows, column):>{_wide(column)}}" for column in columns))
    return "\n".join(lines)


def _wide(column: str) -> int:
    return max(5, len(column))


def _cell(rows: Iterable[Judged], column: str) -> str:
    worths = [check.worth for one in rows for check in one.checks if check.column == column]
    return f"{sum(worths) / len(worths):.3f}" if worths else "-"
