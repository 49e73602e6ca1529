"""The theme's style sheets, scripts, fonts and icons as files of the site, named by their content where that helps.

Scripts are written as ES modules that import one another; a page loads one bundle. Because names are unique across
modules, bundling is nothing but leaving out the words `import` and `export`, in the order of dependence. Whatever
would need more than that is refused with its place.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import rcssmin
import rjsmin

from .problems import Problem, ProblemsFound

FOLDER = "assets"
ENTRIES = ("page", "find", "compare")  # modules that a page loads
PARTS = ("alarm",)  # modules that a script fetches later, by `import()`: they keep their exports; all others are only imported
_HASHED = ("css", "js")
_IMPORT = re.compile(r"^import\s*(?:\{(?P<names>[^}]*)\}\s*from\s*)?(?P<quote>[\"'])\./(?P<file>[a-z0-9_-]+\.js)(?P=quote);?[ \t]*$\n?", re.MULTILINE)
_EXPORT = re.compile(r"^export\s+(?=(?:async\s+)?function\b|const\b|let\b|class\b)", re.MULTILINE)
_LEFT = re.compile(r"^(?P<word>import|export)\b.*$", re.MULTILINE)
_NAME = re.compile(
    r"^(?P<export>export\s+)?(?:(?:async\s+)?function\s*\*?|const|let|var|class)\s+(?:(?P<name>[A-Za-z_$][\w$]*)|[\[{](?P<names>[^=]*?)[\]}]\s*=)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Assets:
    """Every file below assets/, and the addresses that pages need: style sheets in order, and one script an entry module."""

    files: Mapping[str, bytes]
    styles: tuple[str, ...]
    scripts: Mapping[str, str]


def build_assets(static: Path, *, minify: bool) -> Assets:
    """The files of `theme/static`. Raises ProblemsFound when a module cannot be bundled."""
    files: dict[str, bytes] = {}
    styles = []
    for sheet in _sheets(static / "css"):
        text = sheet.read_text(encoding="utf-8")
        content = (rcssmin.cssmin(text) if minify else text).encode("utf-8")
        # In a folder of their own, so that url(../fonts/x.woff2) means the same in the theme and in the site.
        styles.append(_hashed(f"{FOLDER}/css/{sheet.stem}", ".css", content))
        files[styles[-1]] = content
    scripts = {}
    modules = {path.name: path.read_text(encoding="utf-8") for path in sorted((static / "js").glob("*.js"))}
    for entry in (*ENTRIES, *PARTS):
        if f"{entry}.js" in modules:
            text = bundle(f"{entry}.js", modules) + (_exports(modules[f"{entry}.js"]) if entry in PARTS else "")
            content = (rjsmin.jsmin(text) + "\n" if minify else text).encode("utf-8")
            scripts[entry] = _hashed(f"{FOLDER}/{entry}", ".js", content)
            files[scripts[entry]] = content
    for path in _others(static):
        files[f"{FOLDER}/{path.relative_to(static).as_posix()}"] = path.read_bytes()
    return Assets(MappingProxyType(dict(sorted(files.items()))), tuple(styles), MappingProxyType(scripts))


def _hashed(stem: str, suffix: str, content: bytes) -> str:
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}{suffix}"


def _sheets(folder: Path) -> list[Path]:
    """Style sheets in the order of the cascade: site.css first, print.css last."""
    order = {"site": 0, "print": 2}
    return sorted(folder.glob("*.css"), key=lambda path: (order.get(path.stem, 1), path.name))


def _others(static: Path) -> list[Path]:
    found = [path for path in static.rglob("*") if path.is_file() and path.relative_to(static).parts[0] not in _HASHED]
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(static).parts))


def bundle(entry: str, modules: Mapping[str, str]) -> str:
    """The module `entry` and everything it imports as one script. Raises ProblemsFound with every reason why not."""
    problems: list[Problem] = []
    order = _in_order(entry, modules, problems)
    problems.extend(_duplicates(order, modules))
    for name in order:
        problems.extend(_left_over(name, modules[name]))
        problems.extend(_not_exported(name, modules))
    if problems:
        raise ProblemsFound(sorted(problems))
    return "".join(f"// {name}\n{_bare(modules[name]).strip()}\n" for name in order)


def _exports(text: str) -> str:
    """What a module exports, as the last line of its bundle."""
    return f"export {{ {', '.join(name for name, _, public in _names(text) if public)} }};\n"


def _bare(text: str) -> str:
    return _EXPORT.sub("", _IMPORT.sub("", text))


def _problem(module: str, text: str, at: int, sentence: str, remedy: str, code: str) -> Problem:
    return Problem(f"theme/static/js/{module}", text.count("\n", 0, at) + 1, 1, "", sentence, remedy, code)


def _in_order(entry: str, modules: Mapping[str, str], problems: list[Problem]) -> tuple[str, ...]:
    """Modules in the order of dependence, `entry` last."""
    done: list[str] = []
    open_: list[str] = []

    def visit(name: str) -> None:
        open_.append(name)
        for found in _IMPORT.finditer(modules[name]):
            wanted = found["file"]
            if wanted not in modules:
                problems.append(
                    _problem(name, modules[name], found.start(), f"there is no module '{wanted}'.", "Correct the name, or add the module.", "no-module")
                )
            elif wanted in open_:
                problems.append(
                    _problem(
                        name,
                        modules[name],
                        found.start(),
                        f"'{wanted}' imports this module in turn.",
                        "Move what both need into a third module.",
                        "import-circle",
                    )
                )
            elif wanted not in done:
                visit(wanted)
        done.append(open_.pop())

    visit(entry)
    return tuple(done)


def _names(text: str) -> Iterator[tuple[str, int, bool]]:
    """Names declared at the left margin, where they stand, and whether they are exported."""
    for found in _NAME.finditer(text):
        if found["name"]:
            yield found["name"], found.start(), bool(found["export"])
            continue
        for part in (found["names"] or "").split(","):
            name = re.sub(r"^.*:|\.\.\.|[\s\[\]{}]", "", part)
            if name:
                yield name, found.start(), bool(found["export"])


def _duplicates(order: tuple[str, ...], modules: Mapping[str, str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for module in order:
        for name, at, _ in _names(modules[module]):
            if name in first:
                where = "above" if first[name] == module else f"in {first[name]}"
                yield _problem(
                    module,
                    modules[module],
                    at,
                    f"'{name}' is already declared {where}.",
                    "Give one of the two another name: a bundle has one scope.",
                    "name-twice",
                )
            first.setdefault(name, module)


def _left_over(module: str, text: str) -> Iterator[Problem]:
    for found in _LEFT.finditer(_EXPORT.sub(lambda match: " " * len(match[0]), _IMPORT.sub(lambda match: re.sub(r"\S", " ", match[0]), text))):
        remedy = 'Write `import {a, b} from "./x.js";`.' if found["word"] == "import" else "Write `export function` or `export const`."
        yield _problem(module, text, found.start(), f"this kind of {found['word']} cannot be bundled.", remedy, "bundle-form")


def _not_exported(module: str, modules: Mapping[str, str]) -> Iterator[Problem]:
    for found in _IMPORT.finditer(modules[module]):
        exported = {name for name, _, public in _names(modules.get(found["file"], "")) if public}
        for name in filter(None, (part.strip() for part in (found["names"] or "").split(","))):
            if found["file"] in modules and name not in exported:
                sentence = f"'{name}' renames what it imports." if " " in name else f"'{name}' is not exported by {found['file']}."
                yield _problem(module, modules[module], found.start(), sentence, "Import a name as it is exported there.", "not-exported")
