"""What the models say of their fields, for templates, tables and editors: one description, told everywhere."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .. import models
from ..models import Fact

MODELS: Mapping[str, type[Fact]] = {
    "surgeon": models.Surgeon,
    "condition": models.Condition,
    "procedure": models.Procedure,
    "article": models.Article,
    "page": models.Page,
    "field": models.Medicine,
    "words": models.Words,
}
_GIVEN = ("slug", "body")  # these come from the file itself, nobody writes them
_KINDS = (
    (models.Line, "line"), (models.Sentence, "text"), (models.Prose, "text"), (models.Day, "day"), (models.Slug, "slug"),
    (models.Link, "link"), (models.FileName, "file name"), (models.Year, "year"), (bool, "true or false"), (str, "line"), (int, "number"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Described:
    """One field of a model: its name, whether it must be there, what it is, and the type it holds without `None` and `tuple`."""

    name: str
    required: bool
    description: str
    many: bool
    inner: Any

    @property
    def model(self) -> type[Fact] | None:
        """The model of the group, or of each group of the list."""
        return self.inner if isinstance(self.inner, type) and issubclass(self.inner, Fact) else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The words one may choose from."""
        return typing.get_args(self.inner) if typing.get_origin(self.inner) is Literal else ()

    @property
    def kind(self) -> str:
        """The type in a word: line, text, number, list of lines, group ..."""
        noun = "group" if self.model else "choice" if self.choices else _noun(self.inner)
        return f"list of {'days' if noun == 'day' else noun + 's'}" if self.many else noun


def _noun(inner: Any) -> str:
    base = typing.get_args(inner)[0] if typing.get_origin(inner) is typing.Annotated else inner
    return next((noun for known, noun in _KINDS if inner == known), None) or next(noun for known, noun in _KINDS if base is known)


def describe(model: type[Fact], *, top: bool) -> Iterator[Described]:
    """The fields of a model in their order; at the top of a file without those that the file itself gives."""
    hints = typing.get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        if top and name in _GIVEN:
            continue
        hint = _without_none(hints[name])
        many = typing.get_origin(hint) is tuple
        inner = _without_none(typing.get_args(hint)[0]) if many else hint
        yield Described(name, field.is_required(), field.description or "", many, inner)


def _without_none(hint: Any) -> Any:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(inner for inner in typing.get_args(hint) if inner is not type(None))
    return hint


def table(name: str) -> str:
    """The reference of a file's fields as a Markdown table; `offices[].zip` is the field `zip` of each group of the list `offices`."""
    rows = [f"| `{path}` | {_cell(one)} | {'yes' if one.required else ''} | {_escape(one.description)} |" for path, one in every_field(MODELS[name], top=True)]
    return "\n".join(["| Field | Kind | Must be there | What it says |", "|---|---|---|---|", *rows])


def every_field(model: type[Fact], *, top: bool, before: str = "") -> Iterator[tuple[str, Described]]:
    """Each field with its dotted path, those of groups after the group."""
    for one in describe(model, top=top):
        path = f"{before}{one.name}"
        yield path, one
        if one.model:
            yield from every_field(one.model, top=False, before=f"{path}[]." if one.many else f"{path}.")


def _cell(one: Described) -> str:
    listed = ", ".join(f"`{choice}`" for choice in one.choices)
    return f"{'some of' if one.many else 'one of'} {listed}" if listed else one.kind


def _escape(text: str) -> str:
    return text.replace("|", "\\|")
