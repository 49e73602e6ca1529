"""The project a command works on: where it is, and what is wrong with it."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import runpy
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..catalog import today
from ..match import Directory, build_directory
from ..places import gazetteer
from ..problems import Problem, errors
from ..project import SETTINGS_FILE, Settings, read_project, read_settings


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
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise Unusable(f"There is no {SETTINGS_FILE} in {start} or above it. Go to the folder of the site and try again.")


def here() -> Path:
    """The root of the project one stands in."""
    try:
        return find_root(Path.cwd())
    except FileNotFoundError:
        raise Unusable("The folder you are in no longer exists. Go to the folder of the site and try again.") from None


def check_project(root: Path) -> Checked:
    """Reads the settings and everything below `root`, and tells every problem of them."""
    settings, wrong = _settings(root)
    project = read_project(root, today(os.environ, settings.today), settings)
    return Checked(tuple(sorted({*wrong, *project.problems})), project.files)


def open_directory(root: Path) -> Directory | Checked:
    """The directory of the project at `root`, ready for questions; or what is wrong when something stops it."""
    with _hoarding():
        settings, wrong = _settings(root)
        project = read_project(root, today(os.environ, settings.today), settings)
        if wrong or project.catalog is None:
            return Checked(tuple(sorted({*wrong, *project.problems})), project.files)
        return build_directory(project.catalog, gazetteer(), settings.weights)


@contextlib.contextmanager
def _hoarding() -> Iterator[None]:
    """No search for rubbish meanwhile: a directory is built of a million small values that all stay, and looking through them took half the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _settings(root: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings of a project, or the usual ones with what is wrong with its own."""
    values = _values(root / SETTINGS_FILE)
    settings = (values,) if isinstance(values, Problem) else read_settings(values)
    return (settings, ()) if isinstance(settings, Settings) else (_usual(), settings)


def _usual() -> Settings:
    settings = read_settings({})
    assert isinstance(settings, Settings)
    return settings


def _values(path: Path) -> Mapping[str, Any] | Problem:
    """What a settings file assigns, or where and why it cannot be run. Pelican runs it the same way."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return runpy.run_path(str(path))
    except (Exception, SystemExit) as error:
        own = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        line = error.lineno if isinstance(error, SyntaxError) else own[-1] if own else 1
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        return Problem(
            path.name, line or 1, 1, "", f"the settings cannot be read: {said or type(error).__name__}.", "Undo the last change of this line.", "settings"
        )


def shown(path: Path, root: Path) -> str:
    """A path as it is told: from the root of the project where it lies below it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
