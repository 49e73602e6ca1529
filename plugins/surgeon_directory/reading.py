"""A document becomes a value of its model, or the sentences that say why not.

Pydantic finds what is wrong; here each of its errors gets its place in the file and words a person can use.
"""

from __future__ import annotations

import types
import typing
from typing import Any, TypeVar

from pydantic import ValidationError

from .models import Fact
from .problems import Problem, did_you_mean, printable
from .source import Document, Path_

Model = TypeVar("Model", bound=Fact)


def read_model(document: Document, model: type[Model], **given: Any) -> Model | tuple[Problem, ...]:
    """The document as a `model`, with `given` fields added by the reader (slug, body); or every problem in it."""
    repeated = [name for name in given if name in document.value]
    if repeated:
        return tuple(
            document.problem((name,), f"'{name}' is not written here.", f"Remove it: the {name} comes from the file itself.", "given-field", key=True) for name in repeated
        )
    try:
        return model.model_validate({**document.value, **given})
    except ValidationError as error:
        return tuple(_told(document, model, found) for found in error.errors(include_url=False))


def _told(document: Document, model: type[Fact], found: Any) -> Problem:
    at: Path_ = tuple(found["loc"])
    kind, context = found["type"], found.get("ctx", {})
    position = document.positions.get(at)
    raw = printable(position.raw) if position else ""
    if kind == "missing":
        return document.problem(at, "this field is missing.", _about(model, at), kind)
    if kind == "extra_forbidden":
        names = _field_names(model, at[:-1])
        remedy = did_you_mean(str(at[-1]), names) or f"The fields here are: {', '.join(names)}."
        return document.problem(at, f"'{printable(str(at[-1]))}' is not a field here.", remedy, kind, key=True)
    if kind == "value_error":
        sentence, _, remedy = str(context.get("error", found["msg"])).partition(". ")
        return document.problem(at, _stop(sentence), _stop(remedy) if remedy else _about(model, at), kind)
    if kind == "literal_error":
        choices = str(context.get("expected", "")).replace("'", "")
        remedy = did_you_mean(raw, [choice.strip() for choice in choices.replace(" or ", ", ").split(",")])
        return document.problem(at, f"'{raw}' is not one of the choices.", remedy or f"Write {choices}.", kind)
    value = _value(document.value, at)
    if kind == "string_type":
        if value is None:
            return document.problem(at, "there is nothing here.", "Write the text, or remove the line.", "empty")
        if isinstance(value, bool):
            return document.problem(at, f"{raw} is a yes-or-no here.", f'Put it in quotes: "{raw}".', kind)
        if isinstance(value, (int, float)):
            return document.problem(at, f"{raw} is a number here.", f'Put it in quotes: "{raw}".', kind)
        return document.problem(at, "one line of text belongs here, not a list or a group.", _about(model, at), kind)
    if kind == "tuple_type":
        if isinstance(value, str):
            return document.problem(at, f"'{raw}' is one text, but a list belongs here.", "Put it in square brackets, or each entry on a line of its own after a hyphen.", kind)
        return document.problem(at, "a list belongs here.", "Put each entry on a line of its own after a hyphen, or remove the line.", kind)
    if kind in ("model_type", "model_attributes_type"):
        return document.problem(at, "a group of fields belongs here.", _about(model, at), kind)
    if kind in ("int_type", "int_from_float"):
        return document.problem(at, f"'{raw}' is not a whole number.", "Write digits only, without quotes.", kind)
    if kind == "bool_type":
        return document.problem(at, f"'{raw}' is neither true nor false.", "Write true or false.", kind)
    if kind in ("greater_than_equal", "less_than_equal"):
        word, limit = ("least", context.get("ge")) if kind == "greater_than_equal" else ("most", context.get("le"))
        return document.problem(at, f"{raw} is out of range; the {word} is {limit}.", _about(model, at), kind)
    if kind == "string_too_short":
        return document.problem(at, "there is nothing here.", "Write the text, or remove the line.", "empty")
    if kind == "string_too_long":
        return document.problem(at, f"the text has more than {context.get('max_length')} characters.", "Shorten it.", kind)
    if kind == "too_short":
        return document.problem(at, "the list is empty.", "Write at least one entry.", kind)
    return document.problem(at, _stop(found["msg"]), _about(model, at), kind)


def _stop(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else sentence + "."


def _value(value: Any, at: Path_) -> Any:
    for part in at:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _models_in(annotation: Any) -> list[type[Fact]]:
    """The models an annotation may hold, looking through optional and tuple types."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, Fact):
        return [annotation]
    return [model for inner in typing.get_args(annotation) for model in _models_in(inner)]


def _model_at(model: type[Fact], at: Path_) -> type[Fact] | None:
    here: type[Fact] | None = model
    for part in at:
        if isinstance(part, int):
            continue
        if here is None or part not in here.model_fields:
            return None
        inner = _models_in(here.model_fields[part].annotation)
        here = inner[0] if inner else None
    return here


def _field_names(model: type[Fact], at: Path_) -> list[str]:
    here = _model_at(model, at)
    return [name for name in here.model_fields if here is not model or name not in ("slug", "body")] if here else []


def _about(model: type[Fact], at: Path_) -> str:
    """The description of the field, as the remedy of last resort."""
    names = [part for part in at if isinstance(part, str)]
    parent = _model_at(model, tuple(names[:-1])) if names else None
    field = parent.model_fields.get(names[-1]) if parent else None
    return field.description or "" if field else ""
