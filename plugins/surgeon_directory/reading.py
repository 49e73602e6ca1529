"""A document becomes a value of its model, or the sentences that say why not.

Pydantic finds what is wrong; here each of its errors gets its place in the file and words a person can use.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from .models import Fact
from .problems import Problem, did_you_mean, printable
from .source import Document, Path_

Model = TypeVar("Model", bound=Fact)


def read_model(document: Document, model: type[Model], **given: Any) -> Model | tuple[Problem, ...]:
    """The document as a `model`, with `given` fields added by the reader (slug, body); or every problem in it."""
    repeated = [name for name in given if name in document.value]
    if repeated:
        return tuple(
            document.problem((name,), f"'{name}' is not written here.", f"Remove it: the {name} comes from the file itself.", "given-field", key=True)
            for name in repeated
        )
    try:
        return model.model_validate({**document.value, **given})
    except ValidationError as error:
        return tuple(_problems(document, model, error))


@dataclass(frozen=True, slots=True)
class _Found:
    """One error of pydantic: where it is, what it is, what stands there, and what the model says of that field."""

    at: Path_
    kind: str
    context: Mapping[str, Any]
    value: Any
    raw: str
    model: type[Fact]

    @property
    def about(self) -> str:
        """The description of the field, the remedy of last resort."""
        field = _field_at(self.model, self.at)
        return (field.description or "") if field else ""

    @property
    def choices(self) -> str:
        """The words one may choose from, `a, b or c`."""
        return str(self.context.get("expected", "")).replace("'", "")


Told = tuple[str, str]  # a sentence and a remedy


def _problems(document: Document, model: type[Fact], error: ValidationError) -> Iterator[Problem]:
    for told in error.errors(include_url=False):
        at: Path_ = tuple(told["loc"])
        position = document.positions.get(at)
        found = _Found(at, told["type"], told.get("ctx", {}), _value(document.value, at), printable(position.raw) if position else "", model)
        if found.kind == "too_short" and found.value:
            continue  # pydantic leaves entries with mistakes out of its count; they have their own sentences
        empty = found.value is None and found.kind in (*_SCALARS, "value_error")
        sentence, remedy = _empty(found) if empty else _TOLD.get(found.kind, _unforeseen)(found)
        yield document.problem(at, sentence, remedy, "empty" if empty else found.kind, key=found.kind == "extra_forbidden")


def _empty(found: _Found) -> Told:
    """What to write where there is nothing. `value_error` is a day: its check is the one of ours that comes before the type's."""
    field = _field_at(found.model, found.at)
    asked = f"Write {found.choices}" if found.choices else _ASKED.get(found.kind, "Write the text")
    if field and field.is_required() and not isinstance(found.at[-1], int):
        return "there is nothing here.", f"{asked}. {found.about}"
    return "there is nothing here.", f"{asked}, or remove the line."


def _missing(found: _Found) -> Told:
    return "this field is missing.", found.about


def _extra(found: _Found) -> Told:
    names = _field_names(found.model, found.at[:-1])
    name = str(found.at[-1])
    return f"'{printable(name)}' is not a field here.", did_you_mean(name, names) or f"The fields here are: {', '.join(names)}."


def _own_words(found: _Found) -> Told:
    """The words of a check of the models: a sentence, and a remedy after the first full stop."""
    sentence, _, remedy = str(found.context.get("error", "")).partition(". ")
    return _stop(sentence), _stop(remedy) if remedy else found.about


def _scalar(found: _Found) -> Told:
    """A scalar of another type than the field's, or no scalar at all."""
    if isinstance(found.value, (dict, tuple)):
        return f"{_SCALARS[found.kind]} belongs here, not a list or a group.", found.about
    if found.kind == "literal_error":
        near = did_you_mean(found.raw, [choice.strip() for choice in found.choices.replace(" or ", ", ").split(",")])
        return f"'{found.raw}' is not one of the choices.", near or f"Write {found.choices}."
    if found.kind == "int_type":
        return f"'{found.raw}' is not a whole number.", "Write digits only, without quotes."
    if found.kind == "bool_type":
        return f"'{found.raw}' is neither true nor false.", "Write true or false."
    what = "a yes-or-no" if isinstance(found.value, bool) else "a number"
    return f"{found.raw} is {what} here.", f'Put it in quotes: "{found.raw}".'


def _list(found: _Found) -> Told:
    if isinstance(found.value, str):
        return f"'{found.raw}' is one text, but a list belongs here.", "Put it in square brackets, or each entry on a line of its own after a hyphen."
    return "a list belongs here.", "Put each entry on a line of its own after a hyphen, or remove the line."


def _group(found: _Found) -> Told:
    return "a group of fields belongs here.", found.about


def _range(found: _Found) -> Told:
    word, limit = ("least", found.context.get("ge")) if "ge" in found.context else ("most", found.context.get("le"))
    return f"{found.raw} is out of range; the {word} is {limit}.", found.about


def _long(found: _Found) -> Told:
    return f"the text has more than {found.context.get('max_length')} characters.", "Shorten it."


def _short_list(found: _Found) -> Told:
    return "the list is empty.", "Write at least one entry."


def _unforeseen(found: _Found) -> Told:
    return "this does not fit here.", found.about


_SCALARS = {"string_type": "one line of text", "literal_error": "one word", "int_type": "a whole number", "bool_type": "true or false"}
_ASKED = {"value_error": "Write a day as YYYY-MM-DD", "int_type": "Write a whole number", "bool_type": "Write true or false"}
_TOLD: Mapping[str, Callable[[_Found], Told]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "value_error": _own_words,
    **dict.fromkeys(_SCALARS, _scalar),
    "tuple_type": _list,
    "model_type": _group,
    "model_attributes_type": _group,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "string_too_short": _empty,
    "string_too_long": _long,
    "too_short": _short_list,
}


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


def _field_at(model: type[Fact], at: Path_) -> FieldInfo | None:
    names = [part for part in at if isinstance(part, str)]
    parent = _model_at(model, tuple(names[:-1])) if names else None
    return parent.model_fields.get(names[-1]) if parent else None
