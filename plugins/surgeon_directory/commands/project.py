"""The project a command works on: where it is, and what is wrong with it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ..catalog import read_catalog, today
from ..places import gazetteer, zip_problems
from ..problems import Problem, errors


class Unusable(Exception):
    """The command cannot be run like this; its text says why and what to do. Exit code 2."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Every problem of a project, sorted by place, and how many files were read."""

    problems: tuple[Problem, ...]
    files: int

    @property
    def buildable(self) -> bool:
        """Whether nothing stops a build."""
        return not errors(self.problems)


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds a pelicanconf.py."""
    for folder in (start, *start.parents):
        if (folder / "pelicanconf.py").is_file():
            return folder
    raise Unusable(f"There is no pelicanconf.py in {start} or above it. Go to the folder of the site and try again.")


def here() -> Path:
    """The root of the project one stands in."""
    try:
        return find_root(Path.cwd())
    except FileNotFoundError:
        raise Unusable("The folder you are in no longer exists. Go to the folder of the site and try again.") from None


def check_project(root: Path) -> Checked:
    """Reads everything below `root` and tells every problem: of the files, between them, and with the ZIP codes."""
    reading = read_catalog(root, today(os.environ))
    problems = {*reading.problems, *zip_problems(reading, reading.draft, gazetteer())}
    return Checked(tuple(sorted(problems)), reading.files)


def shown(path: Path, root: Path) -> str:
    """A path as it is told: from the root of the project where it lies below it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
