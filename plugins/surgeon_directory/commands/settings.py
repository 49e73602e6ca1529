"""The settings of `pelicanconf.py` as they are documented there: the comment behind each of them, or above it."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, its value as it is written, and its comment."""

    name: str
    value: str
    comment: str


def settings(text: str) -> Iterator[Setting]:
    """Every setting that the text of a settings file assigns, in its order; `comment` is empty where nobody wrote one."""
    lines, comments = text.split("\n"), _comments(text)
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        names = [target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper() and not target.id.startswith("_")]
        value = (ast.get_source_segment(text, node.value) or "") if names and node.value else ""
        for name in names:
            behind = comments.get(node.lineno) or comments.get(node.end_lineno or 0)
            yield Setting(name, value, behind or _above(lines, node.lineno - 1))


def _comments(text: str) -> dict[int, str]:
    """The comment of each line that has one, and instructions for the formatter left out."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    found = {token.start[0]: token.string.lstrip("#").strip() for token in tokens if token.type == tokenize.COMMENT}
    return {line: comment for line, comment in found.items() if not comment.startswith(("fmt:", "noqa"))}


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
    return f"`{value}`".replace("|", "\\|") if value and len(value) <= 60 and "\n" not in value and "`" not in value else "(see the file)"
