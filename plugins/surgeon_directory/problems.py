"""The shape of everything that can be wrong, and how it is told.

A problem is a value, never an exception: readers collect them all and tell them in one run.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it. Line and column count from 1."""

    path: str
    line: int
    column: int
    field: str
    sentence: str
    remedy: str
    code: str
    severity: Literal["error", "warning"] = "error"

    @property
    def text(self) -> str:
        """The problem as one line: `path:line:col: field: what is wrong. What to do.`"""
        place = f"{printable(self.path, 300)}:{self.line}:{self.column}: "
        field = f"{self.field}: " if self.field else ""
        label = "warning: " if self.severity == "warning" else ""
        return f"{place}{label}{field}{self.sentence} {self.remedy}".rstrip()


class ProblemsFound(Exception):
    """Loading stopped because of these problems; nothing was built."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those problems that stop a build."""
    return tuple(problem for problem in problems if problem.severity == "error")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean 'x'?` for the nearest known word, or an empty string when nothing is near."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.7)
    return f"Did you mean '{near[0]}'?" if near else ""


def printable(value: str, limit: int = 60) -> str:
    """A person's text made safe for one line of a terminal: no control characters, not endless."""
    shown = "".join(char if char.isprintable() else "?" for char in value)
    return shown if len(shown) <= limit else shown[:limit] + "..."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def summary(problems: Sequence[Problem], files: int) -> str:
    """The closing line of a check: how many problems in how many of the files read."""
    stopping = errors(problems)
    if stopping:
        bad = len({problem.path for problem in stopping})
        return f"{_count(len(stopping), 'problem')} in {bad:,} of {files:,} files. Nothing was built; the last good site is untouched."
    if problems:
        return f"No errors in {_count(files, 'file')}; {_count(len(problems), 'warning')}."
    return f"No problems in {_count(files, 'file')}."


def as_text(problems: Iterable[Problem]) -> str:
    """One line a problem, sorted by place."""
    return "\n".join(problem.text for problem in sorted(problems))


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array with one object a problem, sorted by place."""
    return json.dumps([asdict(problem) for problem in sorted(problems)], ensure_ascii=False, indent=1)


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub workflow commands, so that each problem is shown beside its line in a pull request."""

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_property(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    return "\n".join(
        f"::{problem.severity} file={escape_property(problem.path)},line={problem.line},col={problem.column}::"
        + escape(f"{problem.field}: {problem.sentence} {problem.remedy}".strip(": "))
        for problem in sorted(problems)
    )
