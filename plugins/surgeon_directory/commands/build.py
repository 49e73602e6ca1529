"""`surgeons build`: the whole site, made beside the old one and put in its place in one step.

`output` is a symbolic link to a build in `.site/output/` beside it. A new build is a new folder there; when it is
complete, a new link takes the place of the old one by `os.replace`, which is one step for everybody who looks. So a
kill leaves either the old site or the new one, whole; what is half made is swept away by the next build, under a
lock. A link needs nothing but a file system that knows links, and a server that follows it sees the new site at the
next request; copying (`rsync -a output/ ...`, with the slash) follows it too.

Where plain `pelican` left a folder called `output`, that folder is first moved to `.site/output/before`, as a link cannot
replace a folder in one step. Should the power fail in the microseconds between, the next build puts it back first.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import filecmp
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..problems import as_text, summary
from .project import Unusable, check_project, here, shown

_SOURCES = ("content", "surgeons", "theme", "plugins", "tests", ".git", ".venv")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a site stands: the link that is served, and the folder beside it that holds the builds."""

    output: Path

    @property
    def store(self) -> Path:
        """The folder of the builds."""
        return self.output.parent / ".site" / self.output.name

    @property
    def before(self) -> Path:
        """Where a folder is moved that stood in the place of the link."""
        return self.store / "before"

    @property
    def current(self) -> Path | None:
        """The build that is served now."""
        return self.output.resolve() if self.output.is_dir() else None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `surgeons build`."""
    parser.add_argument("--publish", action="store_true", help="build with publishconf.py, for the public address")
    add_output(parser)


def add_output(parser: argparse.ArgumentParser) -> None:
    """The argument that says where the site goes."""
    parser.add_argument("--output", metavar="DIR", help="where the site goes; output/ of the project when left out")


def run(arguments: argparse.Namespace) -> int:
    """Checks, builds and swaps; 1 with every problem told when something stops it, and then the old site stands."""
    root = here()
    shelf = shelf_of(arguments.output, root)
    settings = "publishconf.py" if arguments.publish else "pelicanconf.py"
    if not (root / settings).is_file():
        raise Unusable(f"There is no {settings} in the project. The README says what belongs in it.")
    checked = check_project(root)
    if checked.problems:
        print(as_text(checked.problems))
    if not checked.buildable:
        print(summary(checked.problems, checked.files))
        return 1
    with _alone(shelf):
        _sweep(shelf)
        fresh = shelf.store / f"build-{secrets.token_hex(6)}"
        fresh.mkdir()
        if not _make(root, settings, fresh, as_text(checked.problems)):
            shutil.rmtree(fresh, ignore_errors=True)
            print("The build failed; the last good site is untouched.")
            return 1
        _keep_times(shelf.current, fresh)
        swap(shelf, fresh)
        _sweep(shelf)
    pages = sum(1 for _ in fresh.rglob("*.html"))
    print(f"Built {pages:,} pages from {checked.files:,} files into {shown(shelf.output, root)}/.")
    return 0


def shelf_of(named: str | None, root: Path) -> Shelf:
    """The shelf of the output a person named. Refused: a place that holds something other than a site, which would be lost."""
    # Only the folder it stands in is resolved: the last part is our link.
    plain = Path(os.path.normpath(Path.cwd() / named)) if named else root / "output"
    output = plain.parent.resolve() / plain.name
    top = output.relative_to(root).parts[:1] if output.is_relative_to(root) else ("",)
    if root.is_relative_to(output) or top[0] in _SOURCES:
        raise Unusable(f"{named} holds the sources of the site. Name another folder.")
    ours = Shelf(output)
    if output.is_symlink() and not output.resolve().is_relative_to(ours.store.resolve()):
        raise Unusable(f"{shown(output, root)} is a link to somewhere else. Remove the link, or name another folder.")
    if output.exists() and not output.is_dir():
        raise Unusable(f"{shown(output, root)} is a file. Name a folder.")
    if output.is_dir() and any(output.iterdir()) and not (output / "index.html").is_file():
        raise Unusable(f"{shown(output, root)} holds something that is not a site. Empty it, or name another folder.")
    return ours


def _make(root: Path, settings: str, fresh: Path, told: str) -> bool:
    """Runs Pelican in a process of its own; whether it ended well and left a home page. What it said beyond what was told is told when it did not."""
    command = [sys.executable, "-m", "pelican", "-s", settings, "-o", str(fresh)]
    process = subprocess.Popen(command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        said, _ = process.communicate()
    except BaseException:
        process.kill()
        process.wait()
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    if process.returncode == 0 and (fresh / "index.html").is_file():
        return True
    lines = [line for line in said.decode("utf-8", "replace").rstrip().split("\n") if line not in told.split("\n")]
    print("\n".join(lines) or f"Pelican ended with code {process.returncode} and said nothing.")
    return False


def _keep_times(old: Path | None, fresh: Path) -> None:
    """Files that did not change keep their time, so that browsers and `rsync` see what is new."""
    for path in sorted(fresh.rglob("*")) if old else ():
        before = old / path.relative_to(fresh)
        if path.is_file() and before.is_file() and filecmp.cmp(path, before, shallow=False):
            os.utime(path, ns=(path.stat().st_atime_ns, before.stat().st_mtime_ns))


def swap(shelf: Shelf, fresh: Path) -> None:
    """`output` is the fresh build from one moment to the next."""
    link = shelf.store / "next"
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(fresh, shelf.output.parent), target_is_directory=True)
    if shelf.output.is_dir() and not shelf.output.is_symlink():
        shelf.output.replace(shelf.before)
    link.replace(shelf.output)


def _sweep(shelf: Shelf) -> None:
    """Only the build that is served remains; a folder that was moved aside by a killed build is back in its place first."""
    if shelf.before.is_dir() and not os.path.lexists(shelf.output):
        shelf.before.replace(shelf.output)
    current = shelf.current
    for path in sorted(shelf.store.iterdir()):
        if path.is_symlink():
            path.unlink()
        elif path.is_dir() and path.resolve() != current:
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _alone(shelf: Shelf) -> Iterator[None]:
    """One build at a time on a shelf; the lock ends with the process, however that ends."""
    try:
        shelf.store.mkdir(parents=True, exist_ok=True)
        lock = (shelf.store / "lock").open("w")
    except OSError as error:
        raise Unusable(f"{shelf.store} cannot be written ({error.strerror}). Look at its permissions, or name another folder.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build is running; waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
