"""The house rules, as data: who may import whom, what stands at the top, what every function owes its reader."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "surgeon_directory"

# A module may import only those that stand before it.
ORDER = (
    # what can be wrong, and what is read
    "problems", "plainly", "source", "models", "reading", "links", "facts", "checks", "catalog",
    # words, places and the match
    "text", "learned", "places", "spelling", "index", "vocabulary", "danger", "heard", "sense", "understand", "fit", "roster", "wishes", "match",
    # pages
    "views", "assets", "pictures", "prose", "tiles", "structured", "cards", "comparison", "edition", "packing", "browser_language", "browser_index",
    "pages_texts", "pages_entries", "pages_places", "pages_surgeons", "pages_front", "sheets", "feeds", "output", "project",
    # Pelican
    "generator", "__init__",
    # the command line
    "commands", "commands.project", "commands.fields", "commands.settings", "commands.server", "commands.check", "commands.new", "commands.build",
    "commands.serve", "commands.schema", "commands.match", "commands.evaluate", "commands.learn", "cli", "__main__",
)  # fmt: skip
# Packages that only some modules may know.
GUARDED = {"pelican": {"generator", "__init__"}, "whoosh": {"index"}, "watchfiles": {"commands.serve"}, "pydantic": {"models", "reading"}, "yaml": {"source"}, "sklearn": {"commands.learn"}}
TOP = {
    "content",
    "surgeons",
    "theme",
    "plugins",
    "tests",
    "pelicanconf.py",
    "publishconf.py",
    "README.md",
    "pyproject.toml",
    "Makefile",
    "CHANGELOG.md",
    "LICENSE",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The module's name below the package: `commands.build`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1]) if parts[-1] == "__init__" and len(parts) > 1 else ".".join(parts)


def imports(path: Path) -> Iterator[str]:
    """Every module that a module imports: ours by their name below the package, others as `/name`."""
    package = path.relative_to(PACKAGE).parent.parts
    known = {name_of(other) for other in MODULES}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (f"/{alias.name.split('.')[0]}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield f"/{(node.module or '').split('.')[0]}"
        elif isinstance(node, ast.ImportFrom):
            base = ".".join((*package[: len(package) + 1 - node.level], *(node.module or "").split(".")))
            base = base.strip(".")
            inner = [f"{base}.{alias.name}".strip(".") for alias in node.names]
            yield from (name if name in known else base for name in inner)


def tracked() -> list[Path]:
    """The files of the project: those that git knows or would take, or, without git, those that are not hidden."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
        ).stdout.decode()
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if not any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(ROOT).parts)]
    return sorted(path for path in paths if path.is_file() and not path.is_symlink())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nobody_imports_to_the_right(path):
    name = name_of(path)
    assert name in ORDER, f"{name} has no place in the order of tests/test_house.py yet"
    ours = [other for other in imports(path) if not other.startswith("/")]
    assert [] == [other for other in ours if other not in ORDER[: ORDER.index(name)]]


@pytest.mark.parametrize("package", GUARDED)
def test_guarded_packages_are_known_to_few(package):
    assert GUARDED[package] >= {name_of(path) for path in MODULES if f"/{package}" in imports(path)}


def test_the_package_is_imported_by_its_relative_name():
    assert [] == [name_of(path) for path in MODULES if "/surgeon_directory" in imports(path)]


def test_only_what_is_prescribed_stands_at_the_top():
    tops = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert set() == {top for top in tops if top not in TOP and not top.startswith(".")}


def test_no_path_of_one_machine():
    needles = [f"{folder}/" for folder in {str(ROOT), str(Path.home()), sys.prefix} if folder.count("/") > 1 or folder == "/root"]
    homes = re.compile(r"(?<![\w.-])/(?:home|Users)/[a-z][a-z0-9_-]*/")
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        if path != Path(__file__).resolve() and (any(needle in text for needle in needles) or homes.search(text)):
            found.append(path.relative_to(ROOT).as_posix())
    assert [] == found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_functions_say_what_is_true_afterwards(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    scopes = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))]
    silent = [
        node.name
        for scope in scopes
        for node in scope.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert [] == silent


def test_texts_end_their_lines_alike():
    wrong = []
    for path in tracked():
        raw = path.read_bytes()
        if b"\0" not in raw and (b"\r" in raw or (raw and not raw.endswith(b"\n"))):
            wrong.append(path.relative_to(ROOT).as_posix())
    assert [] == wrong
