"""The settings of `pelicanconf.py` as they are documented there: the comment above each of them, or behind it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"\s*#\s?(?P<text>.*)")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, its value as it is written, and its comment."""

    name: str
    value: str
    comment: str


def settings(text: str) -> Iterator[Setting]:
    """Every setting that the text of a settings file assigns, in its order; `comment` is empty where nobody wrote one."""
    lines = text.split("\n")
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        names = [target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper() and not target.id.startswith("_")]
        value = " ".join((ast.get_source_segment(text, node.value) or "").split()) if names and node.value else ""
        for name in names:
            yield Setting(name, value, _behind(lines[node.end_lineno - 1], node.end_col_offset) or _above(lines, node.lineno - 1))


def _behind(line: str, column: int) -> str:
    found = _COMMENT.fullmatch(line.encode()[column:].decode())
    return found["text"].strip() if found else ""


def _above(lines: list[str], number: int) -> str:
    """The comment block that ends right above a line."""
    comment: list[str] = []
    while number > 0 and lines[number - 1].startswith("#"):
        number -= 1
        comment.insert(0, lines[number].lstrip("#").strip())
    return " ".join(comment)


def settings_table(text: str) -> str:
    """The settings as a Markdown table."""
    rows = [f"| `{one.name}` | {_cell(one.value)} | {one.comment.replace('|', chr(92) + '|')} |" for one in settings(text)]
    return "\n".join(["| Setting | Value | What it does |", "|---|---|---|", *rows])


def _cell(value: str) -> str:
    return f"`{value}`".replace("|", "\\|") if value and len(value) <= 60 and "`" not in value else "(see the file)"
