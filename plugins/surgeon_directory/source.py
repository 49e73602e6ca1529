"""Strict YAML and YAML front matter, with the position of every value.

Values are built from the event stream, one event at a time on an explicit stack: a hostile file cannot exhaust
the C stack or the memory, and no constructor of any tag ever runs. Scalars follow the YAML 1.2 core schema, so
`NO`, `12:30` and `2026-10-02` stay text. Sequences become tuples. Duplicate keys, anchors, aliases, tags and
several documents are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)  # fmt: skip

from .plainly import plainly
from .problems import Problem, printable

MOST_BYTES = 128 * 1024
DEEPEST = 16
Path_ = tuple[str | int, ...]

_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")


@dataclass(frozen=True, slots=True)
class Position:
    """Where a value stands: line and column from 1, its raw text when it is a scalar, and where its key stands."""

    line: int
    column: int
    raw: str = ""
    key_line: int = 0
    key_column: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be read: its value, the position of every path in it, and the text below its front matter."""

    path: str
    value: Any
    positions: Mapping[Path_, Position]
    body: str = ""
    body_line: int = 1

    def problem(self, at: Path_, sentence: str, remedy: str, code: str, *, key: bool = False, severity: str = "error") -> Problem:
        """A problem at a path of this document, or at its nearest ancestor that has a position."""
        place = at
        while place and place not in self.positions:
            place = place[:-1]
        position = self.positions.get(place, Position(1, 1))
        line, column = (position.key_line, position.key_column) if key and position.key_line else (position.line, position.column)
        return Problem(self.path, line, column, dotted(at), sentence, remedy, code, severity)  # type: ignore[arg-type]


def dotted(path: Path_) -> str:
    """The path as people write it: `offices[1].zip`."""
    text = ""
    for part in path:
        word = f"[{part}]" if isinstance(part, int) else printable(part)
        text += f".{word}" if text and isinstance(part, str) else word
    return text


class _Refused(Exception):
    def __init__(self, line: int, column: int, sentence: str, remedy: str, code: str) -> None:
        super().__init__(sentence)
        self.line, self.column, self.sentence, self.remedy, self.code = line, column, sentence, remedy, code


def read_text(path: Path, root: Path) -> str | Problem:
    """
    The text of a file below `root`, or the one problem that keeps it from being read.

    Refused: links that leave the tree, files over 128 kB, text that is not UTF-8, a byte order mark, CR line ends.
    """
    name = path.relative_to(root).as_posix()

    def refuse(sentence: str, remedy: str, code: str, line: int = 1, column: int = 1) -> Problem:
        return Problem(name, line, column, "", sentence, remedy, code)

    try:
        if not path.resolve(strict=True).is_relative_to(root.resolve()):
            return refuse("this is a link to a file outside the project.", "Put the file itself here.", "link-outside")
        if not path.is_file():
            return refuse("this is not an ordinary file.", "Put a text file here, or move it elsewhere.", "not-a-file")
        size = path.stat().st_size
        if size > MOST_BYTES:
            return refuse(f"the file has {size:,} bytes; the most is {MOST_BYTES:,}.", "Shorten it, or look whether it is the right file.", "too-large")
        raw = path.read_bytes()
    except (OSError, RuntimeError) as error:
        return refuse(
            f"the file cannot be read ({getattr(error, 'strerror', None) or 'a link that leads in a circle'}).",
            "Look at the file and its permissions.",
            "unreadable",
        )
    if raw.startswith(b"\xef\xbb\xbf"):
        return refuse("the file begins with a byte order mark.", "Save it as UTF-8 without BOM.", "byte-order-mark")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        return refuse(
            f"byte 0x{raw[error.start]:02x} is not UTF-8 text.", "Save the file as UTF-8.", "not-utf-8",
            before.count(b"\n") + 1, len(before) - before.rfind(b"\n"),
        )  # fmt: skip
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        return refuse("the line ends are those of Windows or an old Mac (CR).", "Save the file with LF line ends.", "line-ends", line)
    return text


def parse_yaml(text: str, path: str, first_line: int = 1) -> Document | tuple[Problem, ...]:
    """The one YAML document in `text`, or everything that keeps it from being one. `first_line` is where the text begins in its file."""
    builder = _Builder(first_line - 1)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            builder.take(event)
    except _Refused as refused:
        stop = Problem(path, refused.line, refused.column, "", refused.sentence, refused.remedy, refused.code)
        return (*builder.problems(path), stop)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        return (Problem(path, line, column, "", *plainly(error.problem or "", text, line - first_line, column), "not-yaml"),)
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        before = text[: found.start()] if found else ""
        line, column = before.count("\n") + first_line, len(before) - before.rfind("\n")
        return (
            Problem(
                path, line, column, "", "the file holds a character that YAML does not allow.", "Remove the control character on this line.", "bad-character"
            ),
        )
    if builder.duplicates:
        return builder.problems(path)
    if not isinstance(builder.value, dict):
        return (Problem(path, first_line, 1, "", "there are no fields here.", "Write `field: value` lines; copy a neighbouring file to begin.", "no-fields"),)
    return Document(path, builder.value, builder.positions)


def parse_front_matter(text: str, path: str) -> Document | tuple[Problem, ...]:
    """A Markdown file's front matter as a document whose `body` is the Markdown below it."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return (
            Problem(
                path,
                1,
                1,
                "",
                "the file does not begin with front matter.",
                "Begin it with a line of three hyphens, the fields, and three hyphens again.",
                "no-front-matter",
            ),
        )
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return (Problem(path, 1, 1, "", "the front matter never ends.", "Close it with a line of three hyphens.", "open-front-matter"),)
    parsed = parse_yaml("\n".join(lines[1:end]) + "\n", path, first_line=2)
    if not isinstance(parsed, Document):
        return parsed
    body = "\n".join(lines[end + 1 :])
    blank = len(body) - len(body.lstrip("\n"))
    return Document(path, parsed.value, parsed.positions, body.strip("\n"), end + 2 + blank)


class _Frame:
    """One open mapping or sequence."""

    __slots__ = ("duplicate", "items", "key", "key_at", "path")

    def __init__(self, items: dict[str, Any] | list[Any], path: Path_) -> None:
        self.items = items
        self.path = path
        self.key: str | None = None
        self.key_at = (0, 0)
        self.duplicate = False


class _Builder:
    """Builds the value and the positions from parser events."""

    def __init__(self, line_offset: int) -> None:
        self.offset = line_offset
        self.stack: list[_Frame] = []
        self.positions: dict[Path_, Position] = {}
        self.duplicates: list[tuple[int, int, str, int]] = []
        self.value: Any = None
        self.documents = 0

    def problems(self, path: str) -> tuple[Problem, ...]:
        return tuple(
            Problem(
                path,
                line,
                column,
                printable(key),
                f"'{printable(key)}' stands here a second time; it is already on line {first}.",
                "Keep one of the two.",
                "duplicate-key",
            )
            for line, column, key, first in self.duplicates
        )

    def take(self, event: Any) -> None:
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse(event, "a second document begins here.", "Keep one document in a file: remove the line of hyphens.", "two-documents")
        elif isinstance(event, AliasEvent):
            self._refuse(event, f"'*{printable(event.anchor)}' repeats another value.", "Write the value out; if it is text, put it in quotes.", "alias")
        elif isinstance(event, (ScalarEvent, SequenceStartEvent, MappingStartEvent)):
            self._begin(event)
        elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            self._close()

    def _refuse(self, event: Any, sentence: str, remedy: str, code: str) -> None:
        mark = event.start_mark
        raise _Refused(mark.line + 1 + self.offset, mark.column + 1, sentence, remedy, code)

    def _begin(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, f"'&{printable(event.anchor)}' names a value for repetition.", "Write values out; if it is text, put it in quotes.", "anchor")
        if event.tag not in (None, "!"):
            self._refuse(event, f"'{printable(event.tag)}' is a type tag.", "Remove it; if it is text, put it in quotes.", "tag")
        line, column = event.start_mark.line + 1 + self.offset, event.start_mark.column + 1
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.items, dict) and top.key is None:
            self._key(event, top, line, column)
            return
        path = self._path()
        if not isinstance(event, ScalarEvent):
            if len(self.stack) >= DEEPEST:
                self._refuse(event, f"the values are nested more than {DEEPEST} deep.", "Look for a stray bracket.", "too-deep")
            self._place(path, line, column, "")
            self.stack.append(_Frame([] if isinstance(event, SequenceStartEvent) else {}, path))
            return
        self._place(path, line, column, event.value)
        self._give(_scalar(event))

    def _key(self, event: Any, top: _Frame, line: int, column: int) -> None:
        if not isinstance(event, ScalarEvent):
            self._refuse(event, "a field name must be a word.", "Put the text in quotes.", "bad-key")
        key = event.value
        if key == "<<":
            self._refuse(event, "'<<' merges another mapping.", "Write the fields out.", "merge-key")
        top.duplicate = key in top.items
        if top.duplicate:
            first = self.positions[(*top.path, key)].key_line
            self.duplicates.append((line, column, key, first))
        top.key, top.key_at = key, (line, column)

    def _path(self) -> Path_:
        if not self.stack:
            return ()
        top = self.stack[-1]
        return (*top.path, top.key if isinstance(top.items, dict) else len(top.items))  # type: ignore[arg-type]

    def _place(self, path: Path_, line: int, column: int, raw: str) -> None:
        if self.stack and self.stack[-1].duplicate:
            return
        key_line, key_column = self.stack[-1].key_at if self.stack else (0, 0)
        self.positions[path] = Position(line, column, raw, key_line, key_column)

    def _give(self, value: Any) -> None:
        if not self.stack:
            self.value = value
            return
        top = self.stack[-1]
        if isinstance(top.items, dict):
            if not top.duplicate:
                top.items[top.key] = value  # type: ignore[index]
            top.key, top.duplicate = None, False
        else:
            top.items.append(value)

    def _close(self) -> None:
        done = self.stack.pop()
        self._give(tuple(done.items) if isinstance(done.items, list) else done.items)


def _scalar(event: ScalarEvent) -> Any:
    """A scalar by the YAML 1.2 core schema (section 10.3.2); quoted scalars are always text."""
    text = event.value
    if not event.implicit[0]:
        return text
    if _NULL.match(text):
        return None
    if _BOOL.match(text):
        return text[0] in "tT"
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text
